import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../errors.js';
import { fileFromBytes } from './file-like.js';
import { readRecording } from './read-recording.js';
import { type ColumnKind, isNumberColumn, type NumberColumn, type Recording } from './recording.js';
import { cyclerSamples, SAMPLE_ROWS } from './test-support/cycler-samples.js';
import { latin1 } from './test-support/samples.js';

const IN_SI: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, A: 1, V: 1, Ah: 1, mAh: 1e-3, '': 1 };

function column(recording: Recording, kind: ColumnKind): NumberColumn {
  const found = recording.tables[0]!.columns.filter(isNumberColumn).filter((candidate) => candidate.kind === kind);
  expect(found.map(({ name }) => name)).toHaveLength(1);
  return found[0]!;
}

function inSi({ values, unit }: NumberColumn): number[] {
  return Array.from(values, (value) => value * (IN_SI[unit] ?? Number.NaN));
}

function text(content: string, name = 'a.txt'): Promise<Recording> {
  return readRecording(fileFromBytes(name, latin1(content)));
}

const codes = (recording: Recording): string[] => recording.diagnostics.map(({ code }) => code);

describe('exports of cyclers', () => {
  it.each(cyclerSamples)('$name is read as $format with what was written', async ({ name, format, bytes }) => {
    const recording = await readRecording(fileFromBytes(name, bytes));
    expect(recording.format).toBe(format);
    expect(recording.instrument).toBeTruthy();
    expect(recording.startTime).toMatch(/^2024-03-1[24]T09:00:00/);
    expect(recording.tables).toHaveLength(1);
    expect(recording.tables[0]!.rows).toBe(SAMPLE_ROWS);
    expect(recording.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const time = inSi(column(recording, 'time'));
    for (const [row, s] of time.entries()) expect(s).toBeCloseTo(30 * row, 2);
    const stepTime = inSi(column(recording, 'step-time'));
    for (const [row, s] of stepTime.entries()) expect(s).toBeCloseTo(30 * (row % (SAMPLE_ROWS / 2)), 2);
    const current = inSi(column(recording, 'current'));
    for (const [row, amps] of current.entries()) expect(amps).toBeCloseTo(row < SAMPLE_ROWS / 2 ? 0.002 : -0.002, 9);
    expect(inSi(column(recording, 'potential'))[3]).toBeCloseTo(3.03, 4);
    expect([...column(recording, 'step').values].slice(11, 13)).toEqual([2, 3]);
    expect(column(recording, 'cycle').values[0]).toBe(format === 'pec-csv' ? 0 : 1);
    if (!/maccor|novonix/.test(format)) {
      expect(inSi(column(recording, 'charge-capacity')).at(-1)).toBeCloseTo((0.002 * 330) / 3600, 7);
      expect(inSi(column(recording, 'discharge-capacity')).at(-1)).toBeCloseTo((0.002 * 330) / 3600, 7);
    }
    const state = recording.tables[0]!.columns.find(({ kind }) => kind === 'state');
    expect(state !== undefined).toBe(!/arbin|novonix/.test(format));
  });

  it('keeps the sections of a Novonix file as settings', async () => {
    const { bytes } = cyclerSamples.find(({ format }) => format === 'novonix-csv')!;
    const { settings } = await readRecording(fileFromBytes('n.csv', bytes));
    expect(settings).toMatchObject({ 'Mass (g)': 1.25, Cell: 'seven', Protocol: '{"steps":[1,2]}' });
  });

  it('splits a PEC export of several cells', async () => {
    const { bytes } = cyclerSamples.find(({ format }) => format === 'pec-csv')!;
    const both = new TextDecoder().decode(bytes).replace(/^(411),1,(.*)$/gm, '$1,1,$2\n$1,2,$2');
    const recording = await text(both, 'p.csv');
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['cell 1', SAMPLE_ROWS],
      ['cell 2', SAMPLE_ROWS],
    ]);
  });
});

describe('damaged exports', () => {
  it.each(cyclerSamples)('$name, cut and with wrong bytes, is read in part or refused', async ({ name, bytes }) => {
    let state = bytes.length;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let read = 0;
    for (let times = 0; times < 120; times++) {
      const damaged = times % 2 === 0 ? bytes.slice(0, 1 + random(bytes.length)) : bytes.slice();
      for (let flips = 0; times % 2 === 1 && flips < 4; flips++) damaged[random(damaged.length)] = random(256);
      const outcome = await readRecording(fileFromBytes(name, damaged)).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(isInterphaseError(outcome)).toBe(true);
        continue;
      }
      read += 1;
      for (const { rows, columns } of (outcome as Recording).tables) {
        for (const found of columns) expect(isNumberColumn(found) ? found.values.length : found.text.length).toBe(rows);
      }
    }
    expect(read).toBeGreaterThan(70);
  });

  it.each(cyclerSamples)('$name cut behind its tenth row has ten rows', async ({ name, bytes }) => {
    const whole = await readRecording(fileFromBytes(name, bytes));
    const lines = new TextDecoder('windows-1252').decode(bytes).split('\n');
    const cut = lines.slice(0, lines.length - 1 - (SAMPLE_ROWS - 10)).join('\n');
    const { tables } = await text(`${cut}\n`, name);
    expect(tables[0]!.rows).toBe(10);
    for (const [index, found] of tables[0]!.columns.entries()) {
      const reference = whole.tables[0]!.columns[index]!;
      if (isNumberColumn(found) && isNumberColumn(reference)) {
        expect([...found.values]).toEqual([...reference.values.slice(0, 10)]);
      }
    }
  });

  it.each(cyclerSamples)('$name cut within a row says so', async ({ name, bytes }) => {
    const { tables, diagnostics } = await readRecording(fileFromBytes(name, bytes.slice(0, bytes.length - 40)));
    expect(tables[0]!.rows).toBeGreaterThanOrEqual(SAMPLE_ROWS - 2);
    expect(diagnostics.map(({ code }) => code)).toContain('truncated');
  });
});

describe('Maccor text', () => {
  const { bytes } = cyclerSamples.find(({ format }) => format === 'maccor-text')!;
  const export_ = new TextDecoder().decode(bytes);

  it('says which unit of time was found, and keeps the amount of the current as it is stored', async () => {
    const recording = await text(export_);
    expect(codes(recording)).toEqual(['unit-found', 'current-signed']);
    expect(column(recording, 'time')).toMatchObject({ name: 'TestTime', unit: 'min' });
    const raw = recording.tables[0]!.columns.filter(isNumberColumn).find(({ name }) => name === 'Current')!;
    expect(raw.kind).toBeUndefined();
    expect(Math.min(...raw.values)).toBe(0.002);
  });

  it('finds seconds where the dates pass as fast', async () => {
    const seconds = export_.replace(/^(\d+\t0\t1\t\d\t)([\d.]+)\t([\d.]+)/gm, (_, head, test, step) =>
      [`${head}${(Number(test) * 60).toFixed(2)}`, (Number(step) * 60).toFixed(2)].join('\t'),
    );
    expect(column(await text(seconds), 'time')).toMatchObject({ unit: 's' });
  });

  it('gives no unit where there are no dates', async () => {
    const recording = await text(export_.replace(/\t3\/14\/2024 9:\d\d:\d\d AM$/gm, '\t'));
    expect(column(recording, 'time').unit).toBe('');
    expect(codes(recording)).toContain('no-unit');
  });

  it('does not guess a direction from a mode that has none', async () => {
    const recording = await text(export_.replace('\tD\t', '\tX\t').replace('\tC\t', '\tR\t'));
    const current = column(recording, 'current').values;
    expect([current[0], current[1], current[SAMPLE_ROWS / 2]]).toEqual([Number.NaN, 0.002, Number.NaN]);
    expect(recording.diagnostics.find(({ code }) => code === 'current-direction-unknown')?.message).toContain('"X"');
  });

  it('sets the noise of a cell at rest to zero and counts the rows', async () => {
    const recording = await text(export_.replace(/0\.00200000(\t[\d.]+)\tC\t/, '0.00000010$1\tR\t'));
    expect(column(recording, 'current').values[0]).toBe(0);
    expect(recording.diagnostics.find(({ code }) => code === 'current-signed')?.message).toContain('1 row(s) at rest');
  });

  it('reads dates with the day first when a decimal comma is there, and says so', async () => {
    const comma = export_
      .replaceAll('.', ',')
      .replaceAll('Cap, [', 'Cap. [')
      .replaceAll('Ener, [', 'Ener. [')
      .replace(/3\/14\/2024 9:(\d\d):(\d\d) AM/g, '04/03/2024 09:$1:$2');
    const recording = await text(comma);
    expect(recording.startTime).toBe('2024-03-04T09:00:00');
    expect(codes(recording)).toContain('date-order-guessed');
    expect(inSi(column(recording, 'potential'))[3]).toBeCloseTo(3.03, 4);
  });

  it('refuses a header without a table', async () => {
    const error = await text("Today's Date 10/10/2019  Date of Test:\t10/10/2019\n").catch((caught: unknown) => caught);
    expect(isInterphaseError(error, 'truncated-file')).toBe(true);
  });
});

describe('a Landt export in the general reader', () => {
  it('has its meanings', async () => {
    const rows = Array.from({ length: 8 }, (_, k) => `${k}\t0-00:00:${k}0\t0-00:00:${k}0\t0.5\t0.0${k}\t3.${k}\t${k}`);
    const recording = await text(
      ['Index\tTestTime\tStepTime\tCurrent/mA\tCapacity/mAh\tVoltage/V\tStep', ...rows.slice(0, 6), ''].join('\n'),
    );
    expect([...column(recording, 'time').values]).toEqual([0, 10, 20, 30, 40, 50]);
    expect(column(recording, 'step-time').unit).toBe('s');
    expect(column(recording, 'current').unit).toBe('mA');
    expect(column(recording, 'step').values[5]).toBe(5);
  });
});
