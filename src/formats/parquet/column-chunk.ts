import type { ColumnMetaData, DecodedArray, PageHeader, SchemaTree } from 'hyparquet';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { convert, DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { compressors, decompressZstd } from 'hyparquet-compressors';
import { fail } from '../../errors.js';
import { crc32 } from '../crc32.js';
import type { FileLike } from '../file-like.js';
import { checkDataPage } from './page-checks.js';
import { unsnappy } from './snappy.js';

/** Writers aim at 1 MB a page. */
const MOST_PAGE_BYTES = 256 * 1024 * 1024;

const DECOMPRESS: Readonly<Record<string, (input: Uint8Array, size: number) => Uint8Array>> = {
  ...compressors,
  SNAPPY: unsnappy,
  // Given a place to write to, it does not believe the size in the compressed data.
  ZSTD: (input, size) => decompressZstd(input, new Uint8Array(size)),
};

/** For decoding and for the description of the file: points in time as numbers, milliseconds since 1970 (dates: days); texts of JSON stay texts. */
export const parsers = {
  ...DEFAULT_PARSERS,
  timestampFromMilliseconds: (value: bigint) => Number(value),
  timestampFromMicroseconds: (value: bigint) => Number(value) / 1e3,
  timestampFromNanoseconds: (value: bigint) => Number(value) / 1e6,
  dateFromDays: (days: number) => days,
  jsonFromBytes: DEFAULT_PARSERS.stringFromBytes,
};

/**
 * Decodes one column of one row group, page by page; each page is checked before it is decoded.
 *
 * @param rows rows of the row group
 * @param take gets the values of each page in order
 * @throws `truncated-file`, `malformed-file`
 */
export async function readColumnChunk(
  file: FileLike,
  chunk: ColumnMetaData,
  schemaPath: SchemaTree[],
  rows: number,
  take: (values: DecodedArray) => void,
): Promise<void> {
  const element = schemaPath.at(-1)!.element;
  const start = Math.min(
    Number(chunk.data_page_offset),
    Number(chunk.dictionary_page_offset ?? chunk.data_page_offset),
  );
  const end = start + Number(chunk.total_compressed_size);
  if (!(start >= 4 && end >= start && end <= file.size)) {
    throw damaged(`its data lie outside of the file (bytes ${start} to ${end})`);
  }
  const bytes = new Uint8Array(await file.slice(start, end));
  const reader = { view: new DataView(bytes.buffer), offset: 0 };
  const decoder = {
    pathInSchema: chunk.path_in_schema,
    type: chunk.type,
    element,
    schemaPath,
    codec: 'UNCOMPRESSED' as const,
    parsers,
  };
  const nullable = element.repetition_type !== 'REQUIRED';
  let dictionary: DecodedArray | undefined;
  let left = rows;
  while (left > 0) {
    if (reader.offset >= bytes.length) throw damaged(`${left} of its ${rows} values are missing`);
    const header = parquetHeader(reader);
    const stored = header.compressed_page_size;
    if (!(stored >= 0 && stored <= bytes.length - reader.offset)) throw damaged('a page runs over its end');
    const body = bytes.subarray(reader.offset, reader.offset + stored);
    reader.offset += stored;
    if (header.crc !== undefined && (header.crc | 0) !== (crc32(body) | 0))
      throw damaged('the checksum of a page is wrong');
    if (header.uncompressed_page_size > chunk.total_uncompressed_size)
      throw damaged('a page is larger than all of them');
    const page = pageWithout(chunk.codec, body, header);
    const isDictionary = header.type === 'DICTIONARY_PAGE';
    if (isDictionary) checkDictionary(header, page);
    else checkDataPage(page, header, { rows: left, nullable, isBoolean: chunk.type === 'BOOLEAN' });
    const plain = { view: new DataView(page.buffer, page.byteOffset, page.byteLength), offset: 0 };
    const { data } = readPage(plain, plainHeader(header, page.length), decoder, dictionary, undefined, 0);
    if (isDictionary) {
      dictionary = converted(data, decoder);
    } else if (data !== undefined) {
      if (data.length === 0 || data.length > left) throw damaged(`a page holds ${data.length} values`);
      take(data);
      left -= data.length;
    }
  }
}

/** A page with its compression undone; levels of the second page format were never compressed. */
function pageWithout(codec: string, body: Uint8Array, header: PageHeader): Uint8Array {
  const size = header.uncompressed_page_size;
  if (!(size >= 0 && size <= MOST_PAGE_BYTES)) throw damaged(`a page declares ${size} bytes`);
  const v2 = header.data_page_header_v2;
  if (codec === 'UNCOMPRESSED' || v2?.is_compressed === false) return body;
  const levels = v2 === undefined ? 0 : v2.definition_levels_byte_length + v2.repetition_levels_byte_length;
  const decompress = DECOMPRESS[codec];
  if (decompress === undefined) throw damaged(`its compression ${codec} is not read`);
  if (!(levels >= 0 && levels <= Math.min(size, body.length))) throw damaged('a page has odd levels');
  const values = size === levels ? new Uint8Array(0) : decompress(body.subarray(levels), size - levels);
  if (values.length !== size - levels) throw damaged('a page is not as long as it declares');
  if (levels === 0) return values;
  const page = new Uint8Array(size);
  page.set(body.subarray(0, levels));
  page.set(values, levels);
  return page;
}

/** The header of the same page, as if it had been written without compression. */
function plainHeader(header: PageHeader, size: number): PageHeader {
  const v2 = header.data_page_header_v2;
  return {
    ...header,
    compressed_page_size: size,
    uncompressed_page_size: size,
    ...(v2 === undefined ? {} : { data_page_header_v2: { ...v2, is_compressed: false } }),
  };
}

function checkDictionary(header: PageHeader, page: Uint8Array): void {
  const count = header.dictionary_page_header?.num_values ?? -1;
  if (!(count >= 0 && count <= page.length)) throw damaged(`its dictionary declares ${count} values`);
}

function converted(data: DecodedArray | undefined, decoder: Parameters<typeof convert>[1]): DecodedArray | undefined {
  return data === undefined ? undefined : convert(data, decoder);
}

function damaged(what: string): Error {
  const hint = 'copy the file again, or write it again where it was made';
  return fail('malformed-file', `the column is damaged: ${what}`, hint);
}
