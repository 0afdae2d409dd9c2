import { fail } from '../../errors.js';
import { areCounts, numberColumn } from '../diffraction/pattern-columns.js';
import { energyKind, evenStep, RATE } from '../photoemission/spectrum-columns.js';
import { spectrumNames } from '../photoemission/spectrum-names.js';
import { spectrumEntries } from '../photoemission/spectrum-settings.js';
import type { FileContent, FileHead } from '../reader.js';
import { type Column, type Diagnostic, isNumberColumn, type Setting, type Table } from '../recording.js';
import { settingFromText } from '../settings.js';
import { splitCells } from '../text/cells.js';
import { labelledTable } from '../text/labelled-table.js';
import type { NamedHeader } from '../text/named-table.js';
import { numberFromText } from '../text/number-parsing.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';

/** Spectra that CasaXPS exports as text: every block is a table, with its components where it has any. */
export const casaTextReader = textReader({
  id: 'casaxps-text',
  label: 'CasaXPS text export',
  extensions: ['.txt'],
  recognise: ({ lines }: FileHead) => (lines.slice(0, 20).some((line) => FACTS.test(line)) ? 1 : 0),
  parse: parseExport,
});

/** The line below the name of a block. */
const FACTS = /^\s*"?Characteristic Energy eV"?[\t,]/;
const NAMES = /^"?[KB]\.E\."?[\t,]/;
const LONGEST_HEAD = 40;
const MOST_TABLES = 20_000;

const MEANINGS: ReadonlyMap<string, Partial<NamedHeader>> = new Map([
  ['K.E.', { unit: 'eV', kind: 'kinetic-energy' }],
  ['B.E.', { unit: 'eV', kind: 'binding-energy' }],
  ['Counts', { unit: 'counts', kind: null }],
  ['CPS', { unit: RATE, kind: null }],
] satisfies [string, Partial<NamedHeader>][]);

function parseExport(lines: TextLines): FileContent {
  const starts: number[] = [];
  for (let line = 0; line < lines.count; line++) {
    if (lines.end(line) - lines.start(line) < 2000 && FACTS.test(lines.line(line))) starts.push(line);
  }
  if (starts.length > MOST_TABLES) throw fail('malformed-file', `more than ${MOST_TABLES} blocks`, 'split the file');
  const found: { readonly parts: readonly string[]; readonly table: Omit<Table, 'name'> }[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, line] of starts.entries()) {
    const next = starts[index + 1];
    // The name of the next block stands above its first line.
    const end = next === undefined ? lines.count : Math.max(line + 1, next - 1);
    const block = readBlock(lines, line, end, diagnostics);
    if (block !== undefined) found.push(block);
  }
  if (found.length === 0) {
    throw fail('truncated-file', 'the file ends before its first point', 'export the spectra again from CasaXPS');
  }
  const names = spectrumNames(found.map(({ parts }) => parts));
  return {
    instrument: 'CasaXPS',
    settings: {},
    tables: found.map(({ table }, index) => ({ name: names[index]!, ...table })),
    diagnostics,
  };
}

function readBlock(
  lines: TextLines,
  line: number,
  end: number,
  diagnostics: Diagnostic[],
): { parts: readonly string[]; table: Omit<Table, 'name'> } | undefined {
  let namesLine = line + 1;
  const last = Math.min(end, line + LONGEST_HEAD);
  while (namesLine < last && !NAMES.test(lines.line(namesLine))) namesLine += 1;
  if (namesLine === last) return undefined;
  const separator = lines.line(namesLine).includes('\t') ? '\t' : ',';
  const { table, diagnostics: told } = labelledTable(lines, { namesLine, end, separator, meanings: MEANINGS });
  if (table.rows === 0) return undefined;
  const titles = splitCells(lines.line(namesLine), separator);
  const columns = withSignal(table.columns, titles);
  diagnostics.push(...told.filter(({ code }) => code !== 'header-mismatch'));
  const [, cycle, sample, region] = /^Cycle\s+(\d{1,9}):([^:]*):(.*)$/.exec(titleAbove(lines, line)) ?? [];
  const facts = splitCells(lines.line(line), separator).filter((cell) => cell !== '');
  const fact = (name: string): number | undefined => {
    const at = facts.indexOf(name);
    const value = at === -1 ? Number.NaN : numberFromText(facts[at + 1] ?? '', 'either');
    return Number.isNaN(value) ? undefined : value;
  };
  const regionName = region?.trim() || titleAbove(lines, line);
  const energy = columns.find((column) => isNumberColumn(column) && column.kind === 'kinetic-energy');
  const settings: Record<string, Setting> = {
    ...spectrumEntries({
      regionName,
      sampleName: sample,
      cycle: cycle === undefined ? undefined : Number(cycle),
      excitationEnergyEv: fact('Characteristic Energy eV'),
      collectionTimeS: fact('Acquisition Time s'),
      stepEv: energy !== undefined && isNumberColumn(energy) ? evenStep(energy.values) : undefined,
    }),
    ...componentSettings(lines, line + 1, namesLine, separator),
  };
  return { parts: [regionName, sample ?? '', cycle ?? ''], table: { rows: table.rows, columns, settings } };
}

/** `Cycle 3:Ni:Survey` in the line above. */
function titleAbove(lines: TextLines, line: number): string {
  return line === 0
    ? ''
    : lines
        .line(line - 1)
        .trim()
        .slice(0, 500);
}

/**
 * The export has everything twice, in counts and as a rate. The counts are the signal where they are counts, else the rate;
 * background and envelope are those that stand beside it. Columns without title part the two.
 */
function withSignal(columns: readonly Column[], titles: readonly string[]): Column[] {
  const at = (name: string): number => titles.findIndex((title) => title.trim() === name);
  const counts = columns[at('Counts')];
  const isCounted = counts !== undefined && isNumberColumn(counts) && areCounts(counts.values);
  const signal = isCounted || at('CPS') === -1 ? at('Counts') : at('CPS');
  let end = signal;
  while (end < titles.length && titles[end] !== '') end += 1;
  return columns.flatMap((column, index): Column[] => {
    if (!isNumberColumn(column)) return [column];
    const { name, unit, values } = column;
    if ((titles[index] ?? '') === '' && values.every(Number.isNaN)) return [];
    if (energyKind(titles[index] ?? '') !== undefined) return [column];
    if (index === signal) return [numberColumn(name, unit, isCounted ? 'counts' : 'intensity', values)];
    if (index < signal || index > end) return [numberColumn(name, unit, undefined, values)];
    if (/^background/i.test(name)) return [numberColumn(name, unit, 'intensity-background', values)];
    return [numberColumn(name, unit, /^envelope/i.test(name) ? 'intensity-calculated' : undefined, values)];
  });
}

/** Name, position, width, area and line shape of the components, which stand above their columns. */
function componentSettings(lines: TextLines, from: number, to: number, separator: '\t' | ','): Record<string, Setting> {
  const settings: Record<string, Setting> = {};
  for (let line = from; line < to; line++) {
    const [label = '', ...cells] = splitCells(lines.line(line), separator);
    const filled = cells.filter((cell) => cell !== '');
    for (const [index, cell] of filled.entries()) settings[`component ${index + 1} ${label}`] = settingFromText(cell);
  }
  return settings;
}
