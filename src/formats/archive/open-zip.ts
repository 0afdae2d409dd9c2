/** ZIP archives as instruments write them, read without trusting a single number in them. */
import { fail, isInterphaseError } from '../../errors.js';
import { BinaryCursor } from '../binary-cursor.js';
import { crc32 } from '../crc32.js';
import type { FileLike } from '../file-like.js';
import type { Diagnostic } from '../recording.js';

export interface ZipEntry {
  /** Path inside the archive, as it stands there; it is a name and never a place on disk. */
  readonly name: string;
  /** Size when unpacked, as the archive says; what unpacks to more is refused. */
  readonly size: number;
  /**
   * The bytes, and whether they fit the checksum.
   *
   * @throws `malformed-file` when they cannot be unpacked
   */
  read(): Promise<{ readonly bytes: Uint8Array; readonly intact: boolean }>;
}

export interface ZipArchive {
  readonly entries: readonly ZipEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

const SIGNATURE = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
const END_BYTES = 22;
const LONG = 0xffffffff;
const ZIP64_FIELD = 1;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MOST_COMMENT = 65_535;
const MOST_ENTRIES = 10_000;
const MOST_ENTRY_BYTES = 1024 ** 3;
/** Deflate packs at most about 1030 to 1; what claims more, beyond some size, wants to fill the memory. */
const MOST_RATIO = 1100;
const SMALL_BYTES = 16 * 1024 ** 2;

interface Place {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly local: number;
}

/** True when bytes begin as a ZIP archive with something in it. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * The entries of an archive. One that was cut, so that its directory at the end is missing, gives the entries that are whole
 * and a `truncated` diagnostic.
 *
 * @throws `malformed-file`, `truncated-file`
 */
export async function openZip(file: FileLike): Promise<ZipArchive> {
  const diagnostics: Diagnostic[] = [];
  let places = await fromDirectory(file);
  if (places === undefined) {
    places = await fromLocalHeaders(file);
    const message = `the directory at the end of the archive is missing: ${places.length} whole part(s) were found one by one`;
    diagnostics.push({ code: 'truncated', severity: 'warning', message, byte: file.size });
  }
  if (places.length === 0) {
    throw fail('truncated-file', 'the archive holds no whole part', 'copy the file again from the instrument computer');
  }
  return { entries: places.map((place) => entryOf(file, place)), diagnostics };
}

async function fromDirectory(file: FileLike): Promise<Place[] | undefined> {
  const tailFrom = Math.max(0, file.size - END_BYTES - MOST_COMMENT);
  const tail = new BinaryCursor(await file.slice(tailFrom, file.size), tailFrom);
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.uint32(end) !== SIGNATURE.end) end -= 1;
  if (end < 0) return undefined;
  const count = tail.uint16(end + 10);
  const size = tail.uint32(end + 12);
  const start = tail.uint32(end + 16);
  if (count === 0xffff || start === 0xffffffff) {
    throw fail('malformed-file', 'the archive is in the ZIP64 form', 'unpack it and pack it again as a plain ZIP');
  }
  if (count > MOST_ENTRIES || start + size > file.size) return undefined;
  const cursor = new BinaryCursor(await file.slice(start, start + size), start);
  const places: Place[] = [];
  let at = 0;
  while (places.length < count && cursor.has(at, CENTRAL_BYTES) && cursor.uint32(at) === SIGNATURE.central) {
    const nameLength = cursor.uint16(at + 28);
    if (!cursor.has(at + CENTRAL_BYTES, nameLength)) break;
    const extra = at + CENTRAL_BYTES + nameLength;
    const long = longNumbers(cursor, extra, extra + cursor.uint16(at + 30));
    const number = (place: number): number => {
      const short = cursor.uint32(at + place);
      return short === LONG ? (long.shift() ?? short) : short;
    };
    // In this order the numbers stand in the extra field.
    const [unpacked, packed, local] = [number(24), number(20), number(42)] as const;
    places.push({
      name: new TextDecoder().decode(cursor.bytes(at + CENTRAL_BYTES, nameLength)),
      method: cursor.uint16(at + 10),
      checksum: cursor.uint32(at + 16),
      packed,
      unpacked,
      local,
    });
    at += CENTRAL_BYTES + nameLength + cursor.uint16(at + 30) + cursor.uint16(at + 32);
  }
  return places.length === count ? places : undefined;
}

/** Numbers of 64 bits that some programs write even for small parts, in place of those that read 0xffffffff. */
function longNumbers(cursor: BinaryCursor, from: number, to: number): number[] {
  let at = from;
  while (at + 4 <= to && cursor.has(at, 4)) {
    const size = cursor.uint16(at + 2);
    if (cursor.uint16(at) === ZIP64_FIELD && cursor.has(at + 4, size)) {
      const count = Math.floor(size / 8);
      return Array.from(
        { length: count },
        (_, k) => cursor.uint32(at + 4 + 8 * k) + 2 ** 32 * cursor.uint32(at + 8 + 8 * k),
      );
    }
    at += 4 + size;
  }
  return [];
}

/** Walks the parts themselves, as far as they are whole. Only parts that say their size beforehand can be walked. */
async function fromLocalHeaders(file: FileLike): Promise<Place[]> {
  const places: Place[] = [];
  let at = 0;
  while (at + LOCAL_BYTES <= file.size && places.length < MOST_ENTRIES) {
    const header = new BinaryCursor(await file.slice(at, at + LOCAL_BYTES + 1024), at);
    if (header.uint32(0) !== SIGNATURE.local) break;
    const nameLength = header.uint16(26);
    const packed = header.uint32(18);
    const next = at + LOCAL_BYTES + nameLength + header.uint16(28) + packed;
    // Bit 3: the size stands behind the data.
    const sized = (header.uint16(6) & 8) === 0;
    if (!sized || next > file.size || !header.has(LOCAL_BYTES, nameLength)) break;
    places.push({
      name: new TextDecoder().decode(header.bytes(LOCAL_BYTES, nameLength)),
      method: header.uint16(8),
      checksum: header.uint32(14),
      packed,
      unpacked: header.uint32(22),
      local: at,
    });
    at = next;
  }
  return places;
}

function entryOf(file: FileLike, place: Place): ZipEntry {
  return {
    name: place.name,
    size: place.unpacked,
    read: async () => {
      const bytes = await unpack(file, place);
      return { bytes, intact: bytes.length === place.unpacked && crc32(bytes) === place.checksum };
    },
  };
}

async function unpack(file: FileLike, { name, method, packed, unpacked, local }: Place): Promise<Uint8Array> {
  const damaged = (why: string) =>
    fail('malformed-file', `${name} inside the archive ${why}`, 'copy the file again from the instrument computer', {
      byte: local,
    });
  if (unpacked > MOST_ENTRY_BYTES) throw damaged(`would unpack to ${Math.round(unpacked / 1e6)} MB`);
  if (unpacked > SMALL_BYTES && unpacked > MOST_RATIO * packed)
    throw damaged('claims to unpack to a thousand times its size');
  const header = new BinaryCursor(await file.slice(local, local + LOCAL_BYTES), local);
  if (!header.has(0, LOCAL_BYTES) || header.uint32(0) !== SIGNATURE.local)
    throw damaged('is not where the directory says');
  const start = local + LOCAL_BYTES + header.uint16(26) + header.uint16(28);
  if (start + packed > file.size) throw damaged('is cut');
  const bytes = await file.slice(start, start + packed);
  if (method === 0) return bytes;
  if (method !== 8) throw damaged(`is packed in a way (${method}) that is not known`);
  try {
    return await inflate(bytes, unpacked, damaged);
  } catch (error) {
    if (isInterphaseError(error)) throw error;
    throw damaged('cannot be unpacked: its data are damaged');
  }
}

/** Unpacks with the platform's own inflate and stops as soon as more comes out than was announced. */
async function inflate(bytes: Uint8Array, announced: number, damaged: (why: string) => Error): Promise<Uint8Array> {
  const target = new Uint8Array(announced);
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  let at = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (at + next.value.length > announced) throw damaged('unpacks to more than it announces');
      target.set(next.value, at);
      at += next.value.length;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return target.subarray(0, at);
}
