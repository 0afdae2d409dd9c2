/** Streams of a .ndax file: pages of 4096 bytes with a mask of the slots that are filled. */
import { fail } from '../../errors.js';

const NDC_VERSIONS = [2, 5, 11, 14, 16, 17] as const;

/** What a stream holds, by its first byte. */
export const streamTypes = { data: 1, aux: 5, step: 7, runInfo: 18, log: 9, es: 16 } as const;

export interface NdcStream {
  readonly name: string;
  readonly type: number;
  readonly version: number;
  readonly bytes: Uint8Array;
}

const PAGE = 4096;
const PAGE_VERSION_2 = 512;
const MASK_AT = 4;
const RECORDS_AT = 132;

/** Type and version of a stream; undefined when it is too short to have any. */
export function ndcStream(name: string, bytes: Uint8Array): NdcStream | undefined {
  return bytes.length < 4 ? undefined : { name, type: bytes[0]!, version: bytes[2]!, bytes };
}

export function isKnownVersion(version: number): boolean {
  return (NDC_VERSIONS as readonly number[]).includes(version);
}

export function unknownVersion({ name, version }: NdcStream): Error {
  return fail(
    'unknown-format',
    `${name} is of version ${version} of Neware's stream format, which is not known (known: ${NDC_VERSIONS.join(', ')})`,
    'export the test as csv or xlsx in BTSDA, and please report the version',
  );
}

/**
 * Calls `each` for every filled slot with the byte where its record begins and the number of the slot, counted over all
 * pages from 0. Records that reach beyond the bytes are not called.
 *
 * @returns false when the stream ends in the middle of a page
 */
export function eachRecord(
  { version, bytes }: NdcStream,
  recordBytes: number,
  each: (at: number, slot: number) => void,
): boolean {
  if (version === 2) return eachPlainRecord(bytes, recordBytes, each);
  const slots = Math.floor((PAGE - RECORDS_AT - 1) / recordBytes);
  let slot = 0;
  for (let page = PAGE; page < bytes.length; page += PAGE) {
    for (let k = 0; k < slots; k++, slot++) {
      const mask = bytes[page + MASK_AT + (k >> 3)]!;
      if (((mask >> (k & 7)) & 1) === 0) continue;
      const at = page + RECORDS_AT + k * recordBytes;
      if (at + recordBytes > bytes.length) return false;
      each(at, slot);
    }
  }
  return bytes.length % PAGE === 0;
}

/** Version 2: short pages without a mask; a record is filled when its index is not zero. */
function eachPlainRecord(bytes: Uint8Array, recordBytes: number, each: (at: number, slot: number) => void): boolean {
  const slots = Math.floor((PAGE_VERSION_2 - 5) / recordBytes);
  let slot = 0;
  for (let page = PAGE_VERSION_2; page < bytes.length; page += PAGE_VERSION_2) {
    for (let k = 0; k < slots; k++, slot++) {
      const at = page + 5 + k * recordBytes;
      if (at + recordBytes > bytes.length) return false;
      each(at, slot);
    }
  }
  return bytes.length % PAGE_VERSION_2 === 0;
}
