/**
 * Mean intensities of the two ends of a spectrum: what a background is made to meet. A short spectrum gives at most half
 * of its points to each end.
 */
export function endMeans(values: ArrayLike<number>, points: number): readonly [low: number, high: number] {
  const n = values.length;
  const count = Math.max(1, Math.min(Math.floor(points), Math.floor(n / 2)));
  let low = 0;
  let high = 0;
  for (let i = 0; i < count; i++) {
    low += values[i]!;
    high += values[n - 1 - i]!;
  }
  return [low / count, high / count];
}
