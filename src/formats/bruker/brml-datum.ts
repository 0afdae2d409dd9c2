/** The points of a BRML raw data file: thousands of elements `<Datum>a,b,c</Datum>`, read where they stand. */
import type { TextSpan } from '../diffraction/xml-tree.js';
import { parseNumber } from '../text/number-parsing.js';

const OPEN = '<Datum>';
const CLOSE = '</Datum>';
/** More numbers in one point are the pixels of an area detector, which is no powder pattern. */
export const MOST_COLUMNS = 4096;

/**
 * The text with each run of `<Datum>` elements replaced by `<DatumRun>k</DatumRun>`, and the runs. A run that the end of
 * the text cuts keeps its whole elements.
 */
export function takeOutDatumRuns(text: string): { rest: string; runs: TextSpan[] } {
  const pieces: string[] = [];
  const runs: TextSpan[] = [];
  let from = 0;
  for (let at = text.indexOf(OPEN); at !== -1; at = text.indexOf(OPEN, from)) {
    pieces.push(text.slice(from, at), `<DatumRun>${runs.length}</DatumRun>`);
    let end = at;
    for (let next = at; text.startsWith(OPEN, next); ) {
      const close = text.indexOf(CLOSE, next);
      if (close === -1) {
        end = text.length;
        break;
      }
      end = close + CLOSE.length;
      next = end;
      while (next < text.length && text.charCodeAt(next) <= 32) next += 1;
    }
    runs.push({ text, start: at, end });
    from = end;
  }
  pieces.push(text.slice(from));
  return { rest: pieces.join(''), runs };
}

export interface DatumTable {
  readonly rows: number;
  readonly columns: readonly Float64Array[];
  /** Points with another number of cells than the first: their missing cells are NaN, further ones are left out. */
  readonly uneven: number;
  readonly unreadable: number;
}

/** The points of a run; as many columns as its first point has. */
export function readDatumRun({ text, start, end }: TextSpan): DatumTable {
  const width = cellsIn(text, start + OPEN.length, text.indexOf(CLOSE, start));
  if (width === 0 || width > MOST_COLUMNS) return { rows: 0, columns: [], uneven: 0, unreadable: 0 };
  // A point has at least its tags and two characters for each cell.
  const room = Math.ceil((end - start) / (OPEN.length + CLOSE.length + 2 * width - 1)) + 1;
  const columns = Array.from({ length: width }, () => new Float64Array(room));
  let rows = 0;
  let uneven = 0;
  let unreadable = 0;
  let at = start;
  for (;;) {
    const close = text.indexOf(CLOSE, at);
    if (close === -1 || close >= end || rows >= room) break;
    let cellStart = text.indexOf(OPEN, at) + OPEN.length;
    let cell = 0;
    for (; cell < width && cellStart <= close; cell++) {
      const comma = text.indexOf(',', cellStart);
      const cellEnd = comma === -1 || comma > close ? close : comma;
      const value = numberAt(text, cellStart, cellEnd);
      if (Number.isNaN(value)) unreadable += 1;
      columns[cell]![rows] = value;
      cellStart = cellEnd + 1;
    }
    if (cell < width || cellStart <= close) uneven += 1;
    for (; cell < width; cell++) columns[cell]![rows] = Number.NaN;
    rows += 1;
    at = close + CLOSE.length;
  }
  return { rows, columns: columns.map((values) => values.slice(0, rows)), uneven, unreadable };
}

function cellsIn(text: string, start: number, close: number): number {
  if (close <= start) return 0;
  let cells = 1;
  for (let at = text.indexOf(',', start); at !== -1 && at < close; at = text.indexOf(',', at + 1)) cells += 1;
  return cells;
}

function numberAt(text: string, from: number, to: number): number {
  let [start, end] = [from, to];
  while (start < end && text.charCodeAt(start) <= 32) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 32) end -= 1;
  return parseNumber(text, start, end);
}
