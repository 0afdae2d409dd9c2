import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { filterSpectrum } from '../spectrum.js';
import { linKk } from './lin-kk.js';
import { readColumns } from './test-support/read-columns.js';
import { measure, twoArcs } from './test-support/simulated-cells.js';

interface Expected {
  readonly file: string;
  readonly point_filter: string;
  readonly series_capacitor: boolean;
  readonly M: number;
  readonly mu: number;
  readonly max_abs_residual_real: number;
  readonly max_abs_residual_imag: number;
  readonly rms_residual: number;
}

/** Columns of f, Z', Z'' and the sign of Z'' in the files of the reference answers that plain text reading can open. */
const layouts: Record<string, readonly [readonly [number, number, number], 1 | -1]> = {
  'exampleData.csv': [[0, 1, 2], 1],
  's04147-160deg.txt': [[0, 1, 2], 1],
  'Circuit1_EIS_1.z': [[0, 4, 5], 1],
};

const path = sharedData('eis', 'expected.json');

describe.skipIf(path === undefined)('Lin-KK against reference answers (needs the shared data)', () => {
  const all: { lin_kk: Expected[] } = path === undefined ? { lin_kk: [] } : JSON.parse(readFileSync(path, 'utf8'));
  const known = all.lin_kk.filter(({ file }) => file in layouts);
  it.each(known)('$file, capacitor $series_capacitor', (expected) => {
    const [columns, sign] = layouts[expected.file];
    const read = readColumns(sharedData('eis', expected.file) ?? '', columns, sign);
    const spectrum = expected.point_filter === 'imag<0' ? filterSpectrum(read, (i) => read.imaginary[i] < 0) : read;
    const result = linKk(spectrum, { capacitor: expected.series_capacitor });
    expect(result.elements).toBe(expected.M);
    expect(result.muReached).toBe(true);
    expect(Math.abs(result.mu / expected.mu - 1)).toBeLessThan(4e-6);
    expect(Math.abs(largest(result.residualReal) / expected.max_abs_residual_real - 1)).toBeLessThan(1e-6);
    expect(Math.abs(largest(result.residualImaginary) / expected.max_abs_residual_imag - 1)).toBeLessThan(1e-6);
    expect(Math.abs(result.rmsResidual / expected.rms_residual - 1)).toBeLessThan(1e-6);
  });
});

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

describe('Lin-KK', () => {
  const spectrum = measure(twoArcs, { noise: 1e-4, seed: 3 });

  it.each(['complex', 'real', 'imaginary'] as const)('describes a steady cell from its %s rows', (rows) => {
    const result = linKk(spectrum, { rows, muLimit: -10, maxElements: 24 });
    expect(result.elements).toBe(24);
    expect(result.muReached).toBe(false);
    expect(result.rmsResidual).toBeLessThan(2e-3);
  });

  it('does not care for the order of the points', () => {
    const n = spectrum.frequencyHz.length;
    const turned = {
      frequencyHz: spectrum.frequencyHz.slice().reverse(),
      real: spectrum.real.slice().reverse(),
      imaginary: spectrum.imaginary.slice().reverse(),
    };
    const one = linKk(spectrum, { maxElements: 12 });
    const other = linKk(turned, { maxElements: 12 });
    expect(other.residualReal[0]).toBeCloseTo(one.residualReal[n - 1], 9);
  });

  it('refuses fewer than three points', () => {
    const two = filterSpectrum(spectrum, (i) => i < 2);
    expect(() => linKk(two)).toThrow(/at least 3 points/);
  });
});
