/** The container of a BioLogic .mpr file: a chain of modules, each with its length. */
import { BinaryCursor } from '../binary-cursor.js';
import type { FileLike } from '../file-like.js';
import { decodeWindows1252 } from '../text/text-lines.js';

/** Followed by blanks up to 48 bytes and four zero bytes. */
export const MPR_MAGIC = 'BIO-LOGIC MODULAR FILE\u001a';
const MAGIC_BYTES = 52;
const MODULE_MARK = 'MODULE';
const LONGEST_HEADER = 65;
const MAX_MODULES = 64;

export interface MprModule {
  /** `VMP Set`, `VMP data`, `VMP LOG`, `VMP loop`, `VMP ExtDev`. */
  readonly name: string;
  /** Offset of the module's data in the file. */
  readonly start: number;
  /** Bytes of data as the module declares them. */
  readonly declared: number;
  /** Bytes of data that are in the file. */
  readonly available: number;
  readonly version: number;
  /** Header of EC-Lab 11.50 and later, marked by a maximal length of 0xFFFFFFFF. */
  readonly longHeader: boolean;
  /** Month, day and year of the acquisition, as written: `12/23/17`. */
  readonly date: string;
}

export interface MprContainer {
  readonly modules: readonly MprModule[];
  /** Offset from which on the file holds no further module although bytes are left; undefined when all is well. */
  readonly strayFrom?: number;
}

/**
 * Walks the modules by their declared lengths. (The mark `MODULE` is never searched for: it may occur in a comment.)
 * The last module of a truncated file has fewer bytes available than declared.
 */
export async function readMprModules(file: FileLike): Promise<MprContainer> {
  const modules: MprModule[] = [];
  let at = MAGIC_BYTES;
  while (at < file.size) {
    const header = await file.slice(at, at + LONGEST_HEADER);
    const cursor = new BinaryCursor(header, at);
    const marked = cursor.has(0, 57) && decodeWindows1252(header.subarray(0, 6)) === MODULE_MARK;
    const longHeader = marked && cursor.uint32(41) === 0xffff_ffff;
    if (!marked || modules.length >= MAX_MODULES || (longHeader && !cursor.has(0, LONGEST_HEADER))) {
      return { modules, strayFrom: at };
    }
    const fields = longHeader ? 45 : 41;
    const dateAt = longHeader ? 57 : 49;
    const declared = cursor.uint32(fields);
    const start = at + dateAt + 8;
    modules.push({
      name: decodeWindows1252(header.subarray(6, 16)).trimEnd(),
      start,
      declared,
      available: Math.max(0, Math.min(declared, file.size - start)),
      version: cursor.uint32(fields + 4),
      longHeader,
      date: decodeWindows1252(header.subarray(dateAt, dateAt + 8)),
    });
    at = start + declared;
  }
  return { modules };
}
