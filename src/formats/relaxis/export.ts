import { fail } from '../../errors.js';
import type { FileContent, FileHead } from '../reader.js';
import type { ColumnKind, Diagnostic, Table } from '../recording.js';
import { SettingsBuilder, splitSetting } from '../settings.js';
import { fitHeaders } from '../text/header-fit.js';
import { type NamedHeader, namedTable } from '../text/named-table.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable } from '../text/text-table.js';

const NAMES_LINE = 2;
const CONDITIONS_LINE = 3;
/** RelaxIS prints no units: hertz, ohm and degrees by definition; Im Z has its own sign. */
const MEANINGS: ReadonlyMap<string, readonly [unit: string, kind: ColumnKind]> = new Map([
  ['Frequency', ['Hz', 'frequency']],
  ["Z'", ['Ohm', 'impedance-real']],
  ["Z''", ['Ohm', 'impedance-imaginary']],
  ['|Z|', ['Ohm', 'impedance-modulus']],
  ['Theta (Z)', ['deg', 'impedance-phase']],
]);

/** RelaxIS spectrum export; spectra that stand side by side become tables of their own. */
export const relaxisReader = textReader({
  id: 'relaxis-export',
  label: 'RelaxIS export',
  extensions: ['.txt'],
  recognise: (head: FileHead) => (/^RelaxIS [\d.]+ Spectrum export/.test(head.lines[0] ?? '') ? 1 : 0),
  parse: parseRelaxis,
});

function parseRelaxis(lines: TextLines): FileContent {
  if (lines.count <= CONDITIONS_LINE) {
    throw fail('truncated-file', 'the file ends before its first point', 'export it again from RelaxIS', {
      line: lines.count,
    });
  }
  const settings = new SettingsBuilder();
  settings.add('program', lines.line(0).trim());
  const exported = splitSetting(lines.line(1));
  if (exported) settings.add(`export ${exported.name.toLowerCase()}`, exported.value);
  for (const cell of lines.line(CONDITIONS_LINE).split('\t')) addConditions(settings, cell.trim());

  const names = lines.line(NAMES_LINE).split('\t');
  const headers = names.map((cell): NamedHeader => {
    const name = cell.trim();
    const meaning = MEANINGS.get(name.replace(/^Data:\s*/, ''));
    return meaning ? { name, unit: meaning[0], kind: meaning[1] } : { name, unit: '', kind: null };
  });
  const text = readTextTable(
    lines,
    { separator: '\t', decimal: 'either' },
    { first: CONDITIONS_LINE + 1, columns: headers.length },
  );
  const fit = fitHeaders(headers, text, NAMES_LINE);
  const starts = fit.headers.flatMap(({ kind }, index) => (kind === 'frequency' ? [index] : []));
  const tables: Table[] = [];
  const diagnostics: Diagnostic[] = [...fit.diagnostics];
  for (const [index, start] of (starts.length === 0 ? [0] : starts).entries()) {
    const end = starts[index + 1] ?? Math.max(headers.length, text.columns.length);
    const part = {
      ...text,
      columns: text.columns.slice(start, end),
      problems: text.problems.flatMap((problem) => {
        if (problem.column === undefined) return index === 0 ? [problem] : [];
        const inside = problem.column >= start && problem.column < end;
        return inside ? [{ ...problem, column: problem.column - start }] : [];
      }),
    };
    const name = starts.length > 1 ? `spectrum ${index + 1}` : 'data';
    const read = namedTable(name, fit.headers.slice(start, end), part);
    tables.push(read.table);
    diagnostics.push(...read.diagnostics);
  }
  return { instrument: 'RelaxIS', settings: settings.build(), tables, diagnostics };
}

/** `DC=-0.08, TM=33.7, J=-5E-6` are the conditions of the spectrum; other cells name its model and its origin. */
function addConditions(settings: SettingsBuilder, cell: string): void {
  if (cell === '') return;
  if (/^\w+=/.test(cell)) {
    for (const pair of cell.split(/,\s+/)) {
      const at = pair.indexOf('=');
      if (at > 0) settings.addText(pair.slice(0, at), pair.slice(at + 1));
      else settings.add('condition', pair);
    }
    return;
  }
  const part = splitSetting(cell);
  if (part) settings.addText(part.name, part.value);
  else settings.add('spectrum', cell);
}
