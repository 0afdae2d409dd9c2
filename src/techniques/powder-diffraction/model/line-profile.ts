import { exp } from '../../../numerics/elementary/exp.js';
import {
  type AxialNodes,
  type AxialReach,
  axialNodes,
  axialReach,
  emptyNodes,
  farNodesFor,
  nodesFor,
} from './axial-divergence.js';
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
    axialNodes(positionDeg, spread, farNodesFor(ratio), this.far);
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
      this.addNodes(this.near, nearFrom, nearTo, shape);
      this.addFar(this.from, nearFrom, shape);
      this.addFar(nearTo, this.to, shape);
      this.mix(nearFrom, nearTo, shape);
    } else {
      this.addNodeValues(this.near, nearFrom, nearTo, shape, true);
      this.addNodeValues(this.far, this.from, nearFrom, shape, false);
      this.addNodeValues(this.far, nearTo, this.to, shape, false);
    }
    this.fade(positionDeg, shape, -1, derivatives);
    this.fade(positionDeg, shape, 1, derivatives);
  }

  /** The nodes on the points first to last; each has its Gaussian part only where that is anything. */
  private addNodes(nodes: AxialNodes, first: number, last: number, shape: PeakShape): void {
    const ends = GAUSS_ENDS * shape.width;
    for (let j = 0; j < nodes.count; j++) {
      const node = nodes.positions[j];
      const start = clamp(firstAtOrAbove(this.grid, node - ends), first, last);
      const end = clamp(firstAtOrAbove(this.grid, node + ends), start, last);
      this.addLorentz(nodes, j, first, start, shape);
      this.addBoth(nodes, j, start, end, shape);
      this.addLorentz(nodes, j, end, last, shape);
    }
  }

  /**
   * One node, as multiples of s = 1/(1 + k u²) and g = exp(-ln 2 k u²) and of what their slopes are made of, u s² and u g.
   * `value` takes the Lorentzian part and `byMixing` the Gaussian one until all nodes are in.
   */
  private addBoth(nodes: AxialNodes, j: number, first: number, last: number, { width, mixing }: PeakShape): void {
    if (last <= first) return;
    const { value, byPosition, byWidth, byMixing, bySpread, from } = this;
    const { twoThetaDeg, stepDeg } = this.grid;
    const k = 4 / (width * width);
    const node = nodes.positions[j];
    const height = (nodes.weights[j] * LORENTZ_HEIGHT) / width;
    const top = (nodes.weights[j] * GAUSS_HEIGHT) / width;
    const lorentz = 2 * mixing * height;
    const gauss = 2 * LN2 * k * (1 - mixing);
    const lineS = nodes.weightByLine[j] * mixing * height;
    const lineU = nodes.positionByLine[j] * k * lorentz;
    const lineG = nodes.weightByLine[j] * (1 - mixing);
    const lineUg = nodes.positionByLine[j] * gauss;
    const spreadS = nodes.weightBySpread[j] * mixing * height;
    const spreadU = nodes.positionBySpread[j] * k * lorentz;
    const spreadG = nodes.weightBySpread[j] * (1 - mixing);
    const spreadUg = nodes.positionBySpread[j] * gauss;
    // On even steps each value of the Gaussian follows from the one before by two products.
    const even = stepDeg > 0;
    const start = twoThetaDeg[first] - node;
    const bend = even ? exp(-2 * LN2 * k * stepDeg * stepDeg) : 0;
    let g = even ? top * exp(-LN2 * k * start * start) : 0;
    let factor = even ? exp(-LN2 * k * (2 * start * stepDeg + stepDeg * stepDeg)) : 0;
    for (let i = first; i < last; i++) {
      const u = twoThetaDeg[i] - node;
      if (!even) g = top * exp(-LN2 * k * u * u);
      const s = 1 / (1 + k * u * u);
      const s2 = s * s;
      const us2 = u * s2;
      const ug = u * g;
      const o = i - from;
      value[o] += height * s;
      byMixing[o] += g;
      byWidth[o] += lorentz * (s - s2) + gauss * u * ug;
      byPosition[o] += lineS * s + lineU * us2 + lineG * g + lineUg * ug;
      bySpread[o] += spreadS * s + spreadU * us2 + spreadG * g + spreadUg * ug;
      g *= factor;
      factor *= bend;
    }
  }

  /** The Lorentzian part of one node. */
  private addLorentz(nodes: AxialNodes, j: number, first: number, last: number, { width, mixing }: PeakShape): void {
    if (last <= first) return;
    const { value, byPosition, byWidth, bySpread, from } = this;
    const { twoThetaDeg } = this.grid;
    const k = 4 / (width * width);
    const node = nodes.positions[j];
    const height = (nodes.weights[j] * LORENTZ_HEIGHT) / width;
    const lorentz = 2 * mixing * height;
    const lineS = nodes.weightByLine[j] * mixing * height;
    const lineU = nodes.positionByLine[j] * k * lorentz;
    const spreadS = nodes.weightBySpread[j] * mixing * height;
    const spreadU = nodes.positionBySpread[j] * k * lorentz;
    for (let i = first; i < last; i++) {
      const u = twoThetaDeg[i] - node;
      const s = 1 / (1 + k * u * u);
      const s2 = s * s;
      const us2 = u * s2;
      const o = i - from;
      value[o] += height * s;
      byWidth[o] += lorentz * (s - s2);
      byPosition[o] += lineS * s + lineU * us2;
      bySpread[o] += spreadS * s + spreadU * us2;
    }
  }

  /**
   * The profile and its derivatives far from the line, where it is all Lorentzian. Most points lie here: the few nodes are
   * taken two at a time, which halves the traffic with the memory.
   */
  private addFar(first: number, last: number, { width, mixing }: PeakShape): void {
    const { far, value, byPosition, byWidth, byMixing, bySpread, from } = this;
    const { twoThetaDeg } = this.grid;
    const k = 4 / (width * width);
    const perWidth = 2 / width;
    for (let j = 0; j < far.count; j += 2) {
      const h = j + 1 < far.count ? j + 1 : j;
      // A node that stands alone is taken as two halves of itself.
      const share = h === j ? 0.5 : 1;
      const [nodeJ, nodeH] = [far.positions[j], far.positions[h]];
      const heightJ = (share * far.weights[j] * LORENTZ_HEIGHT) / width;
      const heightH = (share * far.weights[h] * LORENTZ_HEIGHT) / width;
      const [partJ, partH] = [mixing * heightJ, mixing * heightH];
      const [lineJ, lineH] = [far.weightByLine[j] * partJ, far.weightByLine[h] * partH];
      const [lineSlopeJ, lineSlopeH] = [2 * k * far.positionByLine[j] * partJ, 2 * k * far.positionByLine[h] * partH];
      const [spreadJ, spreadH] = [far.weightBySpread[j] * partJ, far.weightBySpread[h] * partH];
      const spreadSlopeJ = 2 * k * far.positionBySpread[j] * partJ;
      const spreadSlopeH = 2 * k * far.positionBySpread[h] * partH;
      for (let i = first; i < last; i++) {
        const x = twoThetaDeg[i];
        const uJ = x - nodeJ;
        const uH = x - nodeH;
        const sJ = 1 / (1 + k * uJ * uJ);
        const sH = 1 / (1 + k * uH * uH);
        const squareJ = sJ * sJ;
        const squareH = sH * sH;
        const slopeJ = uJ * squareJ;
        const slopeH = uH * squareH;
        const lorentz = heightJ * sJ + heightH * sH;
        const p = mixing * lorentz;
        const o = i - from;
        value[o] += p;
        byMixing[o] += lorentz;
        byWidth[o] += perWidth * (0.5 * p - partJ * squareJ - partH * squareH);
        byPosition[o] += lineJ * sJ + lineSlopeJ * slopeJ + (lineH * sH + lineSlopeH * slopeH);
        bySpread[o] += spreadJ * sJ + spreadSlopeJ * slopeJ + (spreadH * sH + spreadSlopeH * slopeH);
      }
    }
  }

  /** The profile and its derivatives near the line, from the two parts that `value` and `byMixing` hold so far. */
  private mix(first: number, last: number, { width, mixing }: PeakShape): void {
    const { value, byWidth, byMixing, from } = this;
    const perWidth = 1 / width;
    for (let o = first - from; o < last - from; o++) {
      const lorentz = value[o];
      const gauss = byMixing[o];
      const both = mixing * lorentz + (1 - mixing) * gauss;
      value[o] = both;
      byMixing[o] = lorentz - gauss;
      byWidth[o] = (byWidth[o] - both) * perWidth;
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
    const perWhole = 1 / end;
    const perEnd = perWhole / (1 - FADE_FROM);
    for (let i = first; i < last; i++) {
      const o = i - from;
      const distance = side * (grid.twoThetaDeg[i] - positionDeg);
      const s = Math.min(1, (distance - FADE_FROM * end) * perEnd);
      const left = 1 - s * s * (3 - 2 * s);
      const full = value[o];
      value[o] = full * left;
      if (!derivatives) continue;
      const byDistance = -6 * s * (1 - s) * full * perEnd;
      const byEnd = byDistance * distance * -perWhole;
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
