/**
 * A CSV as spreadsheets take it from the clipboard: cells parted by tabs. What would break a line or a cell (a tab, a line
 * break inside quotation marks) becomes a space.
 */
export function csvToTabs(csv: string): string {
  return csv.replace(/"((?:[^"]|"")*)"|,/g, (match, quoted: string | undefined) =>
    match === ',' ? '\t' : (quoted ?? '').replaceAll('""', '"').replace(/[\t\r\n]+/g, ' '),
  );
}
