/** In what unit an export counts time, and when the test began: told from the dates beside the rows. */
import type { DateOrder } from '../calendar.js';
import { isoFromText } from '../calendar.js';
import {
  type Column,
  type Diagnostic,
  isNumberColumn,
  type NumberColumn,
  type Setting,
  type Table,
} from '../recording.js';
import { dateOrder, secondsOfDate } from '../text/row-clock.js';

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const CANDIDATES: readonly (readonly [unit: string, seconds: number])[] = [
  ['s', 1],
  ['min', 60],
  ['h', 3600],
];
/** Pairs of rows compared: more than any file needs. */
const SAMPLES = 400;
/** Times printed to a hundredth and dates printed to a second agree within this factor. */
const AGREEMENT = 1.4;

export interface MaccorClock {
  readonly columns: readonly Column[];
  readonly startTime: string | undefined;
}

/**
 * Gives the columns of time their unit where the file does not print it: the one in which they pass as fast as the dates.
 * The median over many pairs of rows counts, because tests are paused.
 */
export function maccorClock(
  table: Table,
  settings: Readonly<Record<string, Setting>>,
  decimalComma: boolean,
  diagnostics: Diagnostic[],
): MaccorClock {
  const dates = table.columns.find(({ name }) => /^DPT Time$/i.test(name));
  const texts = dates !== undefined && !isNumberColumn(dates) ? dates.text.map(withNumbers) : [];
  const order = orderOf(texts, decimalComma);
  const time = table.columns.filter(isNumberColumn).find(({ kind }) => kind === 'time');
  const startTime = startOf(settings, order, dateOrder(texts) !== undefined, diagnostics);
  if (time === undefined) return { columns: table.columns, startTime };
  const found = unitFromDates(time, texts, order);
  if (time.unit !== '') {
    if (found !== undefined && found !== unitOf(time.unit)) diagnostics.push(contradiction(time, found));
    return { columns: table.columns, startTime };
  }
  if (found === undefined) {
    const message = `the unit of "${time.name}" is not printed and the dates of the rows do not tell it; give the unit in the name of the column`;
    diagnostics.push({ code: 'no-unit', severity: 'warning', message });
    return { columns: table.columns, startTime };
  }
  const message = `"${time.name}" is in ${found}: the file does not say, but so it agrees with the dates of the rows`;
  diagnostics.push({ code: 'unit-found', severity: 'info', message });
  const columns = table.columns.map((column): Column => {
    if (!isNumberColumn(column) || column.unit !== '') return column;
    return column.kind === 'time' || column.kind === 'step-time' ? { ...column, unit: found } : column;
  });
  return { columns, startTime };
}

/** `23-Nov-23` as a date that names its year first. */
function withNumbers(date: string): string {
  return date.replace(
    /^(\d{1,2})-([A-Z][a-z]{2})-(\d{2}|\d{4})\b/,
    (whole, day: string, name: string, year: string) => {
      const month = MONTHS.indexOf(name) / 3 + 1;
      if (!Number.isInteger(month) || month < 1) return whole;
      return `${year.length === 2 ? `20${year}` : year}-${month}-${day}`;
    },
  );
}

/** Americans write AM and PM and the decimal point. */
function orderOf(dates: readonly string[], decimalComma: boolean): DateOrder | undefined {
  const told = dateOrder(dates);
  if (told !== undefined) return told;
  if (decimalComma) return 'day-first';
  return /[AP]M\s*$/i.test(dates[0] ?? '') ? 'month-first' : undefined;
}

function unitFromDates(time: NumberColumn, dates: readonly string[], order: DateOrder | undefined): string | undefined {
  const stride = Math.max(1, Math.floor(dates.length / SAMPLES));
  const ratios: number[] = [];
  let last = 0;
  for (let row = stride; row < dates.length; row += stride) {
    // Within a day it does not matter which number is the month.
    const seconds =
      secondsOfDate(dates[row]!, order ?? 'month-first') - secondsOfDate(dates[last]!, order ?? 'month-first');
    const passed = time.values[row]! - time.values[last]!;
    if (seconds < 5 && row + stride < dates.length) continue;
    if (seconds >= 5 && passed > 0) ratios.push(seconds / passed);
    last = row;
  }
  if (ratios.length === 0) return undefined;
  const median = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!;
  return CANDIDATES.find(([, size]) => median / size < AGREEMENT && size / median < AGREEMENT)?.[0];
}

function unitOf(text: string): string {
  return /^s/i.test(text) ? 's' : /^m/i.test(text) ? 'min' : /^h/i.test(text) ? 'h' : text;
}

function contradiction(time: NumberColumn, found: string): Diagnostic {
  const message = `"${time.name}" is in ${time.unit} by its name and in ${found} by the dates of the rows; its name is believed`;
  return { code: 'unit-doubtful', severity: 'warning', message };
}

/** The start as the block on top has it; a day without a time stays a day. */
function startOf(
  settings: Readonly<Record<string, Setting>>,
  order: DateOrder | undefined,
  certain: boolean,
  diagnostics: Diagnostic[],
): string | undefined {
  const text = [settings.Started, settings['Date of Test']].find((value) => typeof value === 'string');
  if (typeof text !== 'string') return undefined;
  const numbers = withNumbers(text.trim());
  const plain = isoFromText(numbers, dateOrder([numbers]));
  const iso = plain ?? isoFromText(numbers, order);
  if (iso === undefined) return undefined;
  if (plain === undefined && !certain) {
    const message = `the date "${text.trim()}" is read with the ${order === 'day-first' ? 'day' : 'month'} first`;
    diagnostics.push({ code: 'date-order-guessed', severity: 'info', message });
  }
  return /\d:\d{2}/.test(numbers) ? iso : iso.slice(0, 10);
}
