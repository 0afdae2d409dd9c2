import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { growthExponent } from './growth-exponent.js';
import { chiSquaredAt, fitGrowthLaw, growthSeries } from './growth-fit.js';
import { growthLaws } from './growth-laws.js';

const power = growthLaws.find((law) => law.name === 'power')!;

function exponentOf(
  times: readonly number[],
  law: (t: number) => number,
  relative: number,
  seed?: number,
  errors = true,
) {
  const random = seed === undefined ? null : createRandom(seed);
  const series = growthSeries(
    times.map((timeH) => {
      // Without stated errors all points weigh the same, so they are given the same spread.
      const sigma = relative * (errors ? law(timeH) : law(10));
      const resistance = law(timeH) + (random === null ? 0 : sigma * random.normal());
      return { timeH, resistance, ...(errors ? { sigma } : {}) };
    }),
  );
  const fit = fitGrowthLaw(power, series, 'Ohm');
  return { exponent: growthExponent(fit, series), series, fit };
}

const twelve = Array.from({ length: 12 }, (_, i) => 100 ** (i / 11));
const root = (t: number) => 42 + 4 * Math.sqrt(t);

describe('growth exponent', () => {
  it('has ends where chi-square has risen by 3.84', () => {
    const { exponent, series, fit } = exponentOf(twelve, root, 0.02);
    expect(exponent.value).toBeCloseTo(0.5, 4);
    for (const end of exponent.interval95!) {
      expect(chiSquaredAt(power, series, end!) - fit.chiSquared).toBeCloseTo(3.841, 2);
    }
    // The profile is wider to the side of the straight line, where R0 can follow.
    expect(exponent.interval95![1]! - 0.5).toBeGreaterThan(0.5 - exponent.interval95![0]!);
  });
  it('contains the root and the straight line for the four times of the reference study at 6 %', () => {
    const { exponent } = exponentOf([1, 10, 30, 100], root, 0.06);
    expect(exponent.interval95![0]).toBeLessThan(0.15);
    expect(exponent.interval95![1]).toBeGreaterThan(1);
  });
  it('leaves an end open that the times do not bound', () => {
    const { exponent } = exponentOf([1, 10, 30, 100], root, 0.1);
    expect(exponent.interval95![0]).toBeNull();
    expect(exponent.note).toMatch(/do not bound/);
  });
  it('gives no value where no power of time is slow or fast enough', () => {
    const slow = exponentOf(twelve, (t) => 42 - 20 / (1 + t), 0.002).exponent;
    expect(slow.value).toBeNull();
    expect(slow.interval95![0]).toBeNull();
    expect(slow.note).toMatch(/slows down/);
    const fast = exponentOf(twelve, (t) => 42 + 1e-6 * t ** 4, 0.01).exponent;
    expect(fast.value).toBeNull();
    expect(fast.note).toMatch(/speeds up/);
  });
  it('covers 95 % of simulated series, errors known or from the scatter', () => {
    for (const errors of [true, false]) {
      let inside = 0;
      const trials = 300;
      for (let seed = 0; seed < trials; seed++) {
        const [low, high] = exponentOf(twelve, root, 0.02, seed, errors).exponent.interval95!;
        if ((low === null || low <= 0.5) && (high === null || high >= 0.5)) inside++;
      }
      expect(Math.abs(inside / trials - 0.95)).toBeLessThan(0.035);
    }
  });
});
