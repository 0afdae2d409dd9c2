import { describe, expect, it } from 'vitest';
import { patternSettings } from '../diffraction/uniform-settings.js';
import { rasx } from '../test-support/diffraction-binary.js';
import { asc, ras } from '../test-support/diffraction-text.js';
import { modelPattern } from '../test-support/pattern-model.js';
import { codesOf, kindsOf, patternColumn, patternValues, readPattern } from '../test-support/read-pattern.js';
import { buildZip } from '../test-support/zip-builder.js';

const model = modelPattern(30);
const other = modelPattern(12, 40, 0.1);

describe('Rigaku RAS', () => {
  it('a header in Shift-JIS is decoded', async () => {
    const text = ras([{ pattern: model }]);
    const word = '\u691c\u51fa\u5668';
    const at = text.indexOf(word);
    const bytes = Uint8Array.from([
      ...Array.from(text.slice(0, at), (char) => char.charCodeAt(0)),
      ...[0x8c, 0x9f, 0x8f, 0x6f, 0x8a, 0xed],
      ...Array.from(text.slice(at + word.length), (char) => char.charCodeAt(0)),
    ]);
    const recording = await readPattern('a.ras', bytes);
    expect(recording.settings['HW_COUNTER_NAME-4']).toBe(`${word}|Detector`);
    expect(patternValues(recording, 'counts')).toEqual(model.counts);
    expect(recording.instrument).toBe('Rigaku SmartLab');
    expect(patternSettings(recording)).toMatchObject({ goniometerRadiusMm: 300, countTimeS: 1.5 });
  });

  it('several scans, rates, and the attenuator', async () => {
    const recording = await readPattern(
      'a.ras',
      ras([
        { pattern: model, factor: (row) => (row < 3 ? 10 : 1) },
        { pattern: other, unit: 'cps' },
      ]),
    );
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['scan 1', 30],
      ['scan 2', 12],
    ]);
    expect(patternValues(recording, 'intensity')[2]).toBe(10 * model.counts[2]!);
    expect(patternValues(recording, 'intensity-sigma')[2]).toBeCloseTo(10 * Math.sqrt(model.counts[2]!), 12);
    expect(patternColumn(recording, 'intensity', 1)).toMatchObject({
      unit: 'counts/s',
      values: Float64Array.from(other.counts),
    });
    expect(codesOf(recording)).toEqual(['attenuation-applied']);
  });

  it('a cut file gives the rows that are whole', async () => {
    const text = ras([{ pattern: model }]);
    const rows = text.slice(0, text.indexOf('*RAS_INT_END') - 12);
    const recording = await readPattern('a.ras', rows);
    expect(recording.tables[0]!.rows).toBe(30);
    expect(codesOf(recording)).toContain('truncated');
    await expect(readPattern('a.ras', text.slice(0, text.indexOf('*RAS_INT_START')))).rejects.toMatchObject({
      code: 'truncated-file',
    });
  });
});

describe('Rigaku RASX', () => {
  it('every profile is a table, behind the attenuator', async () => {
    const recording = await readPattern('a.rasx', rasx([{ pattern: model }, { pattern: other, factor: () => 2 }]));
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['scan 1', 30],
      ['scan 2', 12],
    ]);
    expect(kindsOf(recording)).toEqual(['two-theta', 'counts', 'attenuation']);
    expect(patternValues(recording, 'intensity', 1)).toEqual(other.counts.map((count) => 2 * count));
    expect(recording.startTime).toBe('2022-11-10T17:20:52Z');
    expect(recording.settings).toMatchObject({
      'scan 1: FILE_TYPE': 'RAS_RAW',
      'scan 1: Axis TwoTheta/deg': 8.5,
      monochromator: 'none',
    });
    expect(patternSettings(recording, 1).countTimeS).toBeCloseTo(6, 12);
  });

  it('a scan over omega is said to be none', async () => {
    const recording = await readPattern('a.rasx', rasx([{ pattern: model, axis: 'Omega' }]));
    expect(kindsOf(recording)).toEqual(['omega', 'counts', 'attenuation']);
    expect(codesOf(recording)).toEqual(['no-two-theta']);
  });

  it('a profile without conditions is read and told', async () => {
    const bytes = buildZip([
      { name: 'Data0/Profile0.txt', bytes: new TextEncoder().encode('10.0\t5\t1\r\n10.1\t7\t1\r\n10.2\t6\t1\r\n') },
    ]);
    const recording = await readPattern('a.rasx', bytes);
    expect(patternValues(recording, 'counts')).toEqual([5, 7, 6]);
    expect(codesOf(recording)).toEqual(['settings-missing']);
  });

  it('archives without profiles are refused', async () => {
    const bytes = buildZip([{ name: 'Data0/Image0.bin', bytes: new Uint8Array(100) }]);
    await expect(readPattern('a.rasx', bytes)).rejects.toMatchObject({ code: 'malformed-file' });
  });
});

describe('Rigaku ASC', () => {
  it('counts over the angles of the header', async () => {
    const recording = await readPattern('a.asc', asc(model));
    for (const [row, angle] of patternValues(recording, 'two-theta').entries())
      expect(angle).toBeCloseTo(model.twoTheta[row]!, 9);
    expect(patternValues(recording, 'counts')).toEqual(model.counts);
    expect(recording.startTime).toBe('2017-07-12T17:31:00');
    expect(patternSettings(recording)).toMatchObject({ anode: 'Cu', countTimeS: 0.6, wavelengthKalpha2: 1.54441 });
  });

  it('rates are no counts; a header that contradicts itself is told', async () => {
    const rate = await readPattern('a.asc', asc(model, 'cps'));
    expect(patternColumn(rate, 'intensity').unit).toBe('counts/s');
    const doubtful = await readPattern('a.asc', asc(model).replace(/(\*STOP\t\t= {2}).*/, '$180'));
    expect(codesOf(doubtful)).toEqual(['angles-doubtful']);
    const cut = await readPattern('a.asc', asc(model).replace(/\d+, \d+, \d+, \d+\n/, ''));
    expect(codesOf(cut)).toEqual(['truncated']);
  });
});
