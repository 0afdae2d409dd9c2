/** ZIP archives as instruments write them, read without trusting a single number in them. */
import { fail } from '../../errors.js';
import { BinaryCursor } from '../binary-cursor.js';
import { crc32 } from '../crc32.js';
import type { FileLike } from '../file-like.js';
import type { Diagnostic } from '../recording.js';
import { inflate, isImpossibleRatio } from './inflate.js';
import {
  isLocalHeader,
  LOCAL_BYTES,
  placesFromDirectory,
  placesFromLocalHeaders,
  type ZipPlace,
} from './zip-places.js';

export interface ZipEntry {
  /** Path inside the archive, as it stands there; it is a name and never a place on disk. */
  readonly name: string;
  /** Size when unpacked, as the archive says; what unpacks to more is refused. */
  readonly size: number;
  /**
   * The bytes, and whether they fit the checksum.
   *
   * @throws `malformed-file` when they cannot be unpacked, or would fill the memory
   */
  read(): Promise<{ readonly bytes: Uint8Array; readonly intact: boolean }>;
}

export interface ZipArchive {
  readonly entries: readonly ZipEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ZipLimits {
  /** Most bytes of one part when unpacked. @default 1 GiB */
  readonly partBytes?: number;
  /** Most bytes of all parts that are read. @default 2 GiB */
  readonly totalBytes?: number;
}

const GIB = 1024 ** 3;

/** True when bytes begin as a ZIP archive with something in it. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * The entries of an archive. One that was cut, so that its directory at the end is missing, gives the entries that are whole
 * and a `truncated` diagnostic.
 *
 * @throws `malformed-file` (ZIP64, parts that overlap or reach out of the file, too many parts), `truncated-file`
 */
export async function openZip(file: FileLike, limits: ZipLimits = {}): Promise<ZipArchive> {
  const diagnostics: Diagnostic[] = [];
  let places = await placesFromDirectory(file);
  if (places === undefined) {
    places = await placesFromLocalHeaders(file);
    const message = `the directory at the end of the archive is missing or damaged: ${places.length} whole part(s) were found one by one`;
    diagnostics.push({ code: 'truncated', severity: 'warning', message, byte: file.size });
  }
  if (places.length === 0) {
    throw fail('truncated-file', 'the archive holds no whole part', 'copy the file again from the instrument computer');
  }
  const budget = new Budget(limits.partBytes ?? GIB, limits.totalBytes ?? 2 * GIB);
  return { entries: places.map((place) => entryOf(file, place, budget)), diagnostics };
}

/** What may still be unpacked of one archive. */
class Budget {
  readonly #part: number;
  #left: number;

  constructor(part: number, total: number) {
    this.#part = part;
    this.#left = total;
  }

  /** True, and taken away, when there is room for so many bytes. */
  take(bytes: number): boolean {
    if (bytes > this.#part || bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }
}

function entryOf(file: FileLike, place: ZipPlace, budget: Budget): ZipEntry {
  return {
    name: place.name,
    size: place.unpacked,
    read: async () => {
      const bytes = await unpack(file, place, budget);
      return { bytes, intact: bytes.length === place.unpacked && crc32(bytes) === place.checksum };
    },
  };
}

async function unpack(file: FileLike, place: ZipPlace, budget: Budget): Promise<Uint8Array> {
  const { name, method, encrypted, packed, unpacked, local } = place;
  const damaged = (why: string) =>
    fail(
      'malformed-file',
      `the part ${name} of the archive ${why}`,
      'copy the file again from the instrument computer',
      {
        byte: local,
      },
    );
  if (encrypted) throw damaged('is locked with a password');
  if (method !== 0 && method !== 8) throw damaged(`is packed in a way (${method}) that is not known`);
  const size = method === 0 ? packed : unpacked;
  if (method === 8 && isImpossibleRatio(packed, unpacked)) throw damaged('claims to unpack to more than it can hold');
  if (!budget.take(size)) throw damaged(`would unpack to ${Math.round(size / 1e6)} MB: too much`);
  const header = new BinaryCursor(await file.slice(local, local + LOCAL_BYTES), local);
  if (!isLocalHeader(header)) throw damaged('is not where the directory says');
  const start = local + LOCAL_BYTES + header.uint16(26) + header.uint16(28);
  if (start + packed > file.size) throw damaged('is cut');
  const bytes = await file.slice(start, start + packed);
  if (method === 0) return bytes;
  let result: Uint8Array | null;
  try {
    result = await inflate(bytes, unpacked);
  } catch {
    throw damaged('cannot be unpacked: its data are damaged');
  }
  if (result === null) throw damaged('unpacks to more than it announces');
  return result;
}
