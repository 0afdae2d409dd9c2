import { fail } from '../../../src/errors.js';
import type { FileLike } from '../../../src/formats/file-like.js';

/** Up to here a file is fetched whole, once: the readers ask for many small slices. */
const WHOLE_FILE_BYTES = 8 * 1024 * 1024;

/**
 * A file behind an address of our own origin. Large files are read by ranges; where a server does not know ranges, the
 * whole file is fetched once.
 *
 * @param name file name without folder
 * @param size bytes, as listed
 * @param token sent as `Authorization: Bearer`
 */
export function httpFile(url: string, name: string, size: number, token?: string): FileLike {
  let whole: Promise<Uint8Array> | undefined;
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const fetchWhole = () => {
    whole ??= fetchBytes(url, name, headers).then(({ bytes }) => bytes);
    whole.catch(() => {
      whole = undefined;
    });
    return whole;
  };
  return {
    name,
    size,
    slice: async (start, end) => {
      const from = Math.max(0, start);
      const to = Math.min(size, end);
      if (to <= from) return new Uint8Array(0);
      if (size <= WHOLE_FILE_BYTES || whole !== undefined) return (await fetchWhole()).subarray(from, to);
      const answer = await fetchBytes(url, name, { ...headers, Range: `bytes=${from}-${to - 1}` });
      if (answer.partial) return answer.bytes;
      whole = Promise.resolve(answer.bytes);
      return answer.bytes.subarray(from, to);
    },
  };
}

async function fetchBytes(
  url: string,
  name: string,
  headers: Record<string, string>,
): Promise<{ readonly bytes: Uint8Array; readonly partial: boolean }> {
  let response: Response;
  try {
    response = await fetch(url, { headers });
  } catch {
    throw fail('cannot-read', 'the file cannot be fetched', 'is the program that serves this page still running?', {
      file: name,
    });
  }
  if (response.status === 404) {
    throw fail('file-not-found', 'the file is not there any more', 'was it renamed or moved?', { file: name });
  }
  if (!response.ok) {
    throw fail('cannot-read', `the server answered ${response.status} ${response.statusText}`, 'open the page again', {
      file: name,
    });
  }
  return { bytes: new Uint8Array(await response.arrayBuffer()), partial: response.status === 206 };
}
