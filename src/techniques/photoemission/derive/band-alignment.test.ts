import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { type AlignmentInput, bandAlignment, checkGap } from './band-alignment.js';
import { independentNumbers, numberAt } from './propagate-numbers.js';
import { drawNumbers, evenCovariance } from './test-support/draw-numbers.js';

const shift = [0, 0.25, 0.55];
const input: AlignmentInput = {
  levels: {
    values: Float64Array.from([...shift.map((s) => 458.5 + s), ...shift.map((s) => 182.7 + s)]),
    covariance: evenCovariance([0.01, 0.01, 0.01, 0.02, 0.02, 0.02], 0.3),
  },
  film: [0, 1, 2],
  substrate: [3, 4, 5],
  filmLevelEv: { value: 455.7, sigma: 0.1 },
  substrateLevelEv: { value: 178.4, sigma: 0.1 },
  filmGapEv: { value: 3.4, sigma: 0.05 },
  substrateGapEv: { value: 5, sigma: 0.1 },
};

describe('band alignment', () => {
  it('gives the offsets of a film of TiO2', () => {
    const found = bandAlignment(input)!;
    expect(found.interfaceEv.value).toBeCloseTo(275.8, 9);
    expect(found.interfaceEv.degreesOfFreedom).toBe(2);
    expect(found.valenceOffsetEv.value).toBeCloseTo(-1.5, 9);
    expect(found.valenceOffsetEv.sigma).toBeCloseTo(Math.hypot(found.interfaceEv.sigma, 0.1, 0.1), 10);
    expect(found.conductionOffsetEv!.value).toBeCloseTo(-0.1, 9);
    expect(found.conductionOffsetEv!.sigma).toBeCloseTo(Math.hypot(found.valenceOffsetEv.sigma, 0.05, 0.1), 10);
  });
  it('follows the valence-band maxima through the steps and checks them against the gap', () => {
    const { valenceMaxima } = bandAlignment(input)!;
    [2.8, 3.05, 3.35, 4.3, 4.55, 4.85].forEach((value, i) => {
      expect(valenceMaxima.values[i]).toBeCloseTo(value, 9);
    });
    expect(numberAt(valenceMaxima, 0).sigma).toBeCloseTo(Math.hypot(0.01, 0.1), 10);
    // The distance level to band is common to the steps of one material, not to both materials.
    expect(valenceMaxima.covariance[1]).toBeCloseTo(0.3 * 1e-4 + 0.01, 12);
    expect(valenceMaxima.covariance[3]).toBeCloseTo(0.3 * 2e-4, 12);
    const [fits] = checkGap(valenceMaxima, { value: 3.4, sigma: 0.05 });
    expect(fits).toMatchObject({ excessEv: expect.closeTo(-0.6, 9), aboveGap: false });
  });
  it('finds a step whose scale was moved', () => {
    const moved = independentNumbers([
      { value: 3.35, sigma: 0.03 },
      { value: 3.75, sigma: 0.03 },
    ]);
    expect(checkGap(moved, { value: 3.4, sigma: 0.05 }).map(({ aboveGap }) => aboveGap)).toEqual([false, true]);
  });
  it('has no conduction band offset without gaps, and says where steps disagree', () => {
    const values = input.levels.values.slice();
    values[2]! += 0.3;
    const { filmGapEv: _, ...rest } = input;
    const found = bandAlignment({ ...rest, levels: { ...input.levels, values } })!;
    expect(found.conductionOffsetEv).toBeUndefined();
    expect(found.interfaceEv.pValue).toBeLessThan(1e-3);
  });
  it('covers the truth', () => {
    const random = createRandom(43);
    let inside = 0;
    for (let i = 0; i < 2000; i++) {
      const drawn = bandAlignment({
        ...input,
        levels: drawNumbers(input.levels, random),
        filmLevelEv: { value: 455.7 + 0.1 * random.normal(), sigma: 0.1 },
        substrateLevelEv: { value: 178.4 + 0.1 * random.normal(), sigma: 0.1 },
      })!.valenceOffsetEv;
      if (Math.abs(drawn.value + 1.5) < drawn.sigma) inside += 1;
    }
    expect(Math.abs(inside / 2000 - 0.683)).toBeLessThan(0.03);
  });
});
