const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** A number of bytes as people say it: `530 MB`. A kilobyte is 1000 bytes. */
export function printBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}
