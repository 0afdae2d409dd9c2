/** Single points that stand off the common curve: a switched range, a knock, the mains. */
import { householderSolveInPlace } from '../../../numerics/linear-algebra/householder-solve.js';
import { studentTQuantile } from '../../../numerics/statistics/distributions.js';
import { fillDesign, type LinKkData } from './lin-kk-design.js';
import type { LinKkFit } from './lin-kk-fit.js';

export interface OutlyingPoint {
  /** Place in the data. */
  readonly index: number;
  readonly reason: string;
}

/** Chance that a clean spectrum loses a point. */
const FAMILY_ERROR = 0.005;
/** A deviation below this share of |Z| is nobody's concern. */
const SMALLEST_DEVIATION = 2e-3;
/** At most one point in eight can be an exception; more are a rule. */
const LARGEST_SHARE = 1 / 8;
/** Nor are this many exceptions; each costs a fit of all points. */
const LARGEST_COUNT = 50;
/** The last points of a sweep carry what a drifting cell shows: they are never explained away one by one. */
const PROTECTED_END = 3;

/** A point that the fit follows more than this share of the way has no neighbours to be judged by. */
const SMALLEST_FREEDOM = 0.3;

interface Suspect {
  readonly index: number;
  readonly residual: number;
  readonly deviations: number;
  readonly part: 'Re' | 'Im';
}

/**
 * Points whose residual, studentised with its leverage and judged against the scatter of the others, is too large to be
 * noise; found one after the other, each time with a new fit of the same elements. Three or more in a row are a feature of
 * the curve and none of them is returned.
 *
 * @param data in order of falling frequency
 */
export function findOutlyingPoints(data: LinKkData, fit: LinKkFit): OutlyingPoint[] {
  const keep = new Uint8Array(data.count).fill(1);
  const most = Math.min(LARGEST_COUNT, Math.floor(data.count * LARGEST_SHARE));
  const found: Suspect[] = [];
  while (found.length <= most) {
    const suspect = worstPoint(data, fit, keep);
    if (suspect === null) break;
    keep[suspect.index] = 0;
    found.push(suspect);
  }
  if (found.length > most) return [];
  return found
    .filter(({ index }) => index < data.count - PROTECTED_END && !insideRun(keep, index))
    .sort((a, b) => a.index - b.index)
    .map((suspect) => ({ index: suspect.index, reason: describe(data, suspect) }));
}

function insideRun(keep: Uint8Array, index: number): boolean {
  let from = index;
  let to = index;
  while (from > 0 && keep[from - 1] === 0) from--;
  while (to < keep.length - 1 && keep[to + 1] === 0) to++;
  return to - from >= 2;
}

/** The kept point furthest out, or null when none is too far. */
function worstPoint(data: LinKkData, fit: LinKkFit, keep: Uint8Array): Suspect | null {
  const kept: number[] = [];
  for (let i = 0; i < data.count; i++) if (keep[i] === 1) kept.push(i);
  const points = kept.length;
  const rows = 2 * points;
  const columns = fit.coefficients.length;
  const freedom = rows - columns - 1;
  if (freedom < 4) return null;
  const full = new Float64Array(2 * data.count * columns);
  fillDesign(data, fit.model, fit.timeConstantsS, full, 0, full, data.count, 2 * data.count);
  const design = new Float64Array(rows * columns);
  const right = new Float64Array(rows);
  kept.forEach((from, i) => {
    for (let k = 0; k < columns; k++) {
      design[k * rows + i] = full[2 * data.count * k + from];
      design[k * rows + points + i] = full[2 * data.count * k + data.count + from];
    }
    right[i] = data.real[from] * data.weight[from];
    right[points + i] = data.imaginary[from] * data.weight[from];
  });
  const factor = design.slice();
  const residual = right.slice();
  const coefficients = new Float64Array(columns);
  const sum = householderSolveInPlace(factor, rows, columns, right, coefficients);
  for (let k = 0; k < columns; k++) {
    for (let i = 0; i < rows; i++) residual[i] -= coefficients[k] * design[k * rows + i];
  }
  const limit = studentTQuantile(1 - FAMILY_ERROR / (2 * rows), freedom);
  const row = new Float64Array(columns);
  let worst: Suspect | null = null;
  for (let i = 0; i < rows; i++) {
    const left = 1 - leverage(factor, design, rows, columns, i, row);
    if (left < SMALLEST_FREEDOM) continue;
    const square = residual[i] ** 2 / left;
    const others = Math.max(0, sum - square) / freedom;
    const deviations = Math.sqrt(square / Math.max(others, Number.MIN_VALUE));
    const size = Math.abs(residual[i]) / left;
    if (deviations > limit && size > SMALLEST_DEVIATION && deviations > (worst?.deviations ?? 0)) {
      const part = i < points ? 'Re' : 'Im';
      worst = { index: kept[i % points], residual: residual[i] / left, deviations, part };
    }
  }
  return worst;
}

/** Diagonal element of the projection onto the columns, from R: |R'^-1 a_i|^2. */
function leverage(
  factor: Float64Array,
  design: Float64Array,
  rows: number,
  columns: number,
  i: number,
  row: Float64Array,
): number {
  let sum = 0;
  for (let k = 0; k < columns; k++) {
    let value = design[k * rows + i];
    for (let j = 0; j < k; j++) value -= factor[k * rows + j] * row[j];
    const diagonal = factor[k * rows + k];
    row[k] = diagonal === 0 ? 0 : value / diagonal;
    sum += row[k] * row[k];
  }
  return sum;
}

function describe(data: LinKkData, { index, residual, deviations, part }: Suspect): string {
  const frequencyHz = data.omega[index] / (2 * Math.PI);
  const side = residual > 0 ? 'above' : 'below';
  const percent = 100 * Math.abs(residual);
  const size = percent >= 99.5 ? percent.toFixed(0) : percent.toPrecision(2);
  const mains = mainsHarmonic(frequencyHz);
  const cause = mains === null ? '' : `; ${mains} Hz is a mains frequency`;
  return `${part} Z lies ${size} % of |Z| (${deviations.toFixed(0)} standard deviations) ${side} what its neighbours and the other part imply${cause}`;
}

/** The mains frequency or one of its first harmonics within 2 %, else null. */
function mainsHarmonic(frequencyHz: number): number | null {
  for (const harmonic of [50, 60, 100, 120, 150, 180]) {
    if (Math.abs(frequencyHz / harmonic - 1) < 0.02) return harmonic;
  }
  return null;
}
