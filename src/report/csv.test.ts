import { describe, expect, it } from 'vitest';
import { quantitiesCsv, seriesTable, tableCsv } from './csv.js';
import { quantity } from './test-support/sample-study.js';

describe('tableCsv', () => {
  it('names units and uncertainties and loses no digit', () => {
    const csv = tableCsv({
      id: 't',
      caption: '',
      columns: [
        { name: 'file', unit: '' },
        { name: 'R', unit: 'Ohm' },
        { name: 'n', unit: '1' },
        { name: 'Q', unit: 'F' },
      ],
      rows: [
        ['a,"b"', quantity(0.1 + 0.2, 1e-17, 'Ohm'), 3, quantity(1, null, 'F')],
        ['two\nlines', quantity(null, null, 'Ohm'), Number.NaN, null],
        ['other unit', quantity(2, 0.5, 'kOhm'), 1, null],
      ],
    });
    expect(csv).toBe(
      'file,R/Ohm,R sigma/Ohm,n,Q/F\n' +
        '"a,""b""",0.30000000000000004,1e-17,3,1\n' +
        '"two\nlines",,,,\n' +
        'other unit,2 kOhm,0.5 kOhm,1,\n',
    );
  });

  it('takes the unit of its quantities where the column names none', () => {
    const columns = [{ name: 'U', unit: '' }];
    expect(tableCsv({ id: 't', caption: '', columns, rows: [[quantity(1, 0.1, 'V')]] })).toBe('U/V,U sigma/V\n1,0.1\n');
  });
});

describe('quantitiesCsv', () => {
  it('has a line for each quantity with interval and note', () => {
    expect(
      quantitiesCsv({ Ea: quantity(0.31, 0.004, 'eV', { interval95: [0.302, null], note: 'ln(σT), form' }) }),
    ).toBe('quantity,value,sigma,unit,95 % low,95 % high,note\nEa,0.31,0.004,eV,0.302,,"ln(σT), form"\n');
  });
});

describe('seriesTable', () => {
  it('has one row per recording and a column for every quantity that any of them has', () => {
    const entry = (label: string, quantities: Record<string, ReturnType<typeof quantity>>) => ({
      label,
      conditions: { temperature: quantity(25, null, 'degC') },
      quantities,
      findings: [],
    });
    const table = seriesTable([
      entry('a', { R0: quantity(1, 0.1, 'Ohm') }),
      entry('b', { R1: quantity(2, 0.1, 'Ohm') }),
    ]);
    expect(table.columns.map(({ name, unit }) => `${name} ${unit}`)).toEqual([
      'recording ',
      'temperature degC',
      'R0 Ohm',
      'R1 Ohm',
    ]);
    expect(table.rows[1]!.slice(2)).toEqual([null, quantity(2, 0.1, 'Ohm')]);
  });
});
