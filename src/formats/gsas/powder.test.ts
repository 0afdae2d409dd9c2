import { describe, expect, it } from 'vitest';
import { patternSettings } from '../diffraction/uniform-settings.js';
import { gsasEsd, gsasFxye, gsasStd } from '../test-support/diffraction-text.js';
import { modelPattern } from '../test-support/pattern-model.js';
import { codesOf, kindsOf, patternValues, readPattern } from '../test-support/read-pattern.js';

const model = modelPattern(33);

describe('GSAS powder data', () => {
  it('STD: fields of eight characters, padded to full lines', async () => {
    const recording = await readPattern('a.gsas', gsasStd(model));
    expect(kindsOf(recording)).toEqual(['two-theta', 'counts']);
    expect(patternValues(recording, 'counts')).toEqual(model.counts);
    expect(recording.settings).toEqual({ title: 'A pattern', 'BANK 1': expect.stringContaining('CONST 2000 5') });
    expect(codesOf(recording)).toEqual([]);
  });

  it('STD: numbers that touch each other', async () => {
    const large = { ...model, counts: model.counts.map((count) => count + 100_000) };
    const recording = await readPattern('a.gsas', gsasStd(large, 12));
    expect(patternValues(recording, 'intensity')).toEqual(large.counts);
    // Twelve counters at each angle know their mean better.
    expect(patternValues(recording, 'intensity-sigma')[7]).toBeCloseTo(Math.sqrt(large.counts[7]! / 12), 9);
  });

  it('STD: a line behind the last announced point is not read', async () => {
    const text = gsasStd(model);
    const last = text.trimEnd().split('\r\n').at(-1)!;
    const recording = await readPattern('a.gsas', `${text}${last}\r\n`);
    expect(recording.tables[0]!.rows).toBe(33);
    expect(codesOf(recording)).toEqual(['stray-lines']);
  });

  it('STD: a lost character shifts fields, and that is told', async () => {
    const text = gsasStd(model);
    const second = text.indexOf('\r\n', text.indexOf('STD')) + 2;
    const recording = await readPattern('a.gsas', text.slice(0, second + 12) + text.slice(second + 13));
    expect(codesOf(recording)).toContain('long-rows');
    const short = await readPattern('a.gsas', text.slice(0, text.lastIndexOf('\r\n', text.length - 3)));
    expect(codesOf(short)).toEqual(['truncated']);
    expect(short.tables[0]!.rows).toBe(30);
  });

  it('ESD: five pairs to a line', async () => {
    const recording = await readPattern('a.gsas', gsasEsd(model));
    expect(patternValues(recording, 'intensity')).toEqual(model.counts.map((count) => count + 0.5));
    expect(patternValues(recording, 'intensity-sigma')[32]).toBeCloseTo(Math.sqrt(model.counts[32]! + 1), 3);
  });

  it('FXYE: centidegrees, comments, and one point more than announced', async () => {
    const recording = await readPattern('a.fxye', gsasFxye(model, 32));
    expect(recording.tables[0]!.rows).toBe(33);
    for (const [row, angle] of patternValues(recording, 'two-theta').entries())
      expect(angle).toBeCloseTo(model.twoTheta[row]!, 9);
    expect(patternSettings(recording)).toMatchObject({ wavelengthKalpha1: 0.413909, temperatureK: 295 });
    expect(codesOf(recording)).toEqual(['length-mismatch']);
    const short = await readPattern('a.fxye', gsasFxye(model, 40));
    expect(codesOf(short)).toEqual(['truncated']);
  });

  it('several banks are several tables', async () => {
    const recording = await readPattern(
      'a.gsas',
      `${gsasStd(model)}${gsasStd(model)
        .replace(/^.*\r\n/, '')
        .replace('BANK 1', 'BANK 2')}`,
    );
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['bank 1', 33],
      ['bank 2', 33],
    ]);
  });

  it('time of flight and instrument parameters are refused with what they are', async () => {
    const flight = gsasStd(model).replace('CONST 2000 5 0 0 STD', 'SLOG 1000 2 0 0 FXYE');
    await expect(readPattern('a.gsas', flight)).rejects.toMatchObject({
      code: 'unknown-format',
      message: expect.stringContaining('time of flight'),
    });
    const parameters = 'INS   BANK      1\r\nINS   HTYPE   PXCR\r\nINS  1 ICONS  1.540500\r\n';
    await expect(readPattern('a.prm', parameters)).rejects.toMatchObject({
      code: 'unknown-format',
      hint: expect.stringContaining('--instrument'),
    });
    await expect(
      readPattern('a.instprm', '#GSAS-II instrument parameter file\nType:PXC\nLam:1.54\n'),
    ).rejects.toMatchObject({ code: 'unknown-format' });
  });

  it('an absurd number of points stays within the file', async () => {
    const recording = await readPattern('a.gsas', gsasStd(model).replace(' 33 4 ', ' 4000000000 4 '));
    expect(recording.tables[0]!.rows).toBeLessThanOrEqual(60);
    expect(codesOf(recording)).toContain('truncated');
  });
});
