import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../../errors.js';
import { conductivity, diskArea, geometryVariance, sumOfResistances } from './conductivity.js';

const area = diskArea(1.2, 0.01);
const pellet = { thicknessCm: 0.1, thicknessSigmaCm: 0.002, ...area };

describe('geometry', () => {
  it('doubles the relative error of the diameter in the area', () => {
    expect(area.areaCm2).toBeCloseTo(1.1309733552923256, 12);
    expect(area.areaSigmaCm2).toBeCloseTo(0.018849555921538759, 12);
    expect(geometryVariance(pellet)).toBeCloseTo(0.02 ** 2 + (2 / 120) ** 2, 15);
  });
  it('is refused when impossible', () => {
    for (const attempt of [
      () => geometryVariance({ ...pellet, thicknessCm: 0 }),
      () => geometryVariance({ ...pellet, areaCm2: Number.NaN }),
      () => diskArea(-1, 0),
    ]) {
      try {
        attempt();
        expect.unreachable();
      } catch (error) {
        expect(isInterphaseError(error, 'invalid-geometry')).toBe(true);
      }
    }
  });
});

describe('conductivity', () => {
  it('gives the conductivity of the reference study from its resistance', () => {
    // 188.7 Ohm cm2 on a pellet of 1.00 mm is 5.30e-4 S/cm.
    const result = conductivity({ resistanceOhm: 188.7 / area.areaCm2, sigmaOhm: 0 }, pellet);
    expect(result.conductivity.value! / 5.3e-4).toBeCloseTo(1, 3);
    expect(result.conductivity.sigma! / result.conductivity.value!).toBeCloseTo(
      Math.sqrt(geometryVariance(pellet)),
      12,
    );
    expect(result.randomVariance).toBe(0);
  });
  it('adds both kinds of error and keeps them apart', () => {
    const result = conductivity({ resistanceOhm: 100, sigmaOhm: 3 }, pellet);
    expect(result.randomVariance).toBeCloseTo(9e-4, 15);
    expect(result.commonVariance).toBeCloseTo(geometryVariance(pellet), 15);
    const [low, high] = result.conductivity.interval95!;
    const half = 1.959963984540054 * Math.sqrt(9e-4 + geometryVariance(pellet));
    expect(low! / result.conductivity.value!).toBeCloseTo(Math.exp(-half), 12);
    expect(high! / result.conductivity.value!).toBeCloseTo(Math.exp(half), 12);
  });
  it('turns the interval of the resistance round and leaves open ends open', () => {
    const exact = { ...pellet, thicknessSigmaCm: 0, areaSigmaCm2: 0 };
    const result = conductivity({ resistanceOhm: 100, sigmaOhm: 60, interval95Ohm: [50, null] }, exact);
    expect(result.conductivity.interval95![0]).toBeNull();
    expect(result.conductivity.interval95![1]).toBeCloseTo(2 * result.conductivity.value!, 15);
    expect(
      conductivity({ resistanceOhm: 1, sigmaOhm: 1, interval95Ohm: [0, 2] }, exact).conductivity.interval95![1],
    ).toBeNull();
  });
  it('refuses a resistance that is not one', () => {
    expect(() => conductivity({ resistanceOhm: -5, sigmaOhm: 1 }, pellet)).toThrow(/-5 Ohm/);
  });
});

describe('sum of resistances', () => {
  it('is far better known than its anticorrelated parts', () => {
    // The pellet series at 200 degC: correlation -0.9978.
    const [a, b] = [2180.4631659243364, 2221.3285686731942];
    const covariance = -0.9978 * a * b;
    const sum = sumOfResistances([22461.41488121636, 95021.87040556241], [a * a, covariance, covariance, b * b]);
    expect(sum.resistanceOhm).toBeCloseTo(117483.28528677877, 6);
    // The correlation is given to four digits, which leaves about 2 % of the difference open.
    expect(Math.abs(sum.sigmaOhm / 151.5964764920961 - 1)).toBeLessThan(0.02);
  });
  it('never has a negative variance', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (s) => {
        expect(sumOfResistances([1, 1], [s * s, -s * s, -s * s, s * s]).sigmaOhm).toBe(0);
      }),
      { seed: 3, numRuns: 30 },
    );
  });
  it('wants the covariance of just these resistances', () => {
    expect(() => sumOfResistances([1, 2], [1, 0, 1])).toThrow(/4 numbers/);
  });
});
