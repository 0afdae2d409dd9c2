/**
 * What one phase contributes to the pattern, and how that changes with every refined number. Numbers of the model reach a
 * reflection only through its intensity, place, two widths and smear, so each has a handful of curves on its points, and each
 * column of the Jacobian takes a multiple of them.
 */
import { sin } from '../../../numerics/elementary/sin.js';
import { cellOf, metricWithGradient } from './cell-parameters.js';
import { ColumnAmounts, type JacobianTarget, LORENTZ, SPREAD, VALUE, VARIANCE } from './column-amounts.js';
import { type AngleFactor, capillaryTransmission, lorentzPolarization } from './line-position.js';
import { marchDollase, marchDollaseByMetric } from './march-dollase.js';
import { at, type PhasePlaces } from './model-parameters.js';
import {
  fillCosines,
  LIST_MARGIN,
  MOST_REFLECTIONS,
  type PhaseReflections,
  phaseReflections,
} from './phase-reflections.js';
import { addMultiple, ReflectionCurves } from './reflection-curves.js';
import type { ModelSetup, PhaseSetup } from './setup.js';

const RADIAN = Math.PI / 180;

export class PhasePattern {
  readonly phase: PhaseSetup;
  readonly places: PhasePlaces;
  /** This phase at scale 1 on the points of the pattern (Le Bail and Pawley: as it is). */
  readonly unit: Float64Array;
  reflections: PhaseReflections;
  /** Intensities at scale 1 (area, per degree), and what they are made of. */
  intensities: Float64Array;
  squares: Float64Array;
  positionsDeg: Float64Array;
  readonly metric = new Float64Array(6);
  readonly metricGradient = new Float64Array(36);
  private readonly orientationByMetric = new Float64Array(6);
  private readonly setup: ModelSetup;
  private readonly listMetric = new Float64Array(6);
  private squareSlopes = new Float64Array(0);
  private bySSquared = new Float64Array(0);
  private sSquared = new Float64Array(0);
  private inverseSquares = new Float64Array(0);
  private readonly atomValues: Float64Array;
  private readonly curves: ReflectionCurves;
  private readonly amounts: ColumnAmounts;
  private readonly angle: AngleFactor = { value: 0, logSlope: 0 };

  constructor(setup: ModelSetup, index: number, places: PhasePlaces, start: ArrayLike<number>) {
    this.setup = setup;
    this.phase = setup.phases[index]!;
    this.places = places;
    this.unit = new Float64Array(setup.grid.twoThetaDeg.length);
    this.atomValues = new Float64Array(this.phase.factors?.parameters.length ?? 0);
    this.curves = new ReflectionCurves(setup, places);
    this.amounts = new ColumnAmounts(setup.radiation.lines.length);
    this.moveCell(start);
    this.reflections = this.list(MOST_REFLECTIONS);
    this.intensities = new Float64Array(this.reflections.count).fill(1);
    this.squares = new Float64Array(this.reflections.count);
    this.positionsDeg = new Float64Array(this.reflections.count);
    this.makeRoom();
  }

  /** Fills `unit` and, with a target, adds this phase's share of the Jacobian of the calculated pattern (not weighted). */
  evaluate(values: Float64Array, target: JacobianTarget | null): void {
    this.moveCell(values);
    this.listAnew();
    if (this.phase.axis !== undefined) fillCosines(this.reflections, this.phase.axis, this.metric);
    if (target !== null) this.amounts.prepare(target, this.numbers());
    this.structureFactors(values, target !== null);
    this.unit.fill(0);
    const { count } = this.reflections;
    for (let k = 0; k < count; k++) this.addReflection(k, values, target);
    if (target !== null && this.phase.factors !== null) this.addScaleColumn(target);
  }

  /**
   * Shows the curve of each reflection at intensity 1 on its points, all lines of the radiation together, where the last
   * `evaluate` left the cell. The curve is only good during the call.
   */
  eachCurve(values: Float64Array, show: (k: number, from: number, to: number, curve: Float64Array) => void): void {
    const { curves } = this;
    for (let k = 0; k < this.reflections.count; k++) {
      if (!this.place(k, values) || !curves.draw(values[at.asymmetry], false)) continue;
      show(k, curves.from, curves.to, curves.sum.value);
    }
  }

  /** Full width of reflection k, degrees; NaN for one that is not reached. */
  widthOf(k: number, values: Float64Array): number {
    return this.place(k, values) ? this.curves.shape.width : Number.NaN;
  }

  /** Numbers of the model, besides the scale, that can touch this phase: its own and those of the whole pattern. */
  private *numbers(): Iterable<number> {
    for (let n = 0; n < at.background; n++) yield n;
    const { cell, atoms, marchDollase: orientation } = this.places;
    const last = atoms < 0 ? orientation : atoms + this.atomValues.length - 1;
    for (let n = cell; n <= last; n++) yield n;
  }

  private moveCell(values: ArrayLike<number>): void {
    const { phase, places } = this;
    const free = phase.cell.free.map((_, k) => values[places.cell + k] as number);
    metricWithGradient(cellOf(phase.cell, free, phase.structure.cell), this.metric, this.metricGradient);
  }

  private list(most: number): PhaseReflections {
    this.listMetric.set(this.metric);
    const { grid, radiation } = this.setup;
    const sine = (angleDeg: number) => sin((angleDeg / 2) * RADIAN);
    return phaseReflections(this.phase, this.metric, grid, radiation, sine, most);
  }

  /** A cell that moved far brings other lines into the pattern. */
  private listAnew(): void {
    if (this.phase.factors === null) return;
    for (let j = 0; j < 3; j++) {
      if (Math.abs(this.metric[j] / this.listMetric[j] - 1) < LIST_MARGIN) continue;
      // On its way a cell may hold more; a fit that has begun is not to end for that.
      this.reflections = this.list(2 * MOST_REFLECTIONS);
      this.intensities = new Float64Array(this.reflections.count);
      this.squares = new Float64Array(this.reflections.count);
      this.positionsDeg = new Float64Array(this.reflections.count);
      this.makeRoom();
      return;
    }
  }

  private makeRoom(): void {
    const { count } = this.reflections;
    this.sSquared = new Float64Array(count);
    this.inverseSquares = new Float64Array(count);
    this.bySSquared = new Float64Array(count);
    this.squareSlopes = new Float64Array(0);
  }

  private structureFactors(values: Float64Array, derivatives: boolean): void {
    const { phase, places, reflections, metric, atomValues } = this;
    const { hkl, count } = reflections;
    for (let k = 0; k < count; k++) {
      const h = hkl[3 * k];
      const i = hkl[3 * k + 1];
      const l = hkl[3 * k + 2];
      const q =
        metric[0] * h * h +
        metric[1] * i * i +
        metric[2] * l * l +
        metric[3] * h * i +
        metric[4] * h * l +
        metric[5] * i * l;
      this.inverseSquares[k] = q;
      this.sSquared[k] = q / 4;
    }
    if (phase.factors === null) return;
    for (let p = 0; p < atomValues.length; p++) atomValues[p] = values[places.atoms + p];
    phase.factors.evaluate(
      hkl,
      this.sSquared,
      atomValues,
      metric,
      this.squares,
      derivatives && this.atomsMove() ? this.slopes() : null,
      derivatives ? this.bySSquared : null,
    );
  }

  /** True when any number of an atom is refined: most of the time and memory of a large structure is its atoms' slopes. */
  private atomsMove(): boolean {
    for (let p = 0; p < this.atomValues.length; p++) if (this.amounts.isMoved(this.places.atoms + p)) return true;
    return false;
  }

  private slopes(): Float64Array {
    const length = this.reflections.count * this.atomValues.length;
    if (this.squareSlopes.length !== length) this.squareSlopes = new Float64Array(length);
    return this.squareSlopes;
  }

  private place(k: number, values: Float64Array): boolean {
    const reached = this.curves.place(k, this.inverseSquares[k], values, this.reflections);
    this.positionsDeg[k] = this.curves.positions[0]!.positionDeg;
    return reached;
  }

  private addReflection(k: number, values: Float64Array, target: JacobianTarget | null): void {
    const { setup, phase, curves, reflections, angle, unit } = this;
    if (!this.place(k, values)) return;
    const position = this.positionsDeg[k];
    lorentzPolarization(position, setup.radiation.polarizationK, angle);
    const oriented = this.orientation(k, values, false);
    const factor =
      phase.factors === null
        ? 1
        : reflections.multiplicity[k] * angle.value * oriented * capillaryTransmission(position, setup.capillaryMuR);
    if (phase.factors !== null) this.intensities[k] = factor * this.squares[k];
    if (!curves.draw(values[at.asymmetry], target !== null)) return;
    const length = curves.to - curves.from;
    addMultiple(unit, curves.from, curves.sum.value, length, this.intensities[k]);
    if (target === null) return;
    this.amounts.clear();
    this.addAmounts(k, factor, values);
    const scale = phase.factors === null ? 1 : values[this.places.scale];
    this.amounts.apply(target.columns, curves, setup.radiation, scale * this.intensities[k], scale);
    if (target.intensityColumn < 0) return;
    const offset = (target.intensityColumn + k) * unit.length + curves.from;
    addMultiple(target.columns, offset, curves.sum.value, length, 1);
  }

  private orientation(k: number, values: Float64Array, slope: boolean): number {
    const { cosines, cosineStart } = this.reflections;
    if (cosines.length === 0) return slope ? 0 : 1;
    return marchDollase(values[this.places.marchDollase], cosines, cosineStart[k], cosineStart[k + 1], slope);
  }

  private addAmounts(k: number, factor: number, values: Float64Array): void {
    const { places, phase, curves, amounts, angle } = this;
    const { widths, positions } = curves;
    // What a shift of the line by one degree does to its intensity, which is taken where it stands.
    const byShift = phase.factors === null ? 0 : this.intensities[k] * angle.logSlope;
    amounts.addShift(at.zero, () => 1, byShift, curves);
    amounts.addShift(at.displacement, (l) => positions[l]!.byDisplacement, byShift, curves);
    amounts.addShift(at.transparency, (l) => positions[l]!.byTransparency, byShift, curves);
    const open = widths.clipped ? 0 : 1;
    amounts.add(VARIANCE, at.U, open * widths.byU);
    amounts.add(VARIANCE, at.V, open * widths.byV);
    amounts.add(VARIANCE, at.W, open);
    amounts.add(LORENTZ, at.X, widths.byX);
    amounts.add(LORENTZ, at.Y, widths.byY);
    amounts.add(LORENTZ, places.sizeBroadening, widths.byX);
    amounts.add(LORENTZ, places.strainBroadening, widths.byY);
    amounts.add(SPREAD, at.asymmetry, 1);
    if (places.stephens >= 0) this.addStrain(k);
    this.addCell(k, byShift, factor);
    if (phase.factors === null) return;
    const { count } = this.reflections;
    for (let p = 0; p < this.atomValues.length && this.squareSlopes.length > 0; p++) {
      amounts.add(VALUE, places.atoms + p, factor * this.squareSlopes[p * count + k]);
    }
    if (phase.axis !== undefined) this.addOrientation(k, values, phase.axis);
  }

  private addOrientation(k: number, values: Float64Array, axis: readonly number[]): void {
    const { places, phase, amounts, metric, metricGradient, orientationByMetric } = this;
    const { equivalents, cosineStart } = this.reflections;
    const perWeight = this.intensities[k] / this.orientation(k, values, false);
    amounts.add(VALUE, places.marchDollase, perWeight * this.orientation(k, values, true));
    const { follows, free } = phase.cell;
    if (!free.some((_, one) => amounts.isMoved(places.cell + one))) return;
    const r = values[places.marchDollase];
    marchDollaseByMetric(r, metric, equivalents, cosineStart[k], cosineStart[k + 1], axis, orientationByMetric);
    for (let c = 0; c < 6; c++) {
      if (follows[c]! < 0) continue;
      let slope = 0;
      for (let m = 0; m < 6; m++) slope += orientationByMetric[m] * metricGradient[6 * m + c];
      amounts.add(VALUE, places.cell + follows[c]!, perWeight * slope);
    }
  }

  private addStrain(k: number): void {
    const { places, phase, amounts, reflections } = this;
    const { widths } = this.curves;
    const terms = phase.strain!.names.length;
    for (let term = 0; term < terms; term++) {
      const by = reflections.strainTerms[term * reflections.count + k];
      amounts.add(VARIANCE, places.stephens + term, widths.varianceByStrain * by);
      amounts.add(LORENTZ, places.stephens + term, widths.lorentzByStrain * by);
    }
    amounts.add(VARIANCE, places.strainMixing, widths.varianceByMixing);
    amounts.add(LORENTZ, places.strainMixing, widths.lorentzByMixing);
  }

  private addCell(k: number, byShift: number, factor: number): void {
    const { phase, places, curves, amounts, metricGradient: m, bySSquared } = this;
    const { hkl } = this.reflections;
    const h = hkl[3 * k];
    const i = hkl[3 * k + 1];
    const l = hkl[3 * k + 2];
    const { follows, free } = phase.cell;
    for (let one = 0; one < free.length; one++) {
      const n = places.cell + one;
      if (!amounts.isMoved(n)) continue;
      let slope = 0;
      for (let c = 0; c < 6; c++) {
        if (follows[c] !== one) continue;
        slope += m[c] * h * h + m[6 + c] * i * i + m[12 + c] * l * l;
        slope += m[18 + c] * h * i + m[24 + c] * h * l + m[30 + c] * i * l;
      }
      amounts.addShift(n, (line) => curves.positions[line]!.byInverseSquare * slope, byShift, curves);
      amounts.add(VARIANCE, n, curves.widths.varianceByInverseSquare * slope);
      amounts.add(LORENTZ, n, curves.widths.lorentzByInverseSquare * slope);
      if (phase.factors === null) continue;
      amounts.add(VALUE, n, (factor * bySSquared[k] * slope) / 4);
    }
  }

  private addScaleColumn({ columns, links }: JacobianTarget): void {
    const { scale } = this.places;
    const points = this.unit.length;
    for (let e = links.start[scale]; e < links.start[scale + 1]; e++) {
      addMultiple(columns, links.column[e] * points, this.unit, points, links.factor[e]);
    }
  }
}
