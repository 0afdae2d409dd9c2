/** Builds small Jet 4 databases for tests, field by field as Access lays them out. */
const PAGE = 4096;

export interface JetTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: 'long' | 'float' | 'double' | 'text' }[];
  /** One list a row; null is a field without value. */
  readonly rows: readonly (readonly (number | string | null)[])[];
}

const CODES = { long: 4, float: 6, double: 7, text: 10 };
const WIDTHS = { long: 4, float: 4, double: 8, text: 0 };
const CATALOGUE = ['Id', 'Name', 'Type', 'Flags'] as const;

/** A database with these tables; each has its definition on one page and its rows on those behind. */
export function buildJet(tables: readonly JetTable[]): Uint8Array {
  const pages: Uint8Array[] = [header(), new Uint8Array(PAGE)];
  const catalogue: (number | string)[][] = [];
  const bodies: { page: number; table: JetTable }[] = [];
  let next = 4;
  for (const table of tables) {
    catalogue.push([next, table.name, 1, 0]);
    bodies.push({ page: next, table });
    next += 1 + Math.ceil(table.rows.length / rowsOnPage(table));
  }
  const system: JetTable = {
    name: 'MSysObjects',
    columns: CATALOGUE.map((name) => ({ name, type: name === 'Name' ? 'text' : 'long' })),
    rows: catalogue,
  };
  for (const { page, table } of [{ page: 2, table: system }, ...bodies]) {
    pages.push(definition(table));
    for (let from = 0; from < table.rows.length; from += rowsOnPage(table)) {
      pages.push(dataPage(table, page, table.rows.slice(from, from + rowsOnPage(table))));
    }
  }
  const bytes = new Uint8Array(pages.length * PAGE);
  for (const [index, page] of pages.entries()) bytes.set(page, index * PAGE);
  return bytes;
}

/** Few rows a page, so that small tables have several. */
function rowsOnPage({ name }: JetTable): number {
  return name === 'MSysObjects' ? 50 : 8;
}

function header(): Uint8Array {
  const page = new Uint8Array(PAGE);
  page.set([0, 1, 0, 0, ...new TextEncoder().encode('Standard Jet DB'), 0, 1]);
  return page;
}

function definition({ columns, rows }: JetTable): Uint8Array {
  const page = new Uint8Array(PAGE);
  const view = new DataView(page.buffer);
  page.set([2, 1]);
  view.setUint32(16, rows.length, true);
  view.setUint16(43, columns.filter(({ type }) => type === 'text').length, true);
  view.setUint16(45, columns.length, true);
  let nameAt = 63 + 25 * columns.length;
  let [fixed, variable] = [0, 0];
  for (const [number, { name, type }] of columns.entries()) {
    const at = 63 + 25 * number;
    page[at] = CODES[type];
    view.setUint16(at + 5, number, true);
    view.setUint16(at + 7, variable, true);
    page[at + 15] = type === 'text' ? 2 : 3;
    view.setUint16(at + 21, fixed, true);
    view.setUint16(at + 23, type === 'text' ? 500 : WIDTHS[type], true);
    fixed += WIDTHS[type];
    variable += type === 'text' ? 1 : 0;
    view.setUint16(nameAt, 2 * name.length, true);
    for (let k = 0; k < name.length; k++) view.setUint16(nameAt + 2 + 2 * k, name.charCodeAt(k), true);
    nameAt += 2 + 2 * name.length;
  }
  return page;
}

function dataPage(table: JetTable, owner: number, rows: JetTable['rows']): Uint8Array {
  const page = new Uint8Array(PAGE);
  const view = new DataView(page.buffer);
  page.set([1, 1]);
  view.setUint32(4, owner, true);
  view.setUint16(12, rows.length, true);
  let end = PAGE;
  for (const [index, row] of rows.entries()) {
    const bytes = record(table, row);
    end -= bytes.length;
    page.set(bytes, end);
    view.setUint16(14 + 2 * index, end, true);
  }
  return page;
}

function record({ columns }: JetTable, row: readonly (number | string | null)[]): Uint8Array {
  const bytes = new Uint8Array(2048);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, columns.length, true);
  let at = 2;
  const mask = new Uint8Array(Math.ceil(columns.length / 8));
  const texts: string[] = [];
  for (const [number, { type }] of columns.entries()) {
    const value = row[number] ?? null;
    if (value !== null) mask[number >> 3]! |= 1 << (number & 7);
    if (type === 'text') {
      texts.push(String(value ?? ''));
      continue;
    }
    if (type === 'long') view.setInt32(at, Number(value), true);
    else if (type === 'float') view.setFloat32(at, Number(value), true);
    else view.setFloat64(at, Number(value), true);
    at += WIDTHS[type];
  }
  const starts: number[] = [];
  for (const text of texts) {
    starts.push(at);
    // The mark of compressed text, then a byte a character.
    bytes.set([0xff, 0xfe, ...Array.from(text, (char) => char.charCodeAt(0))], at);
    at += 2 + text.length;
  }
  if (texts.length > 0) {
    view.setUint16(at, at, true);
    at += 2;
    for (const start of starts.reverse()) {
      view.setUint16(at, start, true);
      at += 2;
    }
    view.setUint16(at, texts.length, true);
    at += 2;
  }
  bytes.set(mask, at);
  return bytes.subarray(0, at + mask.length);
}
