/**
 * Asymmetry of lines by axial divergence after L. W. Finger, D. E. Cox and A. P. Jephcoat, J. Appl. Cryst. 27 (1994) 892,
 * doi:10.1107/S0021889894004218, for equal heights of sample and slit. The integral is taken over the height h on the
 * detector instead of the angle 2phi, which removes the singularity of the weight at 2phi = 2theta.
 */
import { acos } from '../../../numerics/elementary/inverse-circular.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';
import { axialRule, MOST_AXIAL_NODES } from './axial-rule.js';
import { gaussLegendre } from './gauss-legendre.js';

const RADIAN = Math.PI / 180;
const DEGREE = 180 / Math.PI;

/** The places at which a line is spread out, with weights that sum to 1. Filled anew by `axialNodes`. */
export interface AxialNodes {
  count: number;
  /** Degrees 2theta. */
  readonly positions: Float64Array;
  readonly weights: Float64Array;
  /** Of the positions: by the position of the line, and by (S + H)/L in degrees. */
  readonly positionByLine: Float64Array;
  readonly positionBySpread: Float64Array;
  /** Of ln(weight), the normalisation included: per degree of the position of the line, and by (S + H)/L. */
  readonly weightByLine: Float64Array;
  readonly weightBySpread: Float64Array;
}

export function emptyNodes(): AxialNodes {
  const column = () => new Float64Array(MOST_AXIAL_NODES);
  return {
    count: 0,
    positions: column(),
    weights: column(),
    positionByLine: column(),
    positionBySpread: column(),
    weightByLine: column(),
    weightBySpread: column(),
  };
}

/** A line and how far it is smeared. Filled anew by `smearLine`. */
export interface AxialSmear {
  lineDeg: number;
  cosLine: number;
  sinLine: number;
  /** (S + H)/L. */
  spread: number;
  /** Cosine of the farthest place it is smeared to. */
  farthest: number;
  /** True where that place would lie beyond 0 or 180 degrees. */
  isCut: boolean;
  /** Degrees between the line and that place; negative above 90 degrees. */
  reachDeg: number;
  /** Of the reach: per degree of the position of the line, and by (S + H)/L. */
  reachByLine: number;
  reachBySpread: number;
}

export function emptySmear(): AxialSmear {
  return {
    lineDeg: 0,
    cosLine: 0,
    sinLine: 0,
    spread: 0,
    farthest: 0,
    isCut: false,
    reachDeg: 0,
    reachByLine: 0,
    reachBySpread: 0,
  };
}

export function smearLine(lineDeg: number, spread: number, out: AxialSmear): void {
  out.lineDeg = lineDeg;
  out.spread = spread;
  out.reachDeg = out.reachByLine = out.reachBySpread = 0;
  if (spread <= 0) return;
  const q = Math.sqrt(1 + spread * spread);
  const cosLine = cos(lineDeg * RADIAN);
  const sinLine = sin(lineDeg * RADIAN);
  const farthest = Math.max(-FURTHEST, Math.min(FURTHEST, cosLine * q));
  out.cosLine = cosLine;
  out.sinLine = sinLine;
  out.farthest = farthest;
  out.isCut = Math.abs(farthest) === FURTHEST;
  out.reachDeg = lineDeg - acos(farthest) / RADIAN;
  out.reachByLine = 1;
  if (out.isCut) return;
  const sinFarthest = Math.sqrt(1 - farthest * farthest);
  out.reachByLine = 1 - (sinLine * q) / sinFarthest;
  out.reachBySpread = (cosLine * spread) / (q * sinFarthest * RADIAN);
}

/** The smear of a line never quite reaches 0 or 180 degrees, where its weight is infinite. */
const FURTHEST = 1 - 1e-9;

/**
 * Nodes that make the smeared profile right to 1e-6 of its height where the smear is no wider than the line, and to 1e-5
 * where it is nine times as wide.
 *
 * Even the smallest smear has three nodes: with one there would be no slope to find a larger one by.
 *
 * @param ratio |reach| over the full width
 */
export function nodesFor(ratio: number): number {
  return Math.min(MOST_AXIAL_NODES, Math.ceil(3 + 5 * ratio));
}

/** The same for places more than three widths away, to 1e-4 of the value there; always an even number. */
export function farNodesFor(ratio: number): number {
  return ratio < 0.75 ? 2 : Math.min(MOST_AXIAL_NODES, 4 + 2 * Math.floor((ratio + 1) / 5));
}

/** @param count of nodes; 1, or no spread at all, gives the line itself */
export function axialNodes(smear: AxialSmear, count: number, out: AxialNodes): void {
  const { lineDeg, spread, cosLine, sinLine, isCut } = smear;
  out.count = count;
  if (count <= 1 || spread <= 0) {
    out.count = 1;
    out.positions[0] = lineDeg;
    out.weights[0] = 1;
    out.positionByLine[0] = 1;
    out.positionBySpread[0] = 0;
    out.weightByLine[0] = 0;
    out.weightBySpread[0] = 0;
    return;
  }
  // At very low (or high) angles the smear ends where 2phi would pass 0 (or 180) degrees.
  const reach = isCut ? endOf(cosLine, spread, Math.abs(smear.farthest)) : 1;
  const rule = isCut ? gaussLegendre(count) : axialRule(count);
  let sum = 0;
  let sumByLine = 0;
  let sumBySpread = 0;
  for (let j = 0; j < count; j++) {
    const t = reach * rule.nodes[j];
    const height = spread * t;
    const q2 = 1 + height * height;
    const q = Math.sqrt(q2);
    const cosPhi = cosLine * q;
    const perSin = 1 / Math.sqrt(Math.max(1 - cosPhi * cosPhi, 1e-18));
    const perQ2 = 1 / q2;
    const byLine = sinLine * q * perSin;
    const bySpread = -cosLine * spread * t * t * q * perQ2 * perSin;
    const weight = rule.weights[j] * (isCut ? 1 - t : 1) * perQ2 * perSin;
    const cot = cosPhi * perSin;
    out.positions[j] = acos(cosPhi) * DEGREE;
    out.weights[j] = weight;
    out.positionByLine[j] = byLine;
    out.positionBySpread[j] = bySpread * DEGREE;
    const weightByLine = -cot * byLine * RADIAN;
    const weightBySpread = -2 * spread * t * t * perQ2 - cot * bySpread;
    out.weightByLine[j] = weightByLine;
    out.weightBySpread[j] = weightBySpread;
    sum += weight;
    sumByLine += weight * weightByLine;
    sumBySpread += weight * weightBySpread;
  }
  const perSum = 1 / sum;
  for (let j = 0; j < count; j++) {
    out.weights[j] *= perSum;
    out.weightByLine[j] -= sumByLine * perSum;
    out.weightBySpread[j] -= sumBySpread * perSum;
  }
}

function endOf(cosLine: number, spread: number, farthest: number): number {
  const root = farthest / Math.max(Math.abs(cosLine), 1e-12);
  return Math.sqrt(Math.max(root * root - 1, 1e-12)) / spread;
}
