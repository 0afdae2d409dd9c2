import { fail, type InterphaseError, isInterphaseError, withPlace } from '../errors.js';
import type { FileLike } from './file-like.js';
import type { FileContent, FileHead, Reader } from './reader.js';
import type { Recording } from './recording.js';
import { readers } from './registry.js';
import { sha256OfFile } from './sha256.js';
import { tableChecks } from './table-checks.js';
import { decodeText } from './text/text-lines.js';
import { isGzip, unpackGzip } from './unpack-gzip.js';

const HEAD_BYTES = 65_536;
/** From here on the file certainly is of this format, so its reader's failure is the answer. */
const CERTAIN = 0.5;

/**
 * Reads a measurement file of any known format: recognised by its content first, by its extension only where contents
 * are alike. A gzip file is read as the file inside of it. Nothing in the file is left out; what did not fit is in
 * `diagnostics`.
 *
 * @throws an error of the family and no other: `empty-file`, `unknown-format`, `truncated-file`, `malformed-file`,
 *   `cannot-read`; its place names the file
 */
export async function readRecording(source: FileLike): Promise<Recording> {
  const file = guarded(source);
  try {
    if (file.size === 0) throw emptyFile('the file holds no bytes');
    const { inner, head } = await opened(file);
    // Hashing needs no result of the reader: both go on at once. A failure is told where it is awaited.
    const hashing = sha256OfFile(file);
    hashing.catch(() => undefined);
    const { reader, content } = await readWithBest(inner, head);
    const diagnostics = [...content.diagnostics, ...tableChecks(content.tables)];
    return { name: file.name, format: reader.id, ...content, diagnostics, sha256: await hashing };
  } catch (error) {
    throw withPlace(asFamily(error), { file: file.name });
  }
}

/** The file itself, or what a gzip file holds; its hash and its name stay those of the file on disk. */
async function opened(file: FileLike): Promise<{ inner: FileLike; head: FileHead }> {
  const head = fileHead(file.name, await file.slice(0, HEAD_BYTES));
  if (!isGzip(head.bytes)) return { inner: file, head };
  const inner = await unpackGzip(file);
  if (inner.size === 0) throw emptyFile('the gzip file holds no bytes');
  return { inner, head: fileHead(inner.name, await inner.slice(0, HEAD_BYTES)) };
}

/** The file with failures of the disk or the network told apart from failures of its content. */
function guarded(file: FileLike): FileLike {
  const slice = async (start: number, end: number): Promise<Uint8Array> => {
    try {
      return await file.slice(start, end);
    } catch (error) {
      if (isInterphaseError(error)) throw error;
      const detail = error instanceof Error ? error.message : String(error);
      throw fail('cannot-read', `the file cannot be read: ${detail}`, 'copy it to a local disk and try again');
    }
  };
  const { sha256 } = file;
  return {
    name: file.name,
    size: file.size,
    slice,
    ...(sha256 === undefined ? {} : { sha256: () => sha256.call(file) }),
  };
}

/** Which reader would read this file, best first; empty when none knows it. */
export function recogniseFormats(head: FileHead): { readonly reader: Reader; readonly certainty: number }[] {
  const extensionBonus = (reader: Reader): number => (reader.extensions.includes(head.extension) ? 0.01 : 0);
  return readers
    .map((reader) => ({ reader, certainty: reader.recognise(head) }))
    .filter(({ certainty }) => certainty > 0)
    .sort((a, b) => b.certainty + extensionBonus(b.reader) - a.certainty - extensionBonus(a.reader));
}

export function fileHead(name: string, bytes: Uint8Array): FileHead {
  const dot = name.lastIndexOf('.');
  const { text } = decodeText(bytes);
  return {
    name,
    extension: dot > 0 ? name.slice(dot).toLowerCase() : '',
    bytes,
    text,
    lines: text.split(/\r*\n|\r+/, 400),
  };
}

async function readWithBest(file: FileLike, head: FileHead): Promise<{ reader: Reader; content: FileContent }> {
  const candidates = recogniseFormats(head);
  let refusal: InterphaseError | undefined;
  for (const { reader, certainty } of candidates) {
    try {
      return { reader, content: await reader.read(file) };
    } catch (error) {
      const known = asFamily(error);
      if (certainty >= CERTAIN) throw known;
      refusal ??= known;
    }
  }
  throw unknownFormat(file, head, refusal);
}

function unknownFormat(file: FileLike, head: FileHead, refusal: InterphaseError | undefined): InterphaseError {
  if (file.size <= HEAD_BYTES && head.text.trim() === '') return emptyFile('the file holds nothing but blanks');
  const named = readers.filter((reader) => reader.extensions.includes(head.extension));
  const claim =
    named.length === 0
      ? ''
      : `; its extension ${head.extension} belongs to ${named.map(({ label }) => label).join(' or ')}, but it does not begin like one`;
  const reason = refusal === undefined ? '' : `; as text: ${refusal.message}`;
  const extensions = [...new Set(readers.flatMap((reader) => reader.extensions))].join(' ');
  return fail(
    'unknown-format',
    `no reader knows this file${claim}${reason}`,
    `export the data from the instrument program as text or CSV with one point per line and the names and units of the columns in the first line; files that are read: ${extensions}`,
    refusal?.where ?? {},
  );
}

function emptyFile(message: string): InterphaseError {
  return fail('empty-file', message, 'copy it again from the instrument computer, or export it again');
}

/** Whatever went wrong inside a reader, as an error that a user can read. */
function asFamily(error: unknown): InterphaseError {
  if (isInterphaseError(error)) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return fail(
    'malformed-file',
    `the file is damaged: ${detail}`,
    'copy it again from the instrument computer; if it opens in the instrument program, please report this file',
  );
}
