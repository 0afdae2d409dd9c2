import { columnKind, textColumnKind } from '../column-kinds.js';
import type { ColumnHeader } from '../column-names.js';
import type { Column, ColumnKind, Diagnostic, Table } from '../recording.js';
import { durationColumn, looksLikeTimeOfDay } from './durations.js';
import { type TextTable, tableDiagnostics } from './text-table.js';

/** `(Hours in hh:mm:ss.xxx)`, `[h:m:s]`: how a duration is written, which is no unit of seconds. */
const CLOCK_FORMAT = /\s*[([/][^()[\]/]*\bh{1,3}:m{1,2}(?::s{1,2})?[^()[\]/]*[)\]]?$/i;

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
  const diagnostics: Diagnostic[] = [];
  const columns = table.columns.map((values, index): Column => {
    const columnName = names[index]!;
    const header = headers[index];
    if (!(values instanceof Float64Array)) return wordsOrDurations(columnName, header, values, diagnostics);
    const unit = header?.unit ?? '';
    const kind = header?.kind === undefined ? columnKind(header?.name ?? '', unit) : (header.kind ?? undefined);
    return kind === undefined ? { name: columnName, unit, values } : { name: columnName, unit, kind, values };
  });
  return {
    table: { name, rows: table.rows, columns },
    diagnostics: [...tableDiagnostics(table.problems, names), ...diagnostics],
  };
}

/** Times written as durations become seconds, wherever the name says that they are times. */
function wordsOrDurations(
  name: string,
  header: NamedHeader | undefined,
  text: readonly string[],
  diagnostics: Diagnostic[],
): Column {
  const plainName = name.replace(CLOCK_FORMAT, '');
  const kind = header?.kind === undefined ? columnKind(plainName, '') : (header.kind ?? undefined);
  const isTime = plainName !== name || kind === 'time' || kind === 'step-time';
  const durations = isTime ? durationColumn(text) : undefined;
  if (durations === undefined) {
    const state = header?.kind === null ? undefined : textColumnKind(name);
    return state === undefined ? { name, unit: '', text } : { name, unit: '', kind: state, text };
  }
  const { seconds, unreadable, firstUnreadable } = durations;
  if (kind !== 'step-time' && looksLikeTimeOfDay(seconds)) {
    const message = `column "${name}" falls back at midnight: it is a time of day and no time since the start`;
    diagnostics.push({ code: 'time-of-day', severity: 'warning', message });
    return { name, unit: '', text };
  }
  if (kind === 'time' && seconds[0]! >= 3600) {
    const message = `column "${name}" begins at ${text[0]}; if that is a time of day, it counts from midnight`;
    diagnostics.push({ code: 'late-start', severity: 'info', message });
  }
  if (unreadable > 0) {
    const message = `${unreadable} cell(s) of column "${name}" are no durations, first "${firstUnreadable.slice(0, 40)}"; they are read as missing`;
    diagnostics.push({ code: 'unreadable-cell', severity: 'warning', message });
  }
  const meant = kind === undefined ? {} : { kind };
  return { name: plainName, unit: 's', ...meant, values: seconds };
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
