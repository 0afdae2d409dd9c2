import { crc32 } from '../crc32.js';
import { type Column, isNumberColumn } from '../recording.js';

/** Key of the checksums in the metadata of the Parquet files that we write. */
export const CHECKSUMS = 'interphase.checksums';
const BLOCK = 8192;

/**
 * CRC-32 of what a column holds: numbers as doubles, texts as UTF-8, each followed by a zero byte. Parquet files pack
 * numbers so tightly that one flipped bit can change thousands of them unnoticed.
 */
export function columnChecksum(column: Column): number {
  let crc = 0;
  if (!isNumberColumn(column)) {
    const encoder = new TextEncoder();
    for (const text of column.text) crc = crc32(encoder.encode(`${text}\0`), crc);
    return crc;
  }
  const block = new DataView(new ArrayBuffer(8 * BLOCK));
  const { values } = column;
  for (let from = 0; from < values.length; from += BLOCK) {
    const count = Math.min(BLOCK, values.length - from);
    for (let k = 0; k < count; k++) {
      const value = values[from + k]!;
      // There are many bit patterns for no number, and copying may change one into another.
      block.setFloat64(8 * k, Number.isNaN(value) ? Number.MAX_VALUE : value, true);
    }
    crc = crc32(new Uint8Array(block.buffer, 0, 8 * count), crc);
  }
  return crc;
}

/**
 * Names of the columns that do not hold what was written.
 *
 * @param stored value of `CHECKSUMS`: a JSON list of numbers, one for each column in order
 */
export function changedColumns(columns: readonly Column[], stored: string): string[] {
  const sums = parsed(stored);
  if (sums === undefined || sums.length !== columns.length) return columns.map(({ name }) => name);
  return columns.filter((column, index) => columnChecksum(column) !== sums[index]).map(({ name }) => name);
}

function parsed(stored: string): unknown[] | undefined {
  try {
    const sums: unknown = JSON.parse(stored);
    return Array.isArray(sums) ? sums : undefined;
  } catch {
    return undefined;
  }
}
