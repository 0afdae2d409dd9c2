/** Dates as instruments write them, to ISO 8601 without a zone (files say local time and not which). */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MS_PER_DAY = 86_400_000;
/** Days from 1899-12-30 (day 0 of OLE dates) to 1970-01-01. */
const OLE_UNIX_EPOCH_DAY = 25_569;
/** Milliseconds from 0001-01-01 (tick 0 of .NET) to 1970-01-01. */
const DOTNET_UNIX_EPOCH_MS = 62_135_596_800_000;

export type DateOrder = 'month-first' | 'day-first';

/**
 * Reads `05/15/2025 01:18:45.867`, `4/23/2018`, `12.07.2022 22:32`, `2023-08-22 12:50:25`, `7/19/2018 9:40:30 AM` or
 * `Feb. 20, 2020   15:55:08`.
 *
 * @param order which comes first where the numbers do not tell; without it such a date is undefined, never a guess
 * @returns ISO 8601 with seconds (and milliseconds when given), or undefined when it is not a date
 */
export function isoFromText(text: string, order?: DateOrder): string | undefined {
  if (text.length > 200) return undefined;
  const date = datePart(text, order);
  if (date === undefined) return undefined;
  const time = /(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AP]M)?/i.exec(text);
  if (time === null) return iso(date, 0, 0, 0, '');
  let hour = Number(time[1]);
  const half = time[5]?.toUpperCase();
  if (half === 'PM' && hour < 12) hour += 12;
  if (half === 'AM' && hour === 12) hour = 0;
  return iso(date, hour, Number(time[2]), Number(time[3] ?? 0), (time[4] ?? '').slice(0, 3));
}

/** OLE automation date (days since 1899-12-30) to ISO 8601 local time, rounded to the millisecond. */
export function isoFromOleDays(days: number): string | undefined {
  return isoFromUnixMs((days - OLE_UNIX_EPOCH_DAY) * MS_PER_DAY)?.slice(0, -1);
}

/** .NET ticks (100 ns since 0001-01-01, here UTC) to ISO 8601 with `Z`, rounded to the millisecond. */
export function isoFromDotNetTicks(ticks: number): string | undefined {
  return isoFromUnixMs(ticks / 10_000 - DOTNET_UNIX_EPOCH_MS);
}

function isoFromUnixMs(ms: number): string | undefined {
  const date = new Date(Math.round(ms));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function datePart(text: string, order: DateOrder | undefined): CalendarDay | undefined {
  const yearFirst = /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text);
  if (yearFirst) return checked(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const words = /([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})/.exec(text);
  if (words) {
    const month = MONTHS.indexOf(words[1]!.toLowerCase()) + 1;
    return checked(Number(words[3]), month, Number(words[2]));
  }
  const numbers = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4})/.exec(text);
  if (!numbers) return undefined;
  const first = Number(numbers[1]);
  const second = Number(numbers[3]);
  const year = Number(numbers[4]);
  if (first > 12) return checked(year, second, first);
  if (second > 12 || first === second || order === 'month-first') return checked(year, first, second);
  return order === 'day-first' ? checked(year, second, first) : undefined;
}

function checked(year: number, month: number, day: number): CalendarDay | undefined {
  const probe = new Date(Date.UTC(year, month - 1, day));
  const real = probe.getUTCFullYear() === year && probe.getUTCMonth() === month - 1 && probe.getUTCDate() === day;
  return real ? { year, month, day } : undefined;
}

function iso(date: CalendarDay, hour: number, minute: number, second: number, fraction: string): string | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(date.year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}`;
  return `${day}T${two(hour)}:${two(minute)}:${two(second)}${fraction === '' ? '' : `.${fraction.padEnd(3, '0')}`}`;
}
