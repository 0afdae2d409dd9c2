/**
 * What one phase contributes to the pattern, and how that changes with every refined number. Numbers of the model reach a
 * line only through its intensity, place, two widths and smear, so each line has a handful of curves on its points, and each
 * column of the Jacobian takes a multiple of them.
 */
import { sin } from '../../../numerics/elementary/sin.js';
import { cellOf, metricWithGradient } from './cell-parameters.js';
import {
  type AngleFactor,
  capillaryTransmission,
  emptyPosition,
  linePosition,
  lorentzPolarization,
} from './line-position.js';
import { LineProfile } from './line-profile.js';
import { emptyWidths, lineWidths } from './line-widths.js';
import type { Links } from './links.js';
import { marchDollase } from './march-dollase.js';
import { at, type PhasePlaces } from './model-parameters.js';
import { emptyShape, peakShape } from './peak-shape.js';
import { LIST_MARGIN, type PhaseReflections, phaseReflections } from './phase-reflections.js';
import type { ModelSetup, PhaseSetup } from './setup.js';

const RADIAN = Math.PI / 180;

/** Columns of the Jacobian, one after the other, each as long as the pattern. */
export interface JacobianTarget {
  readonly columns: Float64Array;
  readonly links: Links;
  readonly columnCount: number;
  /** First column of the free intensities of this phase; -1 where they are no columns. */
  readonly intensityColumn: number;
}

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
  private readonly setup: ModelSetup;
  private readonly listMetric = new Float64Array(6);
  private squareSlopes = new Float64Array(0);
  private bySSquared = new Float64Array(0);
  private sSquared = new Float64Array(0);
  private inverseSquares = new Float64Array(0);
  private readonly atomValues: Float64Array;
  private readonly lines: readonly LineProfile[];
  /** Of each line of the radiation: its place and derivatives. */
  private readonly positions;
  private readonly shape = emptyShape();
  private readonly lineWidths = emptyWidths();
  private readonly angle: AngleFactor = { value: 0, logSlope: 0 };
  private readonly sum: { value: Float64Array; width: Float64Array; mixing: Float64Array; spread: Float64Array };
  private scratch = new Float64Array(0);
  private touched = new Int32Array(0);
  private touchedOf: Links | null = null;

  constructor(setup: ModelSetup, index: number, places: PhasePlaces, start: ArrayLike<number>) {
    this.setup = setup;
    this.phase = setup.phases[index]!;
    this.places = places;
    const points = setup.grid.twoThetaDeg.length;
    this.unit = new Float64Array(points);
    this.atomValues = new Float64Array(this.phase.factors?.parameters.length ?? 0);
    this.lines = setup.radiation.lines.map(() => new LineProfile(setup.grid));
    this.positions = setup.radiation.lines.map(emptyPosition);
    const column = () => new Float64Array(points);
    this.sum = { value: column(), width: column(), mixing: column(), spread: column() };
    this.moveCell(start);
    this.reflections = this.list();
    this.intensities = new Float64Array(this.reflections.count).fill(1);
    this.squares = new Float64Array(this.reflections.count);
    this.positionsDeg = new Float64Array(this.reflections.count);
    this.makeRoom();
  }

  /** Fills `unit` and, with a target, adds this phase's share of the Jacobian of the calculated pattern (not weighted). */
  evaluate(values: Float64Array, target: JacobianTarget | null): void {
    this.moveCell(values);
    this.listAnew();
    this.structureFactors(values, target !== null);
    if (target !== null) this.prepareScratch(target);
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
    for (let k = 0; k < this.reflections.count; k++) {
      const range = this.placeLines(k, values) ? this.sumLines(values[at.asymmetry], false) : null;
      if (range !== null) show(k, range[0], range[1], this.sum.value);
    }
  }

  /** Full width of reflection k, degrees; NaN for one that is not reached. */
  widthOf(k: number, values: Float64Array): number {
    return this.placeLines(k, values) ? this.shape.width : Number.NaN;
  }

  private moveCell(values: ArrayLike<number>): void {
    const { phase, places } = this;
    const free = phase.cell.free.map((_, k) => values[places.cell + k] as number);
    metricWithGradient(cellOf(phase.cell, free, phase.structure.cell), this.metric, this.metricGradient);
  }

  private list(): PhaseReflections {
    this.listMetric.set(this.metric);
    const { grid, radiation } = this.setup;
    return phaseReflections(this.phase, this.metric, grid, radiation, (angleDeg) => sin((angleDeg / 2) * RADIAN));
  }

  /** A cell that moved far brings other lines into the pattern. */
  private listAnew(): void {
    if (this.phase.factors === null) return;
    for (let j = 0; j < 3; j++) {
      if (Math.abs(this.metric[j] / this.listMetric[j] - 1) < LIST_MARGIN) continue;
      this.reflections = this.list();
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
    this.squareSlopes = new Float64Array(count * this.atomValues.length);
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
      derivatives ? this.squareSlopes : null,
      derivatives ? this.bySSquared : null,
    );
  }

  /** Places and widths of the lines of reflection k; false when the first of them cannot be reached. */
  private placeLines(k: number, values: Float64Array): boolean {
    const { setup, places, lines, positions, reflections, shape, lineWidths: widths } = this;
    const { radiation } = setup;
    const q = this.inverseSquares[k];
    let reached = false;
    for (let l = 0; l < lines.length; l++) {
      const inReach = linePosition(
        q,
        radiation.lines[l]!.wavelengthAngstrom,
        values[at.zero],
        values[at.displacement],
        values[at.transparency],
        radiation.radiusMm,
        positions[l]!,
      );
      if (l === 0) reached = inReach;
      else if (!inReach) positions[l]!.positionDeg = Number.NaN;
    }
    const position = positions[0]!.positionDeg;
    this.positionsDeg[k] = reached ? position : Number.NaN;
    const { twoThetaDeg } = setup.grid;
    const isNear =
      position > twoThetaDeg[0] - OUTSIDE_DEG && position < twoThetaDeg[twoThetaDeg.length - 1] + OUTSIDE_DEG;
    if (!reached || !isNear || !(position > 0.05 && position < 179.9)) return false;
    lineWidths(position, k, q, values, places, reflections, this.strainMixing(values), widths);
    peakShape(widths.variance, widths.lorentz, shape);
    return true;
  }

  private addReflection(k: number, values: Float64Array, target: JacobianTarget | null): void {
    const { setup, phase, positions, reflections, angle, unit } = this;
    if (!this.placeLines(k, values)) return;
    const position = positions[0]!.positionDeg;
    lorentzPolarization(position, setup.radiation.polarizationK, angle);
    const oriented = this.orientation(k, values, false);
    const factor =
      phase.factors === null
        ? 1
        : reflections.multiplicity[k] * angle.value * oriented * capillaryTransmission(position, setup.capillaryMuR);
    if (phase.factors !== null) this.intensities[k] = factor * this.squares[k];
    const intensity = this.intensities[k];
    const range = this.sumLines(values[at.asymmetry], target !== null);
    if (range === null) return;
    const [from, to] = range;
    const { value } = this.sum;
    for (let i = from; i < to; i++) unit[i] += intensity * value[i - from];
    if (target === null) return;
    this.addColumns(k, from, to, intensity, factor, values, target);
  }

  private strainMixing(values: Float64Array): number {
    return this.places.strainMixing < 0 ? 0 : values[this.places.strainMixing];
  }

  private orientation(k: number, values: Float64Array, slope: boolean): number {
    const { cosines, cosineStart } = this.reflections;
    if (cosines.length === 0) return slope ? 0 : 1;
    return marchDollase(values[this.places.marchDollase], cosines, cosineStart[k], cosineStart[k + 1], slope);
  }

  /** The curves of all lines of a reflection on their common points; null when none of them falls into the pattern. */
  private sumLines(spread: number, derivatives: boolean): [from: number, to: number] | null {
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
    if (to <= from) return null;
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
    return [from, to];
  }

  /** Columns that any number of this phase, or of the pattern as a whole, moves. */
  private prepareScratch({ links, columnCount }: JacobianTarget): void {
    const kinds = SHAPES + this.lines.length;
    if (this.touchedOf === links && this.scratch.length === kinds * columnCount) return;
    this.touchedOf = links;
    this.scratch = new Float64Array(kinds * columnCount);
    const columns = new Set<number>();
    const add = (n: number): void => {
      for (let e = links.start[n]; e < links.start[n + 1]; e++) columns.add(links.column[e]);
    };
    for (let n = 0; n < at.background; n++) add(n);
    const { scale, cell, atoms } = this.places;
    const last = atoms < 0 ? this.places.marchDollase : atoms + this.atomValues.length - 1;
    for (let n = Math.min(scale, cell); n <= last; n++) if (n !== scale) add(n);
    this.touched = Int32Array.from(columns).sort();
  }

  private addColumns(
    k: number,
    from: number,
    to: number,
    intensity: number,
    factor: number,
    values: Float64Array,
    target: JacobianTarget,
  ): void {
    const { places, phase, lines, lineWidths: widths, shape, sum, scratch, touched, angle } = this;
    const { columns, links, columnCount, intensityColumn } = target;
    const points = this.unit.length;
    const scale = phase.factors === null ? 1 : values[places.scale];
    const kinds = SHAPES + lines.length;
    for (let c = 0; c < touched.length; c++) {
      for (let kind = 0; kind < kinds; kind++) scratch[kind * columnCount + touched[c]] = 0;
    }
    // What a shift of the line by one degree does to its intensity and widths, which are taken where it stands.
    const intensityByShift = phase.factors === null ? 0 : intensity * angle.logSlope;
    for (let n = 0; n < at.U; n++) {
      if (links.start[n] === links.start[n + 1]) continue;
      this.shiftBy(n, n === at.zero ? 1 : 0, n, intensityByShift, target);
    }
    this.widthBy(at.U, widths.byU, 0, target);
    this.widthBy(at.V, widths.byV, 0, target);
    this.widthBy(at.W, 1, 0, target);
    this.widthBy(at.X, 0, widths.byX, target);
    this.widthBy(at.Y, 0, widths.byY, target);
    this.widthBy(places.sizeBroadening, 0, widths.byX, target);
    this.widthBy(places.strainBroadening, 0, widths.byY, target);
    if (places.stephens >= 0) {
      const terms = phase.strain!.names.length;
      for (let term = 0; term < terms; term++) {
        const by = this.reflections.strainTerms[term * this.reflections.count + k];
        this.widthBy(places.stephens + term, widths.varianceByStrain * by, widths.lorentzByStrain * by, target);
      }
      this.widthBy(places.strainMixing, widths.varianceByMixing, widths.lorentzByMixing, target);
    }
    this.add(SPREAD, at.asymmetry, 1, target);
    this.cellColumns(k, intensityByShift, factor, target);
    if (phase.factors !== null) {
      const { count } = this.reflections;
      for (let p = 0; p < this.atomValues.length; p++) {
        this.add(VALUE, places.atoms + p, factor * this.squareSlopes[p * count + k], target);
      }
      if (this.reflections.cosines.length > 0) {
        const slope = this.orientation(k, values, true) / this.orientation(k, values, false);
        this.add(VALUE, places.marchDollase, intensity * slope, target);
      }
    }
    const length = to - from;
    for (let c = 0; c < touched.length; c++) {
      const column = touched[c];
      const offset = column * points + from;
      const byValue = scratch[VALUE * columnCount + column];
      if (byValue !== 0) addMultiple(columns, offset, sum.value, length, scale * byValue);
      const variance = scratch[VARIANCE * columnCount + column];
      const lorentz = scratch[LORENTZ * columnCount + column];
      if (variance !== 0 || lorentz !== 0) {
        const all = scale * intensity;
        addMultiple(
          columns,
          offset,
          sum.width,
          length,
          all * (variance * shape.widthByVariance + lorentz * shape.widthByLorentz),
        );
        addMultiple(
          columns,
          offset,
          sum.mixing,
          length,
          all * (variance * shape.mixingByVariance + lorentz * shape.mixingByLorentz),
        );
      }
      const spread = scratch[SPREAD * columnCount + column];
      if (spread !== 0) addMultiple(columns, offset, sum.spread, length, scale * intensity * spread);
      for (let l = 0; l < lines.length; l++) {
        const line = lines[l]!;
        const shift = scratch[(SHAPES + l) * columnCount + column];
        if (shift === 0 || line.to <= line.from) continue;
        const all = scale * intensity * shift * this.setup.radiation.lines[l]!.ratio;
        addMultiple(columns, column * points + line.from, line.byPosition, line.to - line.from, all);
      }
    }
    if (intensityColumn >= 0) {
      addMultiple(columns, (intensityColumn + k) * points + from, sum.value, length, 1);
    }
  }

  /** A number that shifts lines: `zero` (kind 0), displacement (1), transparency (2). */
  private shiftBy(n: number, constant: number, kind: number, intensityByShift: number, target: JacobianTarget): void {
    const { positions, lineWidths: widths } = this;
    for (let l = 0; l < positions.length; l++) {
      const place = positions[l]!;
      if (Number.isNaN(place.positionDeg)) continue;
      const by = kind === 0 ? constant : kind === 1 ? place.byDisplacement : place.byTransparency;
      this.add(SHAPES + l, n, by, target);
      if (l > 0) continue;
      this.add(VALUE, n, intensityByShift * by, target);
      this.add(VARIANCE, n, widths.varianceByShift * by, target);
      this.add(LORENTZ, n, widths.lorentzByShift * by, target);
    }
  }

  private widthBy(n: number, variance: number, lorentz: number, target: JacobianTarget): void {
    if (variance !== 0) this.add(VARIANCE, n, this.lineWidths.clipped ? 0 : variance, target);
    if (lorentz !== 0) this.add(LORENTZ, n, lorentz, target);
  }

  private cellColumns(k: number, intensityByShift: number, factor: number, target: JacobianTarget): void {
    const { phase, places, positions, metricGradient, lineWidths: widths, reflections, bySSquared } = this;
    const { links } = target;
    const { hkl } = reflections;
    const h = hkl[3 * k];
    const i = hkl[3 * k + 1];
    const l = hkl[3 * k + 2];
    const { follows, free } = phase.cell;
    for (let one = 0; one < free.length; one++) {
      const n = places.cell + one;
      if (links.start[n] === links.start[n + 1]) continue;
      let slope = 0;
      for (let c = 0; c < 6; c++) {
        if (follows[c] !== one) continue;
        slope +=
          metricGradient[c] * h * h +
          metricGradient[6 + c] * i * i +
          metricGradient[12 + c] * l * l +
          metricGradient[18 + c] * h * i +
          metricGradient[24 + c] * h * l +
          metricGradient[30 + c] * i * l;
      }
      for (let line = 0; line < positions.length; line++) {
        const place = positions[line]!;
        if (Number.isNaN(place.positionDeg)) continue;
        const by = place.byInverseSquare * slope;
        this.add(SHAPES + line, n, by, target);
        if (line > 0) continue;
        this.add(VALUE, n, intensityByShift * by, target);
        this.add(VARIANCE, n, widths.varianceByShift * by, target);
        this.add(LORENTZ, n, widths.lorentzByShift * by, target);
      }
      if (phase.factors !== null) this.add(VALUE, n, (factor * bySSquared[k] * slope) / 4, target);
    }
  }

  private add(kind: number, n: number, amount: number, { links, columnCount }: JacobianTarget): void {
    for (let e = links.start[n]; e < links.start[n + 1]; e++) {
      this.scratch[kind * columnCount + links.column[e]] += amount * links.factor[e];
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

/** Lines this far outside still reach into the pattern; farther ones, near 180 degrees above all, would be broad humps in it. */
const OUTSIDE_DEG = 1;

/** What a refined number can do to a line: kinds of the scratch, followed by one for the place of each line. */
const VALUE = 0;
const VARIANCE = 1;
const LORENTZ = 2;
const SPREAD = 3;
const SHAPES = 4;

function addMultiple(into: Float64Array, offset: number, curve: Float64Array, length: number, factor: number): void {
  for (let i = 0; i < length; i++) into[offset + i] += factor * curve[i];
}
