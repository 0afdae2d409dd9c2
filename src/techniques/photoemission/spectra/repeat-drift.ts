/** Whether repeats of a spectrum are the same but for counting: a beam that damages, or charge that builds up, shows here. */
import { chiSquareSurvival, fSurvival } from '../../../numerics/statistics/distributions.js';
import type { Candidate } from './candidate.js';

export interface RepeatDrift {
  /** Probability of so large a difference in shape by counting alone. */
  readonly shapeP: number;
  /** The same for the intensities of the repeats as wholes; null where only the scatter tells the noise. */
  readonly intensityP: number | null;
  /** Lowest and highest intensity of a repeat, relative to their mean. */
  readonly intensities: readonly [number, number];
  /** Which of the repeats, from 1, differs most. */
  readonly most: number;
}

/** Expected counts of a point below which chi-square is none; neighbours are taken together until they have as many. */
const LEAST_EXPECTED = 5;
/** Neighbours share counts where detectors were aligned by interpolation; points so far apart do not. */
const LAG = 3;
/** A mean of differences from point to point knows its own size by so much less than a mean of squares. */
const LAG_FREEDOM = 2 / 3;

/**
 * Chi-square of a table of counts: every repeat has the same shape, with an intensity of its own. What is no whole number
 * was divided or corrected: its noise is then taken from the scatter between points near each other.
 *
 * @returns undefined where there is nothing to compare
 */
export function repeatDrift(repeats: readonly Candidate[]): RepeatDrift | undefined {
  if (repeats.length < 2 || repeats.some(({ values }) => values.some((value) => value < 0))) return undefined;
  const isWhole = repeats.every(({ whole, countsPerUnit }) => whole && countsPerUnit !== undefined);
  const rows = binned(repeats.map(countsOf));
  const bins = rows[0]!.length;
  const totals = rows.map((row) => row.reduce((sum, value) => sum + value, 0));
  const total = totals.reduce((sum, value) => sum + value, 0);
  if (bins < 2 * LAG || !(total > 0) || totals.some((value) => !(value > 0))) return undefined;

  const exposures = exposuresOf(repeats);
  const exposure = exposures.reduce((sum, value) => sum + value, 0);
  const relative = totals.map((value, k) => (value / total) * (exposure / exposures[k]!));
  const { chiSquares, neighbours } = compare(rows, totals, total);
  const shape = chiSquares.reduce((sum, value) => sum + value, 0);
  const freedom = (repeats.length - 1) * (bins - 1);
  let intensity = 0;
  for (const [k, value] of totals.entries()) {
    const expected = (total * exposures[k]!) / exposure;
    intensity += (value - expected) ** 2 / expected;
  }
  return {
    shapeP: isWhole
      ? chiSquareSurvival(shape, freedom)
      : fSurvival(shape / freedom / neighbours, freedom, LAG_FREEDOM * freedom),
    intensityP: isWhole ? chiSquareSurvival(intensity, repeats.length - 1) : null,
    intensities: [Math.min(...relative), Math.max(...relative)],
    most: chiSquares.indexOf(Math.max(...chiSquares)) + 1,
  };
}

/** Collecting times, where all are known. */
function exposuresOf(repeats: readonly Candidate[]): number[] {
  const times = repeats.map(({ unit, countsPerUnit, settings }) =>
    unit === 'counts' ? settings.collectionTimeS : countsPerUnit,
  );
  return times.map((time) => (times.includes(undefined) ? 1 : time!));
}

function countsOf({ values, countsPerUnit = 1 }: Candidate): Float64Array {
  return values.map((value) => value * countsPerUnit);
}

/** Neighbouring points added until a repeat has some counts in each on average. */
function binned(rows: readonly Float64Array[]): number[][] {
  const bins: number[][] = rows.map(() => []);
  const open = rows.map(() => 0);
  const least = LEAST_EXPECTED * rows.length;
  for (let i = 0; i < rows[0]!.length; i++) {
    let sum = 0;
    for (const [k, row] of rows.entries()) {
      open[k]! += row[i]!;
      sum += open[k]!;
    }
    if (sum < least) continue;
    for (const [k, bin] of bins.entries()) {
      bin.push(open[k]!);
      open[k] = 0;
    }
  }
  return bins;
}

/** Chi-square of each repeat, and how much of a unit variance the difference between points near each other has. */
function compare(
  rows: readonly (readonly number[])[],
  totals: readonly number[],
  total: number,
): { readonly chiSquares: readonly number[]; readonly neighbours: number } {
  const bins = rows[0]!.length;
  const columns = new Float64Array(bins);
  for (const row of rows) for (let i = 0; i < bins; i++) columns[i]! += row[i]!;
  let between = 0;
  const chiSquares = rows.map((row, k) => {
    const residuals = new Float64Array(bins);
    let sum = 0;
    for (let i = 0; i < bins; i++) {
      const expected = (columns[i]! * totals[k]!) / total;
      residuals[i] = (row[i]! - expected) / Math.sqrt(expected);
      sum += residuals[i]! ** 2;
      if (i >= LAG) between += (residuals[i]! - residuals[i - LAG]!) ** 2 / 2;
    }
    return sum;
  });
  const freedom = (rows.length - 1) * (bins - LAG);
  return { chiSquares, neighbours: Math.max(between / freedom, 1e-12) };
}
