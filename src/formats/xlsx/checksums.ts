/** The checksums that a zip archive keeps of its files: damaged numbers must not pass for measured ones. */
import { BinaryCursor } from '../binary-cursor.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LONGEST_COMMENT = 65_535;

/** CRC-32 of each file by its name; empty when the directory at the end of the archive cannot be read. */
export function zipChecksums(archive: Uint8Array): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const cursor = new BinaryCursor(archive);
  let end = archive.length - END_SIZE;
  while (end >= 0 && end >= archive.length - END_SIZE - LONGEST_COMMENT && cursor.uint32(end) !== END) end -= 1;
  if (end < 0 || cursor.uint32(end) !== END) return found;
  const decoder = new TextDecoder();
  let at = cursor.uint32(end + 16);
  while (cursor.has(at, ENTRY_SIZE) && cursor.uint32(at) === ENTRY) {
    const nameLength = cursor.uint16(at + 28);
    if (!cursor.has(at + ENTRY_SIZE, nameLength)) break;
    found.set(decoder.decode(cursor.bytes(at + ENTRY_SIZE, nameLength)), cursor.uint32(at + 16));
    at += ENTRY_SIZE + nameLength + cursor.uint16(at + 30) + cursor.uint16(at + 32);
  }
  return found;
}
