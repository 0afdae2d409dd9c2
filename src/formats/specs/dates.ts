/** Dates of SPECS programs: `08/24/23 13:59:11 UTC`, month first. */
export function isoFromSpecsDate(text: string | undefined): string | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})\s+(\d{1,2}):(\d{2}):(\d{2})(?:[.,]\d+)?\s*(UTC|GMT)?/i.exec(
    text ?? '',
  );
  if (match === null) return undefined;
  const [month, day, hour, minute, second] = [match[1], match[2], match[4], match[5], match[6]].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const year = match[3]!.length === 4 ? Number(match[3]) : 2000 + Number(match[3]);
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!real || hour > 23 || minute > 59 || second > 59) return undefined;
  const two = (value: number): string => String(value).padStart(2, '0');
  const zone = match[7] === undefined ? '' : 'Z';
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${zone}`;
}
