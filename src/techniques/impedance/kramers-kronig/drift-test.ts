/**
 * Did the cell change while it was measured? Nearly all the time of a sweep goes to its lowest frequencies, so a cell that
 * grows more resistive bends the real part upwards there without the imaginary part that causality asks for. One column of
 * that shape, added to a causal description, tests for it with a single degree of freedom.
 */

import { log10 } from '../../../numerics/elementary/log.js';
import { householderSolveInPlace } from '../../../numerics/linear-algebra/householder-solve.js';
import { fSurvival } from '../../../numerics/statistics/distributions.js';
import { columnCount, fillDesign, type LinKkData, timeConstants } from './lin-kk-design.js';
import type { LinKkFit } from './lin-kk-fit.js';
import { fitPositive, type PositiveFit, refinedTimeConstants } from './positive-relaxations.js';

export interface DriftTest {
  /** Change of Re Z over the sweep as a fraction of |Z| at the lowest frequency, if the sweep ran from high to low. */
  readonly change: number;
  readonly sigma: number;
  /** Probability of such a change by chance. */
  readonly pValue: number;
  /** Root mean square of what the change takes out of the residuals, as a fraction of |Z|. */
  readonly effect: number;
  /** `positive` relaxations where they describe the spectrum, else the `signed` elements of the Lin-KK fit. */
  readonly against: 'positive' | 'signed';
  /** Standard deviation of the weighted residuals with the change allowed for. */
  readonly scatter: number;
}

const NODES_PER_DECADE = 10;
/** The positive description falls short when the signed one leaves this much less variance ... */
const INADEQUATE_VARIANCE = 1.25;
/** ... and the difference is more than this share of |Z|. */
const INADEQUATE_RMS = 5e-4;
/**
 * A positive description that falls short still counts when the change takes away this share of what it misses: one
 * number that explains most of the misfit beats a few elements of negative sign. (Low-frequency inductive loops, where
 * negative elements are real, leave at most about half to the change.)
 */
const EXPLAINED_SHARE = 0.6;

/** @param data impedance form, in order of falling frequency; `signed` a Lin-KK fit of it in the same form */
export function testDrift(data: LinKkData, signed: LinKkFit): DriftTest {
  const column = driftColumn(data);
  const bySigned = signedDrift(data, signed, column);
  const byPositive = positiveDrift(data, column);
  const gap = byPositive.sumWith - bySigned.sumWith;
  const fallsShort =
    byPositive.test.scatter ** 2 > INADEQUATE_VARIANCE * bySigned.test.scatter ** 2 &&
    gap / (2 * data.count) > INADEQUATE_RMS ** 2;
  const explained = (byPositive.sumWithout - byPositive.sumWith) / (byPositive.sumWithout - bySigned.sumWith);
  return fallsShort && explained < EXPLAINED_SHARE ? bySigned.test : byPositive.test;
}

interface Tested {
  readonly test: DriftTest;
  readonly sumWithout: number;
  readonly sumWith: number;
}

/** sqrt(elapsed share of the sweep) on the real rows: between growth in proportion to time and growth that slows down. */
function driftColumn(data: LinKkData): Float64Array {
  const { count, omega, weight } = data;
  const column = new Float64Array(2 * count);
  let elapsed = 0;
  for (let i = 0; i < count; i++) {
    const period = 1 / omega[i];
    column[i] = elapsed + period / 2;
    elapsed += period;
  }
  const atEnd = 1 / weight[count - 1];
  for (let i = 0; i < count; i++) column[i] = Math.sqrt(column[i] / elapsed) * atEnd * weight[i];
  return column;
}

function positiveDrift(data: LinKkData, column: Float64Array): Tested {
  const decades = log10(data.largestOmega / data.smallestOmega) + 2;
  const nodes = Math.round(decades * NODES_PER_DECADE) + 1;
  const step = Math.LN10 / NODES_PER_DECADE;
  const coarse = timeConstants(data, nodes, 1);
  let without: PositiveFit = fitPositive(data, coarse, []);
  let withDrift: PositiveFit = fitPositive(data, coarse, [column]);
  for (const spacing of [step, step / 3]) {
    const finer = refinedTimeConstants([without, withDrift], spacing);
    without = fitPositive(data, finer, []);
    withDrift = fitPositive(data, finer, [column]);
  }
  return judge(
    data,
    without.sumOfSquares,
    withDrift.sumOfSquares,
    withDrift.activeCount,
    withDrift.extra[0],
    'positive',
  );
}

function signedDrift(data: LinKkData, signed: LinKkFit, column: Float64Array): Tested {
  const rows = 2 * data.count;
  const base = columnCount(signed.model, signed.timeConstantsS.length);
  const columns = base + 1;
  const design = new Float64Array(rows * columns);
  fillDesign(data, signed.model, signed.timeConstantsS, design, 0, design, data.count, rows);
  design.set(column, base * rows);
  const right = new Float64Array(rows);
  for (let i = 0; i < data.count; i++) {
    right[i] = data.real[i] * data.weight[i];
    right[data.count + i] = data.imaginary[i] * data.weight[i];
  }
  const coefficients = new Float64Array(columns);
  const sum = householderSolveInPlace(design, rows, columns, right, coefficients);
  // The last column of R holds what the drift column has of its own: its coefficient times that, squared, is what the
  // fit without it leaves more.
  const own = coefficients[base] * design[base * rows + base];
  return judge(data, sum + own * own, sum, columns, coefficients[base], 'signed');
}

function judge(
  data: LinKkData,
  sumWithout: number,
  sumWith: number,
  parameters: number,
  change: number,
  against: 'positive' | 'signed',
): Tested {
  const freedom = Math.max(1, 2 * data.count - parameters);
  const gain = Math.max(0, sumWithout - sumWith);
  const variance = sumWith / freedom;
  const ratio = gain / variance;
  return {
    sumWithout,
    sumWith,
    test: {
      change,
      sigma: ratio > 0 ? Math.abs(change) / Math.sqrt(ratio) : Number.POSITIVE_INFINITY,
      pValue: variance > 0 ? fSurvival(ratio, 1, freedom) : 1,
      effect: Math.sqrt(gain / (2 * data.count)),
      against,
      scatter: Math.sqrt(variance),
    },
  };
}
