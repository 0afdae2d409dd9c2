import { type ColumnMetaData, type FileMetaData, parquetMetadata, parquetSchema, type SchemaTree } from 'hyparquet';
import { fail, isInterphaseError } from '../../errors.js';
import { bdfHeader, withoutDoubledKinds } from '../bdf/bdf-header.js';
import { columnKind, textColumnKind } from '../column-kinds.js';
import { splitNameAndUnit } from '../column-names.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import { type Column, type Diagnostic, isNumberColumn, type NumberColumn, type Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { CHECKSUMS, changedColumns } from './column-checksum.js';
import { parsers, readColumnChunk } from './column-chunk.js';
import { NumberCollector, TextCollector, targetOf, unitOfType } from './column-values.js';

const MAGIC = 'PAR1';
/** Doubles of so many cells fill 2 GB. */
const MOST_CELLS = 2 ** 28;
/** A dictionary lets a cell take less than a bit; a measured quantity never does in all columns. */
const MOST_CELLS_PER_BYTE = 100;
const SMALL_CELLS = 1_000_000;
/** How programs store their own table types: nothing that was measured. */
const STORAGE_KEYS = new Set(['ARROW:schema', 'pandas', CHECKSUMS]);

/** Parquet tables of numbers and texts; the names of the Battery Data Format, old and new, get their meaning. */
export const parquetReader: Reader = {
  id: 'parquet',
  label: 'Parquet table, BDF or other',
  extensions: ['.parquet'],
  recognise: ({ bytes }: FileHead) => (bytes.length >= 4 && ascii(bytes.subarray(0, 4)) === MAGIC ? 1 : 0),
  read: readParquet,
};

async function readParquet(file: FileLike): Promise<FileContent> {
  const metadata = await readMetadata(file);
  const rows = checkedRows(metadata, file.size);
  const diagnostics: Diagnostic[] = [];
  const columns: Column[] = [];
  let refusal: unknown;
  for (const child of parquetSchema(metadata).children) {
    try {
      const column = await readColumn(file, metadata, child, rows, diagnostics);
      if (column !== undefined) columns.push(column);
    } catch (error) {
      refusal ??= error;
      const detail = error instanceof Error ? error.message : String(error);
      const message = `column "${child.element.name}" is left out: ${detail}`;
      diagnostics.push({ code: 'damaged-column', severity: 'error', message });
    }
  }
  if (columns.length === 0 && refusal !== undefined) {
    throw isInterphaseError(refusal)
      ? refusal
      : fail('malformed-file', `no column of the file can be read: ${String(refusal)}`, 'copy the file again');
  }
  const sums = metadata.key_value_metadata?.find(({ key }) => key === CHECKSUMS)?.value;
  for (const name of sums === undefined || refusal !== undefined ? [] : changedColumns(columns, sums)) {
    const message = `column "${name}" does not hold the numbers that were written: the file was damaged since`;
    diagnostics.push({ code: 'checksum', severity: 'error', message });
  }
  const table: Table = { name: 'data', rows, columns: withoutDoubledKinds(columns) };
  const startTime = startFrom(table);
  return {
    settings: settingsOf(metadata),
    tables: [table],
    diagnostics,
    ...(startTime === undefined ? {} : { startTime }),
  };
}

async function readMetadata(file: FileLike): Promise<FileMetaData> {
  const tail = await file.slice(file.size - 8, file.size);
  if (file.size < 12 || ascii(tail.subarray(4)) !== MAGIC) {
    throw fail(
      'truncated-file',
      'the file does not end as a Parquet file does; what its columns are stands at its end',
      'copy the file again: without its end nothing of it can be read',
      { byte: file.size },
    );
  }
  const length = new DataView(tail.buffer, tail.byteOffset, 8).getUint32(0, true);
  if (length > file.size - 12) throw damagedFooter(`it declares ${length} bytes of description`);
  try {
    return parquetMetadata(new Uint8Array(await file.slice(file.size - length - 8, file.size)), {
      geoparquet: false,
      parsers,
    });
  } catch (error) {
    if (isInterphaseError(error)) throw error;
    throw damagedFooter(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Rows of the file, after a look whether so many can be in it.
 *
 * @throws `malformed-file`
 */
function checkedRows({ num_rows, row_groups, schema }: FileMetaData, fileBytes: number): number {
  const rows = Number(num_rows);
  const sum = row_groups.reduce((total, group) => total + Number(group.num_rows), 0);
  const isSound = Number.isSafeInteger(rows) && rows >= 0 && row_groups.every((group) => Number(group.num_rows) >= 0);
  if (!isSound || sum !== rows) throw damagedFooter(`it declares ${rows} rows and ${sum} in its groups`);
  const cells = rows * Math.max(1, schema.length - 1);
  if (cells > MOST_CELLS || cells > fileBytes * MOST_CELLS_PER_BYTE + SMALL_CELLS) {
    throw fail(
      'malformed-file',
      `the file declares ${rows} rows of ${schema.length - 1} columns, more than is read from ${fileBytes} bytes`,
      `at most ${MOST_CELLS} cells are read; split the table, or leave out columns that say nothing`,
    );
  }
  return rows;
}

async function readColumn(
  file: FileLike,
  metadata: FileMetaData,
  child: SchemaTree,
  rows: number,
  diagnostics: Diagnostic[],
): Promise<Column | undefined> {
  const { element } = child;
  const isFlat = child.children.length === 0 && element.repetition_type !== 'REPEATED';
  const target = isFlat ? targetOf(element) : undefined;
  if (target === undefined) {
    const message = `column "${element.name}" is left out: it holds neither numbers nor texts`;
    diagnostics.push({ code: 'unread-column', severity: 'warning', message });
    return undefined;
  }
  const root: SchemaTree = parquetSchema(metadata);
  const collector = target === 'text' ? new TextCollector() : new NumberCollector(target, rows);
  let strays = 0;
  for (const group of metadata.row_groups) {
    const chunk = group.columns.find(
      ({ meta_data: meta }) => meta?.path_in_schema.join('.') === element.name,
    )?.meta_data;
    if (chunk === undefined || chunk.type !== element.type) {
      throw fail('malformed-file', 'it is missing in a part of the file', 'copy the file again');
    }
    if (collector instanceof NumberCollector) collector.startChunk();
    await readColumnChunk(file, chunk, [root, child], Number(group.num_rows), collector.take);
    if (collector instanceof NumberCollector) strays += strayEnds(chunk, collector);
  }
  if (strays > 0) {
    const message = `column "${element.name}" holds other smallest and largest numbers than its description says: it is damaged`;
    diagnostics.push({ code: 'statistics-differ', severity: 'warning', message });
  }
  if (collector instanceof TextCollector) {
    const kind = textColumnKind(element.name);
    return { name: element.name, unit: '', ...(kind === undefined ? {} : { kind }), text: collector.text };
  }
  if (collector.inexact > 0) {
    const message = `${collector.inexact} whole number(s) of column "${element.name}" are too large to be kept exactly`;
    diagnostics.push({ code: 'inexact-numbers', severity: 'warning', message });
  }
  return { ...headerOf(element.name, unitOfType(element)), values: collector.values };
}

/** How many ends of a column chunk are not where the file's statistics have them; old writers left them out. */
function strayEnds({ statistics }: ColumnMetaData, { low, high }: NumberCollector): number {
  const ends = [
    [statistics?.min_value, low],
    [statistics?.max_value, high],
  ] as const;
  return ends.filter(([stored, found]) => {
    const number = typeof stored === 'bigint' || typeof stored === 'boolean' ? Number(stored) : stored;
    return typeof number === 'number' && Number.isFinite(number) && Number.isFinite(found) && number !== found;
  }).length;
}

function headerOf(name: string, typeUnit: string): Pick<NumberColumn, 'name' | 'unit' | 'kind'> {
  const known = bdfHeader(name);
  if (known !== undefined) return known;
  const split = splitNameAndUnit(name);
  const unit = split.unit === '' ? typeUnit : split.unit;
  const kind = columnKind(split.name, unit);
  return kind === undefined ? { name: split.name, unit } : { name: split.name, unit, kind };
}

function settingsOf({ key_value_metadata: pairs, created_by: program }: FileMetaData): FileContent['settings'] {
  const settings = new SettingsBuilder();
  if (program !== undefined && program !== '') settings.add('created by', program);
  for (const { key, value } of pairs ?? []) {
    if (value !== undefined && !STORAGE_KEYS.has(key)) settings.addText(key, value);
  }
  return settings.build();
}

/** Start of the test where a column of Unix times tells it, in UTC. */
function startFrom({ columns, rows }: Table): string | undefined {
  if (rows === 0) return undefined;
  const first = (names: readonly string[]): number | undefined => {
    const column = columns.filter(isNumberColumn).find(({ name }) => names.includes(name));
    if (column === undefined) return undefined;
    return column.values[0]! * (column.unit === 'ms' ? 1 : 1000);
  };
  const unix = first(['unix_time', 'Unix Time', 'date_time']);
  if (unix === undefined) return undefined;
  const date = new Date(Math.round(unix - (first(['test_time', 'Test Time']) ?? 0)));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function damagedFooter(detail: string): Error {
  return fail(
    'malformed-file',
    `the description at the end of the Parquet file is damaged: ${detail}`,
    'copy it again',
  );
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
