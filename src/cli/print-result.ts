import type { Result } from '../execution/task.js';
import { printQuantity } from '../quantity/print.js';
import type { Quantity } from '../quantity/quantity.js';
import type { Finding, SeriesEntry } from '../techniques/technique.js';
import { textTable } from './text-table.js';

/**
 * A result for people: what was found of the whole, then a table with one column per recording, then the findings, which stand
 * last as a terminal shows the end. Of a single recording the table leaves out what was said of the whole.
 *
 * @param width characters of a line; tables of many recordings are broken there.
 */
export function resultText(result: Result, width = 100): string {
  const blocks: string[] = [];
  const { series } = result;
  blocks.push(`${result.technique}, ${series.length} recording${series.length === 1 ? '' : 's'}\n`);

  const whole = Object.entries(result.quantities);
  if (whole.length > 0) blocks.push(textTable(whole.map(([name, quantity]) => [name, print(quantity)])));
  blocks.push(...seriesTables(series, width, series.length === 1 ? result.quantities : {}));

  const peaks = series.filter((entry) => (entry.peaks ?? []).length > 0);
  for (const entry of peaks) {
    const names = Object.keys(entry.peaks![0]!);
    const rows = entry.peaks!.map((peak, index) => [`peak ${index + 1}`, ...names.map((name) => print(peak[name]))]);
    blocks.push(`${entry.label}\n${textTable([['', ...names], ...rows])}`);
  }

  const findings = findingLines(result);
  if (findings !== '') blocks.push(findings);
  return blocks.join('\n');
}

/** Every finding, the gravest first, each with what it is about. */
export function findingLines(result: Pick<Result, 'findings' | 'series'>): string {
  const all: Finding[] = [
    ...result.findings,
    ...result.series.flatMap((entry) => entry.findings.map((finding) => ({ where: entry.label, ...finding }))),
  ];
  const order = ['error', 'warning', 'info'];
  return all
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => order.indexOf(a.finding.severity) - order.indexOf(b.finding.severity) || a.index - b.index)
    .map(({ finding }) => {
      const place = finding.where === undefined ? '' : `${finding.where}: `;
      return `${finding.severity}: ${place}${finding.message} [${finding.code}]\n`;
    })
    .join('');
}

/** Rows are quantities, columns recordings; as many columns to a table as the line holds. */
function seriesTables(series: readonly SeriesEntry[], width: number, told: SeriesEntry['quantities']): string[] {
  const all = [...new Set(series.flatMap((entry) => Object.keys(entry.quantities)))];
  const names = all.filter(
    (name) =>
      !series.every(
        ({ quantities }) =>
          isGiven(quantities[name]) || (Object.hasOwn(told, name) && print(told[name]) === print(quantities[name])),
      ),
  );
  if (names.length === 0) return [];
  const conditions = [...new Set(series.flatMap((entry) => Object.keys(entry.conditions)))];
  const head = ['', ...conditions, ...names];
  const columns = series.map((entry) => [
    entry.label,
    ...conditions.map((name) => print(entry.conditions[name])),
    ...names.map((name) => print(entry.quantities[name])),
  ]);

  const widthOf = (column: readonly string[]) => Math.max(...column.map((cell) => cell.length)) + 2;
  const tables: string[] = [];
  let from = 0;
  while (from < columns.length) {
    let room = width - widthOf(head) - 2;
    let to = from;
    while (to < columns.length && (to === from || widthOf(columns[to]!) <= room)) room -= widthOf(columns[to++]!);
    const shown = [head, ...columns.slice(from, to)];
    tables.push(textTable(head.map((_, row) => shown.map((column) => column[row]!))));
    from = to;
  }
  return tables;
}

/** A number that was put in and comes out again: it is in the tables and in the JSON, and would hide what was found here. */
function isGiven(quantity: Quantity | undefined): boolean {
  return quantity === undefined || quantity.note === 'held' || quantity.note === 'fixed by symmetry';
}

function print(quantity: Quantity | undefined): string {
  return quantity === undefined ? '' : printQuantity(quantity);
}
