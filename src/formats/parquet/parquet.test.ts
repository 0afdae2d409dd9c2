import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { compressors } from 'hyparquet-compressors';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { isInterphaseError } from '../../errors.js';
import { mainTable } from '../export/csv.js';
import { parquetBytes, recordingToParquet } from '../export/parquet.js';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { type Column, isNumberColumn, type Recording } from '../recording.js';
import { samples } from '../test-support/samples.js';

const read = (bytes: Uint8Array, name = 'a.parquet') => readRecording(fileFromBytes(name, bytes));
const column = (recording: Recording, name: string) => {
  const found = recording.tables[0]!.columns.filter(isNumberColumn).find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no column ${name}`);
  return found;
};

/** A small linear congruential generator: the same damage in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('the Parquet reader', () => {
  it('keeps number types, gaps, texts and truth values', async () => {
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'Test Time / s', data: Float64Array.of(0, 0.1, 0.2) },
          { name: 'cycle_count', data: Int32Array.of(1, 1, 2) },
          { name: 'current_ampere', data: [1.5, null, -2], type: 'DOUBLE' },
          { name: 'n', data: [3, null, 5], type: 'INT32' },
          { name: 'big', data: BigInt64Array.of(1n, 2n ** 40n, 2n ** 60n + 1n) },
          { name: 'on', data: [true, false, true] },
          { name: 'state', data: ['rest', 'CC', 'CC'] },
          { name: 'raw', data: [{ a: 1 }, { a: 2 }, { a: 3 }], type: 'JSON' },
        ],
        kvMetadata: [{ key: 'operator', value: 'somebody' }],
      }),
    );
    const recording = await read(bytes);
    expect(recording).toMatchObject({ format: 'parquet', settings: { operator: 'somebody' } });
    expect(column(recording, 'Test Time')).toMatchObject({ unit: 's', kind: 'time' });
    expect(column(recording, 'cycle_count')).toMatchObject({ kind: 'cycle', values: Int32Array.of(1, 1, 2) });
    expect(column(recording, 'current').values).toEqual(Float64Array.of(1.5, Number.NaN, -2));
    expect(column(recording, 'n').values).toEqual(Float64Array.of(3, Number.NaN, 5));
    expect(column(recording, 'big').values[1]).toBe(2 ** 40);
    expect(recording.diagnostics.map(({ code }) => code)).toEqual(['inexact-numbers']);
    expect(column(recording, 'on').values).toEqual(Uint8Array.of(1, 0, 1));
    const state = recording.tables[0]!.columns.find(({ name }) => name === 'state');
    expect(state).toMatchObject({ kind: 'state', text: ['rest', 'CC', 'CC'] });
  });

  it.each(['SNAPPY', 'UNCOMPRESSED', 'GZIP'] as const)('reads %s', async (codec) => {
    const values = Float64Array.from({ length: 5000 }, (_, k) => Math.sin(k));
    const levels = Int32Array.from({ length: 5000 }, (_, k) => k % 7);
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'voltage_volt', data: values },
          { name: 'step_id', data: levels },
        ],
        codec,
        compressors: { GZIP: (input) => new Uint8Array(gzipSync(input)) },
        rowGroupSize: 1500,
        pageSize: 4000,
      }),
    );
    const recording = await read(bytes);
    expect(column(recording, 'voltage')).toMatchObject({ unit: 'V', kind: 'potential', values });
    expect(column(recording, 'step_id')).toMatchObject({ kind: 'step', values: levels });
    expect(compressors[codec] !== undefined || codec === 'UNCOMPRESSED').toBe(true);
  });

  it('says what is wrong with a file that is cut or declares too much', async () => {
    const bytes = parquetBytes([{ name: 'a', unit: '', values: Float64Array.of(1, 2, 3) }], ['a'], {});
    await expect(read(bytes.subarray(0, bytes.length - 3))).rejects.toMatchObject({ code: 'truncated-file' });
    // The number of rows stands as zigzag varint after the schema; three million million rows fit nowhere.
    await expect(
      read(new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'a', data: new Uint8Array(3_000_000) }] }))),
    ).rejects.toMatchObject({ code: 'malformed-file', message: /more than is read from/ });
  });
});

describe('recordingToParquet', () => {
  it.each(samples)('$name comes back with the same numbers, units and meanings', async ({ name, bytes }) => {
    const original = await readRecording(fileFromBytes(name, bytes));
    const back = await read(recordingToParquet(original));
    const columns = back.tables[0]!.columns;
    const before = mainTable(original)!;
    expect(columns.length).toBe(before.columns.length);
    for (const [index, twin] of columns.entries()) {
      const origin = before.columns[index]!;
      expect([twin.unit, twin.kind]).toEqual([origin.unit, origin.kind]);
      expect('values' in twin ? twin.values : twin.text).toEqual('values' in origin ? origin.values : origin.text);
    }
    expect(String(back.settings.interphase)).toContain(original.sha256);
  });

  it('keeps every number type, and tells equal headers apart', async () => {
    const values = [
      Float64Array.of(0.1, Number.NaN),
      Float32Array.of(0.5, -1),
      Uint32Array.of(4_000_000_000, 1),
      Int32Array.of(-5, 5),
      Uint16Array.of(65_535, 0),
      Int16Array.of(-32_768, 7),
      Uint8Array.of(255, 0),
    ];
    const columns: Column[] = values.map((numbers) => ({ name: 'x', unit: '', values: numbers }));
    const recording = await read(
      parquetBytes(
        columns,
        values.map(() => 'x'),
        {},
      ),
    );
    expect(recording.tables[0]!.columns.map((twin) => ('values' in twin ? twin.values : undefined))).toEqual(values);
    expect(recording.tables[0]!.columns.map(({ name }) => name).slice(0, 2)).toEqual(['x', 'x (2)']);
  });
});

const path = sharedData('cycling', 'other', 'legacy.bdf.parquet');

describe.skipIf(path === undefined)('legacy.bdf.parquet of ../shared/data/cycling (skipped without it)', () => {
  const bytes = path === undefined ? new Uint8Array() : new Uint8Array(readFileSync(path));

  it('reads as expected.json says, old names with their meaning', async () => {
    const recording = await read(bytes, 'legacy.bdf.parquet');
    const all = JSON.parse(readFileSync(sharedData('cycling', 'expected.json')!, 'utf8'));
    const answer = all['other/legacy.bdf.parquet'];
    expect(recording).toMatchObject({ format: 'parquet', startTime: '2024-07-02T15:18:58.046Z', diagnostics: [] });
    const [table] = recording.tables;
    expect(table!.rows).toBe(answer.rows);
    const meanings = table!.columns.map(({ name, unit, kind }) => [name, unit, kind]);
    expect(meanings).toEqual([
      ['test_time', 'ms', 'time'],
      ['current', 'A', 'current'],
      ['voltage', 'V', 'potential'],
      ['cycle', '', 'cycle'],
      ['date_time', 'ms', undefined],
      ['ambient_temperature', '°C', 'temperature'],
    ]);
    for (const [index, expected] of Object.values(answer.columns as Record<string, Record<string, number>>).entries()) {
      const twin = table!.columns[index]!;
      if (!isNumberColumn(twin)) throw new Error('not a number');
      const values = Array.from(twin.values);
      const sum = values.reduce((total, value) => total + value, 0);
      expect(Math.abs(values[0]! - expected.first!)).toBe(0);
      expect(values.at(-1)).toBe(expected.last);
      expect(Math.min(...values)).toBe(expected.min);
      expect(Math.max(...values)).toBe(expected.max);
      expect(Math.abs(sum / expected.sum! - 1)).toBeLessThan(1e-11);
    }
  });

  it('damage never hangs and throws nothing strange', async () => {
    const random = generator(11);
    const seen = { read: 0, refused: 0 };
    for (let k = 0; k < 150; k++) {
      const flipped = k % 5 === 0 ? bytes.slice(0, 1 + random(bytes.length)) : bytes.slice();
      for (let flips = 0; flips <= k % 4; flips++) {
        const at =
          flips % 2 === 0 ? random(flipped.length) : flipped.length - 1 - random(Math.min(flipped.length, 2000));
        flipped[at] = random(256);
      }
      try {
        const recording = await read(flipped);
        for (const { rows, columns } of recording.tables) {
          for (const twin of columns) expect('values' in twin ? twin.values.length : twin.text.length).toBe(rows);
        }
        seen.read += 1;
      } catch (error) {
        if (!isInterphaseError(error)) throw error;
        seen.refused += 1;
      }
    }
    expect(seen.read).toBeGreaterThan(40);
    expect(seen.refused).toBeGreaterThan(20);
  }, 60_000);
});
