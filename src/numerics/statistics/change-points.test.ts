import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { changePoints } from './change-points.js';

function noisy(seed: number, n: number, course: (k: number) => number, sigma = 0.01): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: n }, (_, k) => course(k) + sigma * random.normal());
}

describe('change points', () => {
  it('are found where the course turns, within their interval', () => {
    const found = changePoints(
      noisy(1, 200, (k) => (k < 60 ? -0.01 * k : -0.6 + 0.002 * (k - 60))),
      { sigma: 0.01 },
    );
    expect(found).toHaveLength(1);
    expect(found[0]!.interval[0]).toBeLessThanOrEqual(60);
    expect(found[0]!.interval[1]).toBeGreaterThanOrEqual(60);
    expect(found[0]!.interval[1] - found[0]!.interval[0]).toBeLessThan(15);
  });

  it('are exact for a step without noise to speak of', () => {
    const found = changePoints(
      noisy(2, 50, (k) => (k < 20 ? 1 : 2), 1e-6),
      { sigma: 0.01 },
    );
    expect(found.map(({ at }) => at)).toEqual([20]);
  });

  it('are hardly ever found where there are none', () => {
    let alarms = 0;
    for (let seed = 0; seed < 200; seed++) {
      alarms += changePoints(
        noisy(seed, 120, (k) => 1 + 1e-3 * k),
        { sigma: 0.01 },
      ).length;
    }
    expect(alarms).toBeLessThanOrEqual(3);
  });

  it('need enough values', () => {
    expect(changePoints([1, 2, 1, 2, 9], { sigma: 0.1 })).toEqual([]);
  });
});
