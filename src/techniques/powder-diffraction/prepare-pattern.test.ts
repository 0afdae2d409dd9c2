import { describe, expect, it } from 'vitest';
import type { ColumnKind, NumberColumn, Table } from '../../formats/recording.js';
import { preparePattern } from './prepare-pattern.js';

const all = { regions: [], exclusions: new Map() };

function tableOf(
  count: number,
  point: (i: number) => readonly [angle: number, y: number],
  kind: 'counts' | 'intensity' = 'counts',
  sigma?: (i: number) => number,
): Table {
  const column = (name: string, unit: string, own: ColumnKind, values: Float64Array): NumberColumn => ({
    name,
    unit,
    kind: own,
    values,
  });
  const values = (pick: (i: number) => number) => Float64Array.from({ length: count }, (_, i) => pick(i));
  return {
    name: 'data',
    rows: count,
    columns: [
      column(
        '2theta',
        'deg',
        'two-theta',
        values((i) => point(i)[0]),
      ),
      column(
        'counts',
        '',
        kind,
        values((i) => point(i)[1]),
      ),
      ...(sigma === undefined ? [] : [column('sigma', '', 'intensity-sigma', values(sigma))]),
    ],
  };
}

const codes = (table: Table) => preparePattern('x', table, 'x.xy', all).findings.map(({ code }) => code);

describe('preparePattern', () => {
  it('takes counts as they are, and says nothing', () => {
    const { pattern, findings } = preparePattern(
      'x',
      tableOf(100, (i) => [10 + i, 100]),
      'x.xy',
      all,
    );
    expect(findings).toEqual([]);
    expect(pattern.weights).toBe('counts');
  });

  it.each([
    ['nothing', () => 0],
    ['negative values', () => -100],
    ['what is smaller than any intensity', () => 1e-300],
  ])('refuses a pattern of %s', (_, y) => {
    const table = tableOf(100, (i) => [10 + i, y()], 'intensity');
    expect(() => preparePattern('x', table, 'x.xy', all)).toThrow(
      /no point of the pattern has an intensity above zero/,
    );
  });

  it('leaves out and tells what is no number or beyond all detectors', () => {
    const table = tableOf(100, (i) => [10 + i, [Number.NaN, 1e300, Number.POSITIVE_INFINITY][i] ?? 100]);
    const { pattern, findings } = preparePattern('x', table, 'x.xy', all);
    expect(pattern.observed).toHaveLength(97);
    expect(findings.map(({ code, message }) => [code, message.slice(0, 6)])).toEqual([['unreadable-points', '3 rows']]);
  });

  it('tells of angles below zero, and doubts a pattern of many', () => {
    const few = preparePattern(
      'x',
      tableOf(100, (i) => [i - 2, 100]),
      'x.xy',
      all,
    );
    expect(few.findings).toMatchObject([{ code: 'angles-below-zero', severity: 'info' }]);
    expect(few.pattern.observed).toHaveLength(97);
    const many = preparePattern(
      'x',
      tableOf(120, (i) => [i - 50, 100]),
      'x.xy',
      all,
    );
    expect(many.findings).toMatchObject([{ code: 'angles-below-zero', severity: 'warning' }]);
  });

  it('tells of standard deviations that are none', () => {
    const table = (sigma: (i: number) => number) => tableOf(100, (i) => [10 + i, 100], 'counts', sigma);
    expect(codes(table(() => 10))).toEqual([]);
    expect(codes(table(() => 0))).toEqual(['doubtful-deviations']);
    expect(codes(table((i) => (i === 7 ? 1e-12 : 10)))).toEqual(['doubtful-deviations']);
  });

  it('refuses more points than a pattern has', () => {
    const table = tableOf(500_001, (i) => [10 + i * 1e-4, 100]);
    expect(() => preparePattern('x', table, 'x.xy', all)).toThrow(/500001 points/);
    expect(preparePattern('x', table, 'x.xy', { ...all, range: [20, 30] }).findings).toEqual([]);
  });
});
