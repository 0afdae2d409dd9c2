/** Times written as clocks count: `0:01:30.5`, `26:03:04`, `1-02:03:04`, `0d 00:10:00.00`. */

const DURATION = /^(?:(\d{1,6})(?:[-. ]|d[ -]?))?(\d{1,6}):([0-5]?\d):([0-5]?\d(?:[.,]\d{0,9})?)$/;

/** Seconds of a duration of hours, minutes and seconds, with days in front or not; NaN when the text is none. */
export function durationSeconds(text: string): number {
  if (text.length > 40) return Number.NaN;
  const parts = DURATION.exec(text.trim());
  if (parts === null) return Number.NaN;
  const seconds = Number(parts[4]!.replace(',', '.'));
  return Number(parts[1] ?? 0) * 86_400 + Number(parts[2]) * 3600 + Number(parts[3]) * 60 + seconds;
}

/**
 * A column of durations in seconds, empty cells as NaN; undefined when one cell in twenty or more is something else. The
 * cells that are none are counted.
 */
export function durationColumn(
  text: readonly string[],
): { readonly seconds: Float64Array; readonly unreadable: number; readonly firstUnreadable: string } | undefined {
  const seconds = new Float64Array(text.length);
  let filled = 0;
  let unreadable = 0;
  let firstUnreadable = '';
  for (let row = 0; row < text.length; row++) {
    const cell = text[row]!;
    seconds[row] = durationSeconds(cell);
    if (cell === '') continue;
    filled += 1;
    if (!Number.isNaN(seconds[row]!)) continue;
    if (unreadable === 0) firstUnreadable = cell;
    unreadable += 1;
  }
  return filled === 0 || unreadable * 20 >= filled ? undefined : { seconds, unreadable, firstUnreadable };
}

/** True where a time of day would be read as a duration: it begins well after zero and falls back at midnight. */
export function looksLikeTimeOfDay(seconds: Float64Array): boolean {
  const day = 86_400;
  let wraps = false;
  let previous = Number.NaN;
  for (const value of seconds) {
    if (value >= day) return false;
    if (previous - value > day / 2) wraps = true;
    if (!Number.isNaN(value)) previous = value;
  }
  return wraps && seconds[0]! > 0;
}
