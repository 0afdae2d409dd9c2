import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { createRandom } from '../../../numerics/random.js';
import { studentTQuantile } from '../../../numerics/statistics/distributions.js';
import { parameterIndex } from '../circuit/circuit.js';
import { parseCircuit } from '../circuit/parse-circuit.js';
import { logFrequenciesHz, simulateSpectrum } from '../simulate/simulate-spectrum.js';
import type { Spectrum } from '../spectrum.js';
import { referenceSpectrum } from '../test-support/reference-spectra.js';
import { fitSpectrum } from './fit-spectrum.js';
import { fitWithIntervals } from './fit-with-intervals.js';
import { profileIntervals } from './profile-intervals.js';

function noisy(text: string, natural: number[], noise: number, from = 1e5, to = 1, seed = 1): Spectrum {
  const frequencies = logFrequenciesHz(from, to, 6);
  return simulateSpectrum(parseCircuit(text), Float64Array.from(natural), frequencies, {
    noise,
    random: createRandom(seed),
  });
}

describe('profileIntervals against closed forms', () => {
  /** Z = R: the estimate of R is the mean of Re Z, and S(R) a parabola in R. */
  const spectrum = noisy('R0', [50], 0.05, 1e5, 1, 4);
  const circuit = parseCircuit('R0');
  const n = spectrum.real.length;

  it('of a resistance alone, scale unknown: mean +- t sqrt(S/(2N - 1)/N)', () => {
    const fit = fitSpectrum(circuit, spectrum, { weighting: 'unit' });
    const mean = spectrum.real.reduce((a, b) => a + b, 0) / n;
    const sum =
      spectrum.real.reduce((a, b) => a + (b - mean) ** 2, 0) + spectrum.imaginary.reduce((a, b) => a + b * b, 0);
    const half = studentTQuantile(0.975, 2 * n - 1) * Math.sqrt(sum / (2 * n - 1) / n);
    const [[low, high]] = profileIntervals(fit).intervals as [[number, number]];
    expect(fit.natural[0] / mean).toBeCloseTo(1, 10);
    expect((mean - low) / half).toBeCloseTo(1, 4);
    expect((high - mean) / half).toBeCloseTo(1, 4);
  });

  it('of a resistance alone, errors known: mean +- 1.96 sigma/sqrt(N)', () => {
    const supplied = { ...spectrum, sigmaOhm: new Float64Array(n).fill(2.5) };
    const fit = fitSpectrum(circuit, supplied, { weighting: 'supplied' });
    const half = (1.959964 * 2.5) / Math.sqrt(n);
    const [[low, high]] = profileIntervals(fit).intervals as [[number, number]];
    expect((fit.natural[0] - low) / half).toBeCloseTo(1, 4);
    expect((high - fit.natural[0]) / half).toBeCloseTo(1, 4);
  });

  it('of an elastance: symmetric in 1/C, so lopsided in C', () => {
    const capacitor = noisy('C1', [1e-6], 0.3, 1e4, 1, 2);
    const fit = fitSpectrum(parseCircuit('C1'), capacitor);
    const [[low, high]] = profileIntervals(fit).intervals as [[number, number]];
    const best = 1 / fit.natural[0];
    expect((1 / low - best) / (best - 1 / high)).toBeCloseTo(1, 3);
    expect(high - fit.natural[0]).toBeGreaterThan(1.05 * (fit.natural[0] - low));
  });
});

describe('profileIntervals of circuits', () => {
  it('agree with the standard error where the circuit is nearly linear', () => {
    const text = 'R0-p(R1,CPE1)';
    const fit = fitSpectrum(parseCircuit(text), noisy(text, [10, 100, 1e-5, 0.9], 0.001));
    const { intervals, lowerMinimum } = profileIntervals(fit);
    expect(lowerMinimum).toBeNull();
    const t = studentTQuantile(0.975, fit.degreesOfFreedom);
    fit.circuit.parameters.forEach((parameter, k) => {
      const sigma = Math.sqrt(fit.covariance[k * 4 + k]) * (parameter.scale === 'log' ? fit.natural[k] : 1);
      const [low, high] = intervals[k] as [number, number];
      expect((high - low) / (2 * t * sigma), parameter.name).toBeCloseTo(1, 1);
    });
  });

  it('end at the bound of an exponent, and have none for what is held', () => {
    const text = 'R0-p(R1,CPE1)';
    const circuit = parseCircuit(text);
    const constraints = { fixed: { R0: 10 } };
    const fit = fitSpectrum(circuit, noisy(text, [10, 100, 1e-6, 1], 0.02), { constraints });
    const { intervals } = profileIntervals(fit, constraints);
    expect(intervals[0]).toBeNull();
    const [low, high] = intervals[parameterIndex(circuit, 'CPE1.n')]!;
    expect(high).toBe(1);
    expect(low!).toBeLessThan(1);
  });

  it('move together for tied parameters', () => {
    const text = 'R0-p(R1,CPE1)';
    const constraints = { tied: { R1: { to: 'R0', factor: 10 } } };
    const fit = fitSpectrum(parseCircuit(text), noisy(text, [10, 100, 1e-5, 0.9], 0.01), { constraints });
    const { intervals } = profileIntervals(fit, constraints);
    for (const end of [0, 1]) expect(intervals[1]![end]! / intervals[0]![end]!).toBeCloseTo(10, 8);
  });

  it('are open where the data set no limit', () => {
    // The window ends on the rising flank of the arc: R1 may be anything large.
    const text = 'R0-p(R1,C1)';
    const fit = fitSpectrum(parseCircuit(text), noisy(text, [10, 1e6, 1e-6], 0.05, 1e5, 100));
    const [, high] = profileIntervals(fit).intervals[1]!;
    expect(high === null || high > 1e8).toBe(true);
  });
});

describe('fitWithIntervals', () => {
  it('leaves a fit alone that is its own lowest minimum', () => {
    const text = 'R0-p(R1,CPE1)';
    const fit = fitSpectrum(parseCircuit(text), noisy(text, [10, 100, 1e-5, 0.9], 0.001));
    const found = fitWithIntervals(fit, {});
    expect(found.fit).toBe(fit);
    expect(found.intervals).toHaveLength(4);
  });

  it.skipIf(!sharedData('eis', 'exampleData.csv'))(
    'moves to the lower minimum that a profile comes upon (needs ../shared/data/eis)',
    async () => {
      const spectrum = await referenceSpectrum('exampleData.csv', 'none');
      const circuit = parseCircuit('R0-p(R1,CPE1)-p(R2,CPE2)-Wo1');
      const given = [[0.0157, 0.0167, 3.94, 0.622, 0.0122, 4510, 1, 0.0365, 150]];
      const trapped = fitSpectrum(circuit, spectrum, { starts: 0, given });
      expect(trapped.converged).toBe(true);
      const { fit, intervals } = fitWithIntervals(trapped, {});
      expect(fit.sumOfSquares).toBeLessThan(0.95 * trapped.sumOfSquares);
      expect(fit.runnerUpSumOfSquares).toBe(trapped.sumOfSquares);
      expect([fit.startsTried, fit.startsAgreeing]).toEqual([2, 1]);
      const r1 = parameterIndex(circuit, 'R1');
      expect(intervals[r1]![0]!).toBeLessThan(fit.natural[r1]);
    },
  );

  it('never ends above where it began', () => {
    const text = 'R0-p(R1,CPE1)-p(R2,CPE2)';
    const natural = [10, 40, 1e-5, 0.9, 60, 1e-3, 0.8];
    for (let seed = 1; seed <= 6; seed++) {
      const spectrum = noisy(text, natural, 0.05, 1e4, 0.1, seed);
      // A start far off, and no other: some of these end in a local minimum.
      const first = fitSpectrum(parseCircuit(text), spectrum, { starts: 0, given: [[1, 1, 1e-4, 0.5, 1000, 1e-2, 1]] });
      expect(fitWithIntervals(first, {}).fit.sumOfSquares).toBeLessThanOrEqual(first.sumOfSquares);
    }
  });
});
