import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { isInterphaseError } from '../../errors.js';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type Recording } from '../recording.js';
import { readTimeSeries } from '../time-series/read-time-series.js';

const folder = sharedData('cycling');

interface ColumnAnswer {
  readonly first?: number | string;
  readonly last?: number | string;
  readonly sum?: number;
  readonly min?: number;
  readonly max?: number;
  readonly counts?: Readonly<Record<string, number>>;
}
interface FileAnswer {
  readonly rows?: number;
  readonly columns?: Readonly<Record<string, ColumnAnswer>>;
}

const answers: Readonly<Record<string, FileAnswer>> =
  folder === undefined ? {} : JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
const files = Object.keys(answers).filter((name) => /\.ndax?$/.test(name));

const names: Readonly<Record<string, string>> = {
  Index: 'index',
  Cycle: 'cycle (counted)',
  Step: 'step',
  Step_Index: 'step index',
  Time: 'step time',
  Voltage: 'voltage',
  'Current(mA)': 'current',
  'Charge_Capacity(mAh)': 'charge capacity',
  'Discharge_Capacity(mAh)': 'discharge capacity',
  'Charge_Energy(mWh)': 'charge energy',
  'Discharge_Energy(mWh)': 'discharge energy',
  '?-1': 'aux 1',
  '?-2': 'aux 2',
};

function fromShared(name: string): Promise<Recording> {
  return readRecording(fileFromBytes(basename(name), new Uint8Array(readFileSync(join(folder!, name)))));
}

function numbers(recording: Recording, name: string): Float64Array {
  const column = recording.tables[0]!.columns.find((c) => c.name === name);
  if (column === undefined || !isNumberColumn(column)) throw new Error(`no column ${name}`);
  return Float64Array.from(column.values);
}

describe.skipIf(folder === undefined)('Neware files of ../shared/data/cycling (skipped without it)', () => {
  it('are all there', () => expect(files).toHaveLength(12));

  it.each(files.filter((name) => answers[name]!.rows !== undefined))('%s', async (name) => {
    const recording = await fromShared(name);
    const [table] = recording.tables;
    expect(table!.rows).toBe(answers[name]!.rows);
    for (const [title, answer] of Object.entries(answers[name]!.columns!)) {
      if (title === 'Status') {
        const column = table!.columns.find((c) => c.name === 'status')!;
        if (isNumberColumn(column)) throw new Error('status is text');
        const counts: Record<string, number> = {};
        for (const word of column.text) counts[word] = (counts[word] ?? 0) + 1;
        expect(counts).toEqual(answer.counts);
      } else if (title === 'Timestamp') {
        const [first] = numbers(recording, 'timestamp');
        expect(new Date(first! * 1000).toISOString().slice(0, 19)).toBe(
          String(answer.first).slice(0, 19).replace(' ', 'T'),
        );
      } else {
        const values = numbers(recording, names[title] ?? title);
        // The reference holds most columns as 32-bit numbers, and its sums are of those.
        const size = values.reduce((sum, value) => sum + Math.abs(value), 0);
        const least = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) * 1e-6;
        const sum = values.reduce((total, value) => total + value, 0);
        expect(Math.abs(sum - answer.sum!), `${title} sum`).toBeLessThanOrEqual(2e-6 * size);
        for (const [what, value] of [
          ['first', values[0]!],
          ['last', values.at(-1)!],
        ] as const) {
          expect(Math.abs(value - Number(answer[what])), `${title} ${what}`).toBeLessThanOrEqual(least);
        }
        expect(Math.abs(values.reduce((a, b) => Math.min(a, b)) - answer.min!), `${title} min`).toBeLessThanOrEqual(
          least,
        );
        expect(Math.abs(values.reduce((a, b) => Math.max(a, b)) - answer.max!), `${title} max`).toBeLessThanOrEqual(
          least,
        );
      }
    }
    const series = readTimeSeries(recording);
    expect(series.rows).toBe(answers[name]!.rows);
  });

  it('reads the empty test as one without records', async () => {
    const recording = await fromShared('neware/empty.ndax');
    expect(recording.tables[0]!.rows).toBe(0);
    expect(recording.diagnostics.map(({ code }) => code)).toContain('empty');
  });

  it('reads the data beside settings that lack the list of channels, and says so', async () => {
    const recording = await fromShared('neware/unit27-corrupt.ndax');
    expect(recording.diagnostics.map(({ code }) => code)).toContain('aux-unknown');
  });

  it.each(['neware/ndc14-small.ndax', 'neware/ndc2-scrubbed.ndax', 'neware/ndc16-bts16.ndax', 'neware/nda-29.nda'])(
    '%s, cut or with wrong bytes, is read in part or refused',
    async (name) => {
      const bytes = new Uint8Array(readFileSync(join(folder!, name)));
      let state = 7;
      const below = (n: number): number => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * n);
      };
      for (let k = 0; k < 80; k++) {
        const damaged = k % 2 === 0 ? bytes.slice(0, below(bytes.length)) : bytes.slice();
        if (k % 2 === 1) for (let j = 0; j <= below(4); j++) damaged[below(bytes.length)] = below(256);
        try {
          const { tables } = await readRecording(fileFromBytes(basename(name), damaged));
          for (const { rows, columns } of tables) {
            for (const column of columns)
              expect(isNumberColumn(column) ? column.values.length : column.text.length).toBe(rows);
          }
        } catch (error) {
          expect(isInterphaseError(error), String(error)).toBe(true);
        }
      }
    },
  );
});
