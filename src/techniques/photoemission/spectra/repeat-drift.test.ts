import { describe, expect, it } from 'vitest';
import { exp } from '../../../numerics/elementary/exp.js';
import { createRandom } from '../../../numerics/random.js';
import type { Candidate } from './candidate.js';
import { repeatDrift } from './repeat-drift.js';

function repeats(count: number, seed: number, { shiftEv = 0, fading = 0, factor = 1, height = 400 } = {}): Candidate[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, k): Candidate => {
    const values = Float64Array.from({ length: 200 }, (_, i) => {
      const distance = (i - 100) / 10 - shiftEv * k;
      const mean = (1 - fading * k) * (3 + height * exp((-distance * distance) / 2));
      return factor * Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
    });
    return {
      recording: 'a',
      table: k,
      named: { title: 'Ti 2p', lines: 1 },
      energiesEv: Float64Array.from(values, (_, i) => 450 + i / 10),
      values,
      rows: Int32Array.from(values, (_, i) => i + 1),
      unit: factor === 1 ? 'counts' : 'arb. u.',
      ...(factor === 1 ? { countsPerUnit: 1 } : {}),
      whole: factor === 1,
      settings: { variables: [] },
    };
  });
}

describe('repeatDrift', () => {
  it.each([1, 0.37])('finds nothing where only counting differs (values times %d)', (factor) => {
    const ps = Array.from({ length: 60 }, (_, seed) => repeatDrift(repeats(8, seed, { factor }))!.shapeP);
    expect(ps.filter((p) => p < 1e-3).length).toBeLessThanOrEqual(1);
    expect(ps.some((p) => p < 0.7)).toBe(true);
  });

  it.each([1, 0.37])('finds a line that moves by little from repeat to repeat (values times %d)', (factor) => {
    expect(repeatDrift(repeats(8, 5, { shiftEv: 0.05, factor }))!.shapeP).toBeLessThan(1e-3);
  });

  it('tells a source that fades from a spectrum that changes', () => {
    const drift = repeatDrift(repeats(6, 7, { fading: 0.03, height: 2000 }))!;
    expect(drift.shapeP).toBeGreaterThan(1e-3);
    expect(drift.intensityP).toBeLessThan(1e-3);
    expect(drift.intensities[0]).toBeCloseTo(0.92, 1);
    expect(drift.intensities[1]).toBeCloseTo(1.08, 1);
  });

  it('has nothing to say of one spectrum, of none, and of one without counts', () => {
    expect(repeatDrift(repeats(1, 1))).toBeUndefined();
    const empty = repeats(3, 1).map((one) => ({ ...one, values: one.values.map(() => 0) }));
    expect(repeatDrift(empty)).toBeUndefined();
  });
});
