/** The table `cycles` of a cycling analysis as checks read it: columns by name, each cycle a row. */
import type { Result } from '../execution/task.js';
import { convert } from '../quantity/convert.js';
import type { Quantity } from '../quantity/quantity.js';

/** One cycle of a symmetric cell. */
export interface CheckedCycle {
  readonly cycle: number;
  /** When it ended (or had its middle; the same for all), h. */
  readonly timeH: number;
  /** Without sign. */
  readonly overpotential: Quantity;
  readonly currentDensity: Quantity;
}

/** The columns that are read, with the unit each must be convertible to. */
const columns = {
  cycle: '1',
  time: 'h',
  overpotential: 'V',
  'current density': 'mA/cm^2',
} as const;

/** The cycles of which all four numbers are there, in the order of time; or why there are none, in words. */
export function readCycles(result: Result): readonly CheckedCycle[] | string {
  const table = result.tables.find(({ id }) => id === 'cycles');
  if (table === undefined) return 'has no table of cycles';
  const places = new Map(table.columns.map(({ name, unit }, index) => [name, { index, unit }]));
  const absent = Object.keys(columns).filter((name) => !places.has(name));
  if (absent.length > 0) return `has no ${absent.join(' and no ')} in its table of cycles`;
  const cycles = table.rows.flatMap((row): CheckedCycle[] => {
    const read = (name: keyof typeof columns): Quantity | undefined => {
      const { index, unit } = places.get(name)!;
      const cell = row[index];
      if (typeof cell === 'number') return convert({ value: cell, sigma: null, unit: unit || '1' }, columns[name]);
      if (typeof cell !== 'object' || cell?.value == null) return undefined;
      return convert(cell, columns[name]);
    };
    const [cycle, time, overpotential, current] = [
      read('cycle'),
      read('time'),
      read('overpotential'),
      read('current density'),
    ];
    if (cycle === undefined || time === undefined || overpotential === undefined || current === undefined) return [];
    if (!(Math.abs(current.value!) > 0)) return [];
    return [
      {
        cycle: cycle.value!,
        timeH: time.value!,
        overpotential: { ...overpotential, value: Math.abs(overpotential.value!) },
        currentDensity: { ...current, value: Math.abs(current.value!) },
      },
    ];
  });
  return cycles.length === 0 ? 'has no cycle with overpotential and current density' : cycles.sort(byTime);
}

function byTime(a: CheckedCycle, b: CheckedCycle): number {
  return a.timeH - b.timeH;
}
