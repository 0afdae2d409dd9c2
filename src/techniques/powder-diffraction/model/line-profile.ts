import {
  type AxialNodes,
  type AxialSmear,
  axialNodes,
  emptyNodes,
  emptySmear,
  farNodesFor,
  nodesFor,
  smearLine,
} from './axial-divergence.js';
import { sumFar } from './far-sums.js';
import { firstAtOrAbove, type Grid } from './grid.js';
import { addNear, addValues, GAUSS_ENDS, mixNear, type ProfileCurves } from './node-sums.js';
import type { PeakShape } from './peak-shape.js';

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
export class LineProfile implements ProfileCurves {
  /** First point of the window, and the one after its last. */
  from = 0;
  to = 0;
  readonly value: Float64Array;
  /** Derivatives by position (degrees), full width (degrees), mixing, and spread (S + H)/L. */
  readonly byPosition: Float64Array;
  readonly byWidth: Float64Array;
  readonly byMixing: Float64Array;
  readonly bySpread: Float64Array;
  readonly grid: Grid;
  private readonly near: AxialNodes = emptyNodes();
  private readonly far: AxialNodes = emptyNodes();
  private readonly smear: AxialSmear = emptySmear();

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
    smearLine(positionDeg, spread, this.smear);
    const reach = this.smear.reachDeg;
    const radius = width * windowWidths(mixing);
    this.from = firstAtOrAbove(grid, positionDeg - radius - Math.max(reach, 0));
    this.to = firstAtOrAbove(grid, positionDeg + radius + Math.max(-reach, 0));
    const length = this.to - this.from;
    if (length <= 0) return;
    const ratio = Math.abs(reach) / width;
    const count = spread > 0 ? nodesFor(ratio) : 1;
    axialNodes(this.smear, count, this.near);
    // Far from the line its smear matters little, and few nodes give it.
    axialNodes(this.smear, farNodesFor(ratio), this.far);
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
      addNear(this, this.near, nearFrom, nearTo, shape);
      sumFar(this, this.far, this.from, nearFrom, shape);
      sumFar(this, this.far, nearTo, this.to, shape);
      mixNear(this, nearFrom, nearTo, shape);
    } else {
      this.value.fill(0, 0, length);
      addValues(this, this.near, nearFrom, nearTo, shape, true);
      addValues(this, this.far, this.from, nearFrom, shape, false);
      addValues(this, this.far, nearTo, this.to, shape, false);
    }
    this.fade(positionDeg, shape, -1, derivatives);
    this.fade(positionDeg, shape, 1, derivatives);
  }

  /** Lets the line end smoothly on one side (-1 below, 1 above); the end moves with all numbers of the line, and so do the derivatives. */
  private fade(positionDeg: number, { width, mixing }: PeakShape, side: number, derivatives: boolean): void {
    const { grid, from, to, value, byPosition, byWidth, byMixing, bySpread } = this;
    const { reachDeg, reachByLine, reachBySpread } = this.smear;
    const isSmeared = side * reachDeg < 0;
    const radius = width * windowWidths(mixing);
    const end = radius + (isSmeared ? Math.abs(reachDeg) : 0);
    const fadeFrom = clamp(firstAtOrAbove(grid, positionDeg + side * FADE_FROM * end), from, to);
    const [first, last] = side < 0 ? [from, fadeFrom] : [fadeFrom, to];
    const endByPosition = isSmeared ? -side * reachByLine : 0;
    const endBySpread = isSmeared ? -side * reachBySpread : 0;
    const endByWidth = radius / width;
    const endByMixing = width * windowWidthsSlope(mixing);
    const perWhole = 1 / end;
    const perEnd = perWhole / (1 - FADE_FROM);
    const steepest = -6 * perEnd;
    for (let i = first; i < last; i++) {
      const o = i - from;
      const distance = side * (grid.twoThetaDeg[i] - positionDeg);
      const s = Math.min(1, (distance - FADE_FROM * end) * perEnd);
      const left = 1 - s * s * (3 - 2 * s);
      const full = value[o];
      value[o] = full * left;
      if (!derivatives) continue;
      const byDistance = steepest * s * (1 - s) * full;
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
