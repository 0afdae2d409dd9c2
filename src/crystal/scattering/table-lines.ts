/** Entries of a table written as text, one a line or with commas between: the first word names an entry, numbers follow. */
export function tableLines(text: string): Map<string, readonly number[]> {
  const out = new Map<string, readonly number[]>();
  for (const entry of text.trim().split(/,?\s*\n|,\s*/)) {
    const [name, ...numbers] = entry.split(' ');
    out.set(name!, numbers.map(Number));
  }
  return out;
}
