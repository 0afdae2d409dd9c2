/**
 * A share, a shift or a thickness against the dose: does it saturate, y = y0 + a (1 - exp(-dose/d0)), or is it still on its way,
 * y = y0 + k dose?
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { expm1 } from '../../../numerics/elementary/expm1.js';
import { log } from '../../../numerics/elementary/log.js';
import { covarianceFromJacobian } from '../../../numerics/least-squares/covariance.js';
import { linearLeastSquares } from '../../../numerics/linear-algebra/linear-least-squares.js';
import { akaikeWeights, informationCriteria } from '../../../numerics/statistics/information-criteria.js';
import { scanMinimum } from '../../../numerics/statistics/scan-minimum.js';
import type { UncertainNumbers } from './propagate-numbers.js';
import { type Agreement, agreement } from './weighted-mean.js';
import { type Whitening, whiten, whitening } from './whiten.js';

export type DoseModel = 'saturation' | 'linear' | 'constant';

export interface DoseParameter {
  readonly name: 'offset' | 'amplitude' | 'dose constant' | 'limit' | 'slope';
  readonly value: number;
  /** Null where the data do not determine it. */
  readonly sigma: number | null;
}

export interface DoseFit extends Agreement {
  readonly model: DoseModel;
  readonly parameters: readonly DoseParameter[];
  readonly score: number | null;
  readonly weight: number;
}

export interface DoseTrend {
  readonly fits: readonly DoseFit[];
  readonly preferred: DoseModel;
  /** AICc where it exists for every model, else AIC. */
  readonly criterion: 'AICc' | 'AIC';
}

/**
 * Fits the trend by generalised least squares and compares the models with known errors.
 *
 * @param doses one for each value, any unit; also the unit of the dose constant
 * @param numbers the values with covariance; one without an error of its own does not count
 * @param offset `free`: y0 is fitted. `zero`: it is 0, as for shifts against the undosed step
 * @returns undefined with fewer than four steps or three different doses
 */
export function doseTrend(
  doses: ArrayLike<number>,
  numbers: UncertainNumbers,
  offset: 'free' | 'zero' = 'free',
): DoseTrend | undefined {
  const white = whitening(numbers);
  const seen = Array.from(doses).filter((_, i) => white.used[i] === 1);
  const distinct = [...new Set(seen)].sort((a, b) => a - b);
  if (white.rank < 4 || distinct.length < 3) return undefined;
  const data: Data = { doses: Float64Array.from(doses), numbers, white, offset: offset === 'free' };
  const found = [saturation(data, distinct), linear(data, true), linear(data, false)];
  const scores = found.map(({ chiSquare, count }) =>
    informationCriteria({ sumOfSquares: chiSquare, pointCount: white.rank, parameterCount: count, scale: 'known' }),
  );
  const corrected = scores.every(({ aicc }) => aicc !== null);
  const score = scores.map(({ aic, aicc }) => (corrected ? aicc : aic));
  const weights = akaikeWeights(score);
  const fits = found.map(({ chiSquare, count, model, parameters }, i) => ({
    model,
    parameters,
    score: score[i]!,
    weight: weights[i]!,
    ...agreement(chiSquare, white.rank - count),
  }));
  const best = fits.reduce((a, b) => (b.weight > a.weight ? b : a));
  return { fits, preferred: best.model, criterion: corrected ? 'AICc' : 'AIC' };
}

/** Value of a fitted trend at a dose. */
export function trendAt({ parameters }: DoseFit, dose: number): number {
  const of = (name: DoseParameter['name']) => parameters.find((one) => one.name === name)?.value;
  const constant = of('dose constant');
  const start = of('offset') ?? 0;
  if (constant === undefined) return start + (of('slope') ?? 0) * dose;
  return start - of('amplitude')! * expm1(-dose / constant);
}

interface Data {
  readonly doses: Float64Array;
  readonly numbers: UncertainNumbers;
  readonly white: Whitening;
  readonly offset: boolean;
}

interface Found {
  readonly model: DoseModel;
  readonly parameters: readonly DoseParameter[];
  readonly chiSquare: number;
  readonly count: number;
}

/** Whitened columns one after the other. */
function columnsOf({ white }: Data, columns: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(white.rank * columns.length);
  columns.forEach((column, j) => {
    whiten(white, column, out.subarray(j * white.rank, (j + 1) * white.rank));
  });
  return out;
}

function solve(data: Data, columns: readonly Float64Array[]) {
  const { white, numbers } = data;
  const design = columnsOf(data, columns);
  const right = whiten(white, numbers.values, new Float64Array(white.rank));
  const { solution, residualSumOfSquares } = linearLeastSquares(design, white.rank, columns.length, right);
  return { solution, design, chiSquare: residualSumOfSquares };
}

function linear(data: Data, sloped: boolean): Found {
  const { doses, white, offset } = data;
  const columns = [...(offset ? [new Float64Array(doses.length).fill(1)] : []), ...(sloped ? [doses] : [])];
  const { solution, design, chiSquare } = solve(data, columns);
  const { standardErrors } = covarianceFromJacobian(design, white.rank, columns.length, chiSquare, { scale: 'known' });
  const start = offset ? solution[0]! : 0;
  const slope = sloped ? solution[columns.length - 1]! : 0;
  return {
    model: sloped ? 'linear' : 'constant',
    parameters: [
      ...(offset ? [{ name: 'offset' as const, value: start, sigma: finite(standardErrors[0]!) }] : []),
      ...(sloped ? [{ name: 'slope' as const, value: slope, sigma: finite(standardErrors[columns.length - 1]!) }] : []),
    ],
    chiSquare,
    count: columns.length,
  };
}

function saturation(data: Data, distinct: readonly number[]): Found {
  const { doses, white, offset } = data;
  const n = doses.length;
  const ones = new Float64Array(n).fill(1);
  const grown = (constant: number) => doses.map((dose) => -expm1(-dose / constant));
  const columns = (constant: number) => [...(offset ? [ones] : []), grown(constant)];
  const gap = distinct.reduce(
    (least, dose, i) => (i > 0 ? Math.min(least, dose - distinct[i - 1]!) : least),
    Number.POSITIVE_INFINITY,
  );
  const range = distinct[distinct.length - 1]! - distinct[0]!;
  // Beyond these ends the curve is a jump after the first step, or straight.
  const scan = scanMinimum((x) => solve(data, columns(exp(x))).chiSquare, log(gap / 8), log(20 * range));
  const constant = exp(scan.x);
  const { solution, chiSquare } = solve(data, columns(constant));
  const amplitude = solution[solution.length - 1]!;
  const start = offset ? solution[0]! : 0;
  const byConstant = doses.map((dose) => (-amplitude * dose * exp(-dose / constant)) / (constant * constant));
  const design = columnsOf(data, [...columns(constant), byConstant]);
  const count = solution.length + 1;
  const estimate = covarianceFromJacobian(design, white.rank, count, chiSquare, { scale: 'known' });
  const atEnd = scan.atLow || scan.atHigh;
  const sigma = (j: number) => (atEnd ? null : finite(estimate.standardErrors[j]!));
  const { covariance } = estimate;
  const a = count - 2;
  const own = covariance[a * count + a]!;
  const limitVariance = offset ? covariance[0]! + 2 * covariance[a]! + own : own;
  return {
    model: 'saturation',
    parameters: [
      ...(offset ? [{ name: 'offset' as const, value: start, sigma: sigma(0) }] : []),
      { name: 'amplitude', value: amplitude, sigma: sigma(a) },
      { name: 'dose constant', value: constant, sigma: sigma(count - 1) },
      { name: 'limit', value: start + amplitude, sigma: atEnd ? null : finite(Math.sqrt(limitVariance)) },
    ],
    chiSquare,
    count,
  };
}

function finite(sigma: number): number | null {
  return Number.isFinite(sigma) ? sigma : null;
}
