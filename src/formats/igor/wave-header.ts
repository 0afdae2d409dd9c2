/** The header of an Igor binary wave, version 5 (Igor Pro 3.1 and later), of either byte order. */
import { fail } from '../../errors.js';

export interface WaveHeader {
  readonly littleEndian: boolean;
  readonly name: string;
  readonly type: number;
  /** Lengths of the dimensions that there are. */
  readonly sizes: readonly number[];
  /** Step and start of each dimension. */
  readonly scales: readonly { readonly step: number; readonly start: number }[];
  /** Short units of the data and of the dimensions (three letters). */
  readonly units: readonly string[];
  /** Where things stand in the file, in bytes. */
  readonly dataAt: number;
  readonly noteAt: number;
  readonly noteSize: number;
  readonly unitsAt: number;
  /** Sizes of the long units of the data and of the four dimensions, one behind the other. */
  readonly unitSizes: readonly number[];
  /** What all parts take together: the size of a whole file. */
  readonly fileSize: number;
  /** Seconds since 1904, local time. */
  readonly created: number;
}

/** The part of the file before its data. */
export const HEADER_BYTES = 384;
const WAVE_AT = 64;

/** Real numbers of all sizes. */
export const TYPES: readonly number[] = [2, 4, 8, 16, 32, 72, 80, 96];

/** The byte order of a version 5 wave, undefined for anything else. */
export function waveByteOrder(bytes: Uint8Array): 'little' | 'big' | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  return (['little', 'big'] as const).find((order) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
    const little = order === 'little';
    if (view.getInt16(0, little) !== 5) return false;
    if (checksumFits(bytes, little)) return true;
    // A damaged header is still known by what it says of its numbers.
    const points = view.getInt32(76, little);
    return TYPES.includes(view.getInt16(80, little)) && points > 0 && points % view.getInt32(132, little) === 0;
  });
}

/** All 16-bit words of the header add up to zero. */
export function checksumFits(bytes: Uint8Array, littleEndian: boolean): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  let sum = 0;
  for (let at = 0; at < HEADER_BYTES; at += 2) sum = (sum + view.getInt16(at, littleEndian)) & 0xffff;
  return sum === 0;
}

/** @throws `malformed-file` */
export function readWaveHeader(bytes: Uint8Array, littleEndian: boolean): WaveHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const int = (at: number): number => view.getInt32(at, littleEndian);
  const [waveSize, formulaSize, noteSize] = [int(4), int(8), int(12)];
  const unitSizes = [16, 20, 24, 28, 32].map(int);
  const all = [132, 136, 140, 144].map(int);
  const end = all.indexOf(0);
  const sizes = end === -1 ? all : all.slice(0, end);
  if (
    [waveSize, formulaSize, noteSize, ...unitSizes, ...sizes].some((value) => value < 0) ||
    waveSize < HEADER_BYTES - WAVE_AT
  ) {
    throw fail(
      'malformed-file',
      'the header of the Igor wave is damaged',
      'copy it again, or save it again from Igor',
      { byte: 4 },
    );
  }
  const noteAt = WAVE_AT + waveSize + formulaSize;
  return {
    littleEndian,
    name: letters(bytes, 92, 32),
    type: view.getInt16(80, littleEndian),
    sizes: sizes.length === 0 ? [int(76)] : sizes,
    scales: [0, 1, 2, 3].map((dimension) => ({
      step: view.getFloat64(148 + 8 * dimension, littleEndian),
      start: view.getFloat64(180 + 8 * dimension, littleEndian),
    })),
    units: [212, 216, 220, 224, 228].map((at) => letters(bytes, at, 4)),
    dataAt: HEADER_BYTES,
    noteAt,
    noteSize,
    unitsAt: noteAt + noteSize,
    unitSizes,
    fileSize:
      noteAt + noteSize + [16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60].reduce((sum, at) => sum + int(at), 0),
    created: view.getUint32(68, littleEndian),
  };
}

function letters(bytes: Uint8Array, at: number, size: number): string {
  return new TextDecoder('latin1')
    .decode(bytes.subarray(at, at + size))
    .replace(/\0[\s\S]*$/, '')
    .trim();
}
