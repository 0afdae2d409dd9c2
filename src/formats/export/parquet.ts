import type { ConvertedType, ParquetType, SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { CHECKSUMS, columnChecksum } from '../parquet/column-checksum.js';
import { type Column, isNumberColumn, type NumberArray, type Recording } from '../recording.js';
import { chosenTable, readableHeader } from './csv.js';

/**
 * One table of a recording as a Parquet file (snappy): columns `name/unit` as in the CSV, in the number type that the
 * recording has; no value is NaN. Where the table comes from stands in the file's metadata under `interphase`.
 *
 * @param table name of the table. @default the one with the most columns of known meaning
 * @param program who writes, with its version. @default 'interphase'
 * @throws `missing-column` when there is no such table
 */
export function recordingToParquet(recording: Recording, table?: string, program = 'interphase'): Uint8Array {
  const { columns } = chosenTable(recording, table);
  return parquetBytes(columns, columns.map(readableHeader), { interphase: originText([recording]) }, program);
}

/** Where numbers come from, as JSON to be kept beside them. */
export function originText(recordings: readonly Recording[]): string {
  const sources = recordings.map(({ name, format, instrument, sha256, startTime }) => ({
    name,
    format,
    instrument,
    sha256,
    startTime,
  }));
  return JSON.stringify({ sources });
}

/** Columns as a Parquet file under the headers given; a header that comes again gets a number. */
export function parquetBytes(
  columns: readonly Column[],
  headers: readonly string[],
  metadata: Readonly<Record<string, string>>,
  program = 'interphase',
): Uint8Array {
  const names = unique(headers);
  const schema: SchemaElement[] = [{ name: 'table', num_children: columns.length }];
  for (const [index, column] of columns.entries()) {
    schema.push({ name: names[index]!, repetition_type: 'REQUIRED', ...typeOf(column) });
  }
  const buffer = parquetWriteBuffer({
    schema,
    columnData: columns.map((column, index) => ({
      name: names[index]!,
      data: isNumberColumn(column) ? stored(column.values) : [...column.text],
    })),
    kvMetadata: Object.entries({ ...metadata, [CHECKSUMS]: JSON.stringify(columns.map(columnChecksum)) }).map(
      ([key, value]) => ({ key, value }),
    ),
    createdBy: program,
  });
  return new Uint8Array(buffer);
}

function typeOf(column: Column): { type: ParquetType; converted_type?: ConvertedType } {
  if (!isNumberColumn(column)) return { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
  const { values } = column;
  if (values instanceof Float64Array) return { type: 'DOUBLE' };
  if (values instanceof Float32Array) return { type: 'FLOAT' };
  if (values instanceof Int16Array) return { type: 'INT32', converted_type: 'INT_16' };
  if (values instanceof Uint32Array) return { type: 'INT32', converted_type: 'UINT_32' };
  if (values instanceof Uint16Array) return { type: 'INT32', converted_type: 'UINT_16' };
  if (values instanceof Uint8Array) return { type: 'INT32', converted_type: 'UINT_8' };
  return { type: 'INT32' };
}

/** The format stores whole numbers of up to 32 bits in 32 bits. */
function stored(values: NumberArray): Float64Array | Float32Array | Int32Array | number[] {
  // The writer turns unsigned numbers into signed ones in lists only.
  if (values instanceof Uint32Array) return Array.from(values);
  const isNarrow = values instanceof Int16Array || values instanceof Uint16Array || values instanceof Uint8Array;
  return isNarrow ? Int32Array.from(values) : values;
}

function unique(headers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headers.map((header) => {
    const times = (seen.get(header) ?? 0) + 1;
    seen.set(header, times);
    return times === 1 ? header : `${header} (${times})`;
  });
}
