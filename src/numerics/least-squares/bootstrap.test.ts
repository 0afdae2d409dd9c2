import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { bootstrap } from './bootstrap.js';
import { estimateCovariance } from './covariance.js';
import { minimise } from './minimise.js';
import { lineModel } from './test-support/models.js';

const random = createRandom(31);
const x = Array.from({ length: 60 }, (_, i) => i / 10);
const even = lineModel(
  x,
  x.map((value) => 1 + 0.5 * value + 0.2 * random.normal()),
);
/** Errors that grow with x. */
const uneven = lineModel(
  x,
  x.map((value) => 1 + 0.5 * value + 0.02 * (1 + value * value) * random.normal()),
);
const start = Float64Array.of(0, 0);

function spread(values: number[]): number {
  const mean = values.reduce((a, b) => a + b) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
}

describe('bootstrap', () => {
  it.each(['residual', 'wild'] as const)('spreads like the covariance when errors are equal (%s)', (kind) => {
    const minimum = minimise(even, start);
    const { standardErrors } = estimateCovariance(even, minimum);
    const found = bootstrap(even, minimum, createRandom(1), { kind, samples: 1500 });
    expect(found.failed).toBe(0);
    for (const j of [0, 1]) {
      const ratio = spread(found.samples.map((p) => p[j])) / standardErrors[j];
      expect(Math.abs(ratio - 1)).toBeLessThan(0.15);
    }
    const [low, high] = found.interval(1);
    expect((high - low) / (2 * 1.96 * standardErrors[1])).toBeGreaterThan(0.85);
    expect((high - low) / (2 * 1.96 * standardErrors[1])).toBeLessThan(1.15);
    const atTen = found.interval((p) => p[0] + 10 * p[1], 0.5);
    expect(atTen[0]).toBeLessThan(minimum.parameters[0] + 10 * minimum.parameters[1]);
    expect(atTen[1]).toBeGreaterThan(minimum.parameters[0] + 10 * minimum.parameters[1]);
  });

  it('sees in its wild form that large errors stand where they hurt most', () => {
    const minimum = minimise(uneven, start);
    const residual = bootstrap(uneven, minimum, createRandom(2), { kind: 'residual', samples: 800 });
    const wild = bootstrap(uneven, minimum, createRandom(2), { kind: 'wild', samples: 800 });
    const slope = (samples: readonly Float64Array[]): number => spread(samples.map((p) => p[1]));
    expect(slope(wild.samples)).toBeGreaterThan(1.15 * slope(residual.samples));
  });

  it('is the same for the same seed', () => {
    const minimum = minimise(even, start);
    const run = (seed: number): readonly Float64Array[] =>
      bootstrap(even, minimum, createRandom(seed), { samples: 20 }).samples;
    expect(run(4)).toEqual(run(4));
    expect(run(4)).not.toEqual(run(5));
  });

  it('gives grouped residuals one sign', () => {
    const minimum = minimise(even, start);
    const groups = x.map(() => 0);
    const { samples } = bootstrap(even, minimum, createRandom(6), { samples: 40, groups });
    // With one sign for all there are two data sets only.
    expect(new Set(samples.map((p) => p[1].toPrecision(9))).size).toBe(2);
  });
});
