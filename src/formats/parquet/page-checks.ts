import type { DataReader, PageHeader } from 'hyparquet';
import { readVarInt, readZigZag } from 'hyparquet/src/thrift.js';
import { fail } from '../../errors.js';

/** What a page is checked against before it is decoded. */
export interface PageLimits {
  /** Rows that the column chunk still owes. */
  readonly rows: number;
  /** The column may hold gaps, so that a level stands before the values. */
  readonly nullable: boolean;
  readonly isBoolean: boolean;
}

/** Encodings whose decoding is bounded by the checks here. */
const DICTIONARY = new Set(['PLAIN_DICTIONARY', 'RLE_DICTIONARY']);
const DELTA = new Set(['DELTA_BINARY_PACKED', 'DELTA_LENGTH_BYTE_ARRAY']);
const PLAIN = new Set(['PLAIN', 'BYTE_STREAM_SPLIT']);
/** The format asks for multiples of 128 values; nobody writes more than a few thousand. */
const MOST_DELTA_BLOCK = 1 << 20;

/**
 * Makes sure that decoding a data page can neither run on nor fill the memory: a run length in it is taken at its word by
 * the decoder, and one flipped bit makes a run of two thousand million values.
 *
 * @param page the page without compression (levels and values)
 * @throws `malformed-file`
 */
export function checkDataPage(page: Uint8Array, header: PageHeader, limits: PageLimits): void {
  const reader = { view: new DataView(page.buffer, page.byteOffset, page.byteLength), offset: 0 };
  const v1 = header.data_page_header;
  const v2 = header.data_page_header_v2;
  const count = v1?.num_values ?? v2?.num_values ?? -1;
  if (!(count >= 0 && count <= limits.rows)) throw damaged(`declares ${count} values where ${limits.rows} are left`);
  let present = count;
  if (v2 !== undefined) {
    const levels = v2.definition_levels_byte_length;
    if (v2.repetition_levels_byte_length !== 0 || !(levels >= 0 && levels <= page.length))
      throw damaged('has odd levels');
    if (limits.nullable) present = checkRuns(reader, 1, count, levels);
    if (v2.num_nulls !== count - present) throw damaged('does not hold as many gaps as it declares');
    reader.offset = levels;
  } else if (limits.nullable) {
    const length = reader.view.getUint32(0, true);
    if (length > page.length - 4) throw damaged('has odd levels');
    reader.offset = 4;
    present = checkRuns(reader, 1, count, 4 + length);
    reader.offset = 4 + length;
  }
  checkValues(reader, String(v1?.encoding ?? v2?.encoding), present, limits.isBoolean);
}

function checkValues(reader: DataReader, encoding: string, count: number, isBoolean: boolean): void {
  const { view } = reader;
  if (PLAIN.has(encoding)) {
    // Each value takes a byte at least, but for booleans.
    if (!isBoolean && count > view.byteLength - reader.offset) throw damaged('is shorter than its values');
    return;
  }
  if (count === 0 && encoding !== 'DELTA_BINARY_PACKED') return;
  if (DICTIONARY.has(encoding)) {
    const width = view.getUint8(reader.offset++);
    if (width > 24) throw damaged(`stores its values in ${width} bits`);
    // Without bits all values are the first of the dictionary.
    if (width > 0) checkRuns(reader, width, count, view.byteLength);
  } else if (encoding === 'RLE' && isBoolean) {
    reader.offset += 4;
    checkRuns(reader, 1, count, view.byteLength);
  } else if (DELTA.has(encoding)) {
    const block = readVarInt(reader);
    const minis = readVarInt(reader);
    const total = readVarInt(reader);
    readZigZag(reader);
    const isSound = minis > 0 && block > 0 && block <= MOST_DELTA_BLOCK && block % minis === 0 && total >= count;
    if (!isSound) throw damaged('is packed oddly');
  } else {
    throw fail('malformed-file', `the encoding ${encoding} is not read`, 'write the file again with plain encoding');
  }
}

/**
 * Walks over runs as the decoder does.
 *
 * @returns how many values are not zero, for runs of one bit
 */
function checkRuns(reader: DataReader, width: number, count: number, end: number): number {
  const { view } = reader;
  let seen = 0;
  let ones = 0;
  while (seen < count) {
    if (reader.offset >= end) throw damaged('ends before its values');
    const head = readVarInt(reader);
    if ((head & 1) === 0) {
      const length = head >>> 1;
      if (length > count - seen) throw damaged(`holds a run of ${length} values where ${count - seen} are left`);
      if (view.getUint8(reader.offset) === 1) ones += length;
      reader.offset += (width + 7) >> 3;
      seen += length;
    } else {
      const groups = head >>> 1;
      // Bits of the last group may be missing at the very end of a page, as some writers leave them out.
      if (groups === 0 || groups * 8 >= count - seen + 8) throw damaged('holds an odd run');
      const length = Math.min(groups * 8, count - seen);
      if (width === 1) ones += bitsSet(view, reader.offset, length);
      reader.offset += groups * width;
      seen += length;
    }
    if (reader.offset > end) throw damaged('ends inside its values');
  }
  return ones;
}

function bitsSet(view: DataView, from: number, length: number): number {
  let count = 0;
  for (let k = 0; k < length; k++) if ((view.getUint8(from + (k >> 3)) & (1 << (k & 7))) !== 0) count += 1;
  return count;
}

function damaged(what: string): Error {
  return fail('malformed-file', `a page ${what}`, 'copy the file again, or write it again where it was made');
}
