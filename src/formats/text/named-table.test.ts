import { describe, expect, it } from 'vitest';
import { type NamedHeader, namedTable } from './named-table.js';
import type { TextTable } from './text-table.js';

const table = (...columns: (Float64Array | readonly string[])[]): TextTable => ({
  rows: columns[0]!.length,
  columns,
  end: columns[0]!.length,
  widest: columns.length,
  problems: [],
});
const header = (name: string, kind?: NamedHeader['kind']): NamedHeader =>
  kind === undefined ? { name, unit: '' } : { name, unit: '', kind };

describe('namedTable', () => {
  it('turns durations into seconds where the name says that they are times', () => {
    const words = ['0:00:00', '0:00:10'];
    const { table: made } = namedTable(
      'data',
      ['Test Time', 'Load (hh:mm:ss)', 'Started', 'Step Type'].map((n) => header(n)),
      {
        ...table(words, words, words, words),
      },
    );
    expect(made.columns).toEqual([
      { name: 'Test Time', unit: 's', kind: 'time', values: Float64Array.of(0, 10) },
      { name: 'Load', unit: 's', values: Float64Array.of(0, 10) },
      { name: 'Started', unit: '', text: words },
      { name: 'Step Type', unit: '', kind: 'state', text: words },
    ]);
  });

  it('leaves a clock that passes midnight as text, and warns', () => {
    const { table: made, diagnostics } = namedTable('data', [header('Time')], table(['23:59:50', '0:00:10']));
    expect(made.columns[0]).toEqual({ name: 'Time', unit: '', text: ['23:59:50', '0:00:10'] });
    expect(diagnostics.map(({ code }) => code)).toEqual(['time-of-day']);
  });

  it('says when durations begin late in the day', () => {
    const { diagnostics } = namedTable('data', [header('Time')], table(['14:00:00', '14:00:10']));
    expect(diagnostics.map(({ code }) => code)).toEqual(['late-start']);
  });

  it('lets the time within a step fall back as it likes', () => {
    const text = ['20:00:00', '0:00:10'];
    const { table: made, diagnostics } = namedTable('data', [header('Time', 'step-time')], table(text));
    expect(made.columns[0]).toMatchObject({ kind: 'step-time', unit: 's' });
    expect(diagnostics).toEqual([]);
  });
});
