import { emptyPosition, type LinePosition, linePosition } from './line-position.js';
import { LineProfile } from './line-profile.js';
import { emptyWidths, lineWidths } from './line-widths.js';
import { at, type PhasePlaces } from './model-parameters.js';
import { emptyShape, peakShape } from './peak-shape.js';
import type { PhaseReflections } from './phase-reflections.js';
import type { ModelSetup } from './setup.js';

/** Lines this far outside still reach into the pattern; farther ones, near 180 degrees above all, would be broad humps in it. */
const OUTSIDE_DEG = 1;

/** Sum of all lines of a reflection at intensity 1 on their common points; entries count from `from`. */
export interface CurveSum {
  readonly value: Float64Array;
  /** By full width, mixing and spread. */
  readonly width: Float64Array;
  readonly mixing: Float64Array;
  readonly spread: Float64Array;
}

/** The curves of one reflection after the other: place and shape of its lines, and what they look like on the points. */
export class ReflectionCurves {
  /** Of each line of the radiation; the position is NaN where the line is not reached. */
  readonly positions: readonly LinePosition[];
  readonly lines: readonly LineProfile[];
  readonly shape = emptyShape();
  readonly widths = emptyWidths();
  readonly sum: CurveSum;
  from = 0;
  to = 0;
  private readonly setup: ModelSetup;
  private readonly places: PhasePlaces;

  constructor(setup: ModelSetup, places: PhasePlaces) {
    this.setup = setup;
    this.places = places;
    this.lines = setup.radiation.lines.map(() => new LineProfile(setup.grid));
    this.positions = setup.radiation.lines.map(emptyPosition);
    const column = () => new Float64Array(setup.grid.twoThetaDeg.length);
    this.sum = { value: column(), width: column(), mixing: column(), spread: column() };
  }

  /** Places the lines of reflection k with 1/d² = q; false when the first of them cannot be reached. */
  place(k: number, q: number, values: Float64Array, reflections: PhaseReflections): boolean {
    const { setup, places, positions, shape, widths } = this;
    const { radiation } = setup;
    let reached = false;
    for (let l = 0; l < positions.length; l++) {
      const inReach = linePosition(
        q,
        radiation.lines[l]!.wavelengthAngstrom,
        values[at.zero],
        values[at.displacement],
        values[at.transparency],
        radiation.radiusMm,
        positions[l]!,
      );
      if (!inReach) positions[l]!.positionDeg = Number.NaN;
      if (l === 0) reached = inReach;
    }
    const position = positions[0]!.positionDeg;
    if (!reached || !this.isNear(position)) return false;
    const mixing = places.strainMixing < 0 ? 0 : values[places.strainMixing];
    lineWidths(position, k, q, values, places, reflections, mixing, widths);
    peakShape(widths.variance, widths.lorentz, shape);
    return true;
  }

  private isNear(positionDeg: number): boolean {
    const { twoThetaDeg } = this.setup.grid;
    const first = Math.max(0.05, twoThetaDeg[0] - OUTSIDE_DEG);
    const last = Math.min(179.9, twoThetaDeg[twoThetaDeg.length - 1] + OUTSIDE_DEG);
    return positionDeg > first && positionDeg < last;
  }

  /** Fills `sum` and, with derivatives, the lines themselves; false when none of them falls into the pattern. */
  draw(spread: number, derivatives: boolean): boolean {
    const { lines, positions, shape, sum, setup } = this;
    let from = Number.MAX_SAFE_INTEGER;
    let to = 0;
    for (let l = 0; l < lines.length; l++) {
      const line = lines[l]!;
      const { positionDeg } = positions[l]!;
      if (Number.isNaN(positionDeg)) line.to = line.from = 0;
      else line.at(positionDeg, shape, spread, derivatives);
      if (line.to <= line.from) continue;
      from = Math.min(from, line.from);
      to = Math.max(to, line.to);
    }
    if (to <= from) return false;
    this.from = from;
    this.to = to;
    sum.value.fill(0, 0, to - from);
    if (derivatives) {
      sum.width.fill(0, 0, to - from);
      sum.mixing.fill(0, 0, to - from);
      sum.spread.fill(0, 0, to - from);
    }
    for (let l = 0; l < lines.length; l++) {
      const line = lines[l]!;
      const length = line.to - line.from;
      if (length <= 0) continue;
      const { ratio } = setup.radiation.lines[l]!;
      const shift = line.from - from;
      addMultiple(sum.value, shift, line.value, length, ratio);
      if (!derivatives) continue;
      addMultiple(sum.width, shift, line.byWidth, length, ratio);
      addMultiple(sum.mixing, shift, line.byMixing, length, ratio);
      addMultiple(sum.spread, shift, line.bySpread, length, ratio);
    }
    return true;
  }
}

/** `into[offset + i] += factor * curve[i]`. */
export function addMultiple(
  into: Float64Array,
  offset: number,
  curve: Float64Array,
  length: number,
  factor: number,
): void {
  for (let i = 0; i < length; i++) into[offset + i] += factor * curve[i];
}
