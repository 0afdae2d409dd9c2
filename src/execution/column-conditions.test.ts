import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../errors.js';
import type { Column, Recording } from '../formats/recording.js';
import { conditionsFromColumns } from './column-conditions.js';

function column(name: string, unit: string, ...values: number[]): Column {
  return { name, unit, values: Float64Array.from(values) };
}

function recordingOf(...tables: Column[][]): Recording {
  return {
    name: 'a.csv',
    format: 'test',
    settings: {},
    tables: tables.map((columns, index) => ({ name: `t${index}`, rows: 3, columns })),
    sha256: 'ab'.repeat(32),
    diagnostics: [],
  };
}

function errorOf(recording: Recording, columns: Record<string, string>) {
  try {
    conditionsFromColumns(recording, columns);
  } catch (error) {
    if (isInterphaseError(error)) return error;
  }
  return undefined;
}

describe('conditionsFromColumns', () => {
  const recording = recordingOf([
    column('freq', 'Hz', 3, 2, 1),
    column('Temperature', 'C', 24, 25, 26),
    column('age', '', 5, Number.NaN, 5),
    { name: 'remark', unit: '', text: ['x', 'y', 'z'] },
  ]);
  const measured = { value: 25, sigma: 1, unit: 'degC' };

  it.each(['Temperature/C', 'Temperature (C)', 'Temperature', 'temperature', 'TEMPERATURE/c'])('reads %s', (wanted) => {
    expect(conditionsFromColumns(recording, { temperature: wanted })).toEqual({ temperature: measured });
  });

  it('leaves gaps out, has no sigma for a constant, and takes the usual unit where there is none', () => {
    expect(conditionsFromColumns(recording, { time: 'age', cycle: 'age' })).toEqual({
      time: { value: 5, sigma: null, unit: 'h' },
      cycle: { value: 5, sigma: null, unit: '1' },
    });
  });

  it('takes a column that several tables share as one', () => {
    const both = recordingOf([column('T', 'K', 299)], [column('T', 'K', 301, 300)]);
    expect(conditionsFromColumns(both, { temperature: 'T' }).temperature).toEqual({ value: 300, sigma: 1, unit: 'K' });
  });

  it('tells columns apart by unit and by case before it gives up', () => {
    const near = recordingOf([column('T', 'K', 300), column('T', 'C', 27), column('t', 's', 9)]);
    expect(conditionsFromColumns(near, { temperature: 'T/K', time: 't' })).toMatchObject({
      temperature: { value: 300 },
      time: { value: 9, unit: 's' },
    });
    expect(errorOf(near, { temperature: 'T' })).toMatchObject({
      code: 'ambiguous-column',
      message: '"T" for the temperature could be 2 columns: "T/K", "T/C"',
    });
    const twice = recordingOf([column('T', 'K', 300), column('T', 'K', 310)]);
    expect(errorOf(twice, { temperature: 'T/K' })?.code).toBe('ambiguous-column');
  });

  it('lists the columns, and the nearest one, when there is none of that name', () => {
    expect(errorOf(recording, { temperature: 'Temperatur/C' })).toMatchObject({
      code: 'missing-column',
      message:
        'there is no column "Temperatur/C" for the temperature; the columns are freq/Hz, Temperature/C, age, remark',
      hint: 'did you mean "Temperature/C"?',
    });
    expect(errorOf(recordingOf(), { time: 'x' })?.message).toContain('the file has no columns');
  });

  it('refuses what cannot be', () => {
    expect(errorOf(recordingOf([column('T', 'C', -300)]), { temperature: 'T' })?.message).toContain('absolute zero');
  });

  it('refuses columns without numbers and units of something else', () => {
    expect(errorOf(recording, { dose: 'remark' })?.message).toBe('the column "remark" for the dose holds no numbers');
    expect(errorOf(recordingOf([column('T', 'K', Number.NaN)]), { temperature: 'T' })?.code).toBe('missing-column');
    expect(errorOf(recording, { time: 'Temperature' })?.code).toBe('wrong-dimension');
    expect(errorOf(recordingOf([column('d', 'furlong', 1)]), { dose: 'd' })?.code).toBe('unknown-unit');
  });
});
