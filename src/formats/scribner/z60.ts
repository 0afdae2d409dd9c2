/** The nine columns of Scribner's ZPlot family; the same in both of its text layouts and in Autolab's export. */
import { fail } from '../../errors.js';
import { isoFromText } from '../calendar.js';
import type { FileContent } from '../reader.js';
import type { Diagnostic } from '../recording.js';
import { SettingsBuilder, splitSetting } from '../settings.js';
import { fittedTable } from '../text/header-fit.js';
import type { NamedHeader } from '../text/named-table.js';
import type { TextLines } from '../text/text-lines.js';
import { readTextTable } from '../text/text-table.js';

/** Units are fixed by the format; the header only names some of them. Im Z has its own sign. */
const MEANINGS: ReadonlyMap<string, Omit<NamedHeader, 'name'>> = new Map<string, Omit<NamedHeader, 'name'>>([
  ['freq', { unit: 'Hz', kind: 'frequency' }],
  ['ampl', { unit: '' }],
  ['bias', { unit: '', kind: null }],
  ['time', { unit: 's', kind: 'time' }],
  ["z'", { unit: 'Ohm', kind: 'impedance-real' }],
  ["z''", { unit: 'Ohm', kind: 'impedance-imaginary' }],
]);

/** Header of a column of the family: `Freq(Hz)`, `Z'(a)`, `GD`. */
export function z60Header(cell: string): NamedHeader {
  const name = cell.trim();
  const bracket = name.indexOf('(');
  const bare = name
    .slice(0, bracket > 0 ? bracket : undefined)
    .trim()
    .toLowerCase();
  return { name, ...(MEANINGS.get(bare) ?? { unit: '', kind: null }) };
}

/** Warns of names that the format does not have: what stands below them is kept and means nothing. */
export function unknownNames(headers: readonly NamedHeader[]): Diagnostic[] {
  const unknown = headers.filter(({ name }) => !/^(?:freq|ampl|bias|time|z'|z''|gd|err|range)\s*(?:\(|$)/i.test(name));
  if (unknown.length === 0) return [];
  const message = `columns that this format does not have: ${unknown.map(({ name }) => `"${name}"`).join(', ')}; their values are kept without a meaning`;
  return [{ code: 'unknown-column', severity: 'warning', message }];
}

/** Warns when a file declares more points than it has. */
export function declaredPoints(declared: number, rows: number): Diagnostic[] {
  if (!(declared > rows)) return [];
  const message = `the file declares ${declared} points and holds ${rows}`;
  return [{ code: 'truncated', severity: 'warning', message }];
}

/**
 * Reads the layout with quoted lines: `"Z60W Data File: ..."` or `"ZPlotW Data File: ..."`, remarks, a configuration, the
 * number of points, a quoted line of names, then rows with commas.
 */
export function readQuotedZ60(lines: TextLines): Omit<FileContent, 'instrument'> {
  const settings = new SettingsBuilder();
  let names = -1;
  let date = '';
  for (let index = 0; index < lines.count && names < 0; index++) {
    const line = unquoted(lines.line(index));
    if (/^\s*Freq/i.test(line) && /\s{2}/.test(line.trim())) names = index;
    else if (line !== '') {
      if (/^Date:/.test(line)) date = line;
      addLine(settings, line, index);
    }
  }
  if (names < 0) {
    throw fail('truncated-file', 'the file ends before the names of its columns', 'export the file again', {
      line: lines.count,
    });
  }
  const headers = unquoted(lines.line(names))
    .trim()
    .split(/\s{2,}/)
    .map(z60Header);
  const text = readTextTable(lines, { separator: ',', decimal: '.' }, { first: names + 1, columns: headers.length });
  const { table, diagnostics } = fittedTable('data', headers, text, names);
  const declared = /^\d{1,9}$/.exec(lines.line(names - 1).trim());
  const startTime = isoFromText(date);
  return {
    ...(startTime === undefined ? {} : { startTime }),
    settings: settings.build(),
    tables: [table],
    diagnostics: [
      ...unknownNames(headers),
      ...diagnostics,
      ...declaredPoints(declared ? Number(declared[0]) : 0, text.rows),
    ],
  };
}

function addLine(settings: SettingsBuilder, line: string, index: number): void {
  const part = splitSetting(line);
  if (/^\d{1,9}$/.test(line)) settings.add('points', Number(line));
  else if (part) settings.addText(part.name, part.value);
  else settings.add(`header line ${index + 1}`, line);
}

function unquoted(line: string): string {
  return line.replace(/^"/, '').replace(/"$/, '').trimEnd();
}
