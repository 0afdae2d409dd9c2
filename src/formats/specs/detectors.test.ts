import { describe, expect, it } from 'vitest';
import { alignedSum, type DetectorLayout, storedValues, unalignedSum } from './detectors.js';

const layout: DetectorLayout = {
  points: 40,
  head: 4,
  tail: 5,
  shifts: [-0.06, 0, 0.045],
  passEnergyEv: 20,
  stepEv: 0.25,
};

/** What each detector holds of a spectrum: its own energy lies `shift` pass energies above the analyser's. */
function stored(spectrum: (energy: number) => number): Float64Array {
  const { shifts, head, stepEv, passEnergyEv } = layout;
  const width = shifts.length;
  return Float64Array.from({ length: storedValues(layout) }, (_, index) => {
    const energy = 100 + (Math.floor(index / width) - head) * stepEv + shifts[index % width]! * passEnergyEv;
    return spectrum(energy);
  });
}

describe('channel detectors', () => {
  it('a straight line is found again at each energy, also between positions', () => {
    const sum = alignedSum(
      stored((energy) => 7 * energy),
      layout,
    );
    for (const [point, value] of sum.entries()) expect(value).toBeCloseTo(3 * 7 * (100 + point * 0.25), 8);
  });

  it('a peak stands where it is only when the detectors are aligned', () => {
    const counts = stored((energy) => 1000 / (1 + ((energy - 105) / 0.3) ** 2));
    const aligned = alignedSum(counts, layout);
    expect(aligned.indexOf(Math.max(...aligned))).toBe(20);
    expect(Math.max(...aligned)).toBeGreaterThan(1.5 * Math.max(...unalignedSum(counts, layout)));
    const mirrored = alignedSum(counts, { ...layout, shifts: layout.shifts.map((shift) => -shift) });
    // The mirrored detectors do not reach the ends.
    expect(Math.max(...mirrored.subarray(10, 30))).toBeLessThan(Math.max(...aligned) / 1.5);
  });

  it('a detector that has not reached an energy leaves it empty', () => {
    const sum = alignedSum(new Float64Array(storedValues(layout)).fill(1), { ...layout, shifts: [0, 0, 0.0626] });
    expect(Number.isNaN(sum[0])).toBe(true);
    expect(sum[2]).toBe(3);
  });
});
