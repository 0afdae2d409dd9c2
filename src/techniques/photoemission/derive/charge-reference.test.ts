import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { augerParameter } from './auger-parameter.js';
import { applyReference, assignedEnergy } from './charge-reference.js';
import { combineNumbers, numberAt } from './propagate-numbers.js';
import { drawNumbers, evenCovariance } from './test-support/draw-numbers.js';

// Two steps: Ti, Zr, C in each.
const steps = [0, 0, 0, 1, 1, 1];
const places = new Map([
  [0, 2],
  [1, 5],
]);
const sigmas = [0.01, 0.02, 0.05, 0.01, 0.02, 0.05];
const numbers = {
  values: Float64Array.of(459, 183.2, 285.3, 459.4, 183.6, 285.7),
  covariance: evenCovariance(sigmas, 0),
};
const rule = { kind: 'line', assignedEv: { value: 284.8, sigma: 0.2 } } as const;

describe('energy reference', () => {
  it('moves each step by its own correction', () => {
    const { positions, corrections } = applyReference(numbers, steps, places, rule)!;
    expect(positions.values[0]).toBeCloseTo(458.5, 10);
    expect(positions.values[3]).toBeCloseTo(458.5, 10);
    expect(positions.values[2]).toBeCloseTo(284.8, 10);
    expect(corrections.get(1)!.correctionEv).toBeCloseTo(-0.9, 10);
    expect(corrections.get(1)!.measuredSigmaEv).toBeCloseTo(0.05, 10);
    expect(numberAt(positions, 0).sigma).toBeCloseTo(Math.hypot(0.01, 0.05, 0.2), 10);
    // The reference itself stands where it was put: only the assignment is uncertain.
    expect(numberAt(positions, 2).sigma).toBeCloseTo(0.2, 10);
  });
  it('cancels within a step; between steps the measured part counts twice, the assigned part not', () => {
    const { positions } = applyReference(numbers, steps, places, rule)!;
    expect(combineNumbers(positions, [1, -1, 0, 0, 0, 0]).sigma).toBeCloseTo(Math.hypot(0.01, 0.02), 10);
    expect(combineNumbers(positions, [-1, 0, 0, 1, 0, 0]).sigma).toBeCloseTo(
      Math.sqrt(2 * (0.01 ** 2 + 0.05 ** 2)),
      10,
    );
  });
  it('knows its rules', () => {
    expect(applyReference(numbers, steps, places, { kind: 'none' })!.positions).toBe(numbers);
    expect(assignedEnergy({ kind: 'fermi-edge' })).toEqual({ value: 0, sigma: 0 });
    const byVacuum = assignedEnergy({ kind: 'work-function', workFunctionEv: { value: 4.5, sigma: 0.1 } })!;
    expect(byVacuum.value).toBeCloseTo(285, 12);
    expect(byVacuum.sigma).toBeCloseTo(Math.hypot(0.15, 0.1), 12);
    expect(applyReference(numbers, steps, new Map([[0, 2]]), rule)).toBeUndefined();
  });
  it('covers the truth over drawn series', () => {
    const random = createRandom(23);
    let within = 0;
    let between = 0;
    for (let i = 0; i < 2000; i++) {
      const drawn = drawNumbers(numbers, random);
      const assigned = 284.8 + 0.2 * random.normal();
      const { positions } = applyReference(drawn, steps, places, {
        kind: 'line',
        assignedEv: { value: assigned, sigma: 0.2 },
      })!;
      const { value, sigma } = numberAt(positions, 0);
      if (Math.abs(value - 458.5) < sigma!) within += 1;
      const change = combineNumbers(positions, [-1, 0, 0, 1, 0, 0]);
      if (Math.abs(change.value) < change.sigma!) between += 1;
    }
    expect(Math.abs(within / 2000 - 0.683)).toBeLessThan(0.03);
    expect(Math.abs(between / 2000 - 0.683)).toBeLessThan(0.03);
  });
});

describe('Auger parameter', () => {
  it('is free of a shift of the scale, and keeps the covariance of its lines', () => {
    const lines = { values: Float64Array.of(1071.8, 496.4), covariance: evenCovariance([0.1, 0.1], 0.9) };
    const found = numberAt(augerParameter(lines, [0], [1], 1486.6), 0);
    expect(found.value).toBeCloseTo(2062, 9);
    expect(found.sigma).toBeCloseTo(Math.sqrt(0.02 - 0.018), 10);
    const shifted = { ...lines, values: lines.values.map((value) => value + 2.4) };
    expect(augerParameter(shifted, [0], [1], 1486.6).values[0]).toBeCloseTo(2062, 9);
  });
});
