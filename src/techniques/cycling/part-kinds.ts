/** Joined files that look like those of different cells. */
import { median } from '../../numerics/statistics/summary.js';
import type { Finding } from '../technique.js';
import type { CyclingTest } from './part.js';

/** Parts of one test do not usually differ by more than this factor. */
const LARGEST_FACTOR = 5;
/** The medians are judged from so many rows of each part. */
const SAMPLED_ROWS = 20_000;

/** `parts-differ`: the usual potential or current of a part is far from that of another. */
export function partKindsFinding({ series, label }: CyclingTest, thresholdA: number): Finding | undefined {
  const { joins, rows, potentialV, currentA } = series;
  const starts = [0, ...joins];
  const usual = (values: Float64Array): number[] =>
    starts.flatMap((from, k) => {
      const to = starts[k + 1] ?? rows;
      const stride = Math.max(1, Math.floor((to - from) / SAMPLED_ROWS));
      const amounts: number[] = [];
      // Rests say nothing about what a part is.
      for (let row = from; row < to; row += stride) {
        if (Math.abs(currentA[row]!) > thresholdA) amounts.push(Math.abs(values[row]!));
      }
      return amounts.length > 0 ? [median(amounts)] : [];
    });
  const apart = [describe('potential', 'V', usual(potentialV)), describe('current', 'A', usual(currentA))].filter(
    (text) => text !== undefined,
  );
  if (apart.length === 0) return undefined;
  const message = `The joined files differ in ${apart.join(' and ')}: are they of the same cell, in the same units? If not, leave out join (--join).`;
  return { code: 'parts-differ', severity: 'warning', message, where: label };
}

function describe(what: string, unit: string, usual: readonly number[]): string | undefined {
  const [least, most] = [Math.min(...usual), Math.max(...usual)];
  if (usual.length < 2 || most <= LARGEST_FACTOR * least) return undefined;
  return `their usual ${what} (${least.toPrecision(2)} to ${most.toPrecision(2)} ${unit})`;
}
