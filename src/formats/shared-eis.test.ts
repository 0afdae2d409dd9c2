import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../test/shared-data.js';
import { fileFromBytes } from './file-like.js';
import { readRecording } from './read-recording.js';
import { isNumberColumn, type Recording } from './recording.js';
import { describeRecording } from './test-support/describe-recording.js';
import { largestDeviation, type Spectrum, spectrumOf, spectrumTable } from './test-support/spectrum.js';

const folder = sharedData('eis');

async function read(name: string): Promise<Recording> {
  return readRecording(fileFromBytes(name, new Uint8Array(readFileSync(join(folder!, name)))));
}

async function spectrum(name: string): Promise<Spectrum> {
  return spectrumOf(spectrumTable(await read(name)));
}

interface ReferenceFit {
  readonly file: string;
  readonly n_points: number;
  readonly f_min: number;
  readonly f_max: number;
  readonly point_filter: 'none' | 'imag<0';
}

describe.skipIf(folder === undefined)('files of ../shared/data/eis (skipped without the shared data)', () => {
  it('reads all of them as the golden file says', async () => {
    const names = readdirSync(folder!).filter((name) => !/^(?:README|expected)/.test(name));
    expect(names.length).toBe(47);
    const texts = await Promise.all(names.sort().map(async (name) => describeRecording(await read(name))));
    await expect(texts.join('\n')).toMatchFileSnapshot('./test-support/golden-eis.txt');
  });

  it('has the points and frequencies of every reference fit', async () => {
    const { fits } = JSON.parse(readFileSync(join(folder!, 'expected.json'), 'utf8')) as { fits: ReferenceFit[] };
    expect(fits.length).toBeGreaterThan(20);
    for (const fit of fits) {
      const { f, im } = await spectrum(fit.file);
      const kept = f.filter((_, k) => fit.point_filter === 'none' || im[k]! < 0);
      expect([fit.file, kept.length]).toEqual([fit.file, fit.n_points]);
      expect(Math.min(...kept) / fit.f_min).toBeCloseTo(1, 9);
      expect(Math.max(...kept) / fit.f_max).toBeCloseTo(1, 9);
    }
  });

  it('gives the same columns for a .mpr and its text export, to print precision', async () => {
    const [binary] = (await read('PEIS_LPSCl_IonBlocking_-25C.mpr')).tables;
    const [text] = (await read('PEIS_LPSCl_IonBlocking_-25C.txt')).tables;
    expect([binary?.rows, text?.rows]).toEqual([79, 79]);
    for (const column of text!.columns.filter(isNumberColumn)) {
      const twin = binary!.columns.find(({ name, unit }) => name === column.name && unit === column.unit);
      if (twin === undefined || !isNumberColumn(twin)) throw new Error(`${column.name} is missing in the .mpr`);
      expect(twin.kind).toBe(column.kind);
      const scale = Math.max(...column.values.map(Math.abs));
      const worst = Math.max(...column.values.map((value, row) => Math.abs(value - twin.values[row]!)));
      expect([column.name, worst <= 6e-8 * scale]).toEqual([column.name, true]);
    }
  });

  it('gives the same spectrum for a .mpr and its RelaxIS export', async () => {
    const ours = await spectrum('PEIS_LPSCl_IonBlocking_-25C.mpr');
    const relaxis = await spectrum('PEIS_LPSCl_IonBlocking_-25C_RelaxIS.txt');
    const reversed = { f: relaxis.f.toReversed(), re: relaxis.re.toReversed(), im: relaxis.im.toReversed() };
    expect(largestDeviation(reversed, ours)).toBeLessThan(1e-12);
  });

  it('gives one spectrum for the ten files that hold the same one, whatever the vendor', async () => {
    const reference = await spectrum('data.i2b');
    const precision: Record<string, number> = {
      'data.P00': 4e-4,
      'data.dfr': 1e-13,
      'data.dta': 1e-11,
      'data.idf': 1e-5,
      'data.mpt': 1e-7,
      'data.z': 1e-6,
      'data-comma-decimal-separator.csv': 1e-13,
    };
    for (const [name, allowed] of Object.entries(precision)) {
      const deviation = largestDeviation(await spectrum(name), reference);
      expect([name, deviation < allowed ? 'agrees' : deviation]).toEqual([name, 'agrees']);
    }
    const session = (await read('data.pssession')).tables.find(({ name }) => name === 'Test data');
    expect(largestDeviation(spectrumOf(session!), reference)).toBeLessThan(1e-11);
    const several = await spectrum('case-multiple-spectra.mpt');
    expect(several.f.length).toBe(87);
    for (const start of [0, 29, 58]) {
      const part = {
        f: several.f.slice(start, start + 29),
        re: several.re.slice(start, start + 29),
        im: several.im.slice(start, start + 29),
      };
      expect(largestDeviation(part, reference)).toBeLessThan(1e-7);
    }
  });
});
