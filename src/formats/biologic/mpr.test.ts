import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type Recording } from '../recording.js';
import { buildMpr, joined, type MprSample } from '../test-support/mpr-builder.js';

async function read(sample: MprSample): Promise<Recording> {
  return readRecording(fileFromBytes('a.mpr', buildMpr(sample)));
}

function valuesOf(recording: Recording, name: string): number[] {
  const column = recording.tables[0]?.columns.find((candidate) => candidate.name === name);
  if (column === undefined || !isNumberColumn(column)) throw new Error(`no column ${name}`);
  return [...column.values];
}

const cycling = {
  ids: [1, 2, 3, 21, 31, 65, 131, 4, 7, 6, 468],
  values: [
    [1, 3],
    [0, 1],
    [1, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [5, 6],
    [0.5, 1.5],
    [1e-9, -2e-9],
    [3.5, 3.25],
    [0, 7],
  ],
};

describe('mprReader', () => {
  it.each([2, 3, 0] as const)('reads data modules of version %d, flags from their shared byte', async (version) => {
    const recording = await read({ version, ...cycling });
    const names = ['mode', 'ox/red', 'error', 'control changes', 'Ns changes', 'counter inc.'];
    for (const [index, name] of [...names, 'Ns', 'time', 'dq', 'Ewe', 'half cycle'].entries()) {
      expect([name, ...valuesOf(recording, name)]).toEqual([name, ...cycling.values[index]!]);
    }
    expect(recording.diagnostics).toEqual([]);
  });

  it('reads the oldest layout with 8-bit ids', async () => {
    const recording = await read({
      version: -1,
      ids: [4, 6, 8],
      values: [
        [1, 2],
        [3.5, 3.25],
        [0.5, 0.25],
      ],
    });
    expect(valuesOf(recording, 'time')).toEqual([1, 2]);
    expect(valuesOf(recording, 'I')).toEqual([0.5, 0.25]);
  });

  it('tells ids above 255 from their low byte', async () => {
    // 430 is 174 + 256: one-byte readers take the phase of Zwe-ce for a mean potential.
    const recording = await read({ version: 0, ids: [430, 174, 441], values: [[-45], [3.5], [0.25]] });
    expect(recording.tables[0]?.columns.map(({ name }) => name)).toEqual(['Phase(Zwe-ce)', '<Ewe>', '<Ece>']);
  });

  it('reads settings, start time, loop and the names an external device gives', async () => {
    const recording = await read({
      version: 3,
      ids: [4, 6, 16, 17],
      values: [
        [1, 2],
        [3, 3],
        [162.5, 163],
        [27.5, 27.75],
      ],
      techniqueCode: 0x0b,
      comments: 'MODULE in a comment',
      oleDate: 45792.5,
      date: '05-15-25',
      loop: [0, 1],
      externalNames: ['Force/N', 'Temperature/\u00b0C'],
    });
    expect(recording.settings).toMatchObject({
      technique: 'Open Circuit Voltage',
      comments: 'MODULE in a comment',
      'mass of active material (mg)': 3.27,
      'electrode surface area (cm2)': 0.785,
      'electrons per intercalated ion': 1,
    });
    expect(recording.startTime).toBe('2025-05-15T12:00:00.000');
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['VMP data', 2],
      ['VMP loop', 2],
    ]);
    expect(recording.tables[0]?.columns.slice(2)).toEqual([
      { name: 'Force', unit: 'N', values: Float32Array.of(162.5, 163) },
      { name: 'Temperature', unit: '°C', kind: 'temperature', values: Float32Array.of(27.5, 27.75) },
    ]);
  });

  it('does not believe a log date on another day than the modules', async () => {
    const recording = await read({ version: 3, ids: [4], values: [[1]], oleDate: 45792.5, date: '05/17/25' });
    expect(recording.startTime).toBeUndefined();
  });

  it('calls column 6 the cell voltage in battery capacity determination', async () => {
    const recording = await read({ version: 3, ids: [4, 6], values: [[1], [3.5]], techniqueCode: 0x88 });
    expect(recording.tables[0]?.columns[1]).toMatchObject({ name: 'Ecell', unit: 'V', kind: 'potential' });
  });

  it('gives one column each the meaning of potential and current', async () => {
    const recording = await read({ version: 3, ids: [77, 6, 76, 8], values: [[1], [2], [3], [4]] });
    expect(recording.tables[0]?.columns.map((column) => 'kind' in column && column.kind)).toEqual([
      false,
      'potential',
      false,
      'current',
    ]);
  });

  it.each(['u1', 'u2', 'f4', 'f8'] as const)('keeps an unknown column of type %s under its number', async (type) => {
    const recording = await read({
      version: 0,
      ids: [4, 999, 6],
      values: [
        [1, 2],
        [7, 9],
        [3.5, 3.25],
      ],
      unknown: { 999: type },
    });
    expect(valuesOf(recording, 'column 999')).toEqual([7, 9]);
    expect(valuesOf(recording, 'Ewe')).toEqual([3.5, 3.25]);
    expect(recording.diagnostics.map(({ code }) => code)).toEqual(['unknown-column']);
  });

  it('leaves out unknown columns whose widths cannot be told apart, and keeps those around them', async () => {
    const recording = await read({
      version: 0,
      ids: [4, 998, 37, 999, 6],
      values: [
        [1, 2],
        [0, 0],
        [5, 6],
        [0, 0],
        [3.5, 3.25],
      ],
      unknown: { 998: 'u2', 999: 'f8' },
    });
    expect(recording.tables[0]?.columns.map(({ name }) => name)).toEqual(['time', 'Ewe']);
    expect(valuesOf(recording, 'Ewe')).toEqual([3.5, 3.25]);
    expect(recording.diagnostics).toEqual([expect.objectContaining({ code: 'unknown-column', severity: 'error' })]);
  });

  it('refuses when the length of a row cannot be known', async () => {
    const sample: MprSample = {
      version: 0,
      ids: [4, 999],
      values: [
        [1, 2, 3],
        [0, 0, 0],
      ],
      declaredRows: 7,
    };
    await expect(read(sample)).rejects.toMatchObject({
      code: 'malformed-file',
      message: expect.stringContaining('999'),
    });
  });

  it('gives a table without rows for a technique that records none', async () => {
    const recording = await read({ version: 3, ids: [1, 4, 6], values: [[], [], []] });
    expect(recording.tables[0]).toMatchObject({ rows: 0 });
    expect(recording.tables[0]?.columns.length).toBe(3);
  });

  it('does not allocate for rows that are not there', async () => {
    const recording = await read({ version: 3, ids: [4], values: [[1, 2, 3]], declaredRows: 4_000_000_000 });
    expect(recording.tables[0]?.rows).toBe(3);
    expect(recording.diagnostics.map(({ code }) => code)).toEqual(['length-mismatch', 'truncated']);
  });

  it('says that only the log is cut when all rows are there', async () => {
    const bytes = buildMpr({ version: 3, ids: [4], values: [[1]], oleDate: 45792.5 });
    const recording = await readRecording(fileFromBytes('a.mpr', bytes.subarray(0, bytes.length - 50)));
    expect(recording.tables[0]?.rows).toBe(1);
    expect(recording.diagnostics).toEqual([expect.objectContaining({ code: 'truncated', severity: 'info' })]);
  });

  it('reports bytes after the last module', async () => {
    const bytes = joined([buildMpr({ version: 3, ids: [4], values: [[1]] }), Uint8Array.of(1, 2, 3)]);
    const recording = await readRecording(fileFromBytes('a.mpr', bytes));
    expect(recording.diagnostics).toEqual([expect.objectContaining({ code: 'stray-bytes', byte: bytes.length - 3 })]);
  });

  it('reads long files block by block, each row once', async () => {
    const rows = 120_000;
    const time = Array.from({ length: rows }, (_, k) => k / 4);
    const bytes = buildMpr({
      version: 3,
      ids: [1, 4, 23, 74, 11],
      values: [time.map(() => 1), time, time, time, time],
    });
    let largest = 0;
    const recording = await readRecording({
      name: 'long.mpr',
      size: bytes.length,
      slice: async (start, end) => {
        // The hash of a file of this size is taken at once; the reader itself must not ask for more than a block.
        if (end - start < bytes.length) largest = Math.max(largest, end - start);
        return bytes.subarray(start, end);
      },
    });
    expect(largest).toBeLessThanOrEqual(4 * 1024 * 1024);
    expect(bytes.length).toBeGreaterThan(largest * 0.9);
    for (const name of ['time', 'dQ', '<I>']) expect(valuesOf(recording, name)).toEqual(time);
  });
});
