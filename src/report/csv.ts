import type { Quantity } from '../quantity/quantity.js';
import type { Conditions, ResultTable, SeriesEntry } from '../techniques/technique.js';

type Cell = ResultTable['rows'][number][number];

export function isQuantity(cell: Cell | undefined): cell is Quantity {
  return typeof cell === 'object' && cell !== null;
}

/** RFC 4180: quoted only where needed, quotes doubled; lines end with a line feed. */
function line(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  // The shortest decimal that reads back as the same double: nothing is lost.
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function header(name: string, unit: string): string {
  return unit === '' || unit === '1' ? name : `${name}/${unit}`;
}

/**
 * A table at full precision: columns `name/unit`, and `name sigma/unit` after every column whose quantities have an
 * uncertainty. A quantity in another unit than its column keeps its own, as text.
 */
export function tableCsv(table: ResultTable): string {
  const columns = table.columns.map(({ name, unit }, i) => {
    const cells = table.rows.map((row) => row[i] ?? null);
    const withSigma = cells.some((cell) => isQuantity(cell) && cell.sigma !== null);
    // A column that names no unit takes that of its quantities, where they agree.
    const units = new Set(cells.filter(isQuantity).map((cell) => cell.unit));
    const own = unit === '' && units.size === 1 ? [...units][0]! : unit;
    return { name, unit: own, cells, withSigma };
  });
  const head = columns.flatMap(({ name, unit, withSigma }) => [
    header(name, unit),
    ...(withSigma ? [header(`${name} sigma`, unit)] : []),
  ]);
  const rows = table.rows.map((_, r) =>
    line(
      columns.flatMap(({ unit, cells, withSigma }) => {
        const cell = cells[r]!;
        if (!isQuantity(cell)) return withSigma ? [cell, null] : [cell];
        const foreign = cell.unit !== unit && cell.value !== null && !(unit === '' && cell.unit === '1');
        const value = foreign ? `${cell.value} ${cell.unit}` : cell.value;
        return withSigma
          ? [value, foreign && cell.sigma !== null ? `${cell.sigma} ${cell.unit}` : cell.sigma]
          : [value];
      }),
    ),
  );
  return line(head) + rows.join('');
}

/** Quantities of a whole analysis, one per line with uncertainty, interval and remark. */
export function quantitiesCsv(quantities: Readonly<Record<string, Quantity>>): string {
  const rows = Object.entries(quantities).map(([name, { value, sigma, unit, interval95, note }]) =>
    line([name, value, sigma, unit, interval95?.[0] ?? null, interval95?.[1] ?? null, note ?? null]),
  );
  return line(['quantity', 'value', 'sigma', 'unit', '95 % low', '95 % high', 'note']) + rows.join('');
}

/** Names in the order in which they first appear in any entry. */
export function namesOf(records: readonly Readonly<Record<string, Quantity>>[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))];
}

/** The series of an analysis as a table: one row per recording, its conditions and quantities as columns. */
export function seriesTable(series: readonly SeriesEntry[]): ResultTable {
  const conditions = namesOf(series.map((entry) => entry.conditions));
  const quantities = namesOf(series.map((entry) => entry.quantities));
  const unitOf = (name: string, pick: (entry: SeriesEntry) => Conditions): string =>
    series.map((entry) => pick(entry)[name]?.unit).find((unit) => unit !== undefined) ?? '';
  return {
    id: 'series',
    caption: 'Quantities of each recording.',
    columns: [
      { name: 'recording', unit: '' },
      ...conditions.map((name) => ({ name, unit: unitOf(name, (entry) => entry.conditions) })),
      ...quantities.map((name) => ({ name, unit: unitOf(name, (entry) => entry.quantities) })),
    ],
    rows: series.map((entry) => [
      entry.label,
      ...conditions.map((name) => entry.conditions[name] ?? null),
      ...quantities.map((name) => entry.quantities[name] ?? null),
    ]),
  };
}
