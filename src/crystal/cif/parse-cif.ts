import { fail } from '../../errors.js';
import { CifBlock, CifLoop, type CifSource, lineAt, normaliseTag } from './cif-block.js';
import { findValueEnd, isCifBlank, isLineEnd, isTextFieldMark, type ValueEnd } from './cif-value.js';

export { CifBlock, CifLoop } from './cif-block.js';
export { cifNumber } from './cif-number.js';

/** Something in the file that breaks the grammar, and what was made of it. */
export interface CifDiagnostic {
  readonly code: 'cif-syntax' | 'cif-incomplete-loop' | 'cif-duplicate-tag' | 'cif-unclosed';
  /** Line of the file, from 1. */
  readonly line: number;
  readonly message: string;
}

export interface CifFile {
  readonly blocks: readonly CifBlock[];
  readonly diagnostics: readonly CifDiagnostic[];
}

/** More is no structure or pattern but a mistake; memory stays below a few hundred megabytes up to here. */
const LARGEST_TEXT = 1 << 26;
const MOST_TAGS = 1_000_000;
const MOST_BLOCKS = 20_000;
const MOST_DIAGNOSTICS = 50;
const HASH = 35;
const UNDERSCORE = 95;

/**
 * Reads the text of a CIF: the grammar of CIF 1.1, and of CIF 2.0 where the file says that it is one (lists and tables
 * are kept as the text they are). Save frames are passed over. Never fails on what a block holds: what breaks the grammar
 * is a diagnostic, and reading goes on with the next tag. One pass, in time linear in the length.
 *
 * S. R. Hall, F. H. Allen, I. D. Brown, Acta Cryst. A47 (1991) 655, doi:10.1107/S010876739101067X; CIF 2.0: H. J.
 * Bernstein et al., J. Appl. Cryst. 49 (2016) 277, doi:10.1107/S1600576715021871.
 *
 * @throws `malformed-file` when the text has more than 64 million characters, a million tags or 20 000 blocks
 */
export function parseCif(text: string): CifFile {
  if (text.length > LARGEST_TEXT) {
    throw fail(
      'malformed-file',
      `the file has ${Math.round(text.length / 1e6)} million characters, and a CIF of more than 64 million is not read`,
      'keep the structure or the pattern that is needed in a file of its own (reflection lists and images can go)',
    );
  }
  return new CifParser(text).parse();
}

interface OpenBlock {
  readonly name: string;
  readonly line: number;
  readonly tags: string[];
  readonly starts: number[];
  readonly known: Set<string>;
  readonly loops: CifLoop[];
}

class CifParser {
  readonly #source: CifSource;
  readonly #text: string;
  readonly #blocks: CifBlock[] = [];
  readonly #diagnostics: CifDiagnostic[] = [];
  readonly #found: ValueEnd = { end: 0, closed: true };
  #at = 0;
  #open: OpenBlock | undefined;
  #inFrame = false;
  #tagCount = 0;
  #strayValues = 0;
  /** Places of the values of the loop that is being read; grows and is used again. */
  #places = new Uint32Array(1024);
  /** Lines are counted along with the reading: diagnostics come nearly in the order of the file. */
  #lineAt = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
    this.#source = { text, cif2: /^\uFEFF?#\\#CIF_2\.0(?![^\s])/.test(text.slice(0, 20)) };
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
  }

  parse(): CifFile {
    while (this.#skipBlanks()) {
      const tag = this.#readTag();
      if (tag !== undefined) this.#readItem(tag);
      else if (!this.#readKeyword()) {
        this.#readStray();
        continue;
      }
      this.#strayValues = 0;
    }
    this.#closeBlock();
    return { blocks: this.#blocks, diagnostics: this.#diagnostics };
  }

  /** @returns false at the end of the text */
  #skipBlanks(): boolean {
    const text = this.#text;
    let at = this.#at;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (isCifBlank(code)) continue;
      if (code !== HASH) break;
      while (at + 1 < text.length && !isLineEnd(text.charCodeAt(at + 1))) at += 1;
    }
    this.#at = at;
    return at < text.length;
  }

  /** The tag that begins here, normalised; undefined when something else does. */
  #readTag(): string | undefined {
    const text = this.#text;
    if (text.charCodeAt(this.#at) !== UNDERSCORE) return undefined;
    const start = this.#at;
    this.#at = this.#wordEnd();
    this.#tagCount += 1;
    if (this.#tagCount > MOST_TAGS) throw tooMany('a million tags');
    return normaliseTag(text.slice(start, this.#at));
  }

  #wordEnd(): number {
    const text = this.#text;
    let at = this.#at;
    while (at < text.length && !isCifBlank(text.charCodeAt(at))) at += 1;
    return at;
  }

  #readItem(tag: string): void {
    const before = this.#at;
    if (!this.#skipBlanks() || !this.#startsValue()) {
      this.#report('cif-syntax', before, `${tag} has no value and is left out`);
      return;
    }
    const start = this.#at;
    this.#skipValue();
    if (this.#inFrame) return;
    const block = this.#openBlock(before);
    if (!this.#isNew(block, tag, before)) return;
    block.tags.push(tag);
    block.starts.push(start);
  }

  #isNew(block: OpenBlock, tag: string, line: number): boolean {
    if (block.known.has(tag)) {
      this.#report('cif-duplicate-tag', line, `${tag} stands twice in data_${block.name}; the first one counts`);
      return false;
    }
    block.known.add(tag);
    return true;
  }

  /** False for tags and for the words of the language. */
  #startsValue(): boolean {
    return this.#text.charCodeAt(this.#at) !== UNDERSCORE && this.#keyword() === undefined;
  }

  #keyword(): string | undefined {
    // Most values begin with a digit or a sign, and the words of the language with one of d, g, l, s.
    const code = this.#text.charCodeAt(this.#at) | 32;
    if (code !== 100 && code !== 103 && code !== 108 && code !== 115) return undefined;
    const head = this.#text.slice(this.#at, this.#at + 8).toLowerCase();
    if (head.startsWith('data_')) return 'data_';
    if (head.startsWith('save_')) return 'save_';
    const whole = /^(?:loop_|stop_|global_)(?![^\s])/.exec(head);
    return whole === null ? undefined : whole[0];
  }

  #readKeyword(): boolean {
    const word = this.#keyword();
    if (word === undefined) return false;
    const start = this.#at;
    this.#at = this.#wordEnd();
    if (word === 'data_') {
      this.#closeBlock();
      this.#inFrame = false;
      this.#open = newBlock(this.#text.slice(start + 5, this.#at), this.#lineOf(start));
    } else if (word === 'save_') this.#inFrame = this.#at - start > 5;
    else if (word === 'loop_') this.#readLoop(start);
    return true;
  }

  #readLoop(start: number): void {
    const tags: string[] = [];
    while (this.#skipBlanks()) {
      const tag = this.#readTag();
      if (tag === undefined) break;
      tags.push(tag);
    }
    let count = 0;
    for (; this.#skipBlanks() && this.#startsValue(); count++) {
      if (count === this.#places.length) {
        const longer = new Uint32Array(2 * count);
        longer.set(this.#places);
        this.#places = longer;
      }
      this.#places[count] = this.#at;
      this.#skipValue();
    }
    if (this.#inFrame) return;
    if (tags.length === 0) {
      this.#report('cif-syntax', start, 'a loop_ without tags is left out');
      return;
    }
    const left = count % tags.length;
    if (left !== 0) {
      const last = this.#places[count - left]!;
      this.#report(
        'cif-incomplete-loop',
        last,
        `the loop of ${tags[0]} has ${tags.length} columns, but its last row only ${left} value${left === 1 ? '' : 's'}: it is left out, and a value may be missing or split by a blank further up`,
      );
    }
    const block = this.#openBlock(start);
    const fresh = tags.filter((tag) => this.#isNew(block, tag, start));
    if (fresh.length === 0) return;
    // A tag that an earlier table has is hidden here by a name that no file can have.
    const names = fresh.length === tags.length ? tags : hideRepeated(tags, fresh);
    block.loops.push(new CifLoop(this.#source, names, this.#places.slice(0, count - left)));
  }

  #skipValue(): void {
    const start = this.#at;
    findValueEnd(this.#text, start, this.#source.cif2, this.#found);
    this.#at = this.#found.end;
    if (this.#found.closed) return;
    const what = isTextFieldMark(this.#text, start)
      ? 'a text field that begins here has no line with a semicolon at its end and takes in the rest of the file'
      : 'a text in quotes or brackets that begins here is not closed';
    this.#report('cif-unclosed', start, what);
  }

  #readStray(): void {
    const start = this.#at;
    this.#skipValue();
    this.#strayValues += 1;
    // One message for a run of them: a file that is no CIF is full of these.
    if (this.#strayValues === 1 && !this.#inFrame) {
      const word = this.#text.slice(start, Math.min(this.#at, start + 30));
      this.#report('cif-syntax', start, `"${word}" belongs to no tag and is left out`);
    }
  }

  #openBlock(at: number): OpenBlock {
    this.#open ??= newBlock('', this.#lineOf(at));
    return this.#open;
  }

  #closeBlock(): void {
    const block = this.#open;
    if (block === undefined) return;
    if (this.#blocks.length >= MOST_BLOCKS) throw tooMany('20 000 data blocks');
    const items = new CifLoop(this.#source, block.tags, Uint32Array.from(block.starts));
    this.#blocks.push(new CifBlock(block.name, block.line, items, block.loops));
    this.#open = undefined;
  }

  #report(code: CifDiagnostic['code'], at: number, message: string): void {
    if (this.#diagnostics.length >= MOST_DIAGNOSTICS) return;
    this.#diagnostics.push({ code, line: this.#lineOf(at), message });
  }

  #lineOf(at: number): number {
    const text = this.#text;
    if (at < this.#lineAt) return lineAt(text, at);
    for (; this.#lineAt < at; this.#lineAt++) {
      const code = text.charCodeAt(this.#lineAt);
      if (code === 10 || (code === 13 && text.charCodeAt(this.#lineAt + 1) !== 10)) this.#line += 1;
    }
    return this.#line;
  }
}

function newBlock(name: string, line: number): OpenBlock {
  return { name, line, tags: [], starts: [], known: new Set(), loops: [] };
}

function hideRepeated(tags: readonly string[], fresh: readonly string[]): string[] {
  const left = new Set(fresh);
  return tags.map((tag) => (left.delete(tag) ? tag : ''));
}

function tooMany(what: string) {
  return fail(
    'malformed-file',
    `the file holds more than ${what} and is not read on`,
    'check that it is a CIF; split it where it holds many structures',
  );
}
