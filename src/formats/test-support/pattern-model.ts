/** A powder pattern to write files of: three lines on a background, with the noise of counting. */
import { createRandom } from '../../numerics/random.js';

export interface ModelPattern {
  readonly start: number;
  readonly step: number;
  readonly twoTheta: readonly number[];
  readonly counts: readonly number[];
}

/** The same numbers in every run. */
export function modelPattern(rows = 120, start = 20, step = 0.05): ModelPattern {
  const random = createRandom(86);
  const twoTheta = Array.from({ length: rows }, (_, row) => Number((start + row * step).toFixed(6)));
  const counts = twoTheta.map((angle) => {
    const mean = [0.2, 0.5, 0.8].reduce((sum, part) => {
      const distance = (angle - start - part * rows * step) / 0.12;
      return sum + 900 / (1 + distance * distance);
    }, 150);
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  });
  return { start, step, twoTheta, counts };
}
