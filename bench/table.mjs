/** Rows of cells as aligned text; the first column flush left, the others flush right. A short row is filled up. */
export function textTable(header, rows) {
  const all = [header, ...rows].map((row) => header.map((_, column) => String(row[column] ?? '')));
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ');
  return [line(all[0]), widths.map((width) => '-'.repeat(width)).join('  '), ...all.slice(1).map(line)].join('\n');
}

/** Milliseconds with three digits. */
export function printMs(value) {
  if (value >= 1000) return `${(value / 1000).toPrecision(3)} s`;
  return value >= 100 ? `${value.toFixed(0)} ms` : `${value.toPrecision(3)} ms`;
}
