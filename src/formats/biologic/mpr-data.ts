/** The data module of a BioLogic .mpr file: header, record layout, and the rows read in blocks. */
import { fail } from '../../errors.js';
import { BinaryCursor } from '../binary-cursor.js';
import { columnKind } from '../column-kinds.js';
import type { FileLike } from '../file-like.js';
import type { Column, Diagnostic, NumberArray, Table } from '../recording.js';
import { withEcLabKinds } from './ec-lab.js';
import type { StorageType } from './mpr-columns.js';
import type { MprModule } from './mpr-modules.js';
import { mprRecordLayout, type RecordField } from './mpr-record.js';

const BLOCK_BYTES = 4 * 1024 * 1024;
/** Rows handled column by column at a time: so many records stay in the processor's cache. */
const CHUNK_ROWS = 2048;

interface DataHeader {
  readonly rows: number;
  readonly ids: readonly number[];
  /** Where the records begin in the module. */
  readonly recordsAt: number;
}

/**
 * Reads the rows of a data module. A module that ends early gives the rows that are whole and a `truncated` diagnostic.
 *
 * @param rename names of columns that an external device gives
 * @throws `truncated-file` when not one of the declared rows is there, `malformed-file` when the header makes no sense
 */
export async function readMprData(
  file: FileLike,
  module: MprModule,
  rename: ReadonlyMap<number, { readonly name: string; readonly unit: string }>,
): Promise<{ table: Table; diagnostics: Diagnostic[] }> {
  const header = await readHeader(file, module);
  const payload = Math.max(0, module.declared - header.recordsAt);
  const layout = mprRecordLayout(header.ids, header.rows, payload, rename);
  const diagnostics = [...layout.diagnostics];

  const whole = Math.floor(Math.max(0, module.available - header.recordsAt) / layout.bytes);
  const rows = Math.min(header.rows, whole);
  if (rows < header.rows) {
    const message = `the file declares ${header.rows} rows and holds ${rows}`;
    if (rows === 0) {
      throw fail('truncated-file', message, 'copy the file again from the instrument computer', {
        byte: module.start + module.available,
      });
    }
    diagnostics.push({ code: 'truncated', severity: 'warning', message, byte: module.start + module.available });
  }

  const values = layout.fields.map(({ storage }) => numbersOf(storage, rows));
  const rowsPerBlock = Math.max(CHUNK_ROWS, Math.floor(BLOCK_BYTES / layout.bytes));
  const recordsStart = module.start + header.recordsAt;
  // The next block is on its way while this one is taken apart.
  const fetch = (row: number): Promise<Uint8Array> | undefined => {
    if (row >= rows) return undefined;
    const start = recordsStart + row * layout.bytes;
    const pending = file.slice(start, start + Math.min(rowsPerBlock, rows - row) * layout.bytes);
    // A failure is told where the block is awaited, not as a rejection that nobody handles.
    pending.catch(() => undefined);
    return pending;
  };
  let pending = fetch(0);
  for (let row = 0; row < rows; row += rowsPerBlock) {
    const count = Math.min(rowsPerBlock, rows - row);
    const bytes = await pending!;
    pending = fetch(row + rowsPerBlock);
    if (bytes.length < count * layout.bytes) {
      throw fail('truncated-file', 'the file became shorter while it was read', 'read it again', {
        byte: recordsStart + row * layout.bytes + bytes.length,
      });
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let chunk = 0; chunk < count; chunk += CHUNK_ROWS) {
      const size = Math.min(CHUNK_ROWS, count - chunk);
      for (let field = 0; field < layout.fields.length; field++) {
        fill(values[field]!, row + chunk, size, view, chunk * layout.bytes, layout.bytes, layout.fields[field]!);
      }
    }
  }
  const columns = layout.fields.map((field, index): Column => {
    const kind = columnKind(field.name, field.unit);
    const column = { name: field.name, unit: field.unit, values: values[index]! };
    return kind === undefined ? column : { ...column, kind };
  });
  return { table: { name: module.name, rows, columns: withEcLabKinds(columns) }, diagnostics };
}

async function readHeader(file: FileLike, module: MprModule): Promise<DataHeader> {
  const bytes = await file.slice(module.start, module.start + Math.min(module.available, 1007));
  const cursor = new BinaryCursor(bytes, module.start);
  const rows = cursor.uint32(0);
  // Version 0 is the format of EC-Lab 11.50 and later, and also the oldest of all, which fills byte 5 with an id.
  const oldest = module.version === 0 && !module.longHeader && cursor.uint8(5) !== 0;
  const wide = !oldest && (module.version === 0 || module.longHeader);
  const count = wide ? cursor.uint16(4) : cursor.uint8(4);
  const recordsAt = oldest ? 100 : wide ? 1007 : module.version === 2 ? 405 : 406;
  const idsAt = wide ? 6 : 5;
  const idBytes = oldest ? 1 : 2;
  if (count === 0 || idsAt + count * idBytes > recordsAt) {
    throw fail('malformed-file', `the data module names ${count} columns`, 'export the file as text in EC-Lab', {
      byte: module.start + 4,
    });
  }
  const ids = Array.from({ length: count }, (_, index) =>
    oldest ? cursor.uint8(idsAt + index) : cursor.uint16(idsAt + index * 2),
  );
  return { rows, ids, recordsAt };
}

/** An array that holds the numbers as the file does. */
function numbersOf(storage: StorageType, rows: number): NumberArray {
  switch (storage) {
    case 'f4':
      return new Float32Array(rows);
    case 'f8':
      return new Float64Array(rows);
    case 'u4':
      return new Uint32Array(rows);
    case 'u2':
      return new Uint16Array(rows);
    case 'u1':
      return new Uint8Array(rows);
  }
}

/** One column of a chunk of records into its array. One loop for each storage type, so that nothing is decided for each row. */
function fill(
  target: NumberArray,
  firstRow: number,
  rows: number,
  view: DataView,
  base: number,
  stride: number,
  field: RecordField,
): void {
  const at = base + field.offset;
  const place = { firstRow, rows, view, at, stride };
  if (field.flag) fillFlags(target as Uint8Array, place, field.flag);
  else if (field.storage === 'f4') fillFloats(target as Float32Array, place);
  else if (field.storage === 'f8') fillDoubles(target as Float64Array, place);
  else if (field.storage === 'u4') fillIntegers(target as Uint32Array, place);
  else if (field.storage === 'u2') fillShorts(target as Uint16Array, place);
  else fillFlags(target as Uint8Array, place, { mask: 0xff, shift: 0 });
}

/** Where the values of one column stand in a chunk, and where they go. */
interface Place {
  readonly firstRow: number;
  readonly rows: number;
  readonly view: DataView;
  readonly at: number;
  readonly stride: number;
}

// Each loop is a function of its own: the engine then knows the type of its array.

function fillFloats(target: Float32Array, { firstRow, rows, view, at, stride }: Place): void {
  for (let row = firstRow, from = at, end = firstRow + rows; row < end; row++, from += stride)
    target[row] = view.getFloat32(from, true);
}

function fillDoubles(target: Float64Array, { firstRow, rows, view, at, stride }: Place): void {
  for (let row = firstRow, from = at, end = firstRow + rows; row < end; row++, from += stride)
    target[row] = view.getFloat64(from, true);
}

function fillIntegers(target: Uint32Array, { firstRow, rows, view, at, stride }: Place): void {
  for (let row = firstRow, from = at, end = firstRow + rows; row < end; row++, from += stride)
    target[row] = view.getUint32(from, true);
}

function fillShorts(target: Uint16Array, { firstRow, rows, view, at, stride }: Place): void {
  for (let row = firstRow, from = at, end = firstRow + rows; row < end; row++, from += stride)
    target[row] = view.getUint16(from, true);
}

function fillFlags(
  target: Uint8Array,
  { firstRow, rows, view, at, stride }: Place,
  { mask, shift }: { readonly mask: number; readonly shift: number },
): void {
  for (let row = firstRow, from = at, end = firstRow + rows; row < end; row++, from += stride)
    target[row] = (view.getUint8(from) & mask) >> shift;
}
