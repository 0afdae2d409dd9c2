import { printNumber, printQuantity } from '../quantity/print.js';
import { printUnit } from '../quantity/print-unit.js';
import type { Quantity } from '../quantity/quantity.js';
import type { ResultTable } from '../techniques/technique.js';
import { isQuantity } from './csv.js';
import { type Html, html } from './html.js';
import { printBare, printInterval, readableName } from './quantity-text.js';

/** Longest table shown in the page; the rest is in its CSV file. */
const MOST_ROWS = 60;
const OPEN_ROWS = 12;

/** A box that scrolls sideways on narrow screens and can be reached by keyboard. */
function scrolling(label: string, table: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}

function columnHead(name: string, unit: string, numeric: boolean): Html {
  const printed = printUnit(unit);
  const readable = readableName(name);
  return html`<th scope="col"${numeric && html` class="number"`}${readable === name ? null : html` title="${name}"`}>${readable}${
    printed !== '' && html` <span class="unit">/ ${printed}</span>`
  }</th>`;
}

/** A table that is short enough to stand open; longer ones unfold. */
export function foldedTableHtml(table: ResultTable, caption: Html, csv: string): Html {
  const shown = tableHtml(table, caption, csv);
  if (table.rows.length <= OPEN_ROWS) return shown;
  return html`<details class="fold"><summary>${table.caption} (${table.rows.length} rows)</summary>${shown}</details>`;
}

/** Any table of a result: numbers to the right, the first column as row headers, quantities with their uncertainty. */
export function tableHtml(table: ResultTable, caption: Html, csv?: string): Html {
  const columns = table.columns.map(({ name, unit }, i) => {
    const cells = table.rows.map((row) => row[i] ?? null);
    const units = new Set(cells.filter(isQuantity).map((cell) => cell.unit));
    const own = unit === '' && units.size === 1 ? [...units][0]! : unit;
    return {
      name,
      unit: own,
      numeric: cells.some((cell) => cell !== null && typeof cell !== 'string'),
      // Sentences need room to be read; a column of words only as much as its words.
      long: cells.some((cell) => typeof cell === 'string' && cell.length > 18),
    };
  });
  const rows = table.rows.slice(0, MOST_ROWS);
  const left = table.rows.length - rows.length;
  return scrolling(
    table.caption === '' ? table.id : table.caption,
    html`<table class="wide-table"><caption>${caption}</caption>
<thead><tr>${columns.map(({ name, unit, numeric }, i) => columnHead(name, unit, numeric && i > 0))}</tr></thead>
<tbody>${rows.map(
      (row) => html`<tr>${columns.map(({ unit, numeric, long }, i) => {
        const cell = row[i] ?? null;
        if (i === 0) return html`<th scope="row">${cellText(cell, unit)}</th>`;
        return html`<td${numeric ? html` class="number"` : long && html` class="long"`}>${cellHtml(cell, unit)}</td>`;
      })}</tr>
`,
    )}</tbody></table>${
      left > 0 &&
      html`<p class="more">${left} more rows${csv === undefined ? null : html` in <a href="${csv}">${csv}</a>`}.</p>`
    }`,
  );
}

function cellText(cell: ResultTable['rows'][number][number], unit: string): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return printNumber(cell, 6);
  return cell.unit === unit ? printBare(cell) : printQuantity(cell);
}

function cellHtml(cell: ResultTable['rows'][number][number], unit: string): Html {
  if (cell === null) return html`<span class="none" title="does not apply">–</span>`;
  const text = cellText(cell, unit);
  if (!isQuantity(cell)) return html`${text}`;
  const remark = [printInterval(cell) === '' ? '' : `95 %: ${printInterval(cell)}`, cell.note ?? ''].filter(
    (t) => t !== '',
  );
  if (cell.value === null) return html`<span class="missing" title="${remark.join('. ')}">${text}</span>`;
  return remark.length === 0 ? html`${text}` : html`<span title="${remark.join('. ')}">${text}</span>`;
}

/** Quantities of a whole analysis, or of several: name, value with uncertainty, interval, remark. */
export function quantitiesHtml(
  rows: readonly { readonly of?: Html; readonly name: string; readonly quantity: Quantity }[],
  caption: string,
): Html {
  const several = rows.some(({ of }) => of !== undefined);
  const notes = rows.some(({ quantity }) => quantity.note !== undefined);
  return scrolling(
    caption,
    html`<table class="quantities"><caption>${caption}</caption>
<thead><tr>${several && html`<th scope="col">Analysis</th>`}<th scope="col">Quantity</th><th scope="col" class="number">Value</th>
<th scope="col" class="number">95 % interval</th>${notes && html`<th scope="col">Remark</th>`}</tr></thead>
<tbody>${rows.map(
      ({ of, name, quantity }) => html`<tr>${several && html`<td>${of}</td>`}<th scope="row">${readableName(name)}
${readableName(name) !== name && html`<code>${name}</code>`}</th>
<td class="number${quantity.value === null && ' missing'}">${printQuantity(quantity)}</td>
<td class="number">${printInterval(quantity)}</td>${notes && html`<td>${quantity.note}</td>`}</tr>
`,
    )}</tbody></table>`,
  );
}
