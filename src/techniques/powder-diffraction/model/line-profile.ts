import { exp } from '../../../numerics/elementary/exp.js';
import { type AxialNodes, type AxialReach, axialNodes, axialReach, emptyNodes, nodesFor } from './axial-divergence.js';
import { firstAtOrAbove, type Grid } from './grid.js';
import type { PeakShape } from './peak-shape.js';

const LN2 = Math.LN2;
const GAUSS_HEIGHT = 2 * Math.sqrt(LN2 / Math.PI);
const LORENTZ_HEIGHT = 2 / Math.PI;
/** Full widths beyond which the Gaussian part is 1e-12 of its height: nothing. */
const GAUSS_ENDS = 3.2;
/** A line fades out between this share of its window and the end, so that no point enters with a jump. */
const FADE_FROM = 0.75;

/** Full widths from the line to the end of its window: the more of it is Lorentzian, the farther it is followed. */
function windowWidths(mixing: number): number {
  return 6 + (40 * mixing) / (mixing + 0.15);
}

function windowWidthsSlope(mixing: number): number {
  return 6 / ((mixing + 0.15) * (mixing + 0.15));
}

/**
 * The profile of one line of unit area (per degree) on the points of a grid, smeared by axial divergence, with its
 * derivatives. Filled anew by each `at`; entries count from `from`.
 */
export class LineProfile {
  /** First point of the window, and the one after its last. */
  from = 0;
  to = 0;
  readonly value: Float64Array;
  /** Derivatives by position (degrees), full width (degrees), mixing, and spread (S + H)/L. */
  readonly byPosition: Float64Array;
  readonly byWidth: Float64Array;
  readonly byMixing: Float64Array;
  readonly bySpread: Float64Array;
  private readonly grid: Grid;
  private readonly near: AxialNodes = emptyNodes();
  private readonly far: AxialNodes = emptyNodes();
  private readonly smear: AxialReach = { reachDeg: 0, byLine: 0, bySpread: 0 };

  constructor(grid: Grid) {
    this.grid = grid;
    const count = grid.twoThetaDeg.length;
    this.value = new Float64Array(count);
    this.byPosition = new Float64Array(count);
    this.byWidth = new Float64Array(count);
    this.byMixing = new Float64Array(count);
    this.bySpread = new Float64Array(count);
  }

  /** @param derivatives false: only `value` is filled */
  at(positionDeg: number, shape: PeakShape, spread: number, derivatives: boolean): void {
    const { grid } = this;
    const { width, mixing } = shape;
    axialReach(positionDeg, spread, this.smear);
    const reach = this.smear.reachDeg;
    const radius = width * windowWidths(mixing);
    this.from = firstAtOrAbove(grid, positionDeg - radius - Math.max(reach, 0));
    this.to = firstAtOrAbove(grid, positionDeg + radius + Math.max(-reach, 0));
    const length = this.to - this.from;
    if (length <= 0) return;
    this.value.fill(0, 0, length);
    if (derivatives) {
      this.byPosition.fill(0, 0, length);
      this.byWidth.fill(0, 0, length);
      this.byMixing.fill(0, 0, length);
      this.bySpread.fill(0, 0, length);
    }
    const ratio = Math.abs(reach) / width;
    const count = spread > 0 ? nodesFor(ratio) : 1;
    axialNodes(positionDeg, spread, count, this.near);
    // Far from the line its smear matters little, and few nodes give it.
    axialNodes(positionDeg, spread, Math.min(count, 2 + Math.ceil(ratio / 2)), this.far);
    const nearFrom = clamp(
      firstAtOrAbove(grid, positionDeg - Math.max(reach, 0) - GAUSS_ENDS * width),
      this.from,
      this.to,
    );
    const nearTo = clamp(
      firstAtOrAbove(grid, positionDeg - Math.min(reach, 0) + GAUSS_ENDS * width),
      nearFrom,
      this.to,
    );
    if (derivatives) {
      this.addNodes(this.near, nearFrom, nearTo, shape, true);
      this.addNodes(this.far, this.from, nearFrom, shape, false);
      this.addNodes(this.far, nearTo, this.to, shape, false);
      const perWidth = 1 / width;
      for (let o = 0; o < length; o++) this.byWidth[o] = (this.byWidth[o] - this.value[o]) * perWidth;
    } else {
      this.addNodeValues(this.near, nearFrom, nearTo, shape, true);
      this.addNodeValues(this.far, this.from, nearFrom, shape, false);
      this.addNodeValues(this.far, nearTo, this.to, shape, false);
    }
    this.fade(positionDeg, shape, -1, derivatives);
    this.fade(positionDeg, shape, 1, derivatives);
  }

  /** The nodes on the points first to last; each has its Gaussian part only where that is anything. */
  private addNodes(nodes: AxialNodes, first: number, last: number, shape: PeakShape, gaussian: boolean): void {
    if (last <= first) return;
    for (let j = 0; j < nodes.count; j++) {
      const node = nodes.positions[j];
      const ends = GAUSS_ENDS * shape.width;
      const start = gaussian ? clamp(firstAtOrAbove(this.grid, node - ends), first, last) : last;
      const end = gaussian ? clamp(firstAtOrAbove(this.grid, node + ends), start, last) : last;
      this.addLorentz(nodes, j, first, start, shape);
      this.addBoth(nodes, j, start, end, shape);
      this.addLorentz(nodes, j, end, last, shape);
    }
  }

  private addBoth(nodes: AxialNodes, j: number, first: number, last: number, { width, mixing }: PeakShape): void {
    if (last <= first) return;
    const { value, byPosition, byWidth, byMixing, bySpread, from } = this;
    const { twoThetaDeg, stepDeg } = this.grid;
    const k = 4 / (width * width);
    const lorentzHeight = LORENTZ_HEIGHT / width;
    const gaussHeight = GAUSS_HEIGHT / width;
    const gaussShare = 1 - mixing;
    const even = stepDeg > 0;
    const node = nodes.positions[j];
    const weight = nodes.weights[j];
    const valueByLine = weight * nodes.weightByLine[j];
    const valueBySpread = weight * nodes.weightBySpread[j];
    const slopeByLine = weight * nodes.positionByLine[j];
    const slopeBySpread = weight * nodes.positionBySpread[j];
    const start = twoThetaDeg[first] - node;
    // On even steps each value of the Gaussian follows from the one before by two products.
    const bend = even ? exp(-2 * LN2 * k * stepDeg * stepDeg) : 0;
    let gauss = even ? gaussHeight * exp(-LN2 * k * start * start) : 0;
    let factor = even ? exp(-LN2 * k * (2 * start * stepDeg + stepDeg * stepDeg)) : 0;
    for (let i = first; i < last; i++) {
      const u = twoThetaDeg[i] - node;
      const v = k * u * u;
      if (!even) gauss = gaussHeight * exp(-LN2 * v);
      const s = 1 / (1 + v);
      const lorentz = lorentzHeight * s;
      const lorentzPart = mixing * lorentz;
      const gaussPart = gaussShare * gauss;
      const p = lorentzPart + gaussPart;
      const decay = lorentzPart * s + LN2 * gaussPart;
      const slope = -2 * k * u * decay;
      const o = i - from;
      value[o] += weight * p;
      byWidth[o] += weight * 2 * v * decay;
      byMixing[o] += weight * (lorentz - gauss);
      byPosition[o] += valueByLine * p - slopeByLine * slope;
      bySpread[o] += valueBySpread * p - slopeBySpread * slope;
      gauss *= factor;
      factor *= bend;
    }
  }

  private addLorentz(nodes: AxialNodes, j: number, first: number, last: number, { width, mixing }: PeakShape): void {
    if (last <= first) return;
    const { value, byPosition, byWidth, byMixing, bySpread, from } = this;
    const { twoThetaDeg } = this.grid;
    const k = 4 / (width * width);
    const node = nodes.positions[j];
    const height = (nodes.weights[j] * LORENTZ_HEIGHT) / width;
    const valueByLine = nodes.weightByLine[j];
    const valueBySpread = nodes.weightBySpread[j];
    const slopeByLine = nodes.positionByLine[j];
    const slopeBySpread = nodes.positionBySpread[j];
    for (let i = first; i < last; i++) {
      const u = twoThetaDeg[i] - node;
      const v = k * u * u;
      const s = 1 / (1 + v);
      const lorentz = height * s;
      const p = mixing * lorentz;
      const decay = p * s;
      const slope = -2 * k * u * decay;
      const o = i - from;
      value[o] += p;
      byWidth[o] += 2 * v * decay;
      byMixing[o] += lorentz;
      byPosition[o] += valueByLine * p - slopeByLine * slope;
      bySpread[o] += valueBySpread * p - slopeBySpread * slope;
    }
  }

  /** As `addNodes` without derivatives. */
  private addNodeValues(nodes: AxialNodes, first: number, last: number, shape: PeakShape, gaussian: boolean): void {
    if (last <= first) return;
    const { value, from } = this;
    const { twoThetaDeg, stepDeg } = this.grid;
    const { width, mixing } = shape;
    const k = 4 / (width * width);
    const even = stepDeg > 0;
    const bend = even ? exp(-2 * LN2 * k * stepDeg * stepDeg) : 0;
    for (let j = 0; j < nodes.count; j++) {
      const node = nodes.positions[j];
      const height = (nodes.weights[j] * mixing * LORENTZ_HEIGHT) / width;
      for (let i = first; i < last; i++) {
        const u = twoThetaDeg[i] - node;
        value[i - from] += height / (1 + k * u * u);
      }
      if (!gaussian) continue;
      const top = (nodes.weights[j] * (1 - mixing) * GAUSS_HEIGHT) / width;
      const start = clamp(firstAtOrAbove(this.grid, node - GAUSS_ENDS * width), first, last);
      const end = clamp(firstAtOrAbove(this.grid, node + GAUSS_ENDS * width), start, last);
      if (end <= start) continue;
      const offset = twoThetaDeg[start] - node;
      let gauss = even ? top * exp(-LN2 * k * offset * offset) : 0;
      let factor = even ? exp(-LN2 * k * (2 * offset * stepDeg + stepDeg * stepDeg)) : 0;
      for (let i = start; i < end; i++) {
        const u = twoThetaDeg[i] - node;
        value[i - from] += even ? gauss : top * exp(-LN2 * k * u * u);
        gauss *= factor;
        factor *= bend;
      }
    }
  }

  /** Lets the line end smoothly on one side (-1 below, 1 above); the end moves with all numbers of the line, and so do the derivatives. */
  private fade(positionDeg: number, { width, mixing }: PeakShape, side: number, derivatives: boolean): void {
    const { grid, from, to, value, byPosition, byWidth, byMixing, bySpread } = this;
    const { reachDeg, byLine, bySpread: reachBySpread } = this.smear;
    const isSmeared = side * reachDeg < 0;
    const radius = width * windowWidths(mixing);
    const end = radius + (isSmeared ? Math.abs(reachDeg) : 0);
    const fadeFrom = clamp(firstAtOrAbove(grid, positionDeg + side * FADE_FROM * end), from, to);
    const [first, last] = side < 0 ? [from, fadeFrom] : [fadeFrom, to];
    const endByPosition = isSmeared ? -side * byLine : 0;
    const endBySpread = isSmeared ? -side * reachBySpread : 0;
    const endByWidth = radius / width;
    const endByMixing = width * windowWidthsSlope(mixing);
    for (let i = first; i < last; i++) {
      const o = i - from;
      const distance = side * (grid.twoThetaDeg[i] - positionDeg);
      const s = Math.min(1, (distance / end - FADE_FROM) / (1 - FADE_FROM));
      const left = 1 - s * s * (3 - 2 * s);
      const full = value[o];
      value[o] = full * left;
      if (!derivatives) continue;
      const byDistance = (-6 * s * (1 - s) * full) / ((1 - FADE_FROM) * end);
      const byEnd = (-byDistance * distance) / end;
      byPosition[o] = byPosition[o] * left - byDistance * side + byEnd * endByPosition;
      byWidth[o] = byWidth[o] * left + byEnd * endByWidth;
      byMixing[o] = byMixing[o] * left + byEnd * endByMixing;
      bySpread[o] = bySpread[o] * left + byEnd * endBySpread;
    }
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
