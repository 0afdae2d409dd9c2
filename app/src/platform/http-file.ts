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
  /** Of the content that was read first; parts of another one must not be mixed with it. */
  let readFrom: string | null | undefined;
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const checkLength = (bytes: Uint8Array) => {
    if (bytes.length !== size) throw changedMeanwhile(name);
    return bytes;
  };
  const fetchWhole = () => {
    whole ??= fetchBytes(url, name, headers).then(({ bytes }) => checkLength(bytes));
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
      const { bytes, partial, tag } = await fetchBytes(url, name, { ...headers, Range: `bytes=${from}-${to - 1}` });
      if (partial) {
        readFrom ??= tag;
        if (tag !== readFrom || bytes.length !== to - from) throw changedMeanwhile(name);
        return bytes;
      }
      whole = Promise.resolve(checkLength(bytes));
      return bytes.subarray(from, to);
    },
  };
}

async function fetchBytes(
  url: string,
  name: string,
  headers: Record<string, string>,
): Promise<{ readonly bytes: Uint8Array; readonly partial: boolean; readonly tag: string | null }> {
  let response: Response;
  let bytes: Uint8Array;
  try {
    response = await fetch(url, { headers });
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch {
    throw fail('cannot-read', 'the file cannot be fetched', 'is the program that serves this page still running?', {
      file: name,
    });
  }
  const { status } = response;
  if (status === 404) {
    throw fail('file-not-found', 'the file is not there any more', 'was it renamed or moved?', { file: name });
  }
  // The server cannot give a part that begins behind the end.
  if (status === 416) throw changedMeanwhile(name);
  if (status === 401) {
    const hint = 'open the address that `interphase open` printed last';
    throw fail('cannot-read', 'the local server was started again and does not know this page', hint, { file: name });
  }
  if (!response.ok) {
    const message = `the server answered ${status} ${response.statusText}`;
    throw fail('cannot-read', message, 'open the page again', { file: name });
  }
  return { bytes, partial: status === 206, tag: response.headers.get('etag') };
}

function changedMeanwhile(name: string): Error {
  return fail('cannot-read', 'the file changed while it was read', 'wait until it is written, then run again', {
    file: name,
  });
}
