import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { isInterphaseError } from '../../errors.js';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type Recording } from '../recording.js';
import { JET_PAGE_BYTES } from './jet-pages.js';

const folder = sharedData('cycling', 'arbin');
const shared = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder!, name)));
const read = (bytes: Uint8Array, name = 'a.res') => readRecording(fileFromBytes(name, bytes));

/** A small linear congruential generator: the same damage in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function expectBounded(recording: Recording, bytes: number): void {
  let held = 0;
  for (const { rows, columns } of recording.tables) {
    for (const column of columns) {
      expect(isNumberColumn(column) ? column.values.length : column.text.length).toBe(rows);
      held += isNumberColumn(column) ? column.values.byteLength : 8 * rows;
    }
  }
  expect(held).toBeLessThan(4 * bytes + 1_000_000);
}

async function outcome(bytes: Uint8Array): Promise<'read' | 'refused'> {
  try {
    expectBounded(await read(bytes), bytes.length);
    return 'read';
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    return 'refused';
  }
}

describe('an Access database that Arbin did not write', () => {
  const head = (version: number): Uint8Array => {
    const bytes = new Uint8Array(3 * JET_PAGE_BYTES);
    bytes.set(new TextEncoder().encode('\0\x01\0\0Standard Jet DB\0'));
    bytes[0x14] = version;
    return bytes;
  };

  it('is refused with what to do', async () => {
    await expect(read(head(1))).rejects.toMatchObject({ code: 'malformed-file', where: { file: 'a.res' } });
    await expect(read(head(0))).rejects.toMatchObject({ code: 'unknown-format', message: /Access 97/ });
    await expect(read(head(1).subarray(0, 5000))).rejects.toMatchObject({ code: 'truncated-file' });
  });
});

interface Answer {
  readonly rows: number;
  readonly columns: Readonly<Record<string, { first: number; last: number; sum: number; min: number; max: number }>>;
}

describe.skipIf(folder === undefined)(
  'Arbin files of ../shared/data/cycling against the answers of mdbtools (skipped without them)',
  () => {
    const answers: Record<string, Answer> =
      folder === undefined ? {} : JSON.parse(readFileSync(sharedData('cycling', 'expected.json')!, 'utf8'));

    it.each(['arbin_example.res', '20160805_test001_45_cc_01.res', 'mits7-0.res.gz'])('%s', async (name) => {
      const bytes = shared(name);
      const recording = await read(bytes, name);
      expect(recording).toMatchObject({ name, format: 'arbin-res', diagnostics: [] });
      expect(recording.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      const answer = answers[`arbin/${name}`]!;
      const [channel] = recording.tables;
      expect(channel!.rows).toBe(answer.rows);
      expect(channel!.columns.map((column) => column.name)).toEqual(Object.keys(answer.columns));
      for (const column of channel!.columns) {
        const { first, last, sum, min, max } = answer.columns[column.name]!;
        if (!isNumberColumn(column)) throw new Error(`${column.name} holds no numbers`);
        const values = Array.from(column.values);
        // mdbtools prints eight digits of a float and twelve of a double.
        const precision = column.values instanceof Float32Array ? 1e-7 : 1e-11;
        const near = (value: number, due: number, size = Math.abs(due)): void =>
          expect(Math.abs(value - due)).toBeLessThanOrEqual(precision * size);
        near(values[0]!, first);
        near(values.at(-1)!, last);
        near(Math.min(...values), min);
        near(Math.max(...values), max);
        const size = values.reduce((total, value) => total + Math.abs(value), 0);
        near(
          values.reduce((total, value) => total + value, 0),
          sum,
          size,
        );
      }
    });
  },
);

describe.skipIf(folder === undefined)('Arbin files of ../shared/data/cycling (skipped without them)', () => {
  it('an ordinary test: kinds, units, settings, start', async () => {
    const recording = await read(shared('20160805_test001_45_cc_01.res'));
    expect(recording).toMatchObject({
      format: 'arbin-res',
      instrument: 'Arbin 4.32 Build: 130904',
      startTime: '2016-08-05T16:16:23.000',
      diagnostics: [],
    });
    expect(recording.settings).toMatchObject({
      Test_Name: '20160805_sic006_45_cc_01-01-003',
      Schedule_Version: 'Schedule Version 4.32',
      Log_ChanStat_Data_Flag: 1,
      Version_Schema_Field: 'Results File 5.26',
    });
    const [channel, ...others] = recording.tables;
    expect(channel).toMatchObject({ name: 'Channel_Normal_Table', rows: 10261 });
    const meanings = channel!.columns.map((column) => [column.name, column.unit, column.kind]);
    expect(meanings).toContainEqual(['Test_Time', 's', 'time']);
    expect(meanings).toContainEqual(['Current', 'A', 'current']);
    expect(meanings).toContainEqual(['Charge_Capacity', 'Ah', 'charge-capacity']);
    expect(meanings).toContainEqual(['Step_Index', '', 'step']);
    expect(others.map(({ name, rows }) => [name, rows])).toEqual([
      ['Channel_Statistic_Table', 17],
      ['Event_Table', 2],
      ['Resume_Table', 1],
    ]);
    const events = others[1]!.columns.find(({ name }) => name === 'Event_Describe');
    expect(events !== undefined && 'text' in events && events.text[0]).toBe('Test start');
  });

  it('several tests of one file become tables of their own', async () => {
    const bytes = shared('arbin_example.res');
    const view = new DataView(bytes.buffer);
    // The first record with Test_ID 1 and Data_Point 7 is given to another test.
    let at = -1;
    for (let byte = 0; byte < bytes.length - 8 && at < 0; byte++) {
      const isRow = view.getUint16(byte, true) === 18;
      if (isRow && view.getInt32(byte + 2, true) === 1 && view.getInt32(byte + 6, true) === 7) at = byte;
    }
    view.setInt32(at + 2, 5, true);
    const { tables } = await read(bytes);
    expect(tables.slice(0, 2).map(({ name, rows }) => [name, rows])).toEqual([
      ['Channel_Normal_Table Test_ID 1', 2149],
      ['Channel_Normal_Table Test_ID 5', 1],
    ]);
  });

  it('a cut file gives the rows of its whole pages and says so', async () => {
    const whole = shared('20160805_test001_45_cc_01.res');
    const recording = await read(whole.subarray(0, 900_000));
    expect(recording.tables[0]?.rows).toBeGreaterThan(4000);
    expect(recording.diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining(['truncated', 'row-count']));
    const full = await read(whole);
    const values = (from: Recording): Map<number, number> => {
      const columns = from.tables[0]!.columns.filter(isNumberColumn);
      const points = columns.find(({ name }) => name === 'Data_Point')!.values;
      const voltage = columns.find(({ name }) => name === 'Voltage')!.values;
      return new Map(Array.from(points, (point, row) => [point, voltage[row]!]));
    };
    const truth = values(full);
    for (const [point, voltage] of values(recording)) expect(voltage).toBe(truth.get(point));
  });

  it('damage never hangs, never throws anything strange, never takes more memory than the file', async () => {
    for (const name of ['arbin_example.res', 'mits7-0.res.gz']) {
      const bytes = name.endsWith('.gz') ? new Uint8Array(gunzipSync(shared(name))) : shared(name);
      const random = generator(bytes.length);
      const seen = { read: 0, refused: 0 };
      for (let k = 0; k < 60; k++) {
        seen[await outcome(bytes.subarray(0, 1 + random(bytes.length)))] += 1;
        const flipped = bytes.slice();
        // Definitions, the catalogue and the heads of pages decide everything: half of the damage goes there.
        for (let flips = 0; flips < 40; flips++) {
          const page = random(bytes.length / JET_PAGE_BYTES);
          const at = page * JET_PAGE_BYTES + (flips % 2 === 0 ? random(200) : random(JET_PAGE_BYTES));
          flipped[at] = random(256);
        }
        seen[await outcome(flipped)] += 1;
      }
      expect(seen.read).toBeGreaterThan(10);
    }
  }, 60_000);
});
