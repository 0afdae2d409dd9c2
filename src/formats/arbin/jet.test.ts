import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type Table } from '../recording.js';
import { buildJet, type JetTable } from '../test-support/jet-builder.js';

const CHANNEL: JetTable = {
  name: 'Channel_Normal_Table',
  columns: [
    { name: 'Test_ID', type: 'long' },
    { name: 'Data_Point', type: 'long' },
    { name: 'Test_Time', type: 'double' },
    { name: 'Current', type: 'float' },
    { name: 'Voltage', type: 'float' },
    { name: 'Note', type: 'text' },
  ],
  // Stored in no order, two tests mixed.
  rows: Array.from({ length: 30 }, (_, k) => (k * 7) % 30).map((k) => [
    1 + (k % 2),
    10 + k,
    60 * k,
    k === 4 ? null : 0.25 * k,
    3 + k / 64,
    `row ${k}`,
  ]),
};
const GLOBAL: JetTable = {
  name: 'Global_Table',
  columns: [
    { name: 'Test_Name', type: 'text' },
    { name: 'Start_DateTime', type: 'double' },
  ],
  rows: [['cell 7', 45_658.5]],
};

const read = (bytes: Uint8Array) => readRecording(fileFromBytes('a.res', bytes));
const numbers = (table: Table, name: string): number[] => {
  const column = table.columns.find((candidate) => candidate.name === name);
  return column !== undefined && isNumberColumn(column) ? Array.from(column.values) : [];
};

describe('a database that is built here', () => {
  const bytes = buildJet([GLOBAL, CHANNEL]);

  it('reads with rows sorted and tests apart', async () => {
    const recording = await read(bytes);
    expect(recording.diagnostics).toEqual([]);
    expect(recording).toMatchObject({ settings: { Test_Name: 'cell 7' }, startTime: '2025-01-01T12:00:00.000' });
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['Channel_Normal_Table Test_ID 1', 15],
      ['Channel_Normal_Table Test_ID 2', 15],
    ]);
    const [first] = recording.tables;
    expect(numbers(first!, 'Data_Point')).toEqual(Array.from({ length: 15 }, (_, k) => 10 + 2 * k));
    expect(numbers(first!, 'Test_Time')).toEqual(Array.from({ length: 15 }, (_, k) => 120 * k));
    expect(numbers(first!, 'Current').slice(0, 4)).toEqual([0, 0.5, Number.NaN, 1.5]);
    const notes = first!.columns.at(-1)!;
    expect('text' in notes && notes.text.slice(0, 2)).toEqual(['row 0', 'row 2']);
  });

  it('says how many rows are lost with a page that is overwritten, and which records contradict themselves', async () => {
    const damaged = bytes.slice();
    // The last page holds the last six rows of the channel.
    damaged.fill(0, bytes.length - 4096);
    expect((await read(damaged)).diagnostics.map(({ message }) => message)).toEqual([
      'table "Channel_Normal_Table" declares 30 rows and holds 24',
    ]);
    const odd = bytes.slice();
    new DataView(odd.buffer).setUint16(bytes.length - 4096 + 16, 4095, true);
    const { diagnostics } = await read(odd);
    expect(diagnostics.map(({ code }) => code)).toEqual(['damaged-rows', 'row-count']);
  });

  it('survives a definition that refers to itself', async () => {
    const looped = bytes.slice();
    const view = new DataView(looped.buffer);
    // Definitions stand on pages 4 (Global) and 6 (Channel).
    view.setUint32(6 * 4096 + 4, 6, true);
    await expect(read(looped)).rejects.toMatchObject({ code: 'malformed-file', message: /page 6/ });
    view.setUint32(6 * 4096 + 4, 0, true);
    view.setUint32(4 * 4096 + 4, 999, true);
    expect((await read(looped)).diagnostics.map(({ code }) => code)).toEqual(['damaged-table']);
  });

  it('marks fields that do not lie side by side', async () => {
    const moved = bytes.slice();
    // The place of "Voltage", the fifth column, is moved onto that of "Current".
    new DataView(moved.buffer).setUint16(6 * 4096 + 63 + 4 * 25 + 21, 16, true);
    expect((await read(moved)).diagnostics.map(({ code }) => code)).toEqual(['odd-layout']);
  });
});
