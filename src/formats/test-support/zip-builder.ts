/** Writes ZIP archives for tests, honest ones and others. */
import { deflateSync } from 'fflate';
import { crc32 } from '../crc32.js';
import { joined } from './mpr-builder.js';

export interface ZipPart {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** @default true */
  readonly deflate?: boolean;
  /** Sizes and checksum stand behind the data, as of programs that write in one go. @default false */
  readonly sizesBehind?: boolean;
  /** What the directory says in place of the truth. */
  readonly claim?: {
    readonly unpacked?: number;
    readonly packed?: number;
    readonly local?: number;
    readonly method?: number;
  };
  /** Numbers of 64 bits in an extra field, as some programs write for small parts too. @default false */
  readonly longNumbers?: boolean;
}

export function buildZip(parts: readonly ZipPart[], comment = ''): Uint8Array {
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const part of parts) {
    const name = new TextEncoder().encode(part.name);
    const method = part.deflate === false ? 0 : 8;
    const data = method === 0 ? part.bytes : deflateSync(part.bytes);
    const flags = part.sizesBehind ? 8 : 0;
    const sums = [crc32(part.bytes), data.length, part.bytes.length];
    const local = fields([4, 0x04034b50], [2, 20], [2, flags], [2, method], [4, 0x5a210000]);
    const sizes = part.sizesBehind ? [0, 0, 0] : sums;
    const head = joined([local, fields(...sizes.map((n) => [4, n] as const), [2, name.length], [2, 0]), name]);
    const tail = part.sizesBehind ? fields([4, 0x08074b50], ...sums.map((n) => [4, n] as const)) : new Uint8Array(0);
    files.push(head, data, tail);
    const { claim = {} } = part;
    const unpacked = claim.unpacked ?? part.bytes.length;
    const packed = claim.packed ?? data.length;
    const extra = part.longNumbers
      ? fields([2, 1], [2, 16], [4, unpacked], [4, 0], [4, packed], [4, 0])
      : new Uint8Array(0);
    directory.push(
      fields(
        [4, 0x02014b50],
        [2, 20],
        [2, 20],
        [2, flags],
        [2, claim.method ?? method],
        [4, 0x5a210000],
        [4, sums[0]!],
      ),
      part.longNumbers ? fields([4, 0xffffffff], [4, 0xffffffff]) : fields([4, packed], [4, unpacked]),
      fields([2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, claim.local ?? at]),
      name,
      extra,
    );
    at += head.length + data.length + tail.length;
  }
  const list = joined(directory);
  const words = new TextEncoder().encode(comment);
  const count = [2, parts.length] as const;
  const end = fields([4, 0x06054b50], [4, 0], count, count, [4, list.length], [4, at], [2, words.length]);
  return joined([...files, list, end, words]);
}

/** Little-endian numbers of so many bytes. */
function fields(...list: readonly (readonly [2 | 4, number])[]): Uint8Array {
  const bytes = new Uint8Array(list.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of list) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}
