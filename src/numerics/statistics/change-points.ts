/** Where a slowly drifting series changes its course: straight pieces, as many as the data support. */
import { log } from '../elementary/log.js';
import { chiSquareQuantile } from './distributions.js';
import { mean } from './summary.js';

export interface ChangePoint {
  /** Index of the first value of the new piece. */
  readonly at: number;
  /** 95 % interval of that index, ends included. */
  readonly interval: readonly [number, number];
}

export interface ChangePointOptions {
  /** Standard deviation of one value about its piece. */
  readonly sigma: number;
  /** Shortest piece. @default 4 */
  readonly shortest?: number;
  /** Rising places in which the pieces are straight. @default 0, 1, 2, ... */
  readonly x?: ArrayLike<number>;
}

/** A piece costs two coefficients and its place; places are searched for, so they count twice (N. R. Zhang, D. O. Siegmund, Biometrics 63 (2007) 22). */
const PARAMETERS_PER_PIECE = 4;

/**
 * Change points of a series of straight pieces by penalised least squares, with a Schwarz penalty of 4 ln n per piece, found
 * exactly and in nearly linear time by pruning (PELT: R. Killick, P. Fearnhead, I. A. Eckley, J. Am. Stat. Assoc. 107
 * (2012) 1590, doi:10.1080/01621459.2012.737745). The interval of a place holds all places whose cost is within the 95 %
 * quantile of chi-square (one degree of freedom) of the best, its neighbours held.
 */
export function changePoints(values: ArrayLike<number>, options: ChangePointOptions): ChangePoint[] {
  const n = values.length;
  const shortest = options.shortest ?? 4;
  if (n < 2 * shortest || !(options.sigma > 0)) return [];
  const cost = lineCosts(values, options.sigma, options.x);
  const penalty = PARAMETERS_PER_PIECE * log(n);
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  best[0] = -penalty;
  const from = new Int32Array(n + 1);
  let candidates = [0];
  for (let end = shortest; end <= n; end++) {
    for (const start of candidates) {
      if (end - start < shortest) continue;
      const total = best[start]! + cost(start, end) + penalty;
      if (total < best[end]!) {
        best[end] = total;
        from[end] = start;
      }
    }
    candidates = candidates.filter((start) => end - start < shortest || best[start]! + cost(start, end) <= best[end]!);
    const next = end - shortest + 1;
    if (next >= shortest) candidates.push(next);
  }
  const places: number[] = [];
  for (let end = n; end > 0; end = from[end]!) if (from[end]! > 0) places.unshift(from[end]!);
  return places.map((at, k) => ({ at, interval: placeInterval(cost, places[k - 1] ?? 0, at, places[k + 1] ?? n) }));
}

function placeInterval(cost: Cost, before: number, at: number, after: number): [number, number] {
  const most = cost(before, at) + cost(at, after) + chiSquareQuantile(0.95, 1);
  let [low, high] = [at, at];
  while (low - 1 > before + 1 && cost(before, low - 1) + cost(low - 1, after) <= most) low -= 1;
  while (high + 1 < after - 1 && cost(before, high + 1) + cost(high + 1, after) <= most) high += 1;
  return [low, high];
}

/** Squares about the best line through values from `start` up to (not including) `end`, in units of sigma squared. */
type Cost = (start: number, end: number) => number;

function lineCosts(values: ArrayLike<number>, sigma: number, places?: ArrayLike<number>): Cost {
  const n = values.length;
  const x = Float64Array.from({ length: n }, (_, k) => places?.[k] ?? k);
  // Centred, so that the sums of squares do not cancel.
  const [middle, centre] = [mean(x), mean(values)];
  const sums = { x: prefix(n), y: prefix(n), xx: prefix(n), yy: prefix(n), xy: prefix(n) };
  for (let k = 0; k < n; k++) {
    const u = x[k]! - middle;
    const v = (values[k]! - centre) / sigma;
    sums.x[k + 1] = sums.x[k]! + u;
    sums.y[k + 1] = sums.y[k]! + v;
    sums.xx[k + 1] = sums.xx[k]! + u * u;
    sums.yy[k + 1] = sums.yy[k]! + v * v;
    sums.xy[k + 1] = sums.xy[k]! + u * v;
  }
  return (start, end) => {
    const m = end - start;
    const sx = sums.x[end]! - sums.x[start]!;
    const sy = sums.y[end]! - sums.y[start]!;
    const sxx = sums.xx[end]! - sums.xx[start]! - (sx * sx) / m;
    const sxy = sums.xy[end]! - sums.xy[start]! - (sx * sy) / m;
    const syy = sums.yy[end]! - sums.yy[start]! - (sy * sy) / m;
    return Math.max(0, syy - (m > 1 && sxx > 0 ? (sxy * sxy) / sxx : 0));
  };
}

function prefix(n: number): Float64Array {
  return new Float64Array(n + 1);
}
