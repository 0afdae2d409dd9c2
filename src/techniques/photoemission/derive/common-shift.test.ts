import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { commonShifts, type LineAt } from './common-shift.js';
import { numberAt } from './propagate-numbers.js';
import { drawNumbers, evenCovariance } from './test-support/draw-numbers.js';

const names = ['Ti 2p', 'O 1s', 'Zr 3d', 'Si 2p', 'P 2p'];
const base = [458.5, 530, 182.7, 102.1, 133.2];
const shifts = [0, 0.15, 0.35];
const places: LineAt[] = shifts.flatMap((_, step) => names.map((line) => ({ line, step })));
const sigmas = places.map((_, i) => 0.004 + 0.002 * (i % 5));
const truth = (beyond: Readonly<Record<string, number>> = {}) => ({
  values: Float64Array.from(
    places,
    ({ line, step }, i) => base[i % 5]! + shifts[step]! + (step > 0 ? (beyond[line] ?? 0) : 0),
  ),
  covariance: evenCovariance(sigmas, 0),
});

describe('common shift', () => {
  it('is the weighted mean, positive to higher binding energy', () => {
    const { steps, numbers } = commonShifts(places, truth());
    expect(steps.map(({ step }) => step)).toEqual([1, 2]);
    expect(steps[0]!.shiftEv).toBeCloseTo(0.15, 9);
    expect(steps[1]!.shiftEv).toBeCloseTo(0.35, 9);
    expect(steps[1]!.degreesOfFreedom).toBe(4);
    expect(steps[1]!.parallel).toBe(true);
    const information = sigmas.slice(0, 5).reduce((sum, sigma) => sum + 1 / (2 * sigma ** 2), 0);
    expect(steps[0]!.sigmaEv).toBeCloseTo(1 / Math.sqrt(information), 10);
    expect(numberAt(numbers, 1).sigma).toBeCloseTo(steps[1]!.sigmaEv, 10);
    // Both steps share the first: half of the variance.
    expect(numbers.covariance[1]! / numbers.covariance[0]!).toBeCloseTo(0.5, 9);
  });
  it('leaves out the line that has chemistry of its own, and says by how much', () => {
    const { steps } = commonShifts(places, truth({ 'Ti 2p': -0.3 }));
    expect(steps[0]!.shiftEv).toBeCloseTo(0.15, 9);
    expect(steps[0]!.parallel).toBe(true);
    expect(steps[0]!.ofAll.pValue).toBeLessThan(1e-6);
    const titanium = steps[0]!.lines[0]!;
    expect(titanium.deviates).toBe(true);
    expect(titanium.beyondEv).toBeCloseTo(-0.3, 9);
    expect(titanium.beyondSigmaEv).toBeGreaterThan(0.004 * Math.SQRT2);
    expect(steps[0]!.lines.slice(1).every(({ deviates }) => !deviates)).toBe(true);
  });
  it('does not choose between two lines', () => {
    const two = places.filter(({ line }) => line === 'Ti 2p' || line === 'Zr 3d');
    const values = Float64Array.from(two, ({ line, step }) => (line === 'Ti 2p' ? 0.2 * step : 0));
    const { steps } = commonShifts(two, { values, covariance: evenCovariance(Array(6).fill(0.01), 0) });
    expect(steps[0]!.parallel).toBe(false);
    expect(steps[0]!.lines.every(({ deviates }) => !deviates)).toBe(true);
  });
  it('forgives the floor', () => {
    const off = truth({ 'Ti 2p': 0.04 });
    expect(commonShifts(places, off).steps[0]!.lines[0]!.deviates).toBe(true);
    expect(commonShifts(places, off, 0.03).steps[0]!.lines[0]!.deviates).toBe(false);
  });
  it('finds nothing to compare where the fit moves all lines as one', () => {
    const n = places.length;
    const covariance = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) if (places[i]!.step === places[j]!.step) covariance[i * n + j] = 1e-4;
    }
    const [step] = commonShifts(places, { values: truth().values, covariance }).steps;
    expect(step!.shiftEv).toBeCloseTo(0.15, 9);
    expect(step!.sigmaEv).toBeCloseTo(Math.SQRT2 * 0.01, 8);
    expect(step!.parallel).toBeNull();
    expect(step!.lines[2]!.beyondSigmaEv).toBeNull();
  });
  it('passes over a line that is missing in the first step', () => {
    const some = places.map((place, i) => ({ ...place, i })).filter(({ line, step }) => line !== 'O 1s' || step > 0);
    const all = truth();
    const values = Float64Array.from(some, ({ i }) => all.values[i]!);
    const found = commonShifts(some, {
      values,
      covariance: evenCovariance(
        some.map(() => 0.01),
        0,
      ),
    });
    expect(found.steps[0]!.lines.map(({ line }) => line)).toEqual(['Ti 2p', 'Zr 3d', 'Si 2p', 'P 2p']);
  });
  it('covers the truth, with a line left out by mistake in about one of a hundred', () => {
    const random = createRandom(41);
    let inside = 0;
    let left = 0;
    for (let i = 0; i < 2000; i++) {
      const [, step] = commonShifts(places, drawNumbers(truth(), random)).steps;
      if (Math.abs(step!.shiftEv - 0.35) < step!.sigmaEv) inside += 1;
      if (step!.lines.some(({ deviates }) => deviates)) left += 1;
    }
    expect(Math.abs(inside / 2000 - 0.683)).toBeLessThan(0.03);
    expect(left / 2000).toBeLessThan(0.02);
    expect(left).toBeGreaterThan(5);
  });
});
