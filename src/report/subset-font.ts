/**
 * A TrueType font cut down to the characters of one document, so that a self-contained page carries 30 kB of a face and
 * not 320. Outlines and widths stay untouched; kerning and substitutions are left out. Layout of the tables: ISO/IEC
 * 14496-22 (OpenType).
 */
interface Source {
  readonly view: DataView;
  readonly tables: ReadonlyMap<string, Uint8Array>;
}

/** Copied as they are; `name` carries the licence. */
const KEPT_TABLES = ['OS/2', 'name', 'gasp', 'prep'];

/**
 * @param font bytes of a TrueType font with a Unicode `cmap` of format 4
 * @param text every character that will be set in it; those it does not have are left out
 */
export function subsetFont(font: Uint8Array, text: string): Uint8Array {
  const source = openFont(font);
  const codes = [...new Set(Array.from(text, (character) => character.codePointAt(0)!))]
    .filter((code) => code < 0xffff)
    .sort((a, b) => a - b);
  const glyphOf = readCharacterMap(source.tables.get('cmap')!);
  const mapped = codes.map((code) => ({ code, glyph: glyphOf(code) })).filter(({ glyph }) => glyph !== 0);

  const outlines = readOutlines(source);
  const order = withComponents([0, ...mapped.map(({ glyph }) => glyph)], outlines);
  const renumbered = new Map(order.map((glyph, i) => [glyph, i]));

  const glyphs = order.map((glyph) => renumber(outlines(glyph), renumbered));
  const { glyf, loca } = packOutlines(glyphs);
  const head = source.tables.get('head')!.slice();
  new DataView(head.buffer).setInt16(50, 1);
  new DataView(head.buffer).setUint32(8, 0);
  const hhea = source.tables.get('hhea')!.slice();
  new DataView(hhea.buffer).setUint16(34, order.length);
  const maxp = source.tables.get('maxp')!.slice();
  new DataView(maxp.buffer).setUint16(4, order.length);

  const tables = new Map<string, Uint8Array>([
    ['cmap', writeCharacterMap(mapped.map(({ code, glyph }) => [code, renumbered.get(glyph)!] as const))],
    ['glyf', glyf],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', readMetrics(source, order)],
    ['loca', loca],
    ['maxp', maxp],
    ['post', withoutNames(source.tables.get('post')!)],
  ]);
  for (const tag of KEPT_TABLES) {
    const table = source.tables.get(tag);
    if (table !== undefined) tables.set(tag, table);
  }
  return assemble(tables);
}

/** Tells which characters, by their code points, a font has a glyph for. */
export function charactersOf(font: Uint8Array): (code: number) => boolean {
  const glyphOf = readCharacterMap(openFont(font).tables.get('cmap')!);
  return (code) => code < 0xffff && glyphOf(code) !== 0;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function openFont(font: Uint8Array): Source {
  const view = viewOf(font);
  const tables = new Map<string, Uint8Array>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + 16 * i;
    const tag = String.fromCharCode(...font.subarray(record, record + 4));
    const offset = view.getUint32(record + 8);
    tables.set(tag, font.subarray(offset, offset + view.getUint32(record + 12)));
  }
  return { view, tables };
}

function readCharacterMap(cmap: Uint8Array): (code: number) => number {
  const view = viewOf(cmap);
  let table = -1;
  for (let i = 0; i < view.getUint16(2); i++) {
    const offset = view.getUint32(4 + 8 * i + 4);
    if (view.getUint16(offset) === 4) table = offset;
  }
  if (table < 0) return () => 0;
  const segments = view.getUint16(table + 6) / 2;
  const ends = table + 14;
  const starts = ends + 2 * segments + 2;
  return (code) => {
    for (let s = 0; s < segments; s++) {
      if (code > view.getUint16(ends + 2 * s)) continue;
      const start = view.getUint16(starts + 2 * s);
      if (code < start) return 0;
      const delta = view.getUint16(starts + 2 * (segments + s));
      const at = starts + 2 * (2 * segments + s);
      const range = view.getUint16(at);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = view.getUint16(at + range + 2 * (code - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

function readOutlines({ tables }: Source): (glyph: number) => Uint8Array {
  const long = viewOf(tables.get('head')!).getInt16(50) === 1;
  const loca = viewOf(tables.get('loca')!);
  const glyf = tables.get('glyf')!;
  const at = (glyph: number): number => (long ? loca.getUint32(4 * glyph) : 2 * loca.getUint16(2 * glyph));
  return (glyph) => glyf.subarray(at(glyph), at(glyph + 1));
}

const MORE_COMPONENTS = 0x20;

/** Offsets of the component numbers inside a composite glyph; none for a simple one. */
function components(outline: Uint8Array): number[] {
  if (outline.length === 0) return [];
  const view = viewOf(outline);
  if (view.getInt16(0) >= 0) return [];
  const places: number[] = [];
  let at = 10;
  for (;;) {
    const flags = view.getUint16(at);
    places.push(at + 2);
    // Arguments are bytes or words; scales are one, two or four words.
    at += 4 + (flags & 0x1 ? 4 : 2) + (flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0);
    if ((flags & MORE_COMPONENTS) === 0) return places;
  }
}

function withComponents(wanted: readonly number[], outlines: (glyph: number) => Uint8Array): number[] {
  const all = new Set<number>();
  const add = (glyph: number): void => {
    if (all.has(glyph)) return;
    all.add(glyph);
    const outline = outlines(glyph);
    for (const place of components(outline)) add(viewOf(outline).getUint16(place));
  };
  wanted.forEach(add);
  return [...all].sort((a, b) => a - b);
}

function renumber(outline: Uint8Array, renumbered: ReadonlyMap<number, number>): Uint8Array {
  const places = components(outline);
  if (places.length === 0) return outline;
  const copy = outline.slice();
  const view = viewOf(copy);
  for (const place of places) view.setUint16(place, renumbered.get(view.getUint16(place))!);
  return copy;
}

function packOutlines(glyphs: readonly Uint8Array[]): { glyf: Uint8Array; loca: Uint8Array } {
  const loca = new Uint8Array(4 * (glyphs.length + 1));
  const offsets = viewOf(loca);
  let length = 0;
  glyphs.forEach((glyph, i) => {
    offsets.setUint32(4 * i, length);
    length += (glyph.length + 3) & ~3;
  });
  offsets.setUint32(4 * glyphs.length, length);
  const glyf = new Uint8Array(length);
  glyphs.forEach((glyph, i) => {
    glyf.set(glyph, offsets.getUint32(4 * i));
  });
  return { glyf, loca };
}

function readMetrics({ tables }: Source, order: readonly number[]): Uint8Array {
  const hmtx = viewOf(tables.get('hmtx')!);
  const full = viewOf(tables.get('hhea')!).getUint16(34);
  const metrics = new Uint8Array(4 * order.length);
  const view = viewOf(metrics);
  order.forEach((glyph, i) => {
    // Glyphs past the last full record share its advance and have only a bearing of their own.
    view.setUint16(4 * i, hmtx.getUint16(4 * Math.min(glyph, full - 1)));
    view.setInt16(4 * i + 2, hmtx.getInt16(glyph < full ? 4 * glyph + 2 : 4 * full + 2 * (glyph - full)));
  });
  return metrics;
}

/** A `cmap` of format 4 with one segment for each run of neighbouring characters and glyphs. */
function writeCharacterMap(pairs: readonly (readonly [code: number, glyph: number])[]): Uint8Array {
  const segments: { start: number; end: number; delta: number }[] = [];
  for (const [code, glyph] of pairs) {
    const last = segments[segments.length - 1];
    const delta = (glyph - code) & 0xffff;
    if (last !== undefined && last.end === code - 1 && last.delta === delta) last.end = code;
    else segments.push({ start: code, end: code, delta });
  }
  segments.push({ start: 0xffff, end: 0xffff, delta: 1 });
  const count = segments.length;
  const length = 16 + 8 * count;
  const bytes = new Uint8Array(12 + length);
  const view = viewOf(bytes);
  view.setUint16(2, 1);
  view.setUint16(4, 3);
  view.setUint16(6, 1);
  view.setUint32(8, 12);
  const power = Math.floor(Math.log2(count));
  view.setUint16(12, 4);
  view.setUint16(14, length);
  view.setUint16(18, 2 * count);
  view.setUint16(20, 2 * 2 ** power);
  view.setUint16(22, power);
  view.setUint16(24, 2 * count - 2 * 2 ** power);
  segments.forEach(({ start, end, delta }, i) => {
    view.setUint16(26 + 2 * i, end);
    view.setUint16(28 + 2 * (count + i), start);
    view.setUint16(28 + 2 * (2 * count + i), delta);
  });
  return bytes;
}

/** `post` of version 3: the same metrics, no glyph names. */
function withoutNames(post: Uint8Array): Uint8Array {
  const short = post.slice(0, 32);
  viewOf(short).setUint32(0, 0x00030000);
  return short;
}

function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 4) {
    const word = (bytes[i]! << 24) | ((bytes[i + 1] ?? 0) << 16) | ((bytes[i + 2] ?? 0) << 8) | (bytes[i + 3] ?? 0);
    sum = (sum + word) >>> 0;
  }
  return sum;
}

function assemble(tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const tags = [...tables.keys()].sort();
  const padded = (length: number): number => (length + 3) & ~3;
  const start = 12 + 16 * tags.length;
  const total = tags.reduce((sum, tag) => sum + padded(tables.get(tag)!.length), start);
  const bytes = new Uint8Array(total);
  const view = viewOf(bytes);
  const power = Math.floor(Math.log2(tags.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tags.length);
  view.setUint16(6, 16 * 2 ** power);
  view.setUint16(8, power);
  view.setUint16(10, 16 * tags.length - 16 * 2 ** power);
  let offset = start;
  let headAt = 0;
  tags.forEach((tag, i) => {
    const table = tables.get(tag)!;
    const record = 12 + 16 * i;
    for (let k = 0; k < 4; k++) bytes[record + k] = tag.charCodeAt(k);
    view.setUint32(record + 4, checksum(table));
    view.setUint32(record + 8, offset);
    view.setUint32(record + 12, table.length);
    bytes.set(table, offset);
    if (tag === 'head') headAt = offset;
    offset += padded(table.length);
  });
  view.setUint32(headAt + 8, (0xb1b0afba - checksum(bytes)) >>> 0);
  return bytes;
}
