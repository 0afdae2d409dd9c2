import { fail } from '../../errors.js';

/** Pages of Jet 4 and ACE databases (Access 2000 and later) are of this size; Jet 3 had 2048 bytes. */
export const JET_PAGE_BYTES = 4096;

const DATA_PAGE = 0x01;
const DEFINITION_PAGE = 0x02;
/** A table definition is hardly ever longer than two pages; a damaged chain of pages must end somewhere. */
const MOST_DEFINITION_PAGES = 64;
const ENGINE = /^Standard (?:Jet|ACE) DB\0/;

/** True when bytes begin as an Access database does. */
export function isJet(bytes: Uint8Array): boolean {
  if (bytes.length < 24) return false;
  return ENGINE.test(String.fromCharCode(...bytes.subarray(4, 20)));
}

/**
 * A Jet 4 or ACE database as pages. Data pages are found by the owner that each of them names, not by the map of used
 * pages: one pass over the file, and a damaged map loses nothing.
 */
export class JetPages {
  /** Bytes after the last whole page. */
  readonly strayBytes: number;
  readonly count: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #dataPages = new Map<number, number[]>();

  /** @throws `unknown-format` for Jet 3 (Access 97), `malformed-file` for encrypted databases */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.count = Math.floor(bytes.length / JET_PAGE_BYTES);
    this.strayBytes = bytes.length % JET_PAGE_BYTES;
    if (bytes[0x14] === 0) {
      const hint = 'open it in Access and save it in the format of Access 2000 or later, or export the data as text';
      throw fail('unknown-format', 'this database is of Access 97 (Jet 3), which is not read', hint);
    }
    for (let page = 1; page < this.count; page++) {
      if (this.#bytes[page * JET_PAGE_BYTES] !== DATA_PAGE) continue;
      const owner = this.#view.getUint32(page * JET_PAGE_BYTES + 4, true);
      const list = this.#dataPages.get(owner);
      if (list === undefined) this.#dataPages.set(owner, [page]);
      else list.push(page);
    }
  }

  /** Bytes of one page; undefined where the file has no such page. */
  page(number: number): Uint8Array | undefined {
    if (!Number.isInteger(number) || number < 0 || number >= this.count) return undefined;
    return this.#bytes.subarray(number * JET_PAGE_BYTES, (number + 1) * JET_PAGE_BYTES);
  }

  /** Numbers of the data pages that belong to a table, rising. */
  dataPages(definitionPage: number): readonly number[] {
    return this.#dataPages.get(definitionPage) ?? [];
  }

  /**
   * A table definition: the pages of its chain joined, each but the first without its 8 bytes of header.
   *
   * @throws `malformed-file`
   */
  definition(firstPage: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let next = firstPage;
    while (next !== 0) {
      const page = this.page(next);
      if (page === undefined || page[0] !== DEFINITION_PAGE || parts.length >= MOST_DEFINITION_PAGES) {
        throw fail(
          'malformed-file',
          `page ${next} should define a table and does not: the database is damaged or encrypted`,
          'copy the file again from the instrument computer, or compact it with the program of the instrument',
          { byte: next * JET_PAGE_BYTES },
        );
      }
      parts.push(parts.length === 0 ? page : page.subarray(8));
      next = this.#view.getUint32(next * JET_PAGE_BYTES + 4, true);
    }
    const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  }
}
