import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { subsetFont } from './subset-font.js';

const font = new Uint8Array(readFileSync(new URL('../../assets/fonts/Arimo-Regular.ttf', import.meta.url)));
const text = 'Zk Ω″ −10⁻³ Åé';

interface Table {
  readonly at: number;
  readonly length: number;
}

function tables(bytes: Uint8Array): { view: DataView; get: (tag: string) => Table } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<string, Table>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + 16 * i;
    const tag = String.fromCharCode(...bytes.subarray(record, record + 4));
    found.set(tag, { at: view.getUint32(record + 8), length: view.getUint32(record + 12) });
  }
  return { view, get: (tag) => found.get(tag)! };
}

/** Glyph of a character by the format 4 table, read without the code under test. */
function glyphOf(bytes: Uint8Array, code: number): number {
  const { view, get } = tables(bytes);
  const cmap = get('cmap').at;
  let table = 0;
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const offset = cmap + view.getUint32(cmap + 8 + 8 * i);
    if (view.getUint16(offset) === 4) table = offset;
  }
  const doubled = view.getUint16(table + 6);
  for (let s = 0; s < doubled; s += 2) {
    if (view.getUint16(table + 14 + s) < code) continue;
    const start = view.getUint16(table + 16 + doubled + s);
    if (start > code) return 0;
    const delta = view.getUint16(table + 16 + 2 * doubled + s);
    const at = table + 16 + 3 * doubled + s;
    const range = view.getUint16(at);
    return range === 0 ? (code + delta) & 0xffff : (view.getUint16(at + range + 2 * (code - start)) + delta) & 0xffff;
  }
  return 0;
}

function outline(bytes: Uint8Array, glyph: number): Uint8Array {
  const { view, get } = tables(bytes);
  const long = view.getInt16(get('head').at + 50) === 1;
  const at = (i: number): number =>
    long ? view.getUint32(get('loca').at + 4 * i) : 2 * view.getUint16(get('loca').at + 2 * i);
  return bytes.subarray(get('glyf').at + at(glyph), get('glyf').at + at(glyph + 1));
}

function advance(bytes: Uint8Array, glyph: number): number {
  const { view, get } = tables(bytes);
  const full = view.getUint16(get('hhea').at + 34);
  return view.getUint16(get('hmtx').at + 4 * Math.min(glyph, full - 1));
}

describe('subsetFont', () => {
  const small = subsetFont(font, text);

  it('is a small part of the font', () => {
    expect(small.length).toBeLessThan(0.06 * font.length);
  });

  it('keeps width and outline of every character of the text', () => {
    for (const character of text) {
      const code = character.codePointAt(0)!;
      const [whole, part] = [glyphOf(font, code), glyphOf(small, code)];
      expect(part, character).toBeGreaterThan(0);
      expect(advance(small, part)).toBe(advance(font, whole));
      const drawn = outline(font, whole);
      // A composite names its parts by number, and those change; its kind and box do not.
      const simple = drawn.length === 0 || new DataView(drawn.buffer, drawn.byteOffset).getInt16(0) >= 0;
      const same = simple ? drawn.length : 10;
      expect(outline(small, part).subarray(0, same), character).toEqual(drawn.subarray(0, same));
    }
  });

  it('drops the others', () => {
    expect(glyphOf(small, 'Q'.charCodeAt(0))).toBe(0);
  });

  it('sums to the number that the format demands', () => {
    const view = new DataView(small.buffer);
    let sum = 0;
    for (let i = 0; i < small.length; i += 4) sum = (sum + view.getUint32(i)) >>> 0;
    expect(sum).toBe(0xb1b0afba);
  });

  it('survives a text without a known character', () => {
    expect(subsetFont(font, '\u{10fffd}').length).toBeGreaterThan(500);
  });
});
