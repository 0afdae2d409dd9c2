/** Rows above the first row of numbers that are data all the same: the instrument was overloaded, or had no value. */

import { columnKind } from '../column-kinds.js';
import { isUnit, splitNameAndUnit, unitFromCell } from '../column-names.js';
import { splitCells } from './cells.js';
import { bare, headerCells } from './delimited-header.js';
import { type DelimitedLayout, isRemark } from './delimited-layout.js';
import { isMissingValue, isNotMeasured, numberFromText } from './number-parsing.js';
import type { TextLines } from './text-lines.js';

/**
 * First line of the table whose first row of numbers is `first`: rows of the same width directly above it that hold
 * numbers, missing values and words for "no value" belong to it (`NaN,NaN,NaN`, `200000,OVERLOAD,OVERLOAD`). Other words
 * beside a number make a row only below a line of names, because otherwise they may be the names.
 */
export function firstTableLine(lines: TextLines, from: number, first: number, layout: DelimitedLayout): number {
  let certain = first;
  let top = first;
  while (top - 1 >= from) {
    const row = gapRow(lines, top - 1, layout);
    if (row === undefined) break;
    if (row === 'certain' && certain === top) certain = top - 1;
    top -= 1;
  }
  if (top === certain) return top;
  const names = top > from ? headerCells(bare(lines.line(top - 1)), layout.columns, layout.separator) : undefined;
  return names === undefined || names.some((cell) => isNumber(cell, layout)) ? certain : top;
}

function gapRow(lines: TextLines, line: number, layout: DelimitedLayout): 'certain' | 'likely' | undefined {
  if (lines.isBlank(line) || isRemark(lines, line) || lines.end(line) - lines.start(line) > 2_000_000) return undefined;
  const cells = splitCells(lines.line(line), layout.separator);
  if (cells.length !== layout.columns) return undefined;
  // A row of single dashes says that the columns have no unit.
  if (cells.every((cell) => /^[-#]?$/.test(cell))) return undefined;
  const words = cells.filter((cell) => !isMissingValue(cell) && !isNumber(cell, layout));
  if (words.every(isNotMeasured)) return 'certain';
  return words.length < cells.length && cells.some((cell) => isNumber(cell, layout)) && !words.some(meansColumn)
    ? 'likely'
    : undefined;
}

function isNumber(cell: string, layout: DelimitedLayout): boolean {
  return !Number.isNaN(numberFromText(cell, layout.decimal));
}

function meansColumn(word: string): boolean {
  const { name, unit } = splitNameAndUnit(word);
  return unit !== '' || columnKind(name, unit) !== undefined || isUnit(unitFromCell(word));
}
