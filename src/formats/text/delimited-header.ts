/** The lines above a table: which one holds the names, which the units, and what the others say. */
import { columnKind } from '../column-kinds.js';
import { isUnit, splitNameAndUnit, unitFromCell } from '../column-names.js';
import { type SettingsBuilder, splitSetting } from '../settings.js';
import { type CellLayout, type Separator, splitCells } from './cells.js';
import type { NamedHeader } from './named-table.js';
import { isMissingValue, isNotMeasured, numberFromText } from './number-parsing.js';
import type { TextLines } from './text-lines.js';

export interface DelimitedHeader {
  /** One per column, or undefined where the file does not name its columns. */
  readonly headers: readonly NamedHeader[] | undefined;
  /** Names there are, but not one for each column. */
  readonly misfit?: { readonly line: number; readonly names: number };
  /** Lines (from 0) that look like names or units of columns and could not be used. */
  readonly notUnderstood: readonly number[];
}

/** Names are not searched further up than this many filled lines above the first row. */
const LINES_SEARCHED = 3;
/** Up to here a line is tried with every separator, beyond with the one of its table only. */
const SHORT_LINE = 20_000;
/** A line of names is shorter than this. */
const LONGEST_LINE = 2_000_000;

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
  const notUnderstood: number[] = [];
  for (const line of filled) {
    if (line === found?.line || line === found?.unitLine) continue;
    const text = bare(lines.line(line));
    const suspect =
      found !== undefined && line < found.line
        ? rivals(text, found.headers, layout.separator)
        : looksLikeHeader(text, layout.separator, found !== undefined);
    if (suspect) notUnderstood.push(line);
    addSetting(settings, text, line);
  }
  if (found) return { headers: found.headers, notUnderstood };
  if (misfit === undefined) return { headers: undefined, notUnderstood };
  return { headers: undefined, misfit, notUnderstood: notUnderstood.filter((line) => line + 1 !== misfit.line) };
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
export function headerCells(text: string, columns: number, separator: Separator): string[] | undefined {
  if (text === '' || text.length > LONGEST_LINE) return undefined;
  const cells = attempts(text, separator).find((attempt) => attempt.length === columns);
  if (cells === undefined) return undefined;
  const filled = cells.filter((cell) => cell !== '');
  // A row of gaps names nothing.
  if (filled.every((cell) => isNumber(cell) || isMissingValue(cell) || isNotMeasured(cell))) return undefined;
  return filled.filter(isNumber).length * 2 < filled.length ? cells.map(withoutStrayQuote) : undefined;
}

function attempts(text: string, separator: Separator): string[][] {
  const asTable = splitCells(text, separator);
  if (text.length > SHORT_LINE) return [asTable];
  const quoted = /^"([^"]+)"$/.exec(text);
  return [
    asTable,
    asTable.filter((cell) => cell !== ''),
    text
      .split(/\t+| {2,}/)
      .map((cell) => cell.trim())
      .filter((cell) => cell !== ''),
    ...([',', ';', '|', ' '] as const).map((other) => splitCells(text, other)),
    // Some programs put the whole line in quotes.
    ...(quoted ? [splitCells(quoted[1]!, separator)] : []),
  ];
}

function isNumber(cell: string): boolean {
  return !Number.isNaN(numberFromText(cell, 'either'));
}

/** A quote without its partner is no part of the name; the one in `Z"` is. */
function withoutStrayQuote(cell: string): string {
  const name = cell.startsWith('"') ? cell.slice(1).trim() : cell;
  const shorter = name.endsWith('"') ? name.slice(0, -1).trim() : name;
  return splitNameAndUnit(shorter).unit === '' && !isUnit(unitFromCell(shorter)) ? name : shorter;
}

/**
 * True for text with two cells or more that carry a unit, are one, or are names of known meaning, and for one known name
 * with its unit. One cell that carries a unit is enough `belowNames`, where nothing but units is expected.
 */
function looksLikeHeader(text: string, separator: Separator, belowNames: boolean): boolean {
  if (text.length > SHORT_LINE) return splitCells(text.slice(0, SHORT_LINE), separator).length > 1;
  const quoted = /^"([^"]+)"$/.exec(text);
  const plain = quoted ? quoted[1]! : text;
  if (splitSetting(plain) === undefined) {
    const { name, unit } = splitNameAndUnit(withoutStrayQuote(plain));
    if (unit !== '' && columnKind(name, unit) !== undefined) return true;
    if (belowNames && (unit !== '' || isUnit(unitFromCell(plain)))) return true;
  }
  const splits = ([',', ';', '|', '\t'] as const).map((mark) => splitCells(plain, mark));
  if (splits.some((cells) => cells.filter(isLikeName).length > 1)) return true;
  // In prose a single letter is a unit too easily: words between blanks count when they carry a unit, or all are units.
  const words = separator === ' ' ? splitCells(plain, ' ') : plain.split(/\t+| {2,}/);
  if (words.length < 2) return false;
  return words.every(isLikeName) || words.filter((word) => isLikeName(word) && !isUnit(unitFromCell(word))).length > 1;
}

/** Above the names a file may say what it likes, but not the units that the names do not have, one for each column. */
function rivals(text: string, headers: readonly NamedHeader[], separator: Separator): boolean {
  if (headers.every(({ unit }) => unit !== '') || text.length > SHORT_LINE) return false;
  const cells = splitCells(text, separator);
  const alike = cells.filter(isLikeName).length;
  return cells.length === headers.length && alike > 1 && (separator !== ' ' || alike === cells.length);
}

function isLikeName(cell: string): boolean {
  const text = withoutStrayQuote(cell.trim());
  if (text.length > 80 || !/[A-Za-zΩ\u2126°]/.test(text)) return false;
  const { name, unit } = splitNameAndUnit(text);
  return unit !== '' || columnKind(name, unit) !== undefined || isUnit(unitFromCell(text));
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
