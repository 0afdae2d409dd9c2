/** A data set of a PalmSens session: arrays of values, each with its kind, its unit and codes per value. */
import type { Column, ColumnKind, Table } from '../recording.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export function jsonObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

export function jsonList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const KINDS: ReadonlyMap<unknown, ColumnKind> = new Map<unknown, ColumnKind>([
  [0, 'time'],
  [1, 'potential'],
  [2, 'current'],
  [5, 'frequency'],
  [6, 'impedance-phase'],
  [7, 'impedance-real'],
  [8, 'impedance-imaginary'],
  [10, 'impedance-modulus'],
]);

/** Codes per value: four are known; a damaged file must not make a column of every key. */
const MAX_CODES = 16;

const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['Pico', 'p'],
  ['Nano', 'n'],
  ['Micro', 'µ'],
  ['Milli', 'm'],
  ['Kilo', 'k'],
  ['Mega', 'M'],
]);

/** The arrays as tables: one for each length that occurs, the one with the frequency first. */
export function dataSetTables(name: string, dataSet: JsonObject): Table[] {
  const byLength = new Map<number, Column[]>();
  for (const array of jsonList(dataSet.Values).map(jsonObject)) {
    const points = jsonList(array.DataValues).map(jsonObject);
    const group = byLength.get(points.length) ?? [];
    byLength.set(points.length, group);
    group.push(...arrayColumns(array, points));
  }
  byLength.delete(0);
  return [...byLength]
    .map(([rows, columns]): Table => ({ name, rows, columns }))
    .sort((a, b) => Number(hasFrequency(b)) - Number(hasFrequency(a)));
}

function hasFrequency(table: Table): boolean {
  return table.columns.some((column) => 'values' in column && column.kind === 'frequency');
}

/** The values (`V`) and, as columns of their own, whatever else is stored with each value (range, status, text). */
function arrayColumns(array: JsonObject, points: readonly JsonObject[]): Column[] {
  const unit = jsonObject(array.Unit);
  const description = String(array.Description ?? `array ${String(array.ArrayType)}`);
  // The array described as ZIm is of the quantity -Z'', and the one called Phase is -Phase: the minus must not be lost.
  const name = typeof unit.Q === 'string' && unit.Q.startsWith('-') ? unit.Q : description;
  const values = numbers(points, 'V');
  const kind = kindOf(array.ArrayType, unit);
  const main = { name, unit: unitText(unit), values };
  const columns: Column[] = [kind === undefined ? main : { ...main, kind }];
  const others = new Set(points.slice(0, 10).flatMap((point) => Object.keys(point).slice(0, MAX_CODES)));
  others.delete('V');
  for (const key of [...others].slice(0, MAX_CODES)) {
    if (points.some((point) => typeof point[key] === 'string')) {
      columns.push({ name: `${name}.${key}`, unit: '', text: points.map((point) => String(point[key] ?? '')) });
    } else columns.push({ name: `${name}.${key}`, unit: '', values: numbers(points, key) });
  }
  return columns;
}

function numbers(points: readonly JsonObject[], key: string): Float64Array {
  return Float64Array.from(points, (point) => {
    const value = point[key];
    return typeof value === 'number' ? value : Number.NaN;
  });
}

/** The array called ZIm holds -Im Z, and Phase its negative; the file says so in the quantity of the unit (`-Z''`). */
function kindOf(type: unknown, unit: JsonObject): ColumnKind | undefined {
  const kind = KINDS.get(type);
  const negated = typeof unit.Q === 'string' ? unit.Q.startsWith('-') : type === 8;
  if (!negated) return kind;
  return kind === 'impedance-imaginary' ? 'impedance-imaginary-negated' : undefined;
}

/** `PalmSens.Units.MicroAmpere` with the symbol `A` is `µA`. */
function unitText(unit: JsonObject): string {
  const symbol = typeof unit.S === 'string' ? unit.S : '';
  const type = String(unit.Type ?? '').replace('PalmSens.Units.', '');
  for (const [word, prefix] of PREFIXES) if (type.startsWith(word)) return `${prefix}${symbol}`;
  return symbol;
}
