/** Where the parts of a ZIP archive stand (APPNOTE 6.3.10 of PKWARE, sections 4.3 and 4.4). */
import { fail } from '../../errors.js';
import { BinaryCursor } from '../binary-cursor.js';
import type { FileLike } from '../file-like.js';

export interface ZipPlace {
  readonly name: string;
  /** 0 stored, 8 deflate. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly checksum: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Byte where the header of the part begins. */
  readonly local: number;
}

export const LOCAL_BYTES = 30;
const SIGNATURE = { central: 0x02014b50, end: 0x06054b50, local: 0x04034b50, descriptor: 0x08074b50 } as const;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const MOST_COMMENT = 65_535;
const MOST_ENTRIES = 10_000;
const MOST_NAME = 1024;
const ALL_ONES = 0xffff_ffff;
const ZIP64_FIELD = 1;
const FLAG = { encrypted: 1, sizesBehind: 8 } as const;

export function isLocalHeader(cursor: BinaryCursor): boolean {
  return cursor.has(0, LOCAL_BYTES) && cursor.uint32(0) === SIGNATURE.local;
}

/**
 * Parts as the directory at the end lists them; undefined when it is missing or makes no sense.
 *
 * @throws `malformed-file` for the ZIP64 form and for parts that overlap or reach out of the file: such archives are made to harm
 */
export async function placesFromDirectory(file: FileLike): Promise<ZipPlace[] | undefined> {
  const tailFrom = Math.max(0, file.size - END_BYTES - MOST_COMMENT);
  const tail = new BinaryCursor(await file.slice(tailFrom, file.size), tailFrom);
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.uint32(end) !== SIGNATURE.end) end -= 1;
  if (end < 0) return undefined;
  const count = tail.uint16(end + 10);
  const size = tail.uint32(end + 12);
  const start = tail.uint32(end + 16);
  if (count === 0xffff || size === ALL_ONES || start === ALL_ONES) {
    throw fail('malformed-file', 'the archive is in the ZIP64 form', 'unpack it and pack it again as a plain ZIP');
  }
  if (count > MOST_ENTRIES) {
    throw fail('malformed-file', `the archive lists ${count} parts`, 'unpack it and pack only the measurement again');
  }
  if (start + size > tailFrom + end) return undefined;
  const places = listed(new BinaryCursor(await file.slice(start, start + size), start), count);
  if (places !== undefined) refuseOverlaps(places, start);
  return places;
}

function listed(cursor: BinaryCursor, count: number): ZipPlace[] | undefined {
  const places: ZipPlace[] = [];
  let at = 0;
  while (places.length < count && cursor.has(at, CENTRAL_BYTES) && cursor.uint32(at) === SIGNATURE.central) {
    const nameLength = cursor.uint16(at + 28);
    const extraLength = cursor.uint16(at + 30);
    const extra = at + CENTRAL_BYTES + nameLength;
    if (!cursor.has(at + CENTRAL_BYTES, nameLength + extraLength)) return undefined;
    const long = longNumbers(cursor, extra, extra + extraLength);
    const number = (place: number): number => {
      const short = cursor.uint32(at + place);
      return short === ALL_ONES ? (long.shift() ?? short) : short;
    };
    // In this order the numbers stand in the extra field.
    const [unpacked, packed, local] = [number(24), number(20), number(42)] as const;
    places.push({
      name: nameOf(cursor.bytes(at + CENTRAL_BYTES, nameLength)),
      method: cursor.uint16(at + 10),
      encrypted: (cursor.uint16(at + 8) & FLAG.encrypted) !== 0,
      checksum: cursor.uint32(at + 16),
      packed,
      unpacked,
      local,
    });
    at = extra + extraLength + cursor.uint16(at + 32);
  }
  return places.length === count ? places : undefined;
}

/** Numbers of 64 bits that some programs write even for small parts, in place of those that read 0xffffffff. */
function longNumbers(cursor: BinaryCursor, from: number, to: number): number[] {
  for (let at = from; at + 4 <= to; at += 4 + cursor.uint16(at + 2)) {
    const size = cursor.uint16(at + 2);
    if (cursor.uint16(at) !== ZIP64_FIELD || at + 4 + size > to) continue;
    const word = (place: number): number => cursor.uint32(at + 4 + place);
    return Array.from({ length: Math.floor(size / 8) }, (_, k) => word(8 * k) + 2 ** 32 * word(8 * k + 4));
  }
  return [];
}

function refuseOverlaps(places: readonly ZipPlace[], directory: number): void {
  const inOrder = [...places].sort((a, b) => a.local - b.local);
  for (const [k, { name, local, packed }] of inOrder.entries()) {
    const most = inOrder[k + 1]?.local ?? directory;
    if (local + LOCAL_BYTES + packed <= most) continue;
    const message =
      k + 1 === inOrder.length
        ? `the part ${name} reaches out of the archive`
        : `the parts ${name} and ${inOrder[k + 1]!.name} of the archive overlap`;
    throw fail('malformed-file', message, 'copy it again from the instrument computer', { byte: local });
  }
}

/** Walks the parts themselves, as far as they are whole. */
export async function placesFromLocalHeaders(file: FileLike): Promise<ZipPlace[]> {
  const places: ZipPlace[] = [];
  let at = 0;
  while (at + LOCAL_BYTES <= file.size && places.length < MOST_ENTRIES) {
    const header = new BinaryCursor(await file.slice(at, at + LOCAL_BYTES + MOST_NAME), at);
    const nameLength = header.has(0, LOCAL_BYTES) ? header.uint16(26) : 0;
    if (!isLocalHeader(header) || !header.has(LOCAL_BYTES, nameLength)) break;
    const flags = header.uint16(6);
    const start = at + LOCAL_BYTES + nameLength + header.uint16(28);
    const sizes =
      (flags & FLAG.sizesBehind) === 0
        ? { checksum: header.uint32(14), packed: header.uint32(18), unpacked: header.uint32(22), behind: 0 }
        : await sizesBehind(file, start);
    if (sizes === undefined || start + sizes.packed > file.size) break;
    const { checksum, packed, unpacked, behind } = sizes;
    const name = nameOf(header.bytes(LOCAL_BYTES, nameLength));
    const encrypted = (flags & FLAG.encrypted) !== 0;
    places.push({ name, method: header.uint16(8), encrypted, checksum, packed, unpacked, local: at });
    at = start + packed + behind;
  }
  return places;
}

const DESCRIPTOR_BYTES = 16;
/** Parts are looked through in one piece when their sizes stand behind them. */
const MOST_SEARCHED = 64 * 1024 ** 2;

/** Sizes that a program wrote behind the data, because it did not know them before: there where they fit the distance. */
async function sizesBehind(file: FileLike, start: number) {
  const cursor = new BinaryCursor(await file.slice(start, start + MOST_SEARCHED), start);
  for (let at = 0; cursor.has(at, DESCRIPTOR_BYTES); at++) {
    if (cursor.uint32(at) !== SIGNATURE.descriptor || cursor.uint32(at + 8) !== at) continue;
    return {
      checksum: cursor.uint32(at + 4),
      packed: at,
      unpacked: cursor.uint32(at + 12),
      behind: DESCRIPTOR_BYTES,
    };
  }
  return undefined;
}

function nameOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
