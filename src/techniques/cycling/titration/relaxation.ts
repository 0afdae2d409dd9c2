/** The potential that a rest tends to. */

import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { pow } from '../../../numerics/elementary/pow.js';
import { regress } from '../../../numerics/statistics/weighted-regression.js';

export interface RelaxedPotential {
  readonly valueV: number;
  readonly sigmaV: number;
  /** Last reading of the rest, V. */
  readonly lastV: number;
  /** Time constant of the last part of the relaxation, s; null where nothing relaxes any more. */
  readonly timeConstantS: number | null;
  /** The rest was long enough: what is left to relax is small against what relaxed. */
  readonly settled: boolean;
}

/** The late part of a rest, as a share of its time, follows one exponential. */
const LATE = 0.7;
const MOST_ROWS = 300;
/** Time constants tried, as shares of the late part: log steps between these. */
const [SHORTEST, LONGEST] = [0.05, 3];
const TRIED = 40;
/** A rest is settled when the exponential has at most this share of its late height still to go. */
const SETTLED_SHARE = 0.2;

/**
 * Limit of `E + A exp(-t/T)` fitted to the late part of a rest. The distance from the last reading to the limit is a guess of the
 * law, so a third of it goes into the error.
 */
export function relaxedPotential({ timeS, potentialV }: TimeSeries, from: number, to: number): RelaxedPotential {
  const end = timeS[to - 1]!;
  const lastV = potentialV[to - 1]!;
  const begin = end - LATE * (end - timeS[from]!);
  let late = from;
  while (late < to - 4 && timeS[late]! < begin) late += 1;
  const stride = Math.max(1, Math.ceil((to - late) / MOST_ROWS));
  const times: number[] = [];
  const values: number[] = [];
  for (let row = to - 1; row >= late; row -= stride) {
    times.push(timeS[row]! - timeS[late]!);
    values.push(potentialV[row]!);
  }
  const span = times[0]!;
  if (times.length < 5 || !(span > 0)) {
    return { valueV: lastV, sigmaV: Number.POSITIVE_INFINITY, lastV, timeConstantS: null, settled: false };
  }
  const ones = times.map(() => 1);
  const flat = regress([ones], values);
  let best = { fit: flat, timeConstantS: null as number | null };
  for (let k = 0; k < TRIED; k++) {
    const timeConstantS = span * SHORTEST * pow(LONGEST / SHORTEST, k / (TRIED - 1));
    const fit = regress([ones, times.map((t) => exp(-t / timeConstantS))], values);
    if (fit.chiSquared < best.fit.chiSquared) best = { fit, timeConstantS };
  }
  const { fit, timeConstantS } = best;
  // Two more parameters must pay for themselves; noise alone never does.
  const pays = fit.chiSquared < flat.chiSquared * (1 - 8 / times.length) && timeConstantS !== null;
  const chosen = pays ? fit : flat;
  const valueV = chosen.coefficients[0]!;
  const leftShare = pays ? exp(-span / timeConstantS!) : 0;
  const own = Math.sqrt((chosen.reducedChiSquared ?? 0) * chosen.unscaledCovariance[0]!);
  return {
    valueV,
    sigmaV: hypot(own, pays ? (valueV - lastV) / 3 : 0),
    lastV,
    timeConstantS: pays ? timeConstantS : null,
    settled: leftShare <= SETTLED_SHARE,
  };
}
