import { fail } from '../errors.js';

/**
 * Little-endian reading from a piece of a file with every access checked against the bytes that are there. Errors name
 * the byte offset in the file, not in the piece.
 */
export class BinaryCursor {
  readonly length: number;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  readonly #fileOffset: number;

  /** @param fileOffset where in the file the piece begins */
  constructor(bytes: Uint8Array, fileOffset = 0) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#fileOffset = fileOffset;
    this.length = bytes.length;
  }

  /** True when `size` bytes from `offset` on are inside the piece. */
  has(offset: number, size: number): boolean {
    return Number.isInteger(offset) && offset >= 0 && offset + size <= this.length;
  }

  uint8(offset: number): number {
    this.#check(offset, 1);
    return this.#view.getUint8(offset);
  }

  uint16(offset: number): number {
    this.#check(offset, 2);
    return this.#view.getUint16(offset, true);
  }

  uint32(offset: number): number {
    this.#check(offset, 4);
    return this.#view.getUint32(offset, true);
  }

  float32(offset: number): number {
    this.#check(offset, 4);
    return this.#view.getFloat32(offset, true);
  }

  float64(offset: number): number {
    this.#check(offset, 8);
    return this.#view.getFloat64(offset, true);
  }

  bytes(offset: number, size: number): Uint8Array {
    this.#check(offset, size);
    return this.#bytes.subarray(offset, offset + size);
  }

  #check(offset: number, size: number): void {
    if (this.has(offset, size)) return;
    throw fail(
      'truncated-file',
      `the file ends where ${size} more ${size === 1 ? 'byte is' : 'bytes are'} needed`,
      'copy the file again from the instrument computer, or export it as text',
      { byte: this.#fileOffset + Math.max(0, offset) },
    );
  }
}
