import { fail } from '../../errors.js';
import { richText, type Workbook } from './workbook.js';
import { attribute, child, children, parseXml, textOf, type XmlNode } from './xml.js';

export type CellValue = number | string | undefined;

export interface Sheet {
  /** Rows with something in them; each as wide as the sheet. */
  readonly rows: readonly (readonly CellValue[])[];
  /** Columns whose numbers are mostly shown as dates or times. */
  readonly dayColumns: ReadonlySet<number>;
}

const MOST_COLUMNS = 16_384;

/** The cells of one sheet, blank rows left out. Numbers stay numbers, also where they are shown as dates. */
export function readSheet(xml: string, name: string, workbook: Workbook): Sheet {
  const sheet = child(parseXml(xml, `sheet "${name}"`), 'worksheet');
  const sparse: (readonly [column: number, value: CellValue][])[] = [];
  const days: number[] = [];
  const numbers: number[] = [];
  let width = 0;
  let cells = 0;
  for (const row of children(child(sheet, 'sheetData'), 'row')) {
    const filled: [number, CellValue][] = [];
    let next = 0;
    for (const cell of children(row, 'c')) {
      const column = columnOf(attribute(cell, 'r')) ?? next;
      next = column + 1;
      if (column >= MOST_COLUMNS) throw tooWide(name);
      const value = cellValue(cell, workbook);
      if (value === undefined || value === '') continue;
      filled.push([column, value]);
      width = Math.max(width, column + 1);
      if (typeof value !== 'number') continue;
      numbers[column] = (numbers[column] ?? 0) + 1;
      if (workbook.countsDays[Number(attribute(cell, 's') ?? 0)] === true) days[column] = (days[column] ?? 0) + 1;
    }
    if (filled.length > 0) sparse.push(filled);
    cells += filled.length;
  }
  if (sparse.length * width > 16 * cells + 100_000) throw tooWide(name);
  const rows = sparse.map((filled) => {
    const row = new Array<CellValue>(width).fill(undefined);
    for (const [column, value] of filled) row[column] = value;
    return row;
  });
  const dayColumns = new Set<number>();
  days.forEach((count, column) => {
    if (count * 2 > (numbers[column] ?? 0)) dayColumns.add(column);
  });
  return { rows, dayColumns };
}

/** `AB12` is column 27, counted from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  let column = 0;
  for (let at = 0; at < letters.length; at++) column = column * 26 + letters.charCodeAt(at) - 64;
  return column - 1;
}

function cellValue(cell: XmlNode, workbook: Workbook): CellValue {
  const text = textOf(cell, 'v');
  switch (attribute(cell, 't')) {
    case 's':
      return workbook.texts[Number(text)];
    case 'inlineStr':
      return richText(child(cell, 'is'));
    case 'str':
    case 'd':
      return text;
    case 'b':
      return text === '1' ? 'TRUE' : 'FALSE';
    case 'e':
      return undefined;
    default: {
      if (text.trim() === '') return undefined;
      const number = Number(text);
      return Number.isNaN(number) ? text : number;
    }
  }
}

function tooWide(name: string): Error {
  return fail(
    'malformed-file',
    `sheet "${name}" is mostly holes`,
    'this is not a table of measured points; save the part with the measurement as csv',
  );
}
