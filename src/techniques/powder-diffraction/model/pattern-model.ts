/** The forward model of a pattern: all numbers -> calculated counts, and the Jacobian by the refined ones. */
import { addHump, addHumpSlopes, chebyshevColumns } from './background.js';
import type { Links } from './links.js';
import { at, listParameters, type ParameterList } from './model-parameters.js';
import { PhasePattern } from './phase-pattern.js';
import type { ModelSetup } from './setup.js';

export class PatternModel {
  readonly setup: ModelSetup;
  readonly list: ParameterList;
  readonly phases: readonly PhasePattern[];
  readonly background: Float64Array;
  readonly calculated: Float64Array;
  /** Chebyshev polynomials on the points, column by column. */
  readonly polynomials: Float64Array;
  private readonly humpSlopes: { position: Float64Array; width: Float64Array; height: Float64Array };

  constructor(setup: ModelSetup) {
    this.setup = setup;
    this.list = listParameters(setup);
    const points = setup.grid.twoThetaDeg.length;
    const start = this.list.parameters.map((one) => one.start);
    this.phases = setup.phases.map((_, k) => new PhasePattern(setup, k, this.list.phases[k]!, start));
    this.background = new Float64Array(points);
    this.calculated = new Float64Array(points);
    this.polynomials = chebyshevColumns(setup.grid.twoThetaDeg, setup.backgroundTerms, setup.backgroundEnds);
    const column = () => new Float64Array(setup.humps.length > 0 ? points : 0);
    this.humpSlopes = { position: column(), width: column(), height: column() };
  }

  /**
   * Fills `calculated`, `background` and `unit` of each phase.
   *
   * @param values of all parameters
   * @param jacobian column-major, `jacobian[column * points + i]`, of the calculated counts; null when not wanted
   * @param intensityColumns first column of the free intensities of each phase, or -1
   */
  evaluate(
    values: Float64Array,
    jacobian: Float64Array | null,
    links: Links,
    columnCount: number,
    intensityColumns: ArrayLike<number>,
  ): void {
    if (jacobian !== null) jacobian.fill(0, 0, columnCount * this.calculated.length);
    this.fillBackground(values);
    this.calculated.set(this.background);
    this.phases.forEach((phase, k) => {
      const intensityColumn = intensityColumns[k] as number;
      phase.evaluate(values, jacobian === null ? null : { columns: jacobian, links, columnCount, intensityColumn });
      addScaled(this.calculated, phase.unit, phase.phase.factors === null ? 1 : values[phase.places.scale]);
    });
    if (jacobian !== null) this.backgroundColumns(values, jacobian, links);
  }

  fillBackground(values: Float64Array): void {
    const { setup, background, polynomials, list } = this;
    const points = background.length;
    background.fill(0);
    for (let n = 0; n < setup.backgroundTerms; n++) {
      const term = values[at.background + n];
      if (term === 0) continue;
      for (let i = 0; i < points; i++) background[i] += term * polynomials[n * points + i];
    }
    for (const place of list.humps) {
      addHump(setup.grid.twoThetaDeg, values[place], values[place + 1], values[place + 2], background);
    }
  }

  private backgroundColumns(values: Float64Array, jacobian: Float64Array, links: Links): void {
    const { setup, polynomials, list, humpSlopes } = this;
    const points = this.background.length;
    for (let n = 0; n < setup.backgroundTerms; n++) {
      addLinked(jacobian, links, at.background + n, polynomials.subarray(n * points, (n + 1) * points));
    }
    for (const place of list.humps) {
      const moved = [0, 1, 2].some((k) => links.start[place + k] !== links.start[place + k + 1]);
      if (!moved) continue;
      addHumpSlopes(setup.grid.twoThetaDeg, values[place], values[place + 1], values[place + 2], humpSlopes);
      addLinked(jacobian, links, place, humpSlopes.position);
      addLinked(jacobian, links, place + 1, humpSlopes.width);
      addLinked(jacobian, links, place + 2, humpSlopes.height);
    }
  }
}

function addLinked(jacobian: Float64Array, links: Links, n: number, curve: Float64Array): void {
  for (let e = links.start[n]; e < links.start[n + 1]; e++) {
    const offset = links.column[e] * curve.length;
    const factor = links.factor[e];
    for (let i = 0; i < curve.length; i++) jacobian[offset + i] += factor * curve[i];
  }
}

function addScaled(into: Float64Array, curve: Float64Array, factor: number): void {
  for (let i = 0; i < into.length; i++) into[i] += factor * curve[i];
}
