import type { NumberArray } from '../../../../src/formats/recording.js';

/** Rows handled at a time: they stay in the processor's cache. A power of the pyramid's factor. */
export const BLOCK_ROWS = 4096;

/**
 * Hands out the numbers of a column block by block as doubles. Loops over one type of array are several times faster than
 * loops that meet them all.
 *
 * @param use gets the block's numbers (valid until it returns), how many there are, and the row of the first
 */
export function eachBlock(
  values: NumberArray,
  use: (block: Float64Array, count: number, firstRow: number) => void,
): void {
  const block = new Float64Array(BLOCK_ROWS);
  for (let from = 0; from < values.length; from += BLOCK_ROWS) {
    const part = values.subarray(from, from + BLOCK_ROWS);
    block.set(part);
    use(block, part.length, from);
  }
}
