import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { boltzmannEvPerK } from '../../../quantity/constants.js';
import { type ArrheniusPoint, fitArrhenius, kelvinFromCelsius } from './arrhenius.js';
import { testCurvature } from './arrhenius-curvature.js';

function series(
  celsius: readonly number[],
  law: (temperatureK: number) => number,
  lnSigma: number,
  seed?: number,
): ArrheniusPoint[] {
  const random = seed === undefined ? null : createRandom(seed);
  return celsius.map((degrees) => {
    const temperatureK = kelvinFromCelsius(degrees);
    const noise = random === null ? 0 : lnSigma * random.normal();
    return { temperatureK, conductivitySPerCm: law(temperatureK) * Math.exp(noise), lnSigma };
  });
}

const arrhenius = (t: number) => (1e5 / t) * Math.exp(-0.31 / (boltzmannEvPerK * t));
const vtf = (t: number) => (10 / Math.sqrt(t)) * Math.exp(-0.09 / (boltzmannEvPerK * (t - 190)));
const kinked = (t: number) => arrhenius(t) * Math.exp(t > 350 ? (0.15 / boltzmannEvPerK) * (1 / t - 1 / 350) : 0);
const wide = Array.from({ length: 15 }, (_, i) => -20 + 12 * i);

describe('curvature of an Arrhenius plot', () => {
  it('finds a straight line straight', () => {
    const test = testCurvature(
      fitArrhenius(series(wide, arrhenius, 0.02, 6), { form: 'ln sigma T', weighting: 'errors' }),
    );
    expect(test.verdict).toBe('straight');
    expect(test.scale).toBe('known');
    expect(test.models.map((model) => model.name)).toEqual(['Arrhenius', 'quadratic', 'VTF', 'two segments']);
    expect(test.models.reduce((sum, model) => sum + model.akaikeWeight, 0)).toBeCloseTo(1, 12);
  });
  it('finds VTF curved and returns its T0', () => {
    for (const form of ['ln sigma', 'ln sigma T'] as const) {
      const test = testCurvature(fitArrhenius(series(wide, vtf, 0.01), { form, weighting: 'errors' }));
      expect(test.verdict).toBe('curved');
      const model = test.models.find(({ name }) => name === 'VTF')!;
      expect(model.chiSquared).toBeLessThan(1e-6);
      expect(model.details.T0!.value).toBeCloseTo(190, 1);
      expect(model.details.B!.value).toBeCloseTo(0.09, 4);
      expect(test.localActivationEnergies!.coldest.value!).toBeGreaterThan(
        test.localActivationEnergies!.hottest.value!,
      );
    }
  });
  it('finds a kink and the energies on both sides', () => {
    const fit = fitArrhenius(series(wide, kinked, 0.01, 4), { form: 'ln sigma T', weighting: 'errors' });
    const test = testCurvature(fit);
    expect(test.verdict).toBe('curved');
    expect(test.sentence).toMatch(/two segments is ahead/);
    const { details } = test.models[3];
    expect(Math.abs(details.kinkTemperature!.value! - 350)).toBeLessThan(5);
    expect(details.kinkTemperature!.sigma).toBeGreaterThan(0.2);
    expect(details.kinkTemperature!.sigma).toBeLessThan(5);
    expect(details.activationEnergyBelow!.value).toBeCloseTo(0.31, 2);
    expect(details.activationEnergyAbove!.value).toBeCloseTo(0.16, 1);
  });
  it('does not let curvature pass as scatter: errors that only the line contradicts stay known', () => {
    const fit = fitArrhenius(series(wide, vtf, 0.01, 2), { form: 'ln sigma T', weighting: 'errors' });
    expect(fit.scaling.scatterExceedsErrors).toBe(true);
    expect(testCurvature(fit).scale).toBe('known');
  });
  it('does not see the bend of bulk and grain boundary in seven points at 2 %', () => {
    const split = (t: number) => {
      const part = (sigma: number, ea: number) =>
        ((sigma * 298.15) / t) * Math.exp((-ea / boltzmannEvPerK) * (1 / t - 1 / 298.15));
      return 0.1 / (0.1 / part(1.2e-3, 0.28) + 0.1 / part(0.1 / 105.3, 0.34));
    };
    const points = series([25, 30, 40, 50, 60, 70, 80], split, 0.02);
    expect(testCurvature(fitArrhenius(points, { form: 'ln sigma T', weighting: 'errors' })).verdict).toBe('straight');
  });
  it('does not hide a significant bend behind the penalty for few points', () => {
    const points = series([-20, 20, 60, 100, 140, 180], vtf, 0.85);
    const test = testCurvature(fitArrhenius(points, { form: 'ln sigma T', weighting: 'errors' }));
    expect(test.quadraticPValue).toBeLessThan(0.05);
    expect(test.verdict).toBe('undecided');
    expect(test.sentence).toMatch(/significant/);
  });
  it('takes exact data for straight', () => {
    for (const weighting of ['errors', 'unit'] as const) {
      const test = testCurvature(fitArrhenius(series(wide, arrhenius, 0.02), { form: 'ln sigma T', weighting }));
      expect(test.verdict).toBe('straight');
    }
  });
  it('says when there are too few temperatures', () => {
    const four = series([25, 40, 60, 80], arrhenius, 0.02, 3);
    const five = series([25, 40, 50, 60, 80], arrhenius, 0.02, 3);
    const verdict = (points: ArrheniusPoint[], weighting: 'errors' | 'unit') =>
      testCurvature(fitArrhenius(points, { form: 'ln sigma T', weighting })).verdict;
    expect(verdict(four, 'errors')).toBe('too-few-points');
    expect(verdict(five, 'unit')).toBe('too-few-points');
    expect(verdict(five, 'errors')).not.toBe('too-few-points');
    const repeats = series([25, 25, 25, 80, 80, 80], arrhenius, 0.02, 3);
    expect(verdict(repeats, 'errors')).toBe('too-few-points');
  });
  it('calls at most one straight series in twenty curved', () => {
    for (const weighting of ['errors', 'unit'] as const) {
      let curved = 0;
      for (let trial = 0; trial < 200; trial++) {
        const points = series([25, 30, 40, 50, 60, 70, 80, 90], arrhenius, 0.02, 100 + trial);
        if (testCurvature(fitArrhenius(points, { form: 'ln sigma T', weighting })).verdict === 'curved') curved++;
      }
      expect(curved).toBeLessThanOrEqual(10);
    }
  });
});
