/** Text of a file and where its lines lie in it: no string is made for a line that nobody asks for. */

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Code points of the bytes 0x80-0x9F in windows-1252; the five that the code page leaves free stay as they are. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Decodes by byte-order mark; without one, bytes that are valid UTF-8 are UTF-8 and everything else is windows-1252,
 * the code page of nearly all instrument computers. Never fails; a byte-order mark is not part of the text.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: TextEncoding } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes, 'utf-16be');
  const whole = wholeUtf8Length(bytes);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, whole)), encoding: 'utf-8' };
  } catch {
    return { text: decodeWindows1252(bytes), encoding: 'windows-1252' };
  }
}

/** Lines of a text, with or without a last line end. Line ends are LF, CR LF, CR CR LF (seen in the wild) or CR. */
export class TextLines {
  readonly text: string;
  readonly count: number;
  /** The text ends with a line end: the last line is whole. */
  readonly endsWithLineEnd: boolean;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;

  constructor(text: string) {
    const mark = text.includes('\n') ? '\n' : '\r';
    this.text = text;
    this.endsWithLineEnd = text.endsWith(mark);
    let starts = new Uint32Array(1024);
    let ends = new Uint32Array(1024);
    let count = 0;
    for (let start = 0; start < text.length; count++) {
      const found = text.indexOf(mark, start);
      const stop = found === -1 ? text.length : found;
      let end = stop;
      while (end > start && text.charCodeAt(end - 1) === 13) end -= 1;
      if (count === starts.length) {
        // As many lines as there will be if the rest is like the beginning, and some more.
        const more = Math.ceil((1.1 * count * text.length) / start) + 1024;
        starts = longer(starts, Math.min(more, text.length + 1));
        ends = longer(ends, starts.length);
      }
      starts[count] = start;
      ends[count] = end;
      start = stop + 1;
    }
    this.count = count;
    this.#starts = starts.subarray(0, count);
    this.#ends = ends.subarray(0, count);
  }

  /** Where line `index` (from 0) begins in the text. */
  start(index: number): number {
    return this.#starts[index] ?? this.text.length;
  }

  /** Where line `index` ends in the text, without its line end. */
  end(index: number): number {
    return this.#ends[index] ?? this.text.length;
  }

  /** Line `index` (from 0); the empty string beyond the end. */
  line(index: number): string {
    return this.text.slice(this.start(index), this.end(index));
  }

  isBlank(index: number): boolean {
    for (let at = this.start(index); at < this.end(index); at++) {
      if (this.text.charCodeAt(at) > 32) return false;
    }
    return true;
  }
}

function longer(values: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(Math.max(length, values.length + 1));
  copy.set(values);
  return copy;
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): { text: string; encoding: TextEncoding } {
  const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
  if (encoding === 'utf-16le') return { text: new TextDecoder('utf-16le').decode(even), encoding };
  const swapped = new Uint8Array(even.length);
  for (let at = 0; at + 1 < even.length; at += 2) {
    swapped[at] = even[at + 1]!;
    swapped[at + 1] = even[at]!;
  }
  return { text: new TextDecoder('utf-16le').decode(swapped), encoding };
}

/** Length without a last character that the end of the bytes cuts in two (a truncated file is still UTF-8). */
function wholeUtf8Length(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return size > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Text in windows-1252, the code page of most instrument computers. */
export function decodeWindows1252(bytes: Uint8Array): string {
  // TextDecoder of Node 20 passes 0x80-0x9F through as control characters, against the standard: done by hand.
  const latin1 = new TextDecoder('windows-1252').decode(bytes);
  return latin1.replace(/[\u0080-\u009f]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80]!);
}
