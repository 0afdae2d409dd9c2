import { fail } from '../errors.js';
import { type FileLike, fileFromBytes } from './file-like.js';

/** Unpacked files are held in memory, so a small file must not be able to fill it. */
const MOST_UNPACKED_BYTES = 512 * 1024 * 1024;

/** True when bytes begin as a gzip file with the one method there is (deflate). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 3 && bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/**
 * The file inside a gzip file, its name without `.gz`.
 *
 * @throws `malformed-file` when it is damaged or cut (its checksum is verified), or unpacks to more than 512 MB
 */
export async function unpackGzip(file: FileLike): Promise<FileLike> {
  const bytes = await file.slice(0, file.size);
  const parts: Uint8Array[] = [];
  let total = 0;
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value);
      total += next.value.length;
      if (total > MOST_UNPACKED_BYTES) break;
    }
  } catch {
    throw fail('malformed-file', 'the gzip file is damaged or cut', 'copy it again from the instrument computer');
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (total > MOST_UNPACKED_BYTES) {
    throw fail(
      'malformed-file',
      `the gzip file unpacks to more than ${MOST_UNPACKED_BYTES / 1024 ** 2} MB`,
      'unpack it with gunzip and read the file that comes out',
    );
  }
  const joined = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return fileFromBytes(file.name.replace(/\.gz$/i, ''), joined);
}
