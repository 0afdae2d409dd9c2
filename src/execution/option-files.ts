/** The files that options name: found, read and told of. */
import { fail, isInterphaseError } from '../errors.js';
import { type FileLike, fileFromBytes } from '../formats/file-like.js';
import { sha256OfFile } from '../formats/sha256.js';
import { type NamedFile, namedFiles } from '../techniques/file-field.js';
import { findTechnique } from '../techniques/registry.js';
import type { OptionFile, Technique } from '../techniques/technique.js';
import type { AnalysisTask, OptionFileOrigin } from './task.js';

/** Structures and instrument parameters have kilobytes; what is larger is another file than was meant. */
const MOST_BYTES = 16 * 1024 * 1024;
/** All files of an analysis together. */
const MOST_BYTES_TOGETHER = 128 * 1024 * 1024;

/** The files that the options of a task name, each once for every option that names it. */
export function filesOfTask({ technique, options }: Pick<AnalysisTask, 'technique' | 'options'>): NamedFile[] {
  const known = findTechnique(technique);
  return known === undefined ? [] : eachOnce(namedFiles(known, options));
}

/** Whether the files of which a result was made are these, as they are now. */
export function sameOptionFiles(
  recorded: readonly OptionFileOrigin[] | undefined,
  files: readonly Pick<OptionFileOrigin, 'path' | 'sha256'>[],
): boolean {
  const list = recorded ?? [];
  return (
    Array.isArray(list) &&
    list.length === files.length &&
    files.every(({ path, sha256 }, index) => list[index]!.path === path && list[index]!.sha256 === sha256)
  );
}

/**
 * Reads the files that options name.
 *
 * @returns the files by path as typed, and their origins for the provenance
 * @throws what opening and reading throw, and `cannot-read` for a file that is too large; all with the option in
 * `where.path` and both option and file in the message
 */
export async function readOptionFiles(
  technique: Technique,
  options: Readonly<Record<string, unknown>>,
  openFile: (path: string) => Promise<FileLike>,
): Promise<{ readonly files: ReadonlyMap<string, OptionFile>; readonly origins: readonly OptionFileOrigin[] }> {
  const named = namedFiles(technique, options);
  const read = new Map<string, { readonly name: string; readonly bytes: Uint8Array; readonly sha256: string }>();
  let total = 0;
  for (const one of named) {
    if (read.has(one.path)) continue;
    try {
      const file = await openFile(one.path);
      total += file.size;
      refuseLarge(file.size, total);
      const bytes = await file.slice(0, file.size);
      // Of the very bytes that are analysed: the file may change meanwhile.
      const sha256 = await sha256OfFile(fileFromBytes(file.name, bytes));
      read.set(one.path, { name: file.name, bytes, sha256 });
    } catch (error) {
      throw aboutOptionFile(error, one);
    }
  }
  const files = new Map(
    named.map(({ typed, path }): [string, OptionFile] => {
      const { name, bytes } = read.get(path)!;
      return [typed, { path: typed, name, bytes }];
    }),
  );
  const origins = eachOnce(named).map(({ option, path }) => {
    const { name, bytes, sha256 } = read.get(path)!;
    return { option, name, path, sha256, bytes: bytes.length };
  });
  return { files, origins };
}

/** The same error with option and file in its message, and the option as its place. */
export function aboutOptionFile(
  error: unknown,
  { option, at, path }: Pick<NamedFile, 'option' | 'at' | 'path'>,
): unknown {
  if (!isInterphaseError(error)) return error;
  const what = error.code === 'file-not-found' ? 'there is no such file' : error.message;
  return fail(error.code, `the option "${option}" names "${path}": ${what}`, error.hint, { path: at });
}

function refuseLarge(bytes: number, together: number): void {
  if (bytes > MOST_BYTES) {
    const message = `it holds ${megabytes(bytes)} MB, and a file that an option names at most ${megabytes(MOST_BYTES)} MB`;
    throw fail('cannot-read', message, 'is this the file that was meant?');
  }
  if (together > MOST_BYTES_TOGETHER) {
    const message = `with it, the files that options name hold more than ${megabytes(MOST_BYTES_TOGETHER)} MB`;
    throw fail('cannot-read', message, 'name those that the analysis needs');
  }
}

function megabytes(bytes: number): string {
  return String(Number((bytes / (1024 * 1024)).toFixed(1)));
}

function eachOnce(files: readonly NamedFile[]): NamedFile[] {
  const seen = new Set<string>();
  return files.filter(({ option, path }) => {
    const key = `${option}\n${path}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
