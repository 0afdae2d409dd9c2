import { columnKind } from '../column-kinds.js';
import type { ColumnHeader } from '../column-names.js';
import type { Column, ColumnKind, Diagnostic, Table } from '../recording.js';
import { type TextTable, tableDiagnostics } from './text-table.js';

export interface NamedHeader extends ColumnHeader {
  /** Given only where the format says more than the name; `null` for certainly none. @default from name and unit */
  readonly kind?: ColumnKind | null;
}

/**
 * A table of named columns from rows of cells: names by position, text columns as text, what did not fit in
 * `diagnostics`. Columns beyond the names are called `column k`.
 */
export function namedTable(
  name: string,
  headers: readonly NamedHeader[],
  table: TextTable,
): { table: Table; diagnostics: Diagnostic[] } {
  const names = table.columns.map((_, index) => headers[index]?.name || `column ${index + 1}`);
  const columns = table.columns.map((values, index): Column => {
    const columnName = names[index]!;
    const header = headers[index];
    if (!(values instanceof Float64Array)) return { name: columnName, unit: '', text: values };
    const unit = header?.unit ?? '';
    const kind = header?.kind === undefined ? columnKind(header?.name ?? '', unit) : (header.kind ?? undefined);
    return kind === undefined ? { name: columnName, unit, values } : { name: columnName, unit, kind, values };
  });
  return {
    table: { name, rows: table.rows, columns },
    diagnostics: tableDiagnostics(table.problems, names),
  };
}

/** Only the first column of a kind keeps it (vendors print a quantity several times); `order` names the preferred. */
export function oneColumnPerKind(columns: readonly Column[], preferred: readonly string[] = []): Column[] {
  const rank = (column: Column): number => {
    const at = preferred.indexOf(column.name);
    return at === -1 ? preferred.length : at;
  };
  const best = new Map<ColumnKind, Column>();
  for (const column of columns) {
    if (!('values' in column) || column.kind === undefined) continue;
    const holder = best.get(column.kind);
    if (holder === undefined || rank(column) < rank(holder)) best.set(column.kind, column);
  }
  return columns.map((column) => {
    if (!('values' in column) || column.kind === undefined || best.get(column.kind) === column) return column;
    return { name: column.name, unit: column.unit, values: column.values };
  });
}
