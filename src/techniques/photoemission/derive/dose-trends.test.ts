import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { type DoseFit, doseTrend, trendAt } from './dose-trends.js';
import { drawNumbers, evenCovariance } from './test-support/draw-numbers.js';

const doses = [0, 0.5, 1, 2, 4, 8, 16];
const shares = doses.map((dose) => 0.84 * (1 - Math.exp(-dose / 2.2)));
const saturating = {
  values: Float64Array.from(shares),
  covariance: evenCovariance(
    doses.map(() => 0.01),
    0.2,
  ),
};
const parameter = (fit: DoseFit, name: string) => fit.parameters.find((one) => one.name === name)!;

describe('trend with dose', () => {
  it('finds a saturation and its constant', () => {
    const trend = doseTrend(doses, saturating)!;
    expect(trend.preferred).toBe('saturation');
    expect(trend.criterion).toBe('AICc');
    const [fit] = trend.fits;
    expect(parameter(fit!, 'dose constant').value).toBeCloseTo(2.2, 5);
    expect(parameter(fit!, 'limit').value).toBeCloseTo(0.84, 6);
    expect(parameter(fit!, 'offset').value).toBeCloseTo(0, 6);
    expect(trendAt(fit!, 3)).toBeCloseTo(0.84 * (1 - Math.exp(-3 / 2.2)), 6);
    expect(fit!.degreesOfFreedom).toBe(4);
  });
  it('takes a line for a line, and what does not move for constant', () => {
    const random = createRandom(51);
    const rising = { ...saturating, values: Float64Array.from(doses, (dose) => 0.1 + 0.02 * dose) };
    const line = doseTrend(doses, drawNumbers(rising, random))!;
    expect(line.preferred).toBe('linear');
    expect(Math.abs(parameter(line.fits[1]!, 'slope').value - 0.02)).toBeLessThan(0.002);
    expect(trendAt(line.fits[1]!, 10)).toBeCloseTo(0.3, 1);
    const still = { ...saturating, values: new Float64Array(7).fill(0.4) };
    expect(doseTrend(doses, drawNumbers(still, random))!.preferred).toBe('constant');
  });
  it('gives no constant where the data run straight', () => {
    const rising = { ...saturating, values: Float64Array.from(doses, (dose) => 0.02 * dose) };
    expect(parameter(doseTrend(doses, rising)!.fits[0]!, 'dose constant').sigma).toBeNull();
  });
  it('starts at zero for shifts, whose first step has no error of its own', () => {
    const covariance = evenCovariance([0, ...Array(6).fill(0.01)], 0.5);
    const trend = doseTrend(doses, { values: saturating.values, covariance }, 'zero')!;
    expect(trend.preferred).toBe('saturation');
    expect(trend.fits[0]!.parameters.map(({ name }) => name)).toEqual(['amplitude', 'dose constant', 'limit']);
    expect(trend.fits[0]!.degreesOfFreedom).toBe(4);
    expect(trend.fits[2]!.parameters).toEqual([]);
    expect(trend.fits[2]!.degreesOfFreedom).toBe(6);
  });
  it('is undefined below four steps, and scored by AIC where AICc does not exist', () => {
    const few = (n: number) => ({
      values: saturating.values.slice(0, n),
      covariance: evenCovariance(Array(n).fill(0.01), 0),
    });
    expect(doseTrend(doses.slice(0, 3), few(3))).toBeUndefined();
    expect(doseTrend([1, 1, 1, 1], few(4))).toBeUndefined();
    expect(doseTrend([0, 1, 4, 16], { ...few(4), values: Float64Array.of(0, 0.31, 0.704, 0.84) })!.criterion).toBe(
      'AIC',
    );
  });
  it('covers constant and limit', () => {
    const random = createRandom(53);
    const inside = { 'dose constant': 0, limit: 0 };
    for (let i = 0; i < 600; i++) {
      const [fit] = doseTrend(doses, drawNumbers(saturating, random))!.fits;
      for (const [name, truth] of [
        ['dose constant', 2.2],
        ['limit', 0.84],
      ] as const) {
        const { value, sigma } = parameter(fit!, name);
        if (Math.abs(value - truth) < sigma!) inside[name] += 1;
      }
    }
    expect(Math.abs(inside['dose constant'] / 600 - 0.683)).toBeLessThan(0.06);
    expect(Math.abs(inside.limit / 600 - 0.683)).toBeLessThan(0.06);
  });
});
