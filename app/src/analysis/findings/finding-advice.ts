/**
 * What the documentation says of a finding: the tables of codes in `docs/*.md`, read here so that the page and the
 * workbench never disagree.
 */

export interface Advice {
  /** Why: what the code means. Empty where the page has one column for both. */
  readonly means: string;
  /** What to do; empty where nothing is to be done, or where the page has one column for both. */
  readonly advice: string;
  /** Both in one text, of a page with one column. */
  readonly says: string;
}

/** Codes of all pages; a code may mean something else in another technique. */
export type AdviceBook = ReadonlyMap<string, ReadonlyMap<string, Advice>>;

/**
 * Reads every table whose first column is headed `code`: `| code | means | do |` or `| code | what it says |`. A row may
 * name several codes, each in backquotes; the words stay Markdown. Rows that stand for "others" are left out.
 */
export function readAdvice(page: string): ReadonlyMap<string, Advice> {
  const found = new Map<string, Advice>();
  let columns = 0;
  for (const line of page.split(/\r?\n/)) {
    const cells = cellsOf(line);
    if (cells === undefined) columns = 0;
    else if (cells[0]?.toLowerCase() === 'code') columns = cells.length;
    else if (columns > 1 && !/^[-:]+$/.test(cells[0] ?? '')) addRow(found, cells, columns);
  }
  return found;
}

function addRow(found: Map<string, Advice>, cells: readonly string[], columns: number): void {
  const [codes = '', first = '', second = ''] = cells;
  // "others, e.g. `no-unit`" explains a kind, not a code.
  if (!codes.startsWith('`')) return;
  const advice = columns === 2 ? { means: '', advice: '', says: first } : { means: first, advice: second, says: '' };
  for (const [, code] of codes.matchAll(/`([a-z\d-]+)`/g)) if (!found.has(code!)) found.set(code!, advice);
}

/** Cells of a table's row; `\|` is a bar in a cell. Undefined for a line that is no row. */
function cellsOf(line: string): string[] | undefined {
  if (!line.startsWith('|')) return undefined;
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** @param pages text of each page by its name without `.md` */
export function adviceBook(pages: Readonly<Record<string, string>>): AdviceBook {
  return new Map(Object.entries(pages).map(([name, text]) => [name, readAdvice(text)]));
}

/**
 * The words for a code in an analysis by this technique: of its own page, else of a page that belongs to no technique
 * (file formats, studies). Undefined where no page has the code: another technique's words could be wrong here.
 */
export function adviceFor(
  book: AdviceBook,
  code: string,
  technique: string | undefined,
  techniques: readonly string[],
): Advice | undefined {
  const own = technique === undefined ? undefined : book.get(technique)?.get(code);
  if (own !== undefined) return own;
  for (const [page, codes] of book) {
    const advice = techniques.includes(page) ? undefined : codes.get(code);
    if (advice !== undefined) return advice;
  }
  return undefined;
}

/** A stretch of the words: `code` is what stands between backquotes. Links keep their words, bold type is plain. */
export interface Stretch {
  readonly kind: 'text' | 'code';
  readonly text: string;
}

export function stretches(markdown: string): Stretch[] {
  const plain = markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*([^*]+)\*\*/g, '$1');
  return plain
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) => (/^`.*`$/.test(part) ? { kind: 'code', text: part.slice(1, -1) } : { kind: 'text', text: part }));
}
