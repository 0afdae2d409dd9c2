import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../test/shared-data.js';
import { isInterphaseError } from '../errors.js';
import { fileFromBytes } from './file-like.js';
import { readRecording } from './read-recording.js';
import { type Column, type ColumnKind, isNumberColumn, type NumberColumn, type Recording } from './recording.js';

const folder = sharedData('cycling');

interface ColumnAnswer {
  readonly first: number | null;
  readonly last: number | null;
  readonly sum: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly nan: number;
}
interface TextAnswer {
  readonly first_text: string;
  readonly last_text: string | null;
}
interface FileAnswer {
  readonly rows?: number;
  readonly columns?: Readonly<Record<string, ColumnAnswer | TextAnswer>>;
}

const answers: Readonly<Record<string, FileAnswer>> =
  folder === undefined ? {} : JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
const textFiles = Object.keys(answers).filter((name) =>
  /^(?:arbin|maccor|other|neware).*\.(?:csv|txt|052)$/.test(name),
);
const withColumns = textFiles.filter((name) => Object.keys(answers[name]!.columns ?? {}).length > 0);
const skip = folder === undefined;

const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder!, name)));
const read = (name: string): Promise<Recording> => readRecording(fileFromBytes(name.split('/').at(-1)!, bytesOf(name)));

function columnOf(recording: Recording, title: string): Column {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9/#]/g, '');
  const { columns } = recording.tables[0]!;
  const found =
    columns.find(({ name, unit }) => [name, `${name}/${unit}`].some((text) => text === title)) ??
    columns.find(({ name, unit }) => plain(name + unit) === plain(title) || plain(name) === plain(title)) ??
    columns.find(
      ({ name }) => title.startsWith(`${name}_`) || (title.startsWith(name) && name.length * 2 > title.length),
    );
  if (found === undefined) throw new Error(`no column ${title} in ${recording.name}`);
  return found;
}

function ofKind(recording: Recording, kind: ColumnKind): NumberColumn {
  const found = recording.tables[0]!.columns.filter(isNumberColumn).filter((column) => column.kind === kind);
  if (found.length !== 1) throw new Error(`${found.length} columns of kind ${kind} in ${recording.name}`);
  return found[0]!;
}

function numbersOf(recording: Recording, title: string): NumberColumn {
  const column = columnOf(recording, title);
  if (!isNumberColumn(column)) throw new Error(`${title} is text`);
  return column;
}

/** First and last cell as text where the column is one, or holds cells that are missing. */
function compareText(column: Column, { first_text: first, last_text: last }: TextAnswer): void {
  if (!isNumberColumn(column)) {
    expect([column.text[0], column.text.at(-1)]).toEqual([first, last ?? '']);
    return;
  }
  const number = (text: string | null): number => (text === null ? Number.NaN : Number(text.replace(',', '.')));
  expect([column.values[0], column.values.at(-1)]).toEqual([number(first), number(last)]);
}

function compare(column: Column, answer: ColumnAnswer | TextAnswer): void {
  if ('first_text' in answer) {
    compareText(column, answer);
    return;
  }
  if (!isNumberColumn(column)) throw new Error(`${column.name} is text`);
  const values = [...column.values].filter((value) => !Number.isNaN(value));
  expect(column.values.length - values.length).toBe(answer.nan);
  if (values.length === 0) return;
  const size = values.reduce((sum, value) => sum + Math.abs(value), 0);
  expect(Math.abs(values.reduce((sum, value) => sum + value, 0) - answer.sum)).toBeLessThanOrEqual(1e-9 * size);
  const sorted = values.toSorted((a, b) => a - b);
  const close = (value: number, reference: number | null): void => {
    if (reference !== null) expect(Math.abs(value - reference)).toBeLessThanOrEqual(1e-11 * Math.abs(reference));
  };
  close(sorted[0]!, answer.min);
  close(sorted.at(-1)!, answer.max);
  close(values[0]!, answer.first);
  close(values.at(-1)!, answer.last);
}

/** Numbers of one column, split and parsed in the plainest way. */
function plainColumn(name: string, namesLine: RegExp, title: string, separator: string): number[] {
  const lines = new TextDecoder().decode(bytesOf(name)).split(/\r?\n/);
  const at = lines.findIndex((line) => namesLine.test(line));
  const column = lines[at]!.split(separator).findIndex((cell) => cell.startsWith(title));
  return lines
    .slice(at + 1)
    .filter((line) => line.trim() !== '')
    .map((line) => Number(line.split(separator)[column]));
}

function expectSame(column: NumberColumn, plain: readonly number[]): void {
  expect(column.values.length).toBe(plain.length);
  expect(Array.from(column.values)).toEqual(plain);
}

describe.skipIf(skip)('text files of cyclers in ../shared/data/cycling (skipped without it)', () => {
  it('are all there', () => expect(textFiles.length).toBe(13));

  it.each(withColumns)('%s has every column with its sums', async (name) => {
    const recording = await read(name);
    const answer = answers[name]!;
    expect(recording.tables).toHaveLength(1);
    expect(recording.tables[0]!.rows).toBe(answer.rows);
    for (const [title, column] of Object.entries(answer.columns!)) compare(columnOf(recording, title), column);
    expect(recording.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each([
    ['arbin/arbin.csv', 'arbin-csv', 's', '2024-09-20T08:32:04.558'],
    ['arbin/arbin-2017.csv', 'arbin-csv', 's', '2017-05-10T00:47:33.170Z'],
    ['maccor/maccor.csv', 'maccor-text', 's', '2023-11-23T15:56:08'],
    ['maccor/maccor_comma.txt', 'maccor-text', 'min', '2021-05-06T11:23:46'],
    ['maccor/maccor_na_fullcell.txt', 'maccor-text', 'min', '2021-05-11T15:40:24'],
    ['maccor/maccor_native.052', 'maccor-text', 's', '2019-10-10'],
    ['maccor/maccor_paused.052', 'maccor-text', 's', '2019-10-10'],
    ['other/basytec.txt', 'basytec-text', 's', '2023-06-19T17:56:53'],
    ['other/novonix.csv', 'novonix-csv', 'h', '2025-07-19T15:26:20'],
    ['other/pec.csv', 'pec-csv', 's', '2026-01-09T15:04:06'],
    ['other/biologic_mb.txt', 'biologic-mpt', 's', '2024-05-13T11:19:51.602'],
    ['neware/neware-export.csv', 'neware-csv', 's', '2022-05-18T16:27:52'],
  ])('%s is %s with its time in %s, begun %s', async (name, format, unit, startTime) => {
    const recording = await read(name);
    expect(recording).toMatchObject({ format, startTime });
    expect(ofKind(recording, 'time').unit.replace(/^sec$/, 's')).toBe(unit);
    for (const kind of ['potential', 'current'] as const) expect(ofKind(recording, kind).unit).toMatch(/^m?[VA]$/);
  });

  it('the currents of the Maccor exports with amounts have the sign of their mode', async () => {
    const recording = await read('maccor/maccor_na_fullcell.txt');
    const signed = ofKind(recording, 'current').values;
    const amount = numbersOf(recording, 'Current [A]').values;
    const mode = recording.tables[0]!.columns.find(({ kind }) => kind === 'state')! as { text: readonly string[] };
    expect([...new Set(mode.text)].sort()).toEqual(['C', 'D', 'R']);
    for (let row = 0; row < signed.length; row++) {
      expect(signed[row]).toBeCloseTo(
        mode.text[row] === 'C' ? amount[row]! : mode.text[row] === 'D' ? -amount[row]! : 0,
        12,
      );
    }
    // What was charged and discharged, against the capacity that the instrument integrated.
    const hours = ofKind(recording, 'time').values.map((minutes) => minutes / 60);
    let charged = 0;
    for (let row = 1; row < hours.length && (signed[row]! >= 0 || charged === 0); row++) {
      charged += ((signed[row]! + signed[row - 1]!) / 2) * (hours[row]! - hours[row - 1]!);
    }
    const most = Math.max(...numbersOf(recording, 'Cap. [Ah]').values);
    expect(Math.abs(charged / most - 1)).toBeLessThan(0.02);
  });

  it('maccor.csv holds fifteen rows below two lines of header', async () => {
    const recording = await read('maccor/maccor.csv');
    expectSame(ofKind(recording, 'potential'), plainColumn('maccor/maccor.csv', /^Rec,/, 'Voltage', ','));
    expect(recording.tables[0]!.rows).toBe(15);
    expect(recording.diagnostics.map(({ code }) => code)).toEqual(['units-assumed', 'current-sign-unknown']);
  });

  it.each([
    ['other/basytec.txt', /^~Time\[/, '\t', ['U[V]', 'I[A]', 'Ah-Cyc-Charge', 't-Step']],
    ['other/novonix.csv', /^Date and Time,/, ',', ['Potential', 'Current', 'Run Time', 'Capacity']],
    ['other/pec.csv', /^Test,Cell,/, ',', ['Voltage', 'Current', 'Charge Capacity', 'Step Time']],
    ['other/biologic_mb.txt', /^Ns changes/, '\t', ['Ecell', 'I', '(Q-Qo)', 'step time', 'Temperature']],
  ] as const)('%s has the numbers that a plain split gives', async (name, namesLine, separator, titles) => {
    const recording = await read(name);
    for (const title of titles) {
      const plain = plainColumn(name, namesLine, title === 'I' ? 'I/' : title, separator);
      expect(plain.length).toBeGreaterThan(70);
      const { name: wanted } = { name: title.replace(/\[.*/, '') };
      const column = recording.tables[0]!.columns.filter(isNumberColumn).find((found) => found.name === wanted);
      expectSame(column!, plain);
    }
  });

  it('the durations of Neware and PEC are seconds', async () => {
    const neware = ofKind(await read('neware/neware-export.csv'), 'time');
    expect(neware).toMatchObject({ name: 'Cumulative Time', unit: 's' });
    expect(neware.values.at(-1)).toBe(144 * 3600 + 2 * 60 + 18);
    const pec = ofKind(await read('other/pec.csv'), 'time');
    expect(pec).toMatchObject({ name: 'Total Time', unit: 's' });
    expect(pec.values[0]).toBe(0.002);
    expect(pec.values.at(-1)).toBeCloseTo(8 * 3600 + 16 * 60 + 8.1, 9);
  });

  it('every cut leaves a recording with what is whole, or an error of the family', async () => {
    for (const name of textFiles.filter((file) => bytesOf(file).length < 100_000)) {
      const whole = bytesOf(name);
      const rows = (await read(name)).tables[0]!.rows;
      for (let part = 1; part < 24; part++) {
        const cut = whole.slice(0, Math.floor((whole.length * part) / 24));
        try {
          const recording = await readRecording(fileFromBytes(name.split('/').at(-1)!, cut));
          for (const { rows: left } of recording.tables) expect(left).toBeLessThanOrEqual(rows);
        } catch (error) {
          if (!isInterphaseError(error)) throw error;
          expect(error.where.file).toBe(name.split('/').at(-1));
        }
      }
    }
  }, 30_000);

  it('wrong bytes leave a recording or an error of the family', async () => {
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (const name of textFiles.filter((file) => bytesOf(file).length < 100_000)) {
      for (let times = 0; times < 20; times++) {
        const wrong = bytesOf(name);
        for (let flips = 0; flips < 1 + times / 2; flips++) wrong[random(wrong.length)] = random(256);
        const outcome = await readRecording(fileFromBytes(name.split('/').at(-1)!, wrong)).catch(
          (error: unknown) => error,
        );
        if (outcome instanceof Error) expect(isInterphaseError(outcome)).toBe(true);
        else expect((outcome as Recording).tables.length).toBeGreaterThan(0);
      }
    }
  }, 30_000);
});
