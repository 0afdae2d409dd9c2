/** Fewer points for the picture of a pattern, without losing a line of it. */

/** Points of a pattern by their index, ascending, and the last index that each stands for. */
export interface ThinnedPoints {
  readonly kept: readonly number[];
  readonly last: readonly number[];
}

/** Marks of one picture: above this many they cover one another on a journal's column. */
const MOST_MARKS = 4000;

/**
 * Of every picture column the lowest and the highest point; all of them where they are few. Each kept point stands for
 * itself and what was dropped up to the next.
 *
 * @param indices points to be shown, ascending
 */
export function thinPoints(x: Float64Array, y: Float64Array, indices: readonly number[]): ThinnedPoints {
  if (indices.length <= MOST_MARKS) return { kept: indices, last: indices };
  const kept = extremes(x, y, indices, MOST_MARKS / 2, false);
  const last: number[] = [];
  let next = 0;
  for (const index of indices) {
    if (next + 1 < kept.length && index >= kept[next + 1]) next += 1;
    last[next] = index;
  }
  // What stands before the first kept point is shown by it too: nothing that was measured is out of reach.
  return { kept, last };
}

/** First, lowest, highest and last point of every picture column: the curve is drawn as it is. */
export function thinCurve(x: Float64Array, y: Float64Array, indices: readonly number[]): readonly number[] {
  return indices.length <= 2 * MOST_MARKS ? indices : extremes(x, y, indices, MOST_MARKS / 2, true);
}

function extremes(
  x: Float64Array,
  y: Float64Array,
  indices: readonly number[],
  columns: number,
  withEnds: boolean,
): number[] {
  const from = x[indices[0]];
  const scale = columns / Math.max(Number.MIN_VALUE, x[indices[indices.length - 1]] - from);
  const kept: number[] = [];
  let column = 0;
  let [first, lowest, highest] = [indices[0], indices[0], indices[0]];
  let before = indices[0];
  const close = (): void => {
    const chosen = withEnds ? [first, lowest, highest, before] : [lowest, highest];
    for (const index of [...new Set(chosen)].sort((a, b) => a - b)) kept.push(index);
  };
  for (const index of indices) {
    const here = Math.min(columns - 1, Math.floor((x[index] - from) * scale));
    if (here !== column) {
      close();
      column = here;
      first = lowest = highest = index;
    }
    if (y[index] < y[lowest]) lowest = index;
    if (y[index] > y[highest]) highest = index;
    before = index;
  }
  close();
  return kept;
}

/** A gap in the points is bridged where single points were left out, and breaks the curve where a region was. */
const WIDEST_BRIDGE_DEG = 0.3;

/** Runs of points that take part in the fit, each at least two long. */
export function usedRuns(x: Float64Array, used: Uint8Array, from: number, to: number): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  for (let i = 0; i < x.length; i++) {
    if (used[i] === 0 || x[i] < from || x[i] > to) continue;
    if (run.length > 0 && x[i] - x[run[run.length - 1]] > WIDEST_BRIDGE_DEG) {
      runs.push(run);
      run = [];
    }
    run.push(i);
  }
  runs.push(run);
  return runs.filter(({ length }) => length > 1);
}
