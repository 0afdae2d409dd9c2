import { describe, expect, it } from 'vitest';
import { cellRemark, cellText, shownColumns } from './table-cells.js';

const ohm = (value: number | null, more = {}) => ({ value, sigma: value === null ? null : 2, unit: 'Ohm', ...more });

describe('shownColumns', () => {
  it('gives a column the unit of its quantities, where they agree', () => {
    const rows = [
      ['a', ohm(1), ohm(1), 5],
      ['a sentence that is too long for one line', ohm(2), { ...ohm(2), unit: 'S' }, null],
    ];
    const columns = shownColumns({
      id: 't',
      caption: '',
      columns: ['name', 'R', 'mixed', 'n'].map((name) => ({ name, unit: '' })),
      rows,
    });
    expect(columns.map(({ unit }) => unit)).toEqual(['', 'Ohm', '', '']);
    expect(columns.map(({ numeric }) => numeric)).toEqual([false, true, true, true]);
    expect(columns.map(({ long }) => long)).toEqual([true, false, false, false]);
  });
});

describe('cellText', () => {
  it('prints quantities without the unit of their column, others with their own', () => {
    expect(cellText(ohm(118), 'Ohm')).toBe('118.0(20)');
    expect(cellText(ohm(118), '')).toBe('118.0(20) Ω');
    expect(cellText('text', '')).toBe('text');
    expect(cellText(null, '')).toBe('');
  });

  it('writes counts out, and other numbers in six digits', () => {
    expect(cellText(102723, '')).toBe('102723');
    expect(cellText(18.44372345, '')).toBe('18.4437');
  });

  it('says shortly what is not identifiable, and in the remark what is known of it', () => {
    const cell = ohm(null, { interval95: [21.6, 33.9], note: 'beyond the window' });
    expect(cellText(cell, 'Ohm')).toBe('not identifiable');
    expect(cellRemark(cell)).toBe('95 %: 21.6 to 33.9 Ω. beyond the window');
    expect(cellRemark(ohm(1))).toBeUndefined();
    expect(cellRemark('x')).toBeUndefined();
    expect(cellText({ value: null, sigma: null, unit: '1', note: 'no short' }, '1')).toBe('none');
  });
});
