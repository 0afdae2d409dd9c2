import type { ColumnKind } from '../../../../src/formats/recording.js';
import type { ColumnSummary, TableSummary } from '../recording-protocol.js';
import { type PlotSetup, shownUnit } from './plot-setup.js';

export interface AxesPreset {
  readonly name: string;
  readonly setup: PlotSetup;
}

interface Wanted {
  readonly name: string;
  readonly x: readonly ColumnKind[];
  /** One column of the first kind of each list that the table has. */
  readonly ys: readonly (readonly ColumnKind[])[];
  readonly log?: Partial<PlotSetup['log']>;
  readonly equal?: boolean;
}

const IMAGINARY: readonly ColumnKind[] = ['impedance-imaginary-negated', 'impedance-imaginary'];
const CHARGES: readonly ColumnKind[] = ['charge', 'capacity', 'charge-capacity', 'discharge-capacity'];

/** What the columns of a table are usually drawn as; the first that fits is shown at once. */
const USUAL: readonly Wanted[] = [
  { name: 'Impedance plane', x: ['impedance-real'], ys: [IMAGINARY], equal: true },
  {
    name: 'Modulus and phase',
    x: ['frequency'],
    ys: [['impedance-modulus'], ['impedance-phase']],
    log: { x: true, left: true },
  },
  { name: 'Impedance against frequency', x: ['frequency'], ys: [['impedance-real'], IMAGINARY], log: { x: true } },
  { name: 'Pattern', x: ['two-theta'], ys: [['counts', 'intensity']] },
  { name: 'Spectrum', x: ['binding-energy', 'kinetic-energy'], ys: [['counts', 'intensity']] },
  { name: 'Against time', x: ['time'], ys: [['potential'], ['current']] },
  { name: 'Potential against charge', x: CHARGES, ys: [['potential']] },
  { name: 'Current against potential', x: ['potential'], ys: [['current']] },
  { name: 'Temperature against time', x: ['time'], ys: [['temperature']] },
];

/** Ways to draw a table, the best first; there is always one unless the table has no numbers. */
export function axesPresets(table: number, { columns }: TableSummary): readonly AxesPreset[] {
  const find = (kinds: readonly ColumnKind[]): number | undefined => {
    for (const kind of kinds) {
      const at = columns.findIndex((column) => column.kind === kind && hasNumbers(column));
      if (at >= 0) return at;
    }
    return undefined;
  };
  const usual = USUAL.flatMap(({ name, x, ys, log, equal = false }): AxesPreset[] => {
    const xColumn = find(x);
    const found = ys.map(find).filter((column) => column !== undefined);
    // A preset whose first column is missing is not that picture; the others are company.
    if (xColumn === undefined || found.length === 0 || found[0] !== find(ys[0]!)) return [];
    return [{ name, setup: setupOf(table, columns, xColumn, found, log, equal) }];
  });
  return [...usual, ...plain(table, columns)];
}

/** Columns in the order of the file, for tables whose columns mean nothing to us, and to see what the file has. */
function plain(table: number, columns: readonly ColumnSummary[]): readonly AxesPreset[] {
  const numbers = [...columns.keys()].filter((at) => hasNumbers(columns[at]!));
  const [first, second] = numbers;
  if (first === undefined) return [];
  const byRow = { name: 'Against row number', setup: setupOf(table, columns, 'row', [second ?? first]) };
  if (second === undefined) return [byRow];
  return [{ name: 'First two columns', setup: setupOf(table, columns, first, [second]) }, byRow];
}

function setupOf(
  table: number,
  columns: readonly ColumnSummary[],
  x: number | 'row',
  ys: readonly number[],
  log: Partial<PlotSetup['log']> = {},
  equal = false,
): PlotSetup {
  const unit = (column: number) => shownUnit(columns[column]!);
  const isLog = (wanted: boolean | undefined, column: number | 'row' | undefined) =>
    wanted === true && typeof column === 'number' && (columns[column]!.minPositive ?? 0) > 0;
  return {
    table,
    x,
    ys: ys.map((column, slot) => ({ column, slot })),
    log: { x: isLog(log.x, x), left: isLog(log.left, ys[0]), right: false },
    equal: equal && typeof x === 'number' && ys.every((column) => unit(column) === unit(x)),
    lines: true,
  };
}

function hasNumbers({ isText, min }: ColumnSummary): boolean {
  return !isText && min !== undefined && !Number.isNaN(min);
}
