/** What is easily read wrong without a word: gaps, shorted cells, several channels in one stream, counts without a range. */
import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import type { Recording } from '../recording.js';
import { codesOf, numbersOf } from '../test-support/expect-neware.js';
import { record } from '../test-support/nda-builder.js';
import { buildNdax, stream } from '../test-support/ndax-builder.js';
import { sampleRows } from '../test-support/neware-rows.js';

const rows = sampleRows();
const read = (bytes: Uint8Array): Promise<Recording> => readRecording(fileFromBytes('a.ndax', bytes));
const datum = (volt: number): Uint8Array => record(8, [[0, 'f4', volt]]);

describe('Neware .ndax', () => {
  it('counts empty slots in the index, over pages, and keeps records of 0 V', async () => {
    const slots = Array.from({ length: 600 }, (_, k) => datum(k === 7 ? 0 : k + 1));
    const data = stream({ version: 14 }, 1, 8, slots);
    // 495 slots fill a page: slot 3 stands in the first one, slot 520 in the second.
    for (const slot of [3, 520]) {
      const [page, k] = [4096 * (1 + Math.floor(slot / 495)), slot % 495];
      data[page + 4 + (k >> 3)]! &= ~(1 << (k & 7));
    }
    const recording = await read(buildNdax({ version: 14, rows, replace: { 'data.ndc': data } }));
    const index = numbersOf(recording, 'index');
    expect(index).toEqual(Array.from({ length: 600 }, (_, k) => k + 1).filter((k) => k !== 4 && k !== 521));
    expect(numbersOf(recording, 'voltage')).toEqual(index.map((k) => (k === 8 ? 0 : k)));
  });

  it('tells the channels of one stream apart (version 2), or says that it cannot (version 5)', async () => {
    const aux = (channel: number, index: number): Uint8Array =>
      record(94, [
        [3, 'u1', channel],
        [8, 'u4', index],
        [31, 'i4', 1e4],
        [41, 'i2', 10 * channel + index],
        [43, 'i2', 300],
      ]);
    const records = [1, 2].flatMap((index) => [aux(2, index), aux(7, index)]);
    const old = stream({ version: 2 }, 5, 94, records);
    const recording = await read(
      buildNdax({ version: 2, rows: rows.slice(0, 2), replace: { 'data_AUX_9_3_1.ndc': old } }),
    );
    expect(numbersOf(recording, 'T2')).toEqual([2.1, 2.2]);
    expect(numbersOf(recording, 'T7')).toEqual([7.1, 7.2]);
    const later = stream(
      { version: 5 },
      5,
      87,
      records.map((bytes) => bytes.subarray(7)),
    );
    const unclear = await read(
      buildNdax({ version: 5, rows: rows.slice(0, 2), replace: { 'data_AUX_9_3_1.ndc': later } }),
    );
    expect(numbersOf(unclear, 'T1')).toEqual([2.1, 2.2]);
    expect(codesOf(unclear)).toEqual(['aux-unknown']);
  });

  it('takes no current that has counts and no range for zero', async () => {
    const resting = await read(buildNdax({ version: 5, rows: rows.slice(0, 8), range: 0 }));
    expect(codesOf(resting)).toEqual([]);
    expect(numbersOf(resting, 'current')).toEqual(new Array(8).fill(0));
    const charging = await read(buildNdax({ version: 5, rows: rows.slice(0, 9), range: 0 }));
    expect(codesOf(charging)).toEqual(['unknown-range']);
    expect(numbersOf(charging, 'current')[8]).toBeNaN();
    expect(numbersOf(charging, 'current (counts)')[8]).toBe(3600);
  });
});
