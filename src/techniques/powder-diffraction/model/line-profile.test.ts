import { describe, expect, it } from 'vitest';
import { makeGrid } from './grid.js';
import { LineProfile } from './line-profile.js';
import { emptyShape, type PeakShape } from './peak-shape.js';

const RADIAN = Math.PI / 180;
const shapeOf = (width: number, mixing: number): PeakShape => ({ ...emptyShape(), width, mixing });
const evenGrid = (low: number, high: number, step: number) =>
  makeGrid(Float64Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step));

function pseudoVoigt(x: number, width: number, mixing: number): number {
  const v = (2 * x) / width;
  const lorentz = 2 / (Math.PI * width * (1 + v * v));
  const gauss = ((2 * Math.sqrt(Math.LN2 / Math.PI)) / width) * Math.exp(-Math.LN2 * v * v);
  return mixing * lorentz + (1 - mixing) * gauss;
}

/**
 * The smeared profile by the integral over 2phi as the paper has it, D(2phi) = W / (h cos 2phi) between the farthest angle
 * and the line, with the singularity at the line taken out by 2phi = line - range s²; thousands of points of s.
 */
function smeared(x: number, lineDeg: number, spread: number, width: number, mixing: number): number {
  // Above 90 degrees the picture is the mirror image of that at 180 degrees less.
  if (lineDeg > 90) return smeared(180 - x, 180 - lineDeg, spread, width, mixing);
  const cosLine = Math.cos(lineDeg * RADIAN);
  const farthest = Math.acos(Math.min(1, cosLine * Math.sqrt(1 + spread * spread))) / RADIAN;
  const steps = 6000;
  let [sum, all] = [0, 0];
  for (let j = 0; j < steps; j++) {
    const s = (j + 0.5) / steps;
    const phi = lineDeg - (lineDeg - farthest) * s * s;
    const ratio = Math.cos(phi * RADIAN) / cosLine;
    const h = Math.sqrt(Math.max(0, ratio * ratio - 1));
    const weight = ((spread - h) / (h * Math.cos(phi * RADIAN))) * s;
    sum += weight * pseudoVoigt(x - phi, width, mixing);
    all += weight;
  }
  return sum / all;
}

describe('LineProfile', () => {
  it.each([
    [20, 0.06, 0.07, 0.6],
    [15, 0.02, 0.05, 0],
    [10, 0.06, 0.05, 0.5],
    [31, 0.045, 0.06, 0.9],
    [60, 0.06, 0.1, 0.4],
    [89.5, 0.06, 0.1, 0.5],
    [121, 0.05, 0.12, 0.5],
    [150, 0.06, 0.2, 0.7],
  ])(
    'is the asymmetry integral over 2phi, line at %d deg, spread %d, width %d, mixing %d',
    (line, spread, width, mixing) => {
      const grid = evenGrid(5, 175, 0.01);
      const profile = new LineProfile(grid);
      profile.at(line, shapeOf(width, mixing), spread, false);
      let height = 0;
      for (let i = profile.from; i < profile.to; i++) height = Math.max(height, profile.value[i - profile.from]!);
      let worst = 0;
      for (let i = profile.from; i < profile.to; i += 3) {
        const x = grid.twoThetaDeg[i]!;
        // Farther out the line fades.
        if (Math.abs(x - line) > 3.5 * width + 0.7) continue;
        const distance = Math.abs(profile.value[i - profile.from]! - smeared(x, line, spread, width, mixing));
        worst = Math.max(worst, distance / height);
      }
      expect(worst).toBeLessThan(line < 12 ? 3e-4 : 1e-4);
    },
  );

  it('is the plain pseudo-Voigt without smear, of unit area but for its tails', () => {
    const grid = evenGrid(20, 60, 0.01);
    const profile = new LineProfile(grid);
    for (const [mixing, least] of [
      [0, 0.999999],
      [0.3, 0.995],
      [1, 0.98],
    ] as const) {
      profile.at(40.0037, shapeOf(0.13, mixing), 0, false);
      let area = 0;
      for (let i = profile.from; i < profile.to; i++) {
        const x = grid.twoThetaDeg[i]! - 40.0037;
        area += profile.value[i - profile.from]! * 0.01;
        if (Math.abs(x) > 0.4) continue;
        expect(profile.value[i - profile.from]! / pseudoVoigt(x, 0.13, mixing)).toBeCloseTo(1, 10);
      }
      expect(area).toBeLessThan(1 + 1e-9);
      expect(area).toBeGreaterThan(least);
    }
  });

  it('fades to nothing at both ends of its window', () => {
    const profile = new LineProfile(evenGrid(5, 120, 0.02));
    for (const line of [21, 47, 101]) {
      profile.at(line, shapeOf(0.08, 0.8), 0.05, true);
      const last = profile.to - profile.from - 1;
      const height = Math.max(...profile.value.subarray(0, last + 1));
      for (const o of [0, last]) expect(profile.value[o]! / height).toBeLessThan(1e-6);
    }
  });

  it('has nothing outside the grid and only its part at an edge of it', () => {
    const grid = evenGrid(20, 40, 0.02);
    const profile = new LineProfile(grid);
    profile.at(10, shapeOf(0.05, 0.1), 0.03, true);
    expect(profile.to - profile.from).toBe(0);
    profile.at(19.95, shapeOf(0.05, 0.1), 0, true);
    expect(profile.from).toBe(0);
    expect(profile.value[0]).toBeCloseTo(pseudoVoigt(0.05, 0.05, 0.1), 10);
  });

  it('does not depend on whether the steps are even, or derivatives wanted', () => {
    const even = evenGrid(10, 130, 0.02);
    // One point less, and every value is computed instead of following from the one before.
    const uneven = makeGrid(even.twoThetaDeg.filter((_, i) => i !== 5));
    expect(uneven.stepDeg).toBe(0);
    const [one, other, plain] = [new LineProfile(even), new LineProfile(uneven), new LineProfile(even)];
    for (const line of [14, 52, 118]) {
      one.at(line, shapeOf(0.09, 0.4), 0.04, true);
      other.at(line, shapeOf(0.09, 0.4), 0.04, true);
      plain.at(line, shapeOf(0.09, 0.4), 0.04, false);
      expect(other.from).toBe(one.from - 1);
      expect(plain.to).toBe(one.to);
      const length = one.to - one.from;
      for (let o = 0; o < length; o++) {
        expect(Math.abs(one.value[o]! - other.value[o]!)).toBeLessThan(1e-10);
        expect(Math.abs(one.value[o]! - plain.value[o]!)).toBeLessThan(1e-11);
        expect(Math.abs(one.byWidth[o]! - other.byWidth[o]!)).toBeLessThan(1e-7);
      }
    }
  });

  it.each([14.3, 34.1, 64.4, 88.8, 91.7, 112.2, 149.9])('has the derivatives of its values, line at %d deg', (line) => {
    const grid = evenGrid(5, 170, 0.013);
    const [profile, above, below] = [new LineProfile(grid), new LineProfile(grid), new LineProfile(grid)];
    const [width, mixing, spread] = [0.11, 0.45, 0.043];
    profile.at(line, shapeOf(width, mixing), spread, true);
    const check = (slope: Float64Array, step: number, move: (target: LineProfile, by: number) => void): void => {
      move(above, step);
      move(below, -step);
      const at = (from: LineProfile, i: number) => (i >= from.from && i < from.to ? from.value[i - from.from]! : 0);
      let [worst, largest] = [0, 0];
      for (let i = profile.from; i < profile.to; i++) {
        const difference = (at(above, i) - at(below, i)) / (2 * step);
        worst = Math.max(worst, Math.abs(difference - slope[i - profile.from]!));
        largest = Math.max(largest, Math.abs(difference));
      }
      expect(worst / largest).toBeLessThan(2e-6);
    };
    check(profile.byPosition, 1e-5, (target, by) => target.at(line + by, shapeOf(width, mixing), spread, false));
    check(profile.byWidth, 1e-5, (target, by) => target.at(line, shapeOf(width + by, mixing), spread, false));
    check(profile.byMixing, 1e-4, (target, by) => target.at(line, shapeOf(width, mixing + by), spread, false));
    check(profile.bySpread, 1e-6, (target, by) => target.at(line, shapeOf(width, mixing), spread + by, false));
  });
});
