import { describe, expect, it } from 'vitest';
import { holdsSpectra, readSpectra } from './read-spectra.js';
import { readText } from './test-support/simulated-recordings.js';

/** Rows of frequency, Re, Im of R = 100 Ohm in parallel with 1 uF, five to a decade from 100 kHz to 1 Hz. */
function rows(scale: { f?: number; z?: number; negate?: boolean } = {}): [number, number, number][] {
  const { f = 1, z = 1, negate = false } = scale;
  return Array.from({ length: 26 }, (_, i) => {
    const frequency = 10 ** (5 - i / 5);
    const x = 2 * Math.PI * frequency * 100 * 1e-6;
    const re = 100 / (1 + x * x);
    const im = (-100 * x) / (1 + x * x);
    return [frequency * f, re * z, (negate ? -im : im) * z];
  });
}

const table = (header: string, cells: readonly (readonly (number | string)[])[]) =>
  `${[header, ...cells.map((row) => row.join(','))].join('\n')}\n`;

async function onlySpectrum(text: string, name = 'spectrum.csv') {
  const found = readSpectra(await readText(name, text));
  expect(found).toHaveLength(1);
  return found[0];
}

describe('units and signs', () => {
  it.each([
    ['frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm', {}],
    ['frequency/Hz,Re(Z)/Ohm,-Im(Z)/Ohm', { negate: true }],
    ['frequency/kHz,Re(Z)/kOhm,Im(Z)/kOhm', { f: 1e-3, z: 1e-3 }],
    ['frequency/Hz,Re(Z)/MOhm,-Im(Z)/MOhm', { z: 1e-6, negate: true }],
    ['frequency/MHz,Re(Z)/mOhm,Im(Z)/mOhm', { f: 1e-6, z: 1e3 }],
    ["freq [Hz],Z' [Ohm],Z'' [Ohm]", {}],
    ['freq/khz,Re(Z)/kohm,Im(Z)/kOHM', { f: 1e-3, z: 1e-3 }],
  ])('%s comes out in Hz and Ohm with the sign of a capacitor', async (header, scale) => {
    const { spectrum, suffix, findings } = await onlySpectrum(table(header, rows(scale)));
    const expected = rows();
    expect(suffix).toBe('');
    expect(findings).toEqual([]);
    expect(spectrum.frequencyHz).toHaveLength(expected.length);
    for (const [i, [f, re, im]] of expected.entries()) {
      expect(spectrum.frequencyHz[i] / f).toBeCloseTo(1, 10);
      expect(spectrum.real[i] / re).toBeCloseTo(1, 10);
      expect(spectrum.imaginary[i] / im).toBeCloseTo(1, 10);
    }
  });

  it('mixes units of Re and Im without confusing them', async () => {
    const mixed = rows().map(([f, re, im]) => [f, re * 1e-3, im]);
    const { spectrum } = await onlySpectrum(table('frequency/Hz,Re(Z)/kOhm,Im(Z)/Ohm', mixed));
    expect(spectrum.real[25] / rows()[25][1]).toBeCloseTo(1, 10);
    expect(spectrum.imaginary[25] / rows()[25][2]).toBeCloseTo(1, 10);
  });

  it.each([
    ['deg', 180 / Math.PI],
    ['rad', 1],
  ])('reads modulus and phase in %s', async (unit, factor) => {
    const polar = rows({ z: 1e-3 }).map(([f, re, im]) => [f, Math.hypot(re, im), factor * Math.atan2(im, re)]);
    const { spectrum } = await onlySpectrum(table(`frequency/Hz,|Z|/kOhm,Phase(Z)/${unit}`, polar));
    for (const [i, [, re, im]] of rows().entries()) {
      expect(spectrum.real[i] / re).toBeCloseTo(1, 9);
      expect(spectrum.imaginary[i] / im).toBeCloseTo(1, 9);
    }
  });

  it('prefers Re and Im to modulus and phase beside them', async () => {
    const both = rows().map(([f, re, im]) => [f, re, im, 2 * Math.hypot(re, im), 0]);
    const { spectrum } = await onlySpectrum(table('freq/Hz,Re(Z)/Ohm,Im(Z)/Ohm,|Z|/Ohm,Phase(Z)/deg', both));
    expect(spectrum.real[10] / rows()[10][1]).toBeCloseTo(1, 12);
  });

  it('takes a column of standard deviations in its own unit', async () => {
    const withSigma = rows().map(([f, re, im]) => [f, re, im, 0.002]);
    const { spectrum } = await onlySpectrum(table('frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm,sigma/kOhm', withSigma));
    expect(Array.from(spectrum.sigmaOhm!).every((sigma) => Math.abs(sigma - 2) < 1e-12)).toBe(true);
  });

  it('reads decimal commas', async () => {
    const text = rows().map((row) => row.map((v) => String(v).replace('.', ',')).join(';'));
    const { spectrum } = await onlySpectrum(['Frequenz/Hz;Re(Z)/Ohm;Im(Z)/Ohm', ...text].join('\r\n'));
    expect(spectrum.real[12] / rows()[12][1]).toBeCloseTo(1, 12);
  });
});

describe('several sweeps in one table', () => {
  const header = 'frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm';

  it('splits where the frequency jumps back', async () => {
    const found = readSpectra(await readText('three.csv', table(header, [...rows(), ...rows(), ...rows()])));
    expect(found.map((entry) => entry.suffix)).toEqual(['#1', '#2', '#3']);
    expect(found.map((entry) => entry.spectrum.frequencyHz.length)).toEqual([26, 26, 26]);
    expect(found[2].rows[0]).toBe(52);
  });

  it('splits where the cycle number changes, also of sweeps that turn round', async () => {
    const up = [...rows()].reverse();
    const cells = [...rows().map((row) => [...row, 1]), ...up.map((row) => [...row, 2])];
    const found = readSpectra(await readText('up-down.csv', table(`${header},cycle number`, cells)));
    expect(found.map((entry) => entry.spectrum.frequencyHz[0])).toEqual([1e5, 1]);
  });

  it('does not split at a cycle number that never changes, nor at a repeated point', async () => {
    const cells = rows()
      .flatMap((row, i) => (i === 7 ? [row, row] : [row]))
      .map((row) => [...row, 1]);
    const { spectrum } = await onlySpectrum(table(`${header},cycle number`, cells));
    expect(spectrum.frequencyHz).toHaveLength(27);
  });

  it('does not split where the cycle number is missing', async () => {
    const cells = rows().map(([f, re, im]) => [f, '', re, im]);
    await onlySpectrum(table('frequency/Hz,cycle number,Re(Z)/Ohm,Im(Z)/Ohm', cells));
  });

  it('says that a sweep was stopped after three points', async () => {
    const found = readSpectra(await readText('stopped.csv', table(header, [...rows(), ...rows().slice(0, 3)])));
    expect(found).toHaveLength(1);
    expect(found[0].suffix).toBe('');
    const told = found[0].findings.find((finding) => finding.code === 'sweeps-left-out')!;
    expect(told.message).toMatch(/rows 27 to 29/);
  });
});

describe('points in disorder', () => {
  const header = 'frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm';
  const shuffled = rows().map((_, i) => rows()[(i * 11) % 26]);

  it('are one spectrum, sorted, when each frequency occurs once', async () => {
    const { spectrum, rows: places, findings } = await onlySpectrum(table(header, shuffled));
    expect(Array.from(spectrum.frequencyHz)).toEqual(rows().map(([f]) => f));
    expect(Array.from(spectrum.real)).toEqual(rows().map(([, re]) => re));
    expect(places[1]).toBe((1 * 19) % 26);
    expect(findings).toEqual([expect.objectContaining({ code: 'points-sorted', severity: 'warning' })]);
  });

  it('are told when they are copies of each other', async () => {
    const { findings } = await onlySpectrum(
      table(
        header,
        rows().flatMap((row) => [row, row]),
      ),
    );
    expect(findings).toEqual([expect.objectContaining({ code: 'repeated-points', severity: 'warning' })]);
    expect(findings[0].message).toMatch(
      /^26 of 52 points are exact copies of others\. Errors assume independent points/,
    );
  });

  it('are remarked on when most frequencies were measured twice, not when one was', async () => {
    const again = ([f, re, im]: [number, number, number]): [number, number, number] => [f, re * 1.01, im];
    const twice = await onlySpectrum(
      table(
        header,
        rows().flatMap((row) => [row, again(row)]),
      ),
    );
    expect(twice.findings).toEqual([expect.objectContaining({ code: 'repeated-points', severity: 'info' })]);
    expect((await onlySpectrum(table(header, [...rows(), again(rows()[25])]))).findings).toEqual([]);
  });
});

describe('a phase without unit', () => {
  const polar = (factor: number) =>
    rows().map(([f, re, im]) => [f, Math.hypot(re, im), factor * Math.atan2(im, re)] as const);

  it('is in degrees where it is too large for radians, and that is said', async () => {
    const { spectrum, findings } = await onlySpectrum(table('frequency/Hz,|Z|/Ohm,Phase(Z)', polar(180 / Math.PI)));
    expect(spectrum.imaginary[12] / rows()[12][2]).toBeCloseTo(1, 9);
    expect(findings).toEqual([expect.objectContaining({ code: 'phase-in-degrees', severity: 'info' })]);
  });

  it('is refused where it could be either', async () => {
    const recording = await readText('polar.csv', table('frequency/Hz,|Z|/Ohm,Phase(Z)', polar(1)));
    expect(() => readSpectra(recording)).toThrowError(/"Phase\(Z\)" has no unit.*degrees or radians/);
    expect(() => readSpectra(recording)).toThrowError(expect.objectContaining({ code: 'ambiguous-column' }));
  });
});

describe('values that no cell has', () => {
  const header = 'frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm';

  it.each([1e200, 1e-30])('are refused: |Z| times %d', async (z) => {
    const recording = await readText('wild.csv', table(header, rows({ z })));
    expect(() => readSpectra(recording)).toThrowError(/values out of range: \|Z\| of 26 of 26 points/);
  });

  it('are left out and named where they are few', async () => {
    const cells = rows();
    cells[4][1] = 9.9e37;
    const { spectrum, findings } = await onlySpectrum(table(header, cells));
    expect(spectrum.frequencyHz).toHaveLength(25);
    expect(findings[0].message).toMatch(/\|Z\| out of range\) left out: row 5 of table/);
  });
});

describe('rows that hold no point', () => {
  it('leaves out zero and negative frequencies and gaps, and names their rows', async () => {
    const cells: (number | string)[][] = rows().map((row) => [...row]);
    cells[0][0] = 0;
    cells[3][0] = -5;
    cells[9][1] = '';
    cells[12] = [cells[12][0], 0, 0];
    const { spectrum, findings } = await onlySpectrum(table('frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm', cells));
    expect(spectrum.frequencyHz).toHaveLength(22);
    expect(spectrum.frequencyHz.every((f) => f > 0)).toBe(true);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ code: 'rows-left-out', severity: 'info' });
    expect(findings[0].message).toMatch(/4 rows .* row 1, 4, 10, 13 of table/);
  });

  it('keeps inductive points', async () => {
    const cells = rows().map(([f, re, im]) => [f, re, im + 2 * Math.PI * f * 1e-4]);
    const { spectrum } = await onlySpectrum(table('frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm', cells));
    expect(spectrum.frequencyHz).toHaveLength(26);
    expect(spectrum.imaginary[0]).toBeGreaterThan(0);
  });

  it('refuses a spectrum of three points', async () => {
    const recording = await readText('short.csv', table('frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm', rows().slice(0, 3)));
    expect(() => readSpectra(recording)).toThrowError(/at least 4 points \(the longest has 3\)/);
    expect(holdsSpectra(recording)).toBe(false);
  });
});

describe('what is refused', () => {
  const time = rows().map(([, re, im], i) => [i, re, im]);

  it.each([
    [
      'time/s,Ewe/V,I/mA',
      time,
      'wrong-technique',
      /no impedance in this file: it has the columns time\/s, Ewe\/V, I\/mA/,
    ],
    ['time/s,Re(Z)/Ohm,Im(Z)/Ohm', time, 'missing-column', /no frequency column/],
    ['frequency/Hz,Re(Z)/Ohm,Ewe/V', rows(), 'missing-column', /without frequency, Re\(Z\) and Im\(Z\) together/],
  ])('%s', async (header, cells, code, message) => {
    const recording = await readText('other.csv', table(header, cells));
    expect(() => readSpectra(recording)).toThrowError(message);
    expect(() => readSpectra(recording)).toThrowError(expect.objectContaining({ code }));
    expect(holdsSpectra(recording)).toBe(false);
  });

  it('two columns that could be Re Z, naming both', async () => {
    const cells = rows().map(([f, re, im]) => [f, re, re * 1.1, im]);
    const recording = await readText('twice.csv', table("frequency/Hz,Re(Z)/Ohm,Z'/Ohm,Im(Z)/Ohm", cells));
    expect(() => readSpectra(recording)).toThrowError(expect.objectContaining({ code: 'ambiguous-column' }));
    expect(() => readSpectra(recording)).toThrowError(/"Re\(Z\)", "Z'"/);
  });

  it('an impedance per area: nobody computes with it unawares', async () => {
    const recording = await readText('area.csv', table('frequency/Hz,Re(Z)/Ohm cm2,Im(Z)/Ohm cm2', rows()));
    expect(() => readSpectra(recording)).toThrowError(/"Re\(Z\)" is in "Ohm cm2", which is no unit of an impedance/);
  });
});
