import { isoFromText } from '../calendar.js';
import { splitNameAndUnit } from '../column-names.js';
import type { FileContent, FileHead } from '../reader.js';
import type { Diagnostic, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { fittedTable } from '../text/header-fit.js';
import type { NamedHeader } from '../text/named-table.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable } from '../text/text-table.js';

/** Sections that say how the window looked, not what was measured. */
const DISPLAY_SECTION = /^(?:Graph|DataView|StripView|Overlays|DockingLayout)\d*$/;
/** The format prints no unit for these; they are ohms, and Im Z has its own sign. */
const IMPEDANCE: ReadonlyMap<string, NamedHeader> = new Map([
  ['Z Real', { name: 'Z Real', unit: 'Ohm', kind: 'impedance-real' }],
  ['Z Imag', { name: 'Z Imag', unit: 'Ohm', kind: 'impedance-imaginary' }],
]);

/** Ametek VersaStudio .par: sections of settings, and a table for each `<Segment>`. */
export const versaStudioReader = textReader({
  id: 'ametek-versastudio',
  label: 'Ametek VersaStudio',
  extensions: ['.par'],
  recognise: (head: FileHead) => {
    if (!/^<Application>/.test(head.lines[0] ?? '')) return 0;
    return head.lines.slice(1, 6).some((line) => line.startsWith('Name=VersaStudio')) ? 1 : 0.6;
  },
  parse: parseVersaStudio,
});

function parseVersaStudio(lines: TextLines): FileContent {
  const settings = new SettingsBuilder();
  const tables: Table[] = [];
  const diagnostics: Diagnostic[] = [];
  let section = '';
  let line = 0;
  while (line < lines.count) {
    const text = lines.line(line).trim();
    const open = section === '' ? /^<(\w+)>$/.exec(text) : null;
    if (open) section = open[1]!;
    else if (text === `</${section}>`) section = '';
    else if (/^Segment\d+$/.test(section) && text.startsWith('Definition=')) {
      const read = readSegment(lines, line, section, text.slice('Definition='.length));
      tables.push(read.table);
      diagnostics.push(...read.diagnostics);
      line = read.next;
      continue;
    } else if (text !== '' && !DISPLAY_SECTION.test(section)) addSetting(settings, section, text, line);
    line += 1;
  }
  if (tables.length === 0) {
    diagnostics.push({ code: 'no-table', severity: 'warning', message: 'the file ends before its first segment' });
  }
  const built = settings.build();
  const startTime = isoFromText(
    `${built['Experiment.DateAcquired'] ?? ''} ${built['Experiment.TimeAcquired'] ?? ''}`,
    'month-first',
  );
  const model = [built['Instrument.Type'], built['Instrument.Model']].filter((part) => part !== undefined).join(' ');
  return {
    instrument: model === '' ? 'VersaSTAT' : model,
    ...(startTime === undefined ? {} : { startTime }),
    settings: built,
    tables,
    diagnostics,
  };
}

function addSetting(settings: SettingsBuilder, section: string, text: string, line: number): void {
  const at = text.indexOf('=');
  const prefix = section === '' ? '' : `${section}.`;
  if (at > 0) settings.addText(`${prefix}${text.slice(0, at)}`, text.slice(at + 1));
  else settings.add(`${prefix}line ${line + 1}`, text);
}

function readSegment(
  lines: TextLines,
  definitionLine: number,
  name: string,
  definition: string,
): { table: Table; diagnostics: Diagnostic[]; next: number } {
  let end = definitionLine + 1;
  while (end < lines.count && lines.text[lines.start(end)] !== '<') end += 1;
  const names = definition.split(', ');
  const text = readTextTable(lines, { separator: ',', decimal: '.' }, { first: definitionLine + 1, end });
  // The list of names ends with a number that is no column.
  if (/^\d+$/.test(names.at(-1)!)) names.pop();
  const headers = names.map((cell): NamedHeader => IMPEDANCE.get(cell.trim()) ?? splitNameAndUnit(cell));
  const { table, diagnostics } = fittedTable(name, headers, text, definitionLine);
  if (end >= lines.count) {
    const message = `${name} has no end: ${text.rows} rows are read`;
    diagnostics.push({ code: 'truncated', severity: 'warning', line: lines.count, message });
  }
  return { table, diagnostics, next: end };
}
