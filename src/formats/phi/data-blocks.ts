/** The binary part of a PHI file: a list of blocks, each with its sizes, axes, unit and place. */
import { fail } from '../../errors.js';
import { BinaryCursor } from '../binary-cursor.js';

export interface PhiBlock {
  readonly number: number;
  /** Number of the spectral region; 0 for a block that is no spectrum. */
  readonly region: number;
  /** Names of the axes: `pnt`, `cyc`, `reg`. */
  readonly axes: readonly [string, string];
  /** Length of the first axis, which runs fastest, and of the second. */
  readonly sizes: readonly [number, number];
  /** `c/s`, `s`, ... */
  readonly unit: string;
  /** All values that the file holds: fewer than the sizes say where it is cut. */
  readonly values: Float32Array | Float64Array;
}

const WORDS = 24;
const MOST_BLOCKS = 100_000;

export interface PhiData {
  readonly blocks: readonly PhiBlock[];
  /** Where the last block ends in the file, as the list says. */
  readonly end: number;
}

/**
 * @param dataAt where the binary part begins
 * @throws `truncated-file`, `malformed-file`
 */
export function readDataBlocks(bytes: Uint8Array, dataAt: number): PhiData {
  const cursor = new BinaryCursor(bytes.subarray(dataAt), dataAt);
  const count = cursor.uint32(4);
  const size = 4 * WORDS;
  if (cursor.uint32(8) !== size * count || count > MOST_BLOCKS || !cursor.has(16, size * count)) {
    throw fail(
      'malformed-file',
      `the list of data blocks is damaged: it names ${count} blocks`,
      'copy the file again, or export it from MultiPak as VAMAS or text',
      { byte: dataAt + 4 },
    );
  }
  let room = cursor.length;
  let end = dataAt + 16 + size * count;
  const blocks = Array.from({ length: count }, (_, index) => {
    const block = readBlock(cursor, 16 + size * index);
    room -= block.values.byteLength;
    end = Math.max(end, dataAt + cursor.uint32(16 + size * index + 80) + cursor.uint32(16 + size * index + 76));
    if (room >= 0) return block;
    throw fail('malformed-file', 'the data blocks name more bytes than the file has', 'copy the file again', {
      byte: dataAt + 16 + size * index,
    });
  });
  return { blocks, end };
}

function readBlock(cursor: BinaryCursor, at: number): PhiBlock {
  const word = (index: number): number => cursor.uint32(at + 4 * index);
  const letters = (index: number): string =>
    String.fromCharCode(...cursor.bytes(at + 4 * index, 4))
      .replace(/\0.*$/, '')
      .trim();
  const sizes: [number, number] = [word(5), word(6)];
  const wide = letters(18) === 'f8';
  const bytesEach = wide ? 8 : 4;
  const start = word(20);
  // What the sizes, the length in bytes and the file itself allow, whichever is least.
  const room = Math.floor(Math.max(0, cursor.length - start) / bytesEach);
  const length = Math.min(sizes[0] * sizes[1], Math.floor(word(19) / bytesEach), room);
  const values = wide ? new Float64Array(length) : new Float32Array(length);
  for (let index = 0; index < length; index++) {
    values[index] = wide ? cursor.float64(start + 8 * index) : cursor.float32(start + 4 * index);
  }
  return { number: word(0), region: word(3), axes: [letters(8), letters(10)], sizes, unit: letters(14), values };
}
