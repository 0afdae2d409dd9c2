import { describe, expect, it } from 'vitest';
import { quantitiesTable } from './quantities-table.js';

const energy = { value: 0.31, sigma: 0.004, unit: 'eV', interval95: [0.302, 0.318] as const };

describe('quantitiesTable', () => {
  it('has a row for each quantity, in readable words', () => {
    const { columns, rows } = quantitiesTable({ activationEnergy: energy });
    expect(columns.map(({ name }) => name)).toEqual(['quantity', 'value', '95 % interval']);
    expect(rows).toEqual([['activation energy', energy, '0.3020 to 0.3180 eV']]);
  });

  it('has a column of notes where there is one', () => {
    const { columns, rows } = quantitiesTable({ a: energy, b: { ...energy, note: 'extrapolated' } });
    expect(columns.at(-1)!.name).toBe('note');
    expect(rows.map((row) => row[3])).toEqual(['', 'extrapolated']);
  });
});
