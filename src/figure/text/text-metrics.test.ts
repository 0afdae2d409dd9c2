import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ARIMO_UNITS_PER_EM, ARIMO_WIDTHS } from './arimo-widths.js';
import { measureText, wrapText } from './text-metrics.js';

/** Advance widths straight from a font file: the `cmap` (format 4) and `hmtx` tables of OpenType. */
function fontWidths(face: string): (codePoint: number) => number {
  const bytes = readFileSync(new URL(`../../../assets/fonts/Arimo-${face}.ttf`, import.meta.url));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + 16 * i;
    tables.set(bytes.toString('latin1', record, record + 4), view.getUint32(record + 8));
  }
  const cmap = tables.get('cmap')!;
  const hmtx = tables.get('hmtx')!;
  const metrics = view.getUint16(tables.get('hhea')! + 34);
  let table = 0;
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const offset = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    if (view.getUint16(offset) === 4) table = offset;
  }
  const segments = view.getUint16(table + 6) / 2;
  const glyph = (code: number): number => {
    for (let s = 0; s < segments; s++) {
      if (code > view.getUint16(table + 14 + 2 * s)) continue;
      const start = view.getUint16(table + 16 + 2 * segments + 2 * s);
      if (code < start) return 0;
      const delta = view.getInt16(table + 16 + 4 * segments + 2 * s);
      const at = table + 16 + 6 * segments + 2 * s;
      const range = view.getUint16(at);
      return range === 0 ? (code + delta) & 0xffff : view.getUint16(at + range + 2 * (code - start));
    }
    return 0;
  };
  return (code) => view.getUint16(hmtx + 4 * Math.min(glyph(code), metrics - 1));
}

describe('the width table', () => {
  it.each([
    ['Regular', 1],
    ['Bold', 2],
  ] as const)('equals the font file: %s', (face, column) => {
    const width = fontWidths(face);
    for (const run of ARIMO_WIDTHS) {
      const expected = run[column].map((_, i) => width(run[0] + i));
      expect(run[column], `from U+${run[0].toString(16)}`).toEqual(expected);
    }
  });

  it.each(['Italic', 'BoldItalic'])('has every character that figures print in %s too', (face) => {
    const width = fontWidths(face);
    for (const character of '0123456789−⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂Ω′″°Åµχσθτ√·×')
      expect(width(character.codePointAt(0)!)).toBeGreaterThan(0);
  });
});

describe('measureText', () => {
  it('adds advance widths at the given size', () => {
    expect(measureText('00', ARIMO_UNITS_PER_EM)).toBe(2 * 1139);
    expect(measureText('10⁻³', 7)).toBeCloseTo(((2 * 1139 + 2 * 682) * 7) / 2048, 10);
    expect(measureText('A', 10, true)).toBeGreaterThan(measureText('A', 10));
  });
});

describe('wrapText', () => {
  it('breaks at spaces and keeps a long word whole', () => {
    expect(wrapText('Discharge capacity', 8, 40)).toEqual(['Discharge', 'capacity']);
    expect(wrapText('Discharge capacity', 8, 400)).toEqual(['Discharge capacity']);
    expect(wrapText('incommensurability', 8, 10)).toEqual(['incommensurability']);
  });
});
