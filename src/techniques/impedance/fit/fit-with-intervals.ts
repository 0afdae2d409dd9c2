/**
 * Fits with their profile-likelihood intervals. A profile walks far from its minimum and now and then comes upon a lower
 * one, which no start had found: the fit then moves there.
 */
import type { ParameterConstraints } from './circuit-model.js';
import { fitSpectrum } from './fit-spectrum.js';
import { type Interval, profileIntervals } from './profile-intervals.js';
import type { SpectrumFit } from './spectrum-fit.js';

export interface FitWithIntervals {
  readonly fit: SpectrumFit;
  readonly intervals: readonly (Interval | null)[];
}

const ROUNDS = 3;
/** A minimum lower by less than this share is the floor of the same flat valley. */
const WORTH_MOVING = 1e-3;

export function fitWithIntervals(first: SpectrumFit, constraints: ParameterConstraints): FitWithIntervals {
  let fit = first;
  for (let round = 1; ; round++) {
    const { intervals, lowerMinimum } = profileIntervals(fit, constraints);
    const lower = lowerMinimum === null || round === ROUNDS ? null : moveTo(lowerMinimum, fit, constraints);
    if (lower === null) return { fit, intervals };
    fit = lower;
  }
}

/** Null when the lower minimum is no gain, or one whose parameters the data do not determine. */
function moveTo(start: Float64Array, from: SpectrumFit, constraints: ParameterConstraints): SpectrumFit | null {
  const { circuit, spectrum, weighting } = from;
  const { start: _, ...own } = constraints;
  const fit = fitSpectrum(circuit, spectrum, { weighting, constraints: own, starts: 0, given: [start] });
  const better = fit.sumOfSquares < from.sumOfSquares * (1 - WORTH_MOVING);
  const setAside = from.degenerateSumOfSquares !== null && fit.sumOfSquares <= from.degenerateSumOfSquares * 1.001;
  if (!better || setAside || fit.rank < fit.freeCount) return null;
  const found = { startsTried: from.startsTried + 1, startsAgreeing: 1, runnerUpSumOfSquares: from.sumOfSquares };
  return { ...fit, ...found };
}
