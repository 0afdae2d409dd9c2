import type { Column, NumberArray } from '../recording.js';
import type { JetColumn, JetDefinition } from './jet-definition.js';
import { JET_PAGE_BYTES, type JetPages } from './jet-pages.js';
import { jetMemo, jetText } from './jet-text.js';

const RECORD_LIST = 14;
const DELETED = 0x4000;
const MOVED = 0x8000;
const PLACE = 0x1fff;

export interface JetRows {
  readonly rows: number;
  /** In the order of the definition; names and values as stored, without unit. */
  readonly columns: readonly Column[];
  /** Records that contradict themselves or the definition: left out. */
  readonly damagedRows: number;
  /** Columns of types that are not read (pictures, embedded objects), and long texts that were not found. */
  readonly unread: readonly string[];
}

/** Where the records of a table lie in the file. */
interface Records {
  readonly page: Uint8Array;
  readonly view: DataView;
  readonly start: number;
  /** Without the null mask. */
  readonly bodyEnd: number;
  readonly columnCount: number;
}

/** Reads all rows of a table into columns, in the order in which the file has them. */
export function readJetRows(pages: JetPages, definition: JetDefinition): JetRows {
  const records: Records[] = [];
  let damagedRows = 0;
  for (const number of pages.dataPages(definition.page))
    damagedRows += gather(pages.page(number)!, definition, records);
  const unread: string[] = [];
  const columns: Column[] = [];
  for (const column of definition.columns) {
    if (column.type === 'text' || column.type === 'memo') {
      const text = new Array<string>(records.length);
      let lost = false;
      for (const [row, record] of records.entries()) {
        const field = variableField(record, column);
        const found = column.type === 'text' ? jetText(field) : jetMemo(pages, field);
        lost ||= found === undefined;
        text[row] = found ?? '';
      }
      if (lost) unread.push(column.name);
      columns.push({ name: column.name, unit: '', text });
    } else if (column.type === 'other') {
      if (records.length > 0) unread.push(column.name);
    } else {
      columns.push({ name: column.name, unit: '', values: numbers(records, column) });
    }
  }
  return { rows: records.length, columns, damagedRows, unread };
}

/** Adds the records of one page; returns how many of them are damaged. */
function gather(page: Uint8Array, definition: JetDefinition, records: Records[]): number {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const count = view.getUint16(12, true);
  const listEnd = RECORD_LIST + 2 * count;
  if (listEnd > JET_PAGE_BYTES) return 1;
  let damaged = 0;
  let end = JET_PAGE_BYTES;
  for (let k = 0; k < count; k++) {
    const entry = view.getUint16(RECORD_LIST + 2 * k, true);
    const start = entry & PLACE;
    if (start < listEnd || start > end) {
      damaged += 1;
      continue;
    }
    if ((entry & DELETED) === 0) {
      const record = (entry & MOVED) === 0 ? checked(page, view, start, end, definition) : undefined;
      if (record === undefined) damaged += 1;
      else records.push(record);
    }
    end = start;
  }
  return damaged;
}

function checked(
  page: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  { columns, variableColumns }: JetDefinition,
): Records | undefined {
  if (end - start < 4) return undefined;
  const columnCount = view.getUint16(start, true);
  const bodyEnd = end - Math.ceil(columnCount / 8);
  if (columnCount === 0 || columnCount > columns.at(-1)!.number + 1 || bodyEnd < start + 2) return undefined;
  let fixedEnd = start + 2;
  for (const { fixedAt, number, size } of columns) {
    if (fixedAt !== undefined && number < columnCount) fixedEnd = Math.max(fixedEnd, start + 2 + fixedAt + size);
  }
  if (fixedEnd > bodyEnd) return undefined;
  if (variableColumns > 0) {
    const variables = bodyEnd - 2 < fixedEnd ? -1 : view.getUint16(bodyEnd - 2, true);
    if (variables < 0 || variables > variableColumns || bodyEnd - 4 - 2 * variables < fixedEnd) return undefined;
  }
  return { page, view, start, bodyEnd, columnCount };
}

function isPresent({ page, bodyEnd, columnCount }: Records, number: number): boolean {
  return number < columnCount && (page[bodyEnd + (number >> 3)]! & (1 << (number & 7))) !== 0;
}

const NOTHING = new Uint8Array(0);

function variableField(record: Records, column: JetColumn): Uint8Array {
  const { page, view, start, bodyEnd } = record;
  if (column.fixedAt !== undefined || !isPresent(record, column.number)) return NOTHING;
  const count = view.getUint16(bodyEnd - 2, true);
  if (column.variable >= count) return NOTHING;
  // The list of offsets runs backwards; one more than there are fields tells where the last one ends.
  const from = start + view.getUint16(bodyEnd - 4 - 2 * column.variable, true);
  const to = start + view.getUint16(bodyEnd - 6 - 2 * column.variable, true);
  return from <= to && to <= bodyEnd ? page.subarray(from, to) : NOTHING;
}

function numbers(records: readonly Records[], column: JetColumn): NumberArray {
  const { type, number, fixedAt } = column;
  const rows = records.length;
  if (type === 'boolean') return Uint8Array.from(records, (record) => (isPresent(record, number) ? 1 : 0));
  const isWhole = type === 'byte' || type === 'integer' || type === 'long';
  // Whole numbers have no way to say that a value is missing.
  const gaps = fixedAt === undefined || records.some((record) => !isPresent(record, number));
  const values: NumberArray =
    isWhole && !gaps ? wholeArray(type, rows) : type === 'float' ? new Float32Array(rows) : new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const record = records[row]!;
    if (fixedAt === undefined || (gaps && !isPresent(record, number))) values[row] = Number.NaN;
    else values[row] = numberAt(record.view, record.start + 2 + fixedAt, type);
  }
  return values;
}

function wholeArray(type: 'byte' | 'integer' | 'long', rows: number): NumberArray {
  if (type === 'byte') return new Uint8Array(rows);
  return type === 'integer' ? new Int16Array(rows) : new Int32Array(rows);
}

function numberAt(view: DataView, at: number, type: JetColumn['type']): number {
  switch (type) {
    case 'byte':
      return view.getUint8(at);
    case 'integer':
      return view.getInt16(at, true);
    case 'long':
      return view.getInt32(at, true);
    case 'float':
      return view.getFloat32(at, true);
    case 'currency':
      return Number(view.getBigInt64(at, true)) / 10_000;
    default:
      return view.getFloat64(at, true);
  }
}
