/**
 * A table in plain text, columns as wide as their widest cell. Numbers stay readable in a terminal and when pasted into
 * a mail.
 *
 * @param indent spaces before each row. @default 2
 */
export function textTable(rows: readonly (readonly string[])[], indent = 2): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, width(cell));
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => cell + ' '.repeat(widths[column]! - width(cell)));
      return `${' '.repeat(indent)}${cells.join('  ')}`.trimEnd();
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** Characters as a terminal counts them; combining marks take no room. */
function width(text: string): number {
  return [...text.normalize('NFC').replace(/\p{M}/gu, '')].length;
}
