import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import type { Recording } from '../recording.js';
import { codesOf, expectSample, numbersOf } from '../test-support/expect-neware.js';
import { buildNdax, stream } from '../test-support/ndax-builder.js';
import { sampleRows } from '../test-support/neware-rows.js';
import { readTimeSeries } from '../time-series/read-time-series.js';

const rows = sampleRows();
const read = (bytes: Uint8Array): Promise<Recording> => readRecording(fileFromBytes('a.ndax', bytes));
const versions = [2, 5, 11, 14, 16, 17] as const;
const filled = [11, 14, 16, 17] as const;
const text = (xml: string): Uint8Array => new TextEncoder().encode(xml);

describe('Neware .ndax', () => {
  it.each(versions)('reads what was measured, streams of version %s', async (version) => {
    const recording = await read(buildNdax({ version, rows }));
    expect(recording.format).toBe('neware-ndax');
    expectSample(recording, rows, { energies: version < 11 });
    expect(numbersOf(recording, 'cycle')).toEqual(rows.map(({ cycle }) => cycle));
    expect(numbersOf(recording, 'T1')).toEqual(rows.map(({ temperatureC }) => temperatureC));
    expect(recording.startTime).toBe('2025-05-15T12:00:00');
    expect(recording.settings).toMatchObject({
      'stream version': version,
      barcode: '0042',
      remark: 'a & b',
      creator: 'someone',
      schedule: 's.xml',
      'active mass/mg': 4.2,
      'VersionInfo.ZwjVersion.SvrVer': 'server 8',
    });
    expect(codesOf(recording)).toEqual(version < 11 ? [] : ['interpolated']);
    expect(readTimeSeries(recording).rows).toBe(32);
  });

  it.each(filled)('interpolates energies with the potential of each record: version %s', async (version) => {
    const recording = await read(buildNdax({ version, rows, named: 1000 }));
    const energy = numbersOf(recording, 'charge energy');
    let sum = 0;
    for (const { index, currentMa, potentialV } of rows.slice(9, 16)) {
      sum += (currentMa * potentialV * 10) / 3600;
      expect(energy[index - 1]).toBeCloseTo(sum, 6);
    }
    const every = await read(buildNdax({ version, rows, named: 1 }));
    expectSample(every, rows);
    expect(codesOf(every)).toEqual([]);
  });

  it('reads the other layout of auxiliary channels of version 11, and archives with sizes behind the data', async () => {
    const recording = await read(buildNdax({ version: 11, rows, auxMark: 0x74, sizesBehind: true }));
    expectSample(recording, rows, { energies: false });
    expect(numbersOf(recording, 'T1')).toEqual(rows.map(({ temperatureC }) => temperatureC));
  });

  it.each([2, 5] as const)('sorts records, and keeps those that stand twice once: version %s', async (version) => {
    const recording = await read(buildNdax({ version, rows: [...rows.slice(9), ...rows.slice(0, 12)] }));
    expectSample(recording, rows);
    expect(codesOf(recording)).toContain('out-of-order');
  });

  it.each([2, 5] as const)('keeps the counts of an unknown current range: version %s', async (version) => {
    const recording = await read(buildNdax({ version, rows, range: 777 }));
    expect(codesOf(recording)).toContain('unknown-range');
    expect(numbersOf(recording, 'current (counts)')[10]).toBe(3600);
  });

  it.each(versions)('an empty test is a table without rows: version %s', async (version) => {
    const recording = await read(buildNdax({ version, rows: [] }));
    expect(recording.tables[0]!.rows).toBe(0);
    expect(codesOf(recording)).toContain('empty');
  });

  it('refuses data of an unknown version with its number, and leaves out other streams that do not fit', async () => {
    const unknown = stream({ version: 99 as 14 }, 1, 8, [new Uint8Array(8)]);
    await expect(read(buildNdax({ version: 14, rows, replace: { 'data.ndc': unknown } }))).rejects.toMatchObject({
      code: 'unknown-format',
      message: expect.stringContaining('99'),
    });
    const other = await read(
      buildNdax({ version: 14, rows, replace: { 'data_AUX_9_3_1.ndc': unknown.fill(5, 0, 1) } }),
    );
    expectSample(other, rows, { energies: false });
    expect(codesOf(other)).toEqual(expect.arrayContaining(['stream-left-out', 'aux-missing']));
  });

  it('reads the records where runInfo or the step table is missing, and says what is lost', async () => {
    const clockless = await read(buildNdax({ version: 14, rows, replace: { 'data_runInfo.ndc': null } }));
    expect(numbersOf(clockless, 'voltage')).toHaveLength(32);
    expect(numbersOf(clockless, 'total time').every(Number.isNaN)).toBe(true);
    expect(codesOf(clockless)).toContain('missing-stream');
    const stepless = await read(buildNdax({ version: 16, rows, replace: { 'data_step.ndc': null } }));
    expect(numbersOf(stepless, 'step')).toEqual(rows.map(({ stepRow }) => stepRow));
    expect(codesOf(stepless)).toContain('missing-stream');
    await expect(read(buildNdax({ version: 14, rows, replace: { 'data.ndc': null } }))).rejects.toMatchObject({
      code: 'truncated-file',
    });
  });

  it('has a clock from the first named record on', async () => {
    const late = buildNdax({ version: 17, rows: rows.map((row) => ({ ...row, index: row.index + 3 })) });
    const recording = await read(late);
    const time = numbersOf(recording, 'total time');
    expect(time.slice(0, 3).every(Number.isNaN)).toBe(true);
    expect(time.slice(3, 6)).toEqual([0, 10, 20]);
  });

  it('tolerates damaged XML', async () => {
    const bad = text('<root><config><TestInfo Barcode="x"></config>');
    const recording = await read(buildNdax({ version: 14, rows, replace: { 'TestInfo.xml': bad } }));
    expectSample(recording, rows, { energies: false });
    expect(codesOf(recording)).toEqual(expect.arrayContaining(['damaged-settings', 'aux-unknown']));
    expect(recording.startTime).toBe('2025-05-15T12:00:00Z');
    const bomb = text(
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><root><config><TestInfo Remark="&c;"/></config></root>',
    );
    const held = await read(buildNdax({ version: 14, rows, replace: { 'TestInfo.xml': bomb } }));
    expect(String(held.settings.remark ?? '')).not.toContain('bbb');
  });

  it('reads Chinese settings in GB2312', async () => {
    const head = text('<?xml version="1.0" encoding="GB2312"?><root><config><TestInfo Remark="');
    const gb2312 = Uint8Array.of(0xb5, 0xe7, 0xb3, 0xd8);
    const bytes = new Uint8Array([...head, ...gb2312, ...text('"/></config></root>')]);
    const recording = await read(buildNdax({ version: 5, rows, replace: { 'TestInfo.xml': bytes } }));
    expect(recording.settings.remark).toBe('电池');
  });

  it.each(versions)('reads the records of a page that was cut: version %s', async (version) => {
    const whole = buildNdax({ version, rows });
    const { openZip } = await import('../archive/open-zip.js');
    const { entries } = await openZip(fileFromBytes('a', whole));
    const { bytes } = await entries.find(({ name }) => name === 'data.ndc')!.read();
    const keep = version === 2 ? 512 + 5 + 3 * 94 + 20 : 4096 + 132 + 3 * (version === 5 ? 87 : 8) + 5;
    const cut = await read(buildNdax({ version, rows, replace: { 'data.ndc': bytes.subarray(0, keep) } }));
    expectSample(cut, rows.slice(0, 3));
    expect(codesOf(cut)).toContain('truncated');
  });
});
