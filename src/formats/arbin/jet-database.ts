import { fail, isInterphaseError } from '../../errors.js';
import type { Diagnostic, Table } from '../recording.js';
import { type JetDefinition, readJetDefinition } from './jet-definition.js';
import { JetPages } from './jet-pages.js';
import { type JetRows, readJetRows } from './jet-rows.js';

/** The catalogue of a database lies where its first table is defined. */
const CATALOGUE_PAGE = 2;
const TABLE_OBJECT = 1;
const SYSTEM_FLAGS = 0x8000_0002 | 0;

/** An Access database: its user tables by name. */
export interface JetDatabase {
  readonly names: readonly string[];
  /**
   * Reads a table; what is wrong with it goes to the diagnostics.
   *
   * @returns undefined where there is no such table, or its definition cannot be read
   */
  read(name: string, diagnostics: Diagnostic[]): Table | undefined;
}

/**
 * Opens a Jet 4 or ACE database (the layout is public knowledge of the mdbtools project, file HACKING).
 *
 * @throws `malformed-file`, `unknown-format`, `truncated-file`
 */
export function openJet(bytes: Uint8Array, diagnostics: Diagnostic[]): JetDatabase {
  const pages = new JetPages(bytes);
  if (pages.strayBytes > 0) {
    const message = `the file ends inside a page of the database (${pages.strayBytes} bytes of 4096 are there)`;
    diagnostics.push({ code: 'truncated', severity: 'warning', message, byte: bytes.length });
  }
  if (pages.count <= CATALOGUE_PAGE) {
    throw fail('truncated-file', 'the file ends before the catalogue of its tables', 'copy the file again', {
      byte: bytes.length,
    });
  }
  const places = catalogue(pages);
  return {
    names: [...places.keys()],
    read: (name, found) => {
      const place = places.get(name);
      return place === undefined ? undefined : readTable(pages, place, name, found);
    },
  };
}

function catalogue(pages: JetPages): Map<string, number> {
  const { rows, columns } = readJetRows(pages, readJetDefinition(pages, CATALOGUE_PAGE));
  const numbers = (name: string) => {
    const column = columns.find((candidate) => candidate.name === name);
    return column !== undefined && 'values' in column ? column.values : undefined;
  };
  const names = columns.find(({ name }) => name === 'Name');
  const [ids, types, flags] = [numbers('Id'), numbers('Type'), numbers('Flags')];
  const places = new Map<string, number>();
  if (names === undefined || !('text' in names) || ids === undefined || types === undefined) return places;
  for (let row = 0; row < rows; row++) {
    const isTable = (types[row]! & 0x7f) === TABLE_OBJECT;
    const isOurs = ((flags?.[row] ?? 0) & SYSTEM_FLAGS) === 0;
    if (isTable && isOurs) places.set(names.text[row]!, ids[row]! & 0xff_ffff);
  }
  return places;
}

function readTable(pages: JetPages, place: number, name: string, diagnostics: Diagnostic[]): Table | undefined {
  try {
    const definition = readJetDefinition(pages, place);
    const read = readJetRows(pages, definition);
    diagnostics.push(...remarks(name, definition, read));
    return { name, rows: read.rows, columns: read.columns };
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    const message = `table "${name}" cannot be read: ${error.message}`;
    diagnostics.push({ code: 'damaged-table', severity: 'warning', message });
    return undefined;
  }
}

function remarks(name: string, { declaredRows, tidy }: JetDefinition, read: JetRows): Diagnostic[] {
  const found: Diagnostic[] = [];
  const warn = (code: string, message: string) => found.push({ code, severity: 'warning', message });
  if (read.damagedRows > 0)
    warn('damaged-rows', `${read.damagedRows} record(s) of table "${name}" are damaged and left out`);
  if (read.rows !== declaredRows)
    warn('row-count', `table "${name}" declares ${declaredRows} rows and holds ${read.rows}`);
  if (!tidy && read.rows > 0) {
    warn(
      'odd-layout',
      `the fields of table "${name}" do not lie side by side: its definition was changed or is damaged`,
    );
  }
  for (const column of read.unread) warn('unread-column', `column "${column}" of table "${name}" is not read`);
  return found;
}
