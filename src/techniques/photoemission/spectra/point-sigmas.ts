/** The standard uncertainty of each point of a spectrum. */
import { medianInPlace } from '../../../numerics/statistics/select.js';
import { madToSigma } from '../../../numerics/statistics/summary.js';
import type { SigmaSource } from '../spectrum.js';

/** A spectrum whose highest value is lower was normalised: the root of its values says nothing. */
const LEAST_VALUE = 5;
/** Up to here a value that is not known to be counts may be anything: the scatter decides. */
const DOUBTFUL_VALUE = 20;
/** Variance of counts over their mean is 1; what scatters so much less was averaged, and is not taken for counts. */
const LEAST_VARIANCE = 0.02;

export interface CountsBehind {
  /** Counts are the values times this; absent where the file does not say. */
  readonly countsPerUnit?: number | undefined;
  /** They are whole numbers, as counts are. */
  readonly whole: boolean;
  readonly isRate: boolean;
  /** Spectra of which the values are the mean: counts taken for such are so many times more. */
  readonly averaged: number;
}

/** The root of the counts, at least of one count; without counts, the scatter of neighbouring points, the same for all. */
export function pointSigmas(
  values: Float64Array,
  { countsPerUnit, whole, isRate, averaged }: CountsBehind,
): { readonly sigmas: Float64Array; readonly sigmaSource: SigmaSource } {
  const known = countsPerUnit !== undefined && (isRate || whole);
  if (isEqual(values, known)) {
    return { sigmas: new Float64Array(values.length).fill(scatterOf(values)), sigmaSource: 'equal' };
  }
  const perUnit = known ? countsPerUnit : averaged;
  const sigmas = values.map((value) => Math.sqrt(Math.max(value * perUnit, 1)) / perUnit);
  return { sigmas, sigmaSource: !known ? 'assumed-counts' : isRate ? 'rate' : 'counts' };
}

function isEqual(values: Float64Array, known: boolean): boolean {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const value of values) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    sum += value;
  }
  if (lowest < 0) return true;
  if (known || highest >= DOUBTFUL_VALUE) return false;
  return highest < LEAST_VALUE || scatterOf(values) ** 2 < (LEAST_VARIANCE * sum) / values.length;
}

/** From second differences, in which lines and backgrounds cancel but for little; their median, so peaks do not count. */
function scatterOf(values: Float64Array): number {
  const bends = new Float64Array(Math.max(values.length - 2, 1));
  let highest = 0;
  for (let i = 0; i < values.length; i++) {
    highest = Math.max(highest, Math.abs(values[i]!));
    if (i >= 2) bends[i - 2] = Math.abs(values[i]! - 2 * values[i - 1]! + values[i - 2]!);
  }
  const scatter = (madToSigma * medianInPlace(bends)) / Math.sqrt(6);
  return Math.max(scatter, 1e-6 * highest) || 1;
}
