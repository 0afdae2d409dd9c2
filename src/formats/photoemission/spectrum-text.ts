import { fail } from '../../errors.js';
import { columnKind } from '../column-kinds.js';
import { splitNameAndUnit } from '../column-names.js';
import { areCounts, numberColumn } from '../diffraction/pattern-columns.js';
import { scattersLikeCounts } from '../powder-text/plausible-pattern.js';
import type { FileContent } from '../reader.js';
import {
  type Column,
  type ColumnKind,
  type Diagnostic,
  isNumberColumn,
  type NumberColumn,
  type Table,
} from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { CellSpans } from '../text/cells.js';
import { addSetting, bare } from '../text/delimited-header.js';
import { chooseLayout, type DelimitedLayout, isRemark, isRow, REMARKS } from '../text/delimited-layout.js';
import { oneColumnPerKind } from '../text/named-table.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable, type TextTable, tableDiagnostics } from '../text/text-table.js';
import { energyNames, NAMES_WITHIN, recogniseSpectrum } from './recognise-spectrum.js';
import { evenStep, signalUnit } from './spectrum-columns.js';
import { spectrumEntries } from './spectrum-settings.js';

/** Spectra as text of any program that names its energy: binding or kinetic energy, and what was measured. */
export const spectrumTextReader = textReader({
  id: 'photoemission-text',
  label: 'photoelectron spectrum as text',
  extensions: ['.csv', '.txt', '.dat'],
  recognise: recogniseSpectrum,
  parse: parseSpectra,
});

const MOST_TABLES = 5000;
const MOST_HEADER_LINES = 20_000;
const SIGNAL = /^(?:in|int|intens(?:ity)?|counts?|cps|raw(?: ?data)?|signal|yield|y|i)(?![a-z])|^in[A-Z\d]/i;
const EXCITATION = /(?:\bh[vνnu]{1,2}|photon energy|excitation energy)\s*(?:[=:]|is)?\s*(\d+(?:[.,]\d+)?)\s*eV/i;

function parseSpectra(lines: TextLines): FileContent {
  const layout = chooseLayout(lines);
  if (layout === undefined) throw fail('unknown-format', 'no line holds two numbers', 'give one point per line');
  const settings = new SettingsBuilder();
  const tables: Table[] = [];
  const diagnostics: Diagnostic[] = [];
  const spans = new CellSpans();
  let names: readonly string[] | undefined;
  let headerFrom = 0;
  let line = 0;
  while (line < lines.count) {
    if (lines.isBlank(line) || isRemark(lines, line) || !isRow(lines, line, layout, spans)) {
      line += 1;
      continue;
    }
    if (tables.length >= MOST_TABLES) throw fail('malformed-file', `more than ${MOST_TABLES} tables`, 'split the file');
    const minCells = Math.min(2, layout.columns);
    const text = readTextTable(lines, layout, { first: line, stopAtText: true, minCells, remarks: REMARKS });
    const header = takeHeader(lines, headerFrom, line, layout, settings);
    names = header.names ?? names;
    if (names !== undefined) {
      tables.push(spectrumTable(`data ${tables.length + 1}`, text, names, header.excitationEnergyEv, diagnostics));
    }
    headerFrom = text.end;
    line = Math.max(text.end, line + 1);
  }
  if (tables.length === 0) {
    const hint = 'name the columns in a first line: binding energy/eV,counts';
    throw fail('unknown-format', 'no line names a binding or kinetic energy above its column', hint);
  }
  takeHeader(lines, headerFrom, lines.count, layout, settings);
  return {
    settings: settings.build(),
    tables: tables.length === 1 ? [{ ...tables[0]!, name: 'data' }] : tables,
    diagnostics,
  };
}

/** Puts the lines above a table into the settings; finds the names of its columns and the excitation energy in them. */
function takeHeader(
  lines: TextLines,
  from: number,
  to: number,
  layout: DelimitedLayout,
  settings: SettingsBuilder,
): { names: readonly string[] | undefined; excitationEnergyEv: number | undefined } {
  let names: readonly string[] | undefined;
  let excitationEnergyEv: number | undefined;
  let filled = 0;
  const kept: number[] = [];
  for (let line = to - 1; line >= Math.max(from, to - MOST_HEADER_LINES); line--) {
    if (lines.isBlank(line)) continue;
    filled += 1;
    const text = lines.line(line).slice(0, 10_000);
    const found = filled <= NAMES_WITHIN && names === undefined ? energyNames(text, layout.columns) : undefined;
    names ??= found;
    const energy = EXCITATION.exec(text)?.[1];
    excitationEnergyEv ??= energy === undefined ? undefined : Number(energy.replace(',', '.'));
    // A line that says nothing but the names is known by the columns.
    if (found === undefined || energy !== undefined) kept.push(line);
  }
  for (const line of kept.reverse()) addSetting(settings, bare(lines.line(line).slice(0, 10_000)), line);
  return { names, excitationEnergyEv };
}

function spectrumTable(
  name: string,
  text: TextTable,
  names: readonly string[],
  excitationEnergyEv: number | undefined,
  diagnostics: Diagnostic[],
): Table {
  const headers = text.columns.map((_, index) => {
    const { name: title, unit } = splitNameAndUnit(names[index] ?? '');
    return { name: title === '' ? `column ${index + 1}` : title, unit };
  });
  diagnostics.push(
    ...tableDiagnostics(
      text.problems,
      headers.map((header) => header.name),
    ),
  );
  const kinds = kindsOf(headers);
  const columns = text.columns.map((values, index): Column => {
    const { name: title, unit } = headers[index]!;
    if (!(values instanceof Float64Array)) return { name: title, unit: '', text: values };
    const kind = kinds[index];
    if (kind === 'binding-energy' || kind === 'kinetic-energy') {
      return numberColumn(title, unit === '' ? 'eV' : unit, kind, values);
    }
    return numberColumn(
      title,
      signalUnit(unit === '' && /^counts\/s$|^cps$/i.test(title) ? title : unit),
      kind,
      values,
    );
  });
  const settled = oneColumnPerKind(columns).map((column) => settleSignal(column, diagnostics));
  const energy = settled.filter(isNumberColumn).find(({ kind }) => kind?.endsWith('-energy') === true);
  const stepEv = energy?.unit === 'eV' ? evenStep(energy.values) : undefined;
  return { name, rows: text.rows, columns: settled, settings: spectrumEntries({ excitationEnergyEv, stepEv }) };
}

function kindsOf(headers: readonly { readonly name: string; readonly unit: string }[]): (ColumnKind | undefined)[] {
  const kinds = headers.map(({ name, unit }) => columnKind(name.replace(/\s*\(E\)$/, ''), unit));
  if (kinds.some((kind) => kind === 'counts' || kind === 'intensity')) return kinds;
  const free = kinds.flatMap((kind, index) => (kind === undefined ? [index] : []));
  const signal = free.find((index) => SIGNAL.test(headers[index]!.name)) ?? free[0];
  if (signal !== undefined) kinds[signal] = 'intensity';
  return kinds;
}

/** Whole numbers that scatter as counts do are counts where the file does not say; what cannot be counts is none. */
function settleSignal(column: Column, diagnostics: Diagnostic[]): Column {
  if (!isNumberColumn(column)) return column;
  const { name, unit, kind, values } = column;
  const as = (settled: 'counts' | 'intensity'): NumberColumn =>
    numberColumn(name, settled === 'counts' ? 'counts' : unit, settled, values);
  if (kind === 'counts') {
    if (areCounts(values)) return as('counts');
    const message = `the values of "${name}" are called counts and are no whole numbers, or negative: they are taken for an intensity`;
    diagnostics.push({ code: 'not-counts', severity: 'info', message });
    return as('intensity');
  }
  if (kind !== 'intensity' || unit !== '') return column;
  if (areCounts(values) && scattersLikeCounts(values)) {
    const message = `the file does not say what its intensities are: the whole numbers of "${name}", which scatter as counts do, are taken for counts`;
    diagnostics.push({ code: 'counts-guessed', severity: 'info', message });
    return as('counts');
  }
  const message = `the file does not say what its intensities are, and those of "${name}" are no counts: their uncertainty is not known`;
  diagnostics.push({ code: 'intensity-unit-unknown', severity: 'info', message });
  return column;
}
