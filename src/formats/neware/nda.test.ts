import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import type { Recording } from '../recording.js';
import { codesOf, expectSample, numbersOf } from '../test-support/expect-neware.js';
import { buildNda, type NdaLayout } from '../test-support/nda-builder.js';
import { type SampleRow, sampleRows } from '../test-support/neware-rows.js';
import { readTimeSeries } from '../time-series/read-time-series.js';

const rows = sampleRows();
const read = (bytes: Uint8Array): Promise<Recording> => readRecording(fileFromBytes('a.nda', bytes));
const layouts: readonly NdaLayout[] = [8, 22, 23, 26, 29, '9.0', '9.1'];
/** BTS 9.1 has no clock of the steps: the 10 s before the first record of a step count to it. */
const asRead = (layout: NdaLayout, list: readonly SampleRow[]): readonly SampleRow[] =>
  layout === '9.1' ? list.map((row) => ({ ...row, stepTimeS: row.stepTimeS + (row.stepRow > 1 ? 10 : 0) })) : list;
/** Bytes before the first record, and of a record. */
const sizes = (layout: NdaLayout): readonly [number, number] =>
  layout === 8 ? [2560, 59] : layout === '9.0' ? [1024, 88] : layout === '9.1' ? [1024, 56] : [2560, 86];

describe('Neware .nda', () => {
  it.each(layouts)('reads what was measured, version %s', async (layout) => {
    const recording = await read(buildNda({ layout, rows }));
    expect(recording.format).toBe('neware-nda');
    expectSample(recording, asRead(layout, rows));
    expect(recording.diagnostics).toEqual([]);
    if (layout !== '9.0') expect(numbersOf(recording, 'cycle')).toEqual(rows.map(({ cycle }) => cycle));
    const isLocal = layout === 26 || layout === 29;
    expect(recording.startTime).toBe(isLocal ? '2025-05-15T12:00:00' : '2025-05-15T12:00:00Z');
    const series = readTimeSeries(recording);
    expect(series.rows).toBe(32);
    expect(series.currentA[10]).toBeCloseTo(0.36e-3, 9);
  });

  it('has the temperature and the record length of BTS 9.1 as the file has them', async () => {
    const warm = await read(buildNda({ layout: '9.1', rows, recordBytes: 64 }));
    expectSample(warm, asRead('9.1', rows));
    expect(numbersOf(warm, 'T1')).toEqual(rows.map(({ temperatureC }) => temperatureC));
    const bare = await read(buildNda({ layout: '9.1', rows, recordBytes: 52 }));
    expectSample(bare, asRead('9.1', rows));
    expect(bare.tables[0]!.columns.some(({ name }) => name === 'T1')).toBe(false);
    expectSample(await read(buildNda({ layout: '9.1', rows: rows.slice(0, 1), recordBytes: 56 })), rows.slice(0, 1));
  });

  it('takes the clock of BTS 9.1 for that of the whole test', async () => {
    const whole = await read(buildNda({ layout: '9.1', rows }));
    expect(numbersOf(whole, 'total time').slice(6, 10)).toEqual([60, 70, 80, 90]);
    expect(numbersOf(whole, 'step time').slice(6, 10)).toEqual([60, 70, 10, 20]);
    // Nobody knows when the step began whose first records are missing.
    const late = await read(buildNda({ layout: '9.1', rows: rows.slice(2) }));
    expect(numbersOf(late, 'total time').slice(4, 8)).toEqual([60, 70, 80, 90]);
    expect(numbersOf(late, 'step time').slice(4, 8)).toEqual([Number.NaN, Number.NaN, 10, 20]);
  });

  it('keeps settings and auxiliary channels', async () => {
    const recording = await read(buildNda({ layout: 29, rows, aux: true }));
    expect(recording.settings).toMatchObject({
      version: 29,
      'active mass/mg': 4.2,
      start: '2025-05-15 12:00:00',
      creator: 'someone',
      remark: 'a test',
    });
    expect(numbersOf(recording, 'V2')).toEqual(rows.map(() => 1));
    expect(numbersOf(recording, 'T2')).toEqual(rows.map(({ temperatureC }) => temperatureC));
  });

  it.each(layouts)('sorts records, and keeps those that stand twice once: version %s', async (layout) => {
    const twice = [rows[0]!, ...rows.slice(9), ...rows.slice(1, 12)];
    const recording = await read(buildNda({ layout, rows: twice }));
    expectSample(recording, asRead(layout, rows));
    expect(recording.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'out-of-order', message: expect.stringContaining('3 that stand twice') }),
    );
  });

  it('says that records are missing, also the first', async () => {
    const some = await read(buildNda({ layout: 29, rows: rows.filter(({ index }) => index !== 20) }));
    expect(codesOf(some)).toContain('missing-records');
    const behind = await read(buildNda({ layout: '9.1', rows: rows.slice(8) }));
    expect(behind.diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'missing-records',
        message: '8 records are missing: the first that is there is number 9',
      }),
    );
    const bytes = buildNda({ layout: 29, rows });
    bytes[2560 + 2] = 9;
    const late = await read(bytes);
    expect(late.tables[0]!.rows).toBe(31);
    expect(late.diagnostics).toContainEqual(expect.objectContaining({ code: 'missing-records', byte: 2560 + 86 }));
  });

  it('keeps the counts where nobody knows what the current range means', async () => {
    const recording = await read(buildNda({ layout: 29, rows, range: 777 }));
    expect(recording.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'unknown-range', message: expect.stringContaining('777') }),
    );
    expect(numbersOf(recording, 'current').every(Number.isNaN)).toBe(true);
    expect(numbersOf(recording, 'current (counts)')).toEqual(rows.map(({ currentMa }) => Math.round(currentMa * 1e4)));
    expect(numbersOf(recording, 'charge capacity (counts)')[15]).toBe(Math.round(rows[15]!.chargeMah * 3.6e7));
    expect(numbersOf(recording, 'voltage')[0]).toBe(3);
  });

  it.each(layouts)('an empty test is a table without rows: version %s', async (layout) => {
    const recording = await read(buildNda({ layout, rows: [] }));
    expect(recording.tables[0]!.rows).toBe(0);
    expect(codesOf(recording)).toContain('empty');
  });

  it('says where the clocks of the test contradict each other, and nothing where they do not', async () => {
    const damaged = rows.map((row) => ({ ...row }));
    damaged[12]!.stepTimeS = 4000;
    const recording = await read(buildNda({ layout: 26, rows: damaged }));
    expect(recording.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'clocks-disagree', message: expect.stringContaining('first at index 13') }),
    );
    const lone = rows.map((row) => (row.index === 13 ? { ...row, stepType: 3 } : row));
    const oneClock = await read(buildNda({ layout: '9.1', rows: lone }));
    expect(codesOf(oneClock)).toEqual(['lone-records']);
    const paused = rows.map((row) => (row.index > 16 ? { ...row, unixS: row.unixS + 7200 } : row));
    const whole = await read(buildNda({ layout: 26, rows: paused }));
    expect(whole.diagnostics).toEqual([]);
    expectSample(whole, paused);
  });

  it('refuses a version that is not known with its number', async () => {
    const bytes = buildNda({ layout: 29, rows });
    bytes[14] = 31;
    await expect(read(bytes)).rejects.toMatchObject({ code: 'unknown-format', message: expect.stringContaining('31') });
    const later = buildNda({ layout: '9.1', rows });
    later[1024] = 0x77;
    await expect(read(later)).rejects.toMatchObject({ code: 'unknown-format' });
    await expect(read(bytes.subarray(0, 10))).rejects.toMatchObject({ code: 'truncated-file' });
  });

  it.each(layouts)('gives every whole record of a cut file and says that it was cut: version %s', async (layout) => {
    const bytes = buildNda({ layout, rows });
    const [begin, size] = sizes(layout);
    for (const whole of [1, 2, 17, 31]) {
      for (const more of [0, 13, size - 1]) {
        const recording = await read(bytes.subarray(0, begin + whole * size + more));
        expectSample(recording, asRead(layout, rows.slice(0, whole)));
        if (more > 0) {
          expect(recording.diagnostics).toContainEqual(
            expect.objectContaining({ code: 'truncated', byte: begin + whole * size }),
          );
        }
      }
    }
  });
});
