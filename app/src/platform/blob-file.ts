import { fail } from '../../../src/errors.js';
import type { FileLike } from '../../../src/formats/file-like.js';

/** A browser's File as the readers know files. */
export function fileFromBlob(name: string, blob: Blob): FileLike {
  return {
    name,
    size: blob.size,
    slice: async (start, end) => {
      const from = Math.min(Math.max(0, start), blob.size);
      try {
        return new Uint8Array(await blob.slice(from, Math.max(from, Math.min(end, blob.size))).arrayBuffer());
      } catch (error) {
        // The browser refuses a file that was changed on disk after it was dropped.
        const detail = error instanceof Error ? error.message : String(error);
        throw fail('cannot-read', `the browser cannot read it any more: ${detail}`, 'drop or open the folder again', {
          file: name,
        });
      }
    },
  };
}
