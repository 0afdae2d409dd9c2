import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../errors.js';
import { type FileLike, fileFromBytes } from './file-like.js';
import { listFormats } from './list-formats.js';
import { readRecording } from './read-recording.js';
import { cyclerSamples } from './test-support/cycler-samples.js';
import { diffractionSamples } from './test-support/diffraction-samples.js';
import { photoemissionSamples } from './test-support/photoemission-samples.js';
import { latin1, samples } from './test-support/samples.js';
import { largestDeviation, modelSpectrum, spectrumOf, spectrumTable } from './test-support/spectrum.js';

async function refusal(
  name: string,
  bytes: Uint8Array,
): Promise<{ code: string; message: string; hint: string; file?: string }> {
  try {
    await readRecording(fileFromBytes(name, bytes));
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    const { code, message, hint, where } = error;
    return { code, message, hint, ...(where.file ? { file: where.file } : {}) };
  }
  throw new Error(`${name} was read`);
}

describe('readRecording', () => {
  it.each(samples)('reads $name as $format with the spectrum that was written', async (sample) => {
    const recording = await readRecording(fileFromBytes(sample.name, sample.bytes));
    expect(recording.format).toBe(sample.format);
    expect(largestDeviation(spectrumOf(spectrumTable(recording)), modelSpectrum())).toBeLessThan(sample.precision);
    expect(recording.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(recording.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('has a sample of every format', () => {
    const ownTests = ['bdf-csv', 'xlsx', 'parquet', 'arbin-res', 'neware-nda', 'neware-ndax'];
    ownTests.push('casaxps-results', 'specs-sle');
    const all = [...samples, ...cyclerSamples, ...diffractionSamples, ...photoemissionSamples];
    const written = new Set(all.map(({ format }) => format).concat(ownTests));
    expect(
      listFormats()
        .map(({ id }) => id)
        .filter((id) => !written.has(id)),
    ).toEqual([]);
  });

  it.each(samples)('recognises $name by content under any name', async (sample) => {
    // Only the Elins export has nothing but its shape to be known by; it is known all the same.
    const recording = await readRecording(fileFromBytes('renamed.xyz', sample.bytes));
    expect(recording.format).toBe(sample.format);
  });

  it('says that a file is empty, also when it holds only blanks', async () => {
    expect(await refusal('e.csv', new Uint8Array())).toMatchObject({ code: 'empty-file', file: 'e.csv' });
    expect(await refusal('e.csv', latin1(' \n\t\n'))).toMatchObject({ code: 'empty-file' });
  });

  it('says of an unknown file what its extension led to expect, and once which files are read', async () => {
    const garbage = Uint8Array.from({ length: 5000 }, (_, k) => (k * 7919 + (k >> 3)) % 256);
    const { code, message, hint } = await refusal('x.mpr', garbage);
    expect(code).toBe('unknown-format');
    expect(message).not.toContain('Gamry DTA');
    expect(hint.split(' ').filter((word) => word === '.txt')).toEqual(['.txt']);
    expect(message).toContain('extension .mpr belongs to BioLogic EC-Lab binary');
  });

  it('refuses prose', async () => {
    const prose = 'Dear colleague,\nthe cell was opened on Monday\nand nothing was found in it.\n';
    expect(await refusal('letter.txt', latin1(prose))).toMatchObject({ code: 'unknown-format' });
  });

  it('keeps notes that are pairs of name and value, and says that there is no table', async () => {
    const recording = await readRecording(
      fileFromBytes('notes.txt', latin1('pellet: 7\npath: C:\\data\nmass: 3,2 mg\n')),
    );
    expect(recording.tables).toEqual([]);
    expect(recording.settings).toEqual({ pellet: 7, path: 'C:\\data', mass: '3,2 mg' });
    expect(recording.diagnostics.map(({ code }) => code)).toEqual(['no-table']);
  });

  it('turns a failure of the file itself into an error of the family', async () => {
    const broken: FileLike = { name: 'b.csv', size: 10, slice: () => Promise.reject(new Error('disk on fire')) };
    await expect(readRecording(broken)).rejects.toMatchObject({ code: 'cannot-read', where: { file: 'b.csv' } });
  });

  it('marks an impedance without frequency, and rows without one', async () => {
    const without = await readRecording(fileFromBytes('a.csv', latin1('Re(Z)/Ohm,Im(Z)/Ohm\n1,-2\n2,-3\n')));
    expect(without.diagnostics.map(({ code }) => code)).toEqual(['no-frequency']);
    const zero = await readRecording(
      fileFromBytes('a.csv', latin1('f/Hz,Re(Z)/Ohm,Im(Z)/Ohm\n0,0,0\n10,1,-2\n1,2,-3\n')),
    );
    expect(zero.diagnostics.map(({ code }) => code)).toEqual(['zero-frequency-rows']);
    expect(zero.tables[0]?.rows).toBe(3);
  });
});
