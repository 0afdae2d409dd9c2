/** `cell.mpr`, table `VMP data`: `cell.VMP-data.csv`; the only table of a file needs no name. */
export function csvName(file: string, table: string): string {
  const base = file.replace(/\.[^.]*$/, '');
  const part = table === 'data' ? '' : `.${table.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')}`;
  return `${base}${part}.csv`;
}
