import { describe, expect, it } from 'vitest';
import type { ColumnSummary, TableSummary } from '../recording-protocol.js';
import { axesPresets } from './axes-presets.js';
import {
  canBeLog,
  columnsOn,
  isReversed,
  type PlotSetup,
  setXColumn,
  sideOf,
  toggleColumn,
  toggleLog,
} from './plot-setup.js';

function column(name: string, unit: string, kind?: string, min = 0, max = 10): ColumnSummary {
  const positive = min > 0 ? min : max > 0 ? max / 2 : Number.NaN;
  const facts = { min, max, minPositive: positive, missing: 0, order: 'none' } as const;
  return { name, unit, ...(kind === undefined ? {} : { kind }), isText: false, ...facts };
}

const words: ColumnSummary = { name: 'state', unit: '', kind: 'state', isText: true };
const tableOf = (...columns: ColumnSummary[]): TableSummary => ({ name: 'data', rows: 10, columns });

function names(table: TableSummary, setup: PlotSetup) {
  const x = setup.x === 'row' ? 'row' : table.columns[setup.x]!.name;
  return [x, ...setup.ys.map((shown) => table.columns[shown.column]!.name)].join(' ');
}

const cycling = tableOf(
  words,
  column('mode', ''),
  column('time', 's', 'time'),
  column('Ewe', 'V', 'potential', -1, 1),
  column('I', 'mA', 'current', -1, 1),
  column('control', 'V', undefined, -2, -1),
  column('P', 'W'),
);

describe('axesPresets', () => {
  it('draws a time series as potential and current against time', () => {
    const [first, ...others] = axesPresets(0, cycling);
    expect(first!.name).toBe('Against time');
    expect(names(cycling, first!.setup)).toBe('time Ewe I');
    expect(others.map(({ name }) => name)).toEqual([
      'Current against potential',
      'First two columns',
      'Against row number',
    ]);
  });

  it('draws an impedance in its plane with equal scales, and as modulus and phase', () => {
    const table = tableOf(
      column('freq', 'Hz', 'frequency', 1, 1e6),
      column('Re(Z)', 'Ohm', 'impedance-real'),
      column('-Im(Z)', 'Ω', 'impedance-imaginary-negated'),
      column('|Z|', 'Ohm', 'impedance-modulus', 1, 5),
      column('Phase(Z)', 'deg', 'impedance-phase', -90, 0),
    );
    const [plane, bode] = axesPresets(0, table);
    expect(names(table, plane!.setup)).toBe('Re(Z) -Im(Z)');
    expect(plane!.setup.equal).toBe(true);
    expect(isReversed(plane!.setup, table, 'left')).toBe(false);
    expect(names(table, bode!.setup)).toBe('freq |Z| Phase(Z)');
    expect(bode!.setup.log).toEqual({ x: true, left: true, right: false });
  });

  it('turns the axis of an imaginary part that is stored with its sign', () => {
    const table = tableOf(column('Zr', 'Ohm', 'impedance-real'), column('Zi', 'Ohm', 'impedance-imaginary', -9, -1));
    const [plane] = axesPresets(0, table);
    expect(isReversed(plane!.setup, table, 'left')).toBe(true);
  });

  it('takes the first two columns of numbers where none means anything', () => {
    const table = tableOf(
      words,
      column('a', 'm'),
      column('empty', '', undefined, Number.NaN, Number.NaN),
      column('b', 'g'),
    );
    expect(axesPresets(0, table).map(({ setup }) => names(table, setup))).toEqual(['a b', 'row b']);
    expect(axesPresets(0, tableOf(column('a', 'm'))).map(({ name }) => name)).toEqual(['Against row number']);
    expect(axesPresets(0, tableOf(words))).toEqual([]);
  });
});

describe('toggleColumn', () => {
  const start = axesPresets(0, cycling)[0]!.setup;

  it('puts columns of one unit on one axis, of another on the right', () => {
    const more = toggleColumn(start, cycling, 5);
    expect(columnsOn(more, cycling, 'left').map((shown) => shown.column)).toEqual([3, 5]);
    expect(columnsOn(more, cycling, 'right').map((shown) => shown.column)).toEqual([4]);
  });

  it('gives the right axis to a third unit', () => {
    const watts = toggleColumn(start, cycling, 6);
    expect(watts.ys.map((shown) => shown.column)).toEqual([3, 6]);
    expect(sideOf(watts, cycling, 6)).toBe('right');
  });

  it('keeps the colour of what stays and gives a free one to what comes', () => {
    const both = toggleColumn(start, cycling, 5);
    const without = toggleColumn(both, cycling, 3);
    expect(without.ys).toEqual([
      { column: 4, slot: 1 },
      { column: 5, slot: 2 },
    ]);
    expect(toggleColumn(without, cycling, 3).ys.at(-1)).toEqual({ column: 3, slot: 0 });
  });

  it('leaves a logarithmic axis when nothing on it is above zero', () => {
    const log = toggleLog(start, 'left');
    expect(log.log.left).toBe(true);
    const negative = toggleColumn(toggleColumn(log, cycling, 5), cycling, 3);
    const alone = toggleColumn(negative, cycling, 4);
    expect(alone.ys.map((shown) => shown.column)).toEqual([5]);
    expect(canBeLog(alone, cycling, 'left')).toBe(false);
    expect(alone.log.left).toBe(false);
    expect(setXColumn({ ...start, log: { ...start.log, x: true } }, cycling, 5).log.x).toBe(false);
  });
});
