/**
 * A line as a sum over the places it is smeared to: loops over points that take most of the time of a refinement. Each place
 * (node) has a pseudo-Voigt as multiples of s = 1/(1 + y²) and g = exp(-ln 2 y²), and its slopes as multiples of y s² and y g,
 * y being the distance to the node in half widths.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import type { AxialNodes } from './axial-divergence.js';
import { firstAtOrAbove, type Grid } from './grid.js';
import type { PeakShape } from './peak-shape.js';

const LN2 = Math.LN2;
const GAUSS_HEIGHT = 2 * Math.sqrt(LN2 / Math.PI);
/** Of a Lorentzian of unit area and full width. */
export const LORENTZ_HEIGHT = 2 / Math.PI;
/** Full widths beyond which the Gaussian part is 1e-12 of its height: nothing. */
export const GAUSS_ENDS = 3.2;

/** The curves of a line on its points; entries count from point `from`. */
export interface ProfileCurves {
  readonly grid: Grid;
  readonly from: number;
  readonly value: Float64Array;
  /** Derivatives by position (degrees), full width (degrees), mixing, and spread (S + H)/L. */
  readonly byPosition: Float64Array;
  readonly byWidth: Float64Array;
  readonly byMixing: Float64Array;
  readonly bySpread: Float64Array;
}

/**
 * The nodes on the points first to last near the line, each with its Gaussian part only where that is anything. Until
 * `mixNear`, `value` holds the Lorentzian part and `byMixing` the Gaussian one.
 */
export function addNear(curves: ProfileCurves, nodes: AxialNodes, first: number, last: number, shape: PeakShape): void {
  const { value, byPosition, byWidth, byMixing, bySpread, from, grid } = curves;
  // The windows are short: one loop is done before five calls of fill have begun.
  for (let o = first - from; o < last - from; o++) {
    value[o] = 0;
    byPosition[o] = 0;
    byWidth[o] = 0;
    byMixing[o] = 0;
    bySpread[o] = 0;
  }
  const ends = GAUSS_ENDS * shape.width;
  for (let j = 0; j < nodes.count; j++) {
    const node = nodes.positions[j];
    const start = clamp(firstAtOrAbove(grid, node - ends), first, last);
    const end = clamp(firstAtOrAbove(grid, node + ends), start, last);
    addLorentz(curves, nodes, j, first, start, shape);
    addBoth(curves, nodes, j, start, end, shape);
    addLorentz(curves, nodes, j, end, last, shape);
  }
}

/** Both parts of one node. */
function addBoth(
  curves: ProfileCurves,
  nodes: AxialNodes,
  j: number,
  first: number,
  last: number,
  { width, mixing }: PeakShape,
): void {
  if (last <= first) return;
  const { value, byPosition, byWidth, byMixing, bySpread, from } = curves;
  const { twoThetaDeg, stepDeg } = curves.grid;
  const perHalf = 2 / width;
  const node = perHalf * nodes.positions[j];
  const height = (nodes.weights[j] * LORENTZ_HEIGHT) / width;
  const top = (nodes.weights[j] * GAUSS_HEIGHT) / width;
  const lorentz = 2 * mixing * height;
  const gauss = 2 * LN2 * (1 - mixing);
  const lineS = nodes.weightByLine[j] * mixing * height;
  const lineY = nodes.positionByLine[j] * perHalf * lorentz;
  const lineG = nodes.weightByLine[j] * (1 - mixing);
  const lineYg = nodes.positionByLine[j] * perHalf * gauss;
  const spreadS = nodes.weightBySpread[j] * mixing * height;
  const spreadY = nodes.positionBySpread[j] * perHalf * lorentz;
  const spreadG = nodes.weightBySpread[j] * (1 - mixing);
  const spreadYg = nodes.positionBySpread[j] * perHalf * gauss;
  // On even steps each value of the Gaussian follows from the one before by two products.
  const even = stepDeg > 0;
  const start = perHalf * twoThetaDeg[first] - node;
  const step = perHalf * stepDeg;
  const bend = even ? exp(-2 * LN2 * step * step) : 0;
  let g = even ? top * exp(-LN2 * start * start) : 0;
  let factor = even ? exp(-LN2 * step * (2 * start + step)) : 0;
  for (let i = first; i < last; i++) {
    const y = perHalf * twoThetaDeg[i] - node;
    if (!even) g = top * exp(-LN2 * y * y);
    const s = 1 / (1 + y * y);
    const s2 = s * s;
    const ys2 = y * s2;
    const yg = y * g;
    const o = i - from;
    value[o] += height * s;
    byMixing[o] += g;
    byWidth[o] += lorentz * (s - s2) + gauss * y * yg;
    byPosition[o] += lineS * s + lineY * ys2 + (lineG * g + lineYg * yg);
    bySpread[o] += spreadS * s + spreadY * ys2 + (spreadG * g + spreadYg * yg);
    g *= factor;
    factor *= bend;
  }
}

/** The Lorentzian part of one node. */
function addLorentz(
  curves: ProfileCurves,
  nodes: AxialNodes,
  j: number,
  first: number,
  last: number,
  { width, mixing }: PeakShape,
): void {
  if (last <= first) return;
  const { value, byPosition, byWidth, bySpread, from } = curves;
  const { twoThetaDeg } = curves.grid;
  const perHalf = 2 / width;
  const node = perHalf * nodes.positions[j];
  const height = (nodes.weights[j] * LORENTZ_HEIGHT) / width;
  const lorentz = 2 * mixing * height;
  const lineS = nodes.weightByLine[j] * mixing * height;
  const lineY = nodes.positionByLine[j] * perHalf * lorentz;
  const spreadS = nodes.weightBySpread[j] * mixing * height;
  const spreadY = nodes.positionBySpread[j] * perHalf * lorentz;
  for (let i = first; i < last; i++) {
    const y = perHalf * twoThetaDeg[i] - node;
    const s = 1 / (1 + y * y);
    const s2 = s * s;
    const ys2 = y * s2;
    const o = i - from;
    value[o] += height * s;
    byWidth[o] += lorentz * (s - s2);
    byPosition[o] += lineS * s + lineY * ys2;
    bySpread[o] += spreadS * s + spreadY * ys2;
  }
}

/** The profile and its derivatives near the line, from its two parts. */
export function mixNear(curves: ProfileCurves, first: number, last: number, { width, mixing }: PeakShape): void {
  const { value, byWidth, byMixing, from } = curves;
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

/** Adds the nodes to `value` alone; far from the line there is nothing Gaussian. */
export function addValues(
  curves: ProfileCurves,
  nodes: AxialNodes,
  first: number,
  last: number,
  shape: PeakShape,
  gaussian: boolean,
): void {
  if (last <= first) return;
  const { value, from } = curves;
  const { twoThetaDeg, stepDeg } = curves.grid;
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
    const start = clamp(firstAtOrAbove(curves.grid, node - GAUSS_ENDS * width), first, last);
    const end = clamp(firstAtOrAbove(curves.grid, node + GAUSS_ENDS * width), start, last);
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

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
