/**
 * Do all lines of a step shift together? What they share is band bending, a moving Fermi level or charging; what one line does
 * beyond that is chemistry. Positive: to higher binding energy, the bands move down against EF.
 */
import {
  combineNumbers,
  numberAt,
  propagateNumbers,
  selectNumbers,
  type UncertainNumbers,
} from './propagate-numbers.js';
import { type Agreement, agreement, DISAGREEMENT, type WeightedMean, weightedMean } from './weighted-mean.js';

export interface LineAt {
  readonly line: string;
  /** Index of the step. */
  readonly step: number;
}

export interface LineShift {
  readonly line: string;
  /** From the first step, eV. */
  readonly shiftEv: number;
  readonly sigmaEv: number | null;
  /** Beyond the common shift, eV, and its sigma; null for a line the fit does not let move by itself. */
  readonly beyondEv: number;
  readonly beyondSigmaEv: number | null;
  /** Left out of the common shift because it does not go with the majority. */
  readonly deviates: boolean;
}

export interface CommonShift extends Agreement {
  readonly step: number;
  /** Of the lines that go together, eV. */
  readonly shiftEv: number;
  readonly sigmaEv: number;
  readonly lines: readonly LineShift[];
  /** Whether the lines that were kept are parallel; null where there is nothing to compare. */
  readonly parallel: boolean | null;
  /** The test of all lines, before any was left out. */
  readonly ofAll: Agreement;
}

export interface CommonShifts {
  readonly steps: readonly CommonShift[];
  /** The common shifts in the same order: they share the positions of the first step. */
  readonly numbers: UncertainNumbers;
}

/**
 * Common shift of each step against the first, by generalised least squares. While chi-square says that the lines are not
 * parallel (p below 1 %), the one furthest off is left out, as long as more than half of them stay.
 *
 * @param places line and step of each position; a line that is missing in the first step is passed over
 * @param positions eV, any charge reference or none
 * @param floorEv what a position is off by beyond its fit (repeatability), each by itself
 */
export function commonShifts(places: readonly LineAt[], positions: UncertainNumbers, floorEv = 0): CommonShifts {
  const first = Math.min(...places.map(({ step }) => step));
  const start = new Map(places.flatMap(({ line, step }, i) => (step === first ? [[line, i] as const] : [])));
  const moved = places.flatMap(({ line, step }, i) => (step > first && start.has(line) ? [{ line, step, at: i }] : []));
  const shifts = shiftNumbers(
    positions,
    moved.map(({ line, at }) => [start.get(line)!, at] as const),
    floorEv,
  );
  const steps: CommonShift[] = [];
  const gradients: Float64Array[] = [];
  for (const step of [...new Set(moved.map((one) => one.step))].sort((a, b) => a - b)) {
    const own = moved.flatMap((one, i) => (one.step === step ? [i] : []));
    const found = shiftOfStep(
      step,
      own.map((i) => moved[i]!.line),
      selectNumbers(shifts, own),
    );
    if (found === undefined) continue;
    steps.push(found.shift);
    const gradient = new Float64Array(moved.length);
    own.forEach((i, a) => {
      gradient[i] = found.weights[a]!;
    });
    gradients.push(gradient);
  }
  return {
    steps,
    numbers: propagateNumbers(
      shifts,
      steps.map(({ shiftEv }) => shiftEv),
      gradients,
    ),
  };
}

function shiftNumbers(
  positions: UncertainNumbers,
  pairs: readonly (readonly [from: number, to: number])[],
  floorEv: number,
): UncertainNumbers {
  const n = positions.values.length;
  const covariance = positions.covariance.slice();
  for (let i = 0; i < n; i++) covariance[i * n + i]! += floorEv ** 2;
  return propagateNumbers(
    { values: positions.values, covariance },
    pairs.map(([from, to]) => positions.values[to]! - positions.values[from]!),
    pairs.map(([from, to]) => {
      const gradient = new Float64Array(n);
      gradient[to] = 1;
      gradient[from] = -1;
      return gradient;
    }),
  );
}

function shiftOfStep(
  step: number,
  lines: readonly string[],
  shifts: UncertainNumbers,
): { shift: CommonShift; weights: Float64Array } | undefined {
  const all = weightedMean(shifts);
  if (all === undefined) return undefined;
  let kept = lines.map((_, i) => i);
  let mean: WeightedMean = all;
  let weights = all.weights;
  while (mean.pValue !== null && mean.pValue < DISAGREEMENT && 2 * (kept.length - 1) > lines.length) {
    const worst = furthest(kept, shifts, weights);
    const rest = kept.filter((i) => i !== worst);
    const next = weightedMean(selectNumbers(shifts, rest));
    if (worst === undefined || next === undefined) break;
    kept = rest;
    mean = next;
    weights = new Float64Array(lines.length);
    for (const [a, i] of kept.entries()) weights[i] = mean.weights[a]!;
  }
  const { value: shiftEv, sigma: sigmaEv, chiSquare, degreesOfFreedom } = mean;
  const judged = agreement(chiSquare, degreesOfFreedom);
  const shift: CommonShift = {
    step,
    shiftEv,
    sigmaEv,
    ...judged,
    lines: lines.map((line, i) => {
      const own = numberAt(shifts, i);
      const beyond = beyondCommon(i, shifts, weights);
      return {
        line,
        shiftEv: own.value,
        sigmaEv: own.sigma,
        beyondEv: beyond.value,
        beyondSigmaEv: beyond.sigma,
        deviates: !kept.includes(i),
      };
    }),
    parallel: judged.pValue === null ? null : judged.pValue >= DISAGREEMENT,
    ofAll: agreement(all.chiSquare, all.degreesOfFreedom),
  };
  return { shift, weights };
}

/** Below this part of its own sigma, what a line may do beyond the others is rounding: the fit moves them as one. */
const COUPLED = 1e-6;

function beyondCommon(i: number, shifts: UncertainNumbers, weights: Float64Array) {
  const { value, sigma } = combineNumbers(
    shifts,
    weights.map((weight, j) => (i === j ? 1 : 0) - weight),
  );
  const own = numberAt(shifts, i).sigma;
  return { value, sigma: sigma !== null && own !== null && sigma > COUPLED * own ? sigma : null };
}

function furthest(kept: readonly number[], shifts: UncertainNumbers, weights: Float64Array): number | undefined {
  let worst: number | undefined;
  let most = 0;
  for (const i of kept) {
    const { value, sigma } = beyondCommon(i, shifts, weights);
    const off = sigma === null ? 0 : Math.abs(value) / sigma;
    if (off > most) {
      most = off;
      worst = i;
    }
  }
  return worst;
}
