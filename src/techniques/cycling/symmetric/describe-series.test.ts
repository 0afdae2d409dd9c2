import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { driftPerCycle, typicalValue } from './describe-series.js';

/** Share of 300 noisy courses whose interval holds the median of the course without noise. */
function coverage(course: (k: number) => number, noise: number, memory = 0): number {
  const n = 60;
  const truth = Array.from({ length: n }, (_, k) => course(k)).sort((a, b) => a - b);
  const median = (truth[n / 2 - 1]! + truth[n / 2]!) / 2;
  let held = 0;
  for (let seed = 0; seed < 300; seed++) {
    const random = createRandom(seed);
    let error = random.normal();
    const values = Array.from({ length: n }, (_, k) => {
      error = memory * error + Math.sqrt(1 - memory * memory) * random.normal();
      return course(k) + noise * error;
    });
    const [low, high] = typicalValue(values, 'V').interval95!;
    if (low! <= median && median <= high!) held += 1;
  }
  return held / 300;
}

describe('the median of a course', () => {
  it('has an interval that holds as often as promised: level, rising, bent', () => {
    expect(coverage(() => 0.05, 0.002)).toBeGreaterThan(0.92);
    expect(coverage((k) => 0.05 + 5e-4 * k, 0.002)).toBeGreaterThan(0.92);
    expect(coverage((k) => 0.05 + 4e-3 * Math.sqrt(k), 0.002)).toBeGreaterThan(0.92);
  });

  it('and where neighbours are alike', () => {
    expect(coverage(() => 0.05, 0.002, 0.5)).toBeGreaterThan(0.9);
  });

  it('is not wider than it must be', () => {
    const random = createRandom(1);
    const values = Array.from({ length: 400 }, () => 0.05 + 0.002 * random.normal());
    const expected = (Math.sqrt(Math.PI / 2) * 0.002) / Math.sqrt(400);
    expect(typicalValue(values, 'V').sigma! / expected).toBeGreaterThan(0.8);
    expect(typicalValue(values, 'V').sigma! / expected).toBeLessThan(1.35);
  });

  it('of fewer than four values has no error, and says so', () => {
    expect(typicalValue([1, 2, 4], 'V')).toMatchObject({
      value: 2,
      sigma: null,
      note: 'median of 3; too few for an uncertainty',
    });
  });
});

describe('the drift', () => {
  it('is that of a line, whatever a few wild cycles do', () => {
    const values = Array.from({ length: 50 }, (_, k) => (k % 10 === 3 ? 1 : 0.05 + 1e-4 * k));
    expect(driftPerCycle(values).slope).toBeCloseTo(1e-4, 5);
  });

  it('of many cycles comes from some of them', () => {
    expect(driftPerCycle(Array.from({ length: 5000 }, (_, k) => 2e-6 * k)).slope).toBeCloseTo(2e-6, 12);
  });
});
