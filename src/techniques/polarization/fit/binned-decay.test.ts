import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { binDecay } from './binned-decay.js';

const timeS = Float64Array.from({ length: 3000 }, (_, k) => 1 + k);

function noise(sigmaA: number, correlation: number, seed: number): Float64Array {
  const random = createRandom(seed);
  let state = random.normal();
  return timeS.map(() => {
    state = correlation * state + Math.sqrt(1 - correlation ** 2) * random.normal();
    return 1e-8 + sigmaA * state;
  });
}

describe('a decay in bins of log time', () => {
  it('keeps its mean and its ends', () => {
    const line = timeS.map((t) => 1e-8 + 1e-12 * t);
    const { timeS: t, currentA } = binDecay(timeS, line);
    for (let k = 0; k < t.length; k++) expect(currentA[k]! / (1e-8 + 1e-12 * t[k]!)).toBeCloseTo(1, 10);
    expect(t[0]).toBe(1);
    expect(t.length).toBeLessThan(100);
  });

  it('knows the noise of a row', () => {
    const { noiseA, correlation } = binDecay(timeS, noise(3e-11, 0, 4));
    expect(noiseA / 3e-11).toBeGreaterThan(0.9);
    expect(noiseA / 3e-11).toBeLessThan(1.1);
    expect(correlation).toBeLessThan(3);
  });

  it('does not take neighbours that hang together for independent readings', () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const rho = 0.9;
    // The variance of a long mean of an AR(1) noise exceeds the independent one by (1 + rho)/(1 - rho).
    const found = seeds.map((seed) => {
      const { noiseA, correlation, sigmaA, wanderA } = binDecay(timeS, noise(3e-11, rho, seed));
      expect(sigmaA.at(-1)!).toBeGreaterThan(2 * (noiseA / Math.sqrt(280)));
      expect(sigmaA.every((sigma) => sigma >= wanderA)).toBe(true);
      return correlation;
    });
    const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
    expect(mean / ((1 + rho) / (1 - rho))).toBeGreaterThan(0.6);
    expect(mean / ((1 + rho) / (1 - rho))).toBeLessThan(1.5);
  });

  it('cannot know more than the converter resolves', () => {
    const resolution = 1e-10;
    const steps = timeS.map((_, k) => 1e-8 + (k % 7 === 0 ? resolution : 0));
    expect(binDecay(timeS, steps).noiseA).toBeGreaterThanOrEqual(resolution / Math.sqrt(12));
  });

  it('leaves out a reading in the instant of switching', () => {
    const late = Float64Array.from([0.01, ...timeS.map((t) => t + 1)]);
    const currents = Float64Array.from([5e-6, ...timeS.map(() => 1e-8)]);
    expect(Math.max(...binDecay(late, currents).currentA)).toBeCloseTo(1e-8, 15);
  });
});
