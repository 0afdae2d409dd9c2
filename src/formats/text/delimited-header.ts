/** The lines above a table: which one holds the names, which the units, and what the others say. */
import { isUnit, splitNameAndUnit, unitFromCell } from '../column-names.js';
import { type SettingsBuilder, splitSetting } from '../settings.js';
import { type CellLayout, type Separator, splitCells } from './cells.js';
import type { NamedHeader } from './named-table.js';
import { numberFromText } from './number-parsing.js';
import type { TextLines } from './text-lines.js';

export interface DelimitedHeader {
  /** One per column, or undefined where the file does not name its columns. */
  readonly headers: readonly NamedHeader[] | undefined;
  /** Names there are, but not one for each column. */
  readonly misfit?: { readonly line: number; readonly names: number };
}

/** Names are not searched further up than this many filled lines above the first row. */
const LINES_SEARCHED = 3;

/**
 * Finds the names for `columns` columns in the lines `[from, to)` above a table and puts what the other lines say into
 * `settings`.
 */
export function resolveHeader(
  lines: TextLines,
  from: number,
  to: number,
  columns: number,
  layout: CellLayout,
  settings: SettingsBuilder,
): DelimitedHeader {
  const filled: number[] = [];
  for (let line = from; line < to; line++) if (!isDecoration(lines, line)) filled.push(line);
  let found: { line: number; unitLine?: number; headers: NamedHeader[] } | undefined;
  let misfit: DelimitedHeader['misfit'];
  for (let back = 1; back <= LINES_SEARCHED && back <= filled.length && found === undefined; back++) {
    const line = filled[filled.length - back]!;
    const cells = headerCells(bare(lines.line(line)), columns, layout.separator);
    if (cells === undefined) {
      if (back === 1) misfit = misfitOf(lines.line(line), line, columns, layout);
      continue;
    }
    if (isUnitRow(cells) && back < filled.length) {
      const above = filled[filled.length - back - 1]!;
      const names = headerCells(bare(lines.line(above)), columns, layout.separator);
      if (names !== undefined) {
        const headers = names.map((name, index) => ({ name, unit: unitFromCell(cells[index]!) }));
        found = { line: above, unitLine: line, headers };
        break;
      }
    }
    found = { line, headers: cells.map(splitNameAndUnit) };
  }
  for (const line of filled) {
    if (line === found?.line || line === found?.unitLine) continue;
    addSetting(settings, bare(lines.line(line)), line);
  }
  if (found) return { headers: found.headers };
  return misfit === undefined ? { headers: undefined } : { headers: undefined, misfit };
}

/** Settings below the last table, and remarks. */
export function addSetting(settings: SettingsBuilder, text: string, line: number): void {
  const part = splitSetting(text);
  if (part && part.value !== '') settings.addText(part.name, part.value);
  else if (text !== '') settings.add(`line ${line + 1}`, text);
}

/** The line without the sign of a remark. */
export function bare(line: string): string {
  return line
    .trim()
    .replace(/^(?:[#%!]+|\/\/+)\s*/, '')
    .trim();
}

/** Cells of a line of names, in the separator of the table or, where that does not fit, in any other that does. */
function headerCells(text: string, columns: number, separator: Separator): string[] | undefined {
  if (text === '' || text.length > 20_000) return undefined;
  const attempts = [
    splitCells(text, separator),
    splitCells(text, separator).filter((cell) => cell !== ''),
    text
      .split(/\t+| {2,}/)
      .map((cell) => cell.trim())
      .filter((cell) => cell !== ''),
    ...([',', ';', '|', ' '] as const).map((other) => splitCells(text, other)),
  ];
  const cells = attempts.find((attempt) => attempt.length === columns);
  if (cells === undefined) return undefined;
  const numbers = cells.filter((cell) => !Number.isNaN(numberFromText(cell, 'either'))).length;
  const named = cells.filter((cell) => cell !== '').length - numbers;
  return named > numbers ? cells : undefined;
}

function isUnitRow(cells: readonly string[]): boolean {
  const units = cells.filter((cell) => isUnit(unitFromCell(cell)));
  const others = cells.filter((cell) => cell.trim() !== '' && !/^[([{<].*[)\]}>]$/.test(cell.trim()));
  return units.length > 0 && others.every((cell) => isUnit(unitFromCell(cell)) || cell.trim() === '-');
}

/** A line above the rows that splits into words, but not into as many as there are columns. */
function misfitOf(text: string, line: number, columns: number, layout: CellLayout): DelimitedHeader['misfit'] {
  if (layout.separator === ' ' || splitSetting(text) !== undefined) return undefined;
  const cells = splitCells(bare(text), layout.separator);
  const words = cells.filter((cell) => /[A-Za-z]/.test(cell)).length;
  return cells.length > 1 && cells.length !== columns && words * 2 > cells.length
    ? { line: line + 1, names: cells.length }
    : undefined;
}

function isDecoration(lines: TextLines, index: number): boolean {
  if (lines.isBlank(index)) return true;
  const start = lines.start(index);
  const end = lines.end(index);
  for (let at = start; at < end; at++) if (!'-=_*#+ \t'.includes(lines.text.charAt(at))) return false;
  return true;
}
