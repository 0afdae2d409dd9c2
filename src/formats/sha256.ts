import { sha256 } from '@noble/hashes/sha2.js';
import type { FileLike } from './file-like.js';

const BLOCK_BYTES = 4 * 1024 * 1024;
/** Up to here the platform's own SHA-256 is used: four times faster, but it wants all bytes at once. */
const WHOLE_FILE_BYTES = 64 * 1024 * 1024;

/** SHA-256 of a file's bytes as lower-case hex; large files are hashed block by block. */
export async function sha256OfFile(file: FileLike): Promise<string> {
  if (file.sha256 !== undefined) {
    try {
      return await file.sha256();
    } catch {
      // A platform that cannot (no thread, no rights) is no reason to fail: the bytes tell the same, or why they cannot be read.
    }
  }
  // `crypto.subtle` is absent in browsers on pages that are not served over https.
  if (file.size <= WHOLE_FILE_BYTES && globalThis.crypto?.subtle !== undefined) {
    const bytes = await file.slice(0, file.size);
    return hex(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', new Uint8Array(bytes))));
  }
  const hash = sha256.create();
  for (let start = 0; start < file.size; start += BLOCK_BYTES) {
    hash.update(await file.slice(start, start + BLOCK_BYTES));
  }
  return hex(hash.digest());
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
