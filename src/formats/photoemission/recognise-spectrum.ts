/** Does a text with columns name an energy of photoelectrons? */
import { columnKind } from '../column-kinds.js';
import { splitNameAndUnit } from '../column-names.js';
import type { FileHead } from '../reader.js';
import { splitCells } from '../text/cells.js';
import { bare, headerCells } from '../text/delimited-header.js';
import { numberFromText } from '../text/number-parsing.js';

/** Names stand so close above the rows. */
export const NAMES_WITHIN = 3;

/** Certainty that the text is a photoelectron spectrum; below 0.5, so that the general text reader may still take it. */
export function recogniseSpectrum({ lines, text }: FileHead): number {
  if (text.includes('\0') || /^\uFEFF?\s*[{<]/.test(text)) return 0;
  const filled = lines.slice(0, 200).filter((line) => line.trim() !== '');
  const first = filled.findIndex((line) => line.length < 1000 && numbersIn(line) >= 2);
  if (first < 1) return 0;
  const columns = numbersIn(filled[first]!);
  return filled.slice(Math.max(0, first - NAMES_WITHIN), first).some((line) => energyNames(line, columns) !== undefined)
    ? 0.46
    : 0;
}

/**
 * Names of the columns in a line that calls one of them a binding or kinetic energy; undefined for any other line. A remark
 * behind the last name (`E_kin, intensity measured at ..., hv=180eV`) does not hide them.
 */
export function energyNames(line: string, columns: number): string[] | undefined {
  if (line.length > 2000) return undefined;
  const plain = bare(line);
  for (const separator of ['\t', ',', ';', '|'] as const) {
    if (!plain.includes(separator)) continue;
    const cells = splitCells(plain, separator);
    if (cells.length >= columns && cells.slice(0, columns).some(isEnergy)) return cells.slice(0, columns);
  }
  const words = headerCells(plain, columns, ' ');
  return words?.some(isEnergy) ? words : undefined;
}

function isEnergy(cell: string): boolean {
  const { name, unit } = splitNameAndUnit(cell);
  const kind = columnKind(name.replace(/\s*\(E\)$/, ''), unit);
  return kind === 'binding-energy' || kind === 'kinetic-energy';
}

/** So many numbers stand side by side in a line of nothing else. */
function numbersIn(line: string): number {
  const words = line.trim().split(/[\t;| ]+/);
  const cells = words.length === 1 ? words[0]!.split(',') : words.map((word) => word.replace(/,$/, ''));
  const filled = cells.filter((cell) => cell !== '');
  return filled.some((cell) => Number.isNaN(numberFromText(cell, 'either'))) ? 0 : filled.length;
}
