import type { FileHandle } from 'node:fs/promises';
import { byteRange } from './byte-range.js';
import type { OpenFile } from './open-inside.js';

/** Bytes that are read at a time; the next are read when these were taken. */
const BLOCK_BYTES = 256 * 1024;

/**
 * A file, or the part of it that is asked for, as an answer that is read while it is sent. Closes the file.
 *
 * @param asked method and `Range` header of the request
 * @param headers of the answer, among them the type
 */
export async function fileAnswer(
  { handle, size }: OpenFile,
  asked: { readonly method: string; readonly range: string | undefined },
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const range = byteRange(asked.range, size);
  const { start, end } = range === undefined || range === 'unsatisfiable' ? { start: 0, end: size - 1 } : range;
  const length = range === 'unsatisfiable' ? 0 : end - start + 1;
  const status = range === undefined ? 200 : range === 'unsatisfiable' ? 416 : 206;
  const rangeHeaders: Record<string, string> =
    status === 206
      ? { 'Content-Range': `bytes ${start}-${end}/${size}` }
      : status === 416
        ? { 'Content-Range': `bytes */${size}` }
        : {};
  const init = {
    status,
    headers: { ...headers, ...rangeHeaders, 'Accept-Ranges': 'bytes', 'Content-Length': String(length) },
  };
  if (asked.method === 'HEAD' || length === 0) {
    await handle.close();
    return new Response(null, init);
  }
  return new Response(partOfFile(handle, start, length), init);
}

function partOfFile(handle: FileHandle, start: number, length: number): ReadableStream<Uint8Array> {
  let position = start;
  const end = start + length;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const block = new Uint8Array(Math.min(BLOCK_BYTES, end - position));
          const { bytesRead } = await handle.read(block, 0, block.length, position);
          // The length was promised already; breaking off tells the page that this is not all.
          if (bytesRead === 0) throw new Error('the file became shorter while it was sent');
          position += bytesRead;
          controller.enqueue(bytesRead === block.length ? block : block.subarray(0, bytesRead));
          if (position < end) return;
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        await handle.close().catch(() => undefined);
      },
      cancel: () => handle.close().catch(() => undefined),
    },
    { highWaterMark: 0 },
  );
}
