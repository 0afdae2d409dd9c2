/** When a test began, from the date in its first row. */
import { type DateOrder, isoFromText } from '../calendar.js';
import { isNumberColumn, type Table } from '../recording.js';

/** Which comes first in the dates of these cells, where one of them has a number above 12; undefined where none tells. */
export function dateOrder(dates: readonly string[]): DateOrder | undefined {
  for (const date of dates) {
    const numbers = /(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}/.exec(date);
    if (numbers === null || /^\s*\d{4}/.test(date)) continue;
    if (Number(numbers[1]) > 12) return 'day-first';
    if (Number(numbers[2]) > 12) return 'month-first';
  }
  return undefined;
}

/** Seconds since 1970 of a date without a zone, as if it were UTC; NaN when it is no date. */
export function secondsOfDate(text: string, order: DateOrder | undefined): number {
  const iso = isoFromText(text, order);
  return iso === undefined ? Number.NaN : Date.parse(`${iso}Z`) / 1000;
}

/**
 * The start of the test: the date of the first row less the time that had passed by then. Undefined where the date cannot
 * be read without a guess.
 */
export function startOfRows(table: Table, dateColumn: string, order: DateOrder | undefined): string | undefined {
  const dates = table.columns.find(({ name }) => name === dateColumn);
  const time = table.columns.filter(isNumberColumn).find(({ kind, unit }) => kind === 'time' && unit === 's');
  if (dates === undefined || isNumberColumn(dates) || time === undefined || table.rows === 0) return undefined;
  const first = dates.text[0]!;
  const began = secondsOfDate(first, order ?? dateOrder(dates.text)) - time.values[0]!;
  if (Number.isNaN(began)) return undefined;
  const iso = new Date(Math.round(began * 1000)).toISOString().slice(0, -1);
  // Dates that are printed to the second know no milliseconds.
  return /:\d{2}[.,]\d/.test(first) ? iso : iso.slice(0, 19);
}
