import { fail } from '../../errors.js';
import { BinaryCursor } from '../binary-cursor.js';
import type { JetPages } from './jet-pages.js';
import { jetText } from './jet-text.js';

export type JetType =
  | 'boolean'
  | 'byte'
  | 'integer'
  | 'long'
  | 'currency'
  | 'float'
  | 'double'
  | 'date'
  | 'text'
  | 'memo'
  | 'other';

const TYPES: Readonly<Record<number, JetType>> = {
  1: 'boolean',
  2: 'byte',
  3: 'integer',
  4: 'long',
  5: 'currency',
  6: 'float',
  7: 'double',
  8: 'date',
  10: 'text',
  12: 'memo',
};

/** Bytes of a fixed field by its type. */
const WIDTHS: Readonly<Partial<Record<JetType, number>>> = {
  byte: 1,
  integer: 2,
  long: 4,
  currency: 8,
  float: 4,
  double: 8,
  date: 8,
};

export interface JetColumn {
  readonly name: string;
  readonly type: JetType;
  /** Number of the column: its bit in the null mask of a row. */
  readonly number: number;
  /** Offset behind the row's column count, for fields of fixed length; undefined for variable ones. */
  readonly fixedAt: number | undefined;
  /** Place in the row's list of variable fields. */
  readonly variable: number;
  readonly size: number;
}

export interface JetDefinition {
  /** Page of the definition: what data pages name as their owner. */
  readonly page: number;
  readonly declaredRows: number;
  readonly variableColumns: number;
  readonly columns: readonly JetColumn[];
  /** The fixed fields lie side by side without gap or overlap, as they do unless columns were deleted later. */
  readonly tidy: boolean;
}

const HEADER = { rows: 16, variableColumns: 43, columns: 45, indexes: 51, firstIndex: 63 };
const INDEX_BYTES = 12;
const COLUMN_BYTES = 25;
const MOST_COLUMNS = 255;

/**
 * Reads the definition of a table.
 *
 * @throws `malformed-file`, `truncated-file`
 */
export function readJetDefinition(pages: JetPages, page: number): JetDefinition {
  const cursor = new BinaryCursor(pages.definition(page));
  const count = cursor.uint16(HEADER.columns);
  const indexes = cursor.uint32(HEADER.indexes);
  if (count === 0 || count > MOST_COLUMNS || indexes > 1000) throw damaged(page);
  const firstColumn = HEADER.firstIndex + indexes * INDEX_BYTES;
  let nameAt = firstColumn + count * COLUMN_BYTES;
  const columns: JetColumn[] = [];
  for (let k = 0; k < count; k++) {
    const at = firstColumn + k * COLUMN_BYTES;
    const nameBytes = cursor.uint16(nameAt);
    const name = jetText(cursor.bytes(nameAt + 2, nameBytes));
    nameAt += 2 + nameBytes;
    const type = TYPES[cursor.uint8(at)] ?? 'other';
    const size = cursor.uint16(at + 23);
    const isFixed = (cursor.uint8(at + 15) & 1) === 1;
    const width = WIDTHS[type];
    if (width !== undefined && (size !== width || !isFixed)) throw damaged(page);
    columns.push({
      name,
      type,
      number: cursor.uint16(at + 5),
      fixedAt: isFixed ? cursor.uint16(at + 21) : undefined,
      variable: cursor.uint16(at + 7),
      size: type === 'boolean' ? 0 : size,
    });
  }
  columns.sort((a, b) => a.number - b.number);
  if (columns.some(({ number }) => number > MOST_COLUMNS)) throw damaged(page);
  return {
    page,
    declaredRows: cursor.uint32(HEADER.rows),
    variableColumns: cursor.uint16(HEADER.variableColumns),
    columns,
    tidy: areTidy(columns),
  };
}

function areTidy(columns: readonly JetColumn[]): boolean {
  const fixed = columns.filter(({ fixedAt, size }) => fixedAt !== undefined && size > 0);
  fixed.sort((a, b) => a.fixedAt! - b.fixedAt!);
  let end = 0;
  for (const { fixedAt, size } of fixed) {
    if (fixedAt !== end) return false;
    end += size;
  }
  return new Set(columns.map(({ number }) => number)).size === columns.length;
}

function damaged(page: number): Error {
  return fail(
    'malformed-file',
    `the definition of a table on page ${page} of the database is damaged`,
    'copy the file again from the instrument computer',
  );
}
