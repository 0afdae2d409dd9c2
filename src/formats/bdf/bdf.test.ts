import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { bdfToCsv, bdfToParquet } from '../export/bdf.js';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { type Column, isNumberColumn, type NumberArray, type Recording } from '../recording.js';
import type { TimeSeries } from '../time-series/time-series.js';
import { bdfHeader, bdfTerm, withoutDoubledKinds } from './bdf-header.js';
import { type BdfTable, bdfColumns, timeSeriesToBdf } from './bdf-table.js';
import { bdfTerms } from './bdf-terms.js';
import { validateBdf } from './validate-bdf.js';

/** A charge, a rest and a discharge, a row each minute, as an instrument stores them. */
function series(change: Partial<TimeSeries> = {}): TimeSeries {
  const current = [0, 1e-3, 1e-3, 1e-3, 0, 0, -1e-3, -1e-3, -1e-3, 0];
  const rows = current.length;
  const chargeC = new Float64Array(rows);
  for (let row = 1; row < rows; row++) chargeC[row] = chargeC[row - 1]! + 30 * (current[row - 1]! + current[row]!);
  return {
    rows,
    timeS: Float64Array.from({ length: rows }, (_, row) => 60 * row),
    potentialV: Float64Array.from(current, (ampere, row) => 3.1 + 100 * ampere + 0.001 * row),
    currentA: Float64Array.from(current),
    currentOrigin: 'stored',
    chargeC,
    state: null,
    setCurrentA: null,
    step: Int32Array.of(1, 2, 2, 2, 3, 3, 4, 4, 4, 1),
    cycle: Int32Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 2),
    halfCycle: null,
    temperatureC: null,
    joins: [],
    diagnostics: [],
    ...change,
  };
}

const names = ({ columns }: BdfTable): string[] => columns.map(({ term }) => term.name);
const values = ({ columns }: BdfTable, name: string): NumberArray =>
  columns.find(({ term }) => term.name === name)!.values;
const codes = (table: BdfTable): string[] =>
  validateBdf(table.columns)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, column }) => `${code} ${column}`);
/** The table with one column replaced. */
const changed = (table: BdfTable, name: string, change: (numbers: number[]) => void): BdfTable => ({
  ...table,
  columns: table.columns.map((column) => {
    if (column.term.name !== name) return column;
    const numbers = Array.from(column.values);
    change(numbers);
    return { ...column, values: Float64Array.from(numbers) };
  }),
});
const source: Recording = { name: 'a.mpr', format: 'x', settings: {}, tables: [], sha256: 'abc', diagnostics: [] };

describe('the terms', () => {
  it('are each known by name and by label, once', () => {
    expect(new Set(bdfTerms.map(({ name }) => name)).size).toBe(bdfTerms.length);
    for (const term of bdfTerms) {
      expect(bdfTerm(term.name)).toBe(term);
      expect(bdfTerm(`${term.label} / ${term.unit}`)).toBe(term);
    }
    expect(bdfTerms.filter(({ obligation }) => obligation === 'required').map(({ name }) => name)).toEqual([
      'test_time_second',
      'voltage_volt',
      'current_ampere',
    ]);
  });

  it('give a header its name, unit and meaning, in every style', () => {
    expect(bdfHeader('test_time_second')).toEqual({ name: 'test_time', unit: 's', kind: 'time' });
    expect(bdfHeader('Test Time / s')).toEqual({ name: 'Test Time', unit: 's', kind: 'time' });
    expect(bdfHeader('test_time_millisecond')).toEqual({ name: 'test_time', unit: 'ms', kind: 'time' });
    expect(bdfHeader('Internal Resistance / Ohm')).toEqual({ name: 'Internal Resistance', unit: 'Ohm' });
    expect(bdfHeader('cycle_dimensionless')).toEqual({ name: 'cycle', unit: '', kind: 'cycle' });
    expect(bdfHeader('Test Time / h')).toBeUndefined();
    expect(bdfHeader('constructor')).toBeUndefined();
  });

  it('leave one column of a kind where a file has several', () => {
    const column = (header: string): Column => ({ ...bdfHeader(header)!, values: new Float64Array(1) });
    const kinds = withoutDoubledKinds(
      [
        'step_count',
        'step_id',
        'surface_temperature_celsius',
        'cycle_charging_capacity_ah',
        'charging_capacity_ah',
      ].map(column),
    ).map(({ name, kind }) => [name, kind]);
    expect(kinds).toEqual([
      ['step_count', undefined],
      ['step_id', 'step'],
      ['surface_temperature', 'temperature'],
      ['cycle_charging_capacity', undefined],
      ['charging_capacity', 'charge-capacity'],
    ]);
  });
});

describe('timeSeriesToBdf', () => {
  it('writes what the series holds, in the order of the format, and keeps every rule', () => {
    const table = timeSeriesToBdf(series({ temperatureC: new Float64Array(10).fill(25) }), '2025-01-01T00:00:00Z');
    expect(names(table)).toEqual([
      'test_time_second',
      'voltage_volt',
      'current_ampere',
      'unix_time_second',
      'cycle_count',
      'step_id',
      'charging_capacity_ah',
      'discharging_capacity_ah',
      'net_capacity_ah',
      'cumulative_capacity_ah',
      'temperature_t1_celsius',
    ]);
    expect(codes(table)).toEqual([]);
    expect(table.diagnostics).toEqual([]);
    expect(values(table, 'unix_time_second')[1]).toBe(1_735_689_660);
    // 1 mA for three minutes with ramps of a minute before and after: 0.18 C in, and the same out again.
    expect(values(table, 'charging_capacity_ah')[9]).toBeCloseTo(0.18 / 3600, 12);
    expect(values(table, 'net_capacity_ah')[9]).toBeCloseTo(0, 12);
  });

  it('leaves out what would break a rule and names it, but never renumbers', () => {
    const table = timeSeriesToBdf(
      series({ cycle: Int32Array.of(1, 1, 2, 2, 1, 1, 2, 2, 2, 2) }),
      '2025-01-01T00:00:00',
    );
    expect(names(table)).not.toContain('cycle_count');
    expect(names(table)).not.toContain('unix_time_second');
    expect(table.diagnostics.map(({ code }) => code)).toEqual(['bdf-no-zone', 'bdf-order']);
    expect(table.diagnostics[1]!.message).toMatch(/cycle_count .*must not fall/);
    expect(codes(table)).toEqual([]);
  });

  it('keeps every rule for any current and charge', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 }), (charge) => {
        const rows = charge.length;
        const table = timeSeriesToBdf(
          series({
            rows,
            timeS: Float64Array.from(charge, (_, row) => row),
            potentialV: new Float64Array(rows),
            currentA: Float64Array.from(charge, (value, row) => value - (charge[row - 1] ?? 0)),
            chargeC: Float64Array.from(charge),
            step: null,
            cycle: null,
          }),
        );
        expect(codes(table)).toEqual([]);
        expect(names(table)).toContain('net_capacity_ah');
        const net = values(table, 'net_capacity_ah');
        for (const [row, value] of charge.entries())
          expect(Math.abs(net[row]! - value / 3600)).toBeLessThan(1e-15 * rows + 1e-15);
      }),
    );
  });
});

describe('validateBdf', () => {
  const sound = timeSeriesToBdf(series());
  const cases: [rule: string, table: BdfTable][] = [
    [
      'bdf-required voltage_volt',
      { ...sound, columns: sound.columns.filter(({ term }) => term.name !== 'voltage_volt') },
    ],
    ['bdf-order test_time_second', changed(sound, 'test_time_second', (time) => time.splice(4, 1, 100))],
    [
      'bdf-not-a-number current_ampere',
      changed(sound, 'current_ampere', (current) => current.splice(4, 1, Number.NaN)),
    ],
    ['bdf-whole-number cycle_count', changed(sound, 'cycle_count', (cycle) => cycle.splice(9, 1, 2 * Math.PI))],
    ['bdf-order cycle_count', changed(sound, 'cycle_count', (cycle) => cycle.splice(0, 1, 5))],
    ['bdf-negative cycle_count', changed(sound, 'cycle_count', (cycle) => cycle.splice(0, 1, -1))],
    ['bdf-rows voltage_volt', changed(sound, 'voltage_volt', (voltage) => voltage.pop())],
    [
      'bdf-sign charging_capacity_ah',
      changed(sound, 'current_ampere', (current) => current.splice(0, 10, ...current.map((ampere) => -ampere))),
    ],
    ['bdf-identity net_capacity_ah', changed(sound, 'net_capacity_ah', (net) => net.splice(3, 1, 1))],
    ['bdf-order charging_capacity_ah', changed(sound, 'charging_capacity_ah', (amount) => amount.splice(9, 1, 0))],
  ];

  it.each(cases)('finds %s', (rule, table) => {
    expect(codes(table)).toContain(rule);
    expect(() => bdfToCsv(table)).toThrow(rule.split(' ')[1]);
    expect(() => bdfToParquet(table, [source])).toThrow(/would not be valid/);
  });

  it('only tells of recommended columns, and of digits that were rounded nothing', () => {
    const rounded = changed(sound, 'net_capacity_ah', (net) =>
      net.splice(0, 10, ...net.map((value) => Number(value.toPrecision(8)))),
    );
    expect(codes(rounded)).toEqual([]);
    const told = validateBdf(sound.columns).filter(({ severity }) => severity !== 'error');
    expect(told.map(({ column }) => column)).toEqual(['unix_time_second', 'step_count', 'ambient_temperature_celsius']);
  });

  it('refuses a table without rows', () => {
    const empty = {
      ...sound,
      rows: 0,
      columns: sound.columns.map((column) => ({ ...column, values: new Float64Array() })),
    };
    expect(() => bdfToCsv(empty)).toThrow(/no rows/);
  });
});

describe('BDF files', () => {
  const table = timeSeriesToBdf(series(), '2025-01-01T00:00:00Z');

  it('come back from Parquet with the same numbers and meanings, and valid', async () => {
    const back = await readRecording(fileFromBytes('a.bdf.parquet', bdfToParquet(table, [source])));
    expect(String(back.settings.interphase)).toContain('"sha256":"abc"');
    expect(back.startTime).toBe('2025-01-01T00:00:00.000Z');
    const columns = bdfColumns(back.tables[0]!);
    expect(columns.map(({ term }) => term.name)).toEqual(names(table));
    for (const [index, column] of columns.entries()) expect(column.values).toEqual(table.columns[index]!.values);
    expect(validateBdf(columns).filter(({ severity }) => severity === 'error')).toEqual([]);
    const kinds = back.tables[0]!.columns.map(({ kind }) => kind);
    expect(kinds.slice(0, 3)).toEqual(['time', 'potential', 'current']);
  });

  it('come back from CSV with the same numbers', async () => {
    const csv = [...bdfToCsv(table)].join('');
    expect(csv.slice(0, csv.indexOf('\n'))).toMatch(/^test_time_second,voltage_volt,current_ampere,unix_time_second,/);
    const back = await readRecording(fileFromBytes('a.bdf.csv', new TextEncoder().encode(csv)));
    const columns = back.tables[0]!.columns.filter(isNumberColumn);
    expect(columns.length).toBe(table.columns.length);
    for (const [index, column] of columns.entries()) {
      expect(Array.from(column.values)).toEqual(Array.from(table.columns[index]!.values));
    }
    expect(columns.slice(0, 3).map(({ kind }) => kind)).toEqual(['time', 'potential', 'current']);
  });

  const shared = sharedData('cycling', 'other', 'legacy.bdf.parquet');
  it.skipIf(shared === undefined)(
    'of old versions name no column of today where the unit differs (needs the shared data)',
    async () => {
      const bytes = new Uint8Array(readFileSync(shared!));
      const [legacy] = (await readRecording(fileFromBytes('legacy.bdf.parquet', bytes))).tables;
      const columns = bdfColumns(legacy!);
      expect(columns.map(({ term }) => term.name)).toEqual([
        'current_ampere',
        'voltage_volt',
        'ambient_temperature_celsius',
      ]);
      expect(validateBdf(columns).map(({ code, column }) => `${code} ${column}`)).toContain(
        'bdf-required test_time_second',
      );
    },
  );
});
