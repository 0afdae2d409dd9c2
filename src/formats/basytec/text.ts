import { fail } from '../../errors.js';
import { isoFromText } from '../calendar.js';
import type { FileContent, FileHead } from '../reader.js';
import { SettingsBuilder } from '../settings.js';
import { findLine, labelledTable } from '../text/labelled-table.js';
import type { NamedHeader } from '../text/named-table.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';

/** Capacities and energies say their unit as their first word. */
const MEANINGS: ReadonlyMap<string, Partial<NamedHeader>> = new Map([
  ['t-Step', { kind: 'step-time' }],
  ['Line', { kind: 'step' }],
  ['Cyc-Count', { kind: 'cycle' }],
  ['Ah-Cyc-Charge', { unit: 'Ah', kind: 'charge-capacity' }],
  ['Ah-Cyc-Discharge', { unit: 'Ah', kind: 'discharge-capacity' }],
  ['Ah-Cyc-Charge-0', { unit: 'Ah', kind: null }],
  ['Ah-Cyc-Discharge-0', { unit: 'Ah', kind: null }],
  ['Ah-Step', { unit: 'Ah', kind: null }],
  ['Ah-Set', { unit: 'Ah', kind: null }],
  ['Ah-Charge', { unit: 'Ah', kind: null }],
  ['Ah-Discharge', { unit: 'Ah', kind: null }],
  ['Wh-Cyc-Charge', { unit: 'Wh' }],
  ['Wh-Cyc-Discharge', { unit: 'Wh' }],
  ['Wh-Cyc-Charge-0', { unit: 'Wh' }],
  ['Wh-Cyc-Discharge-0', { unit: 'Wh' }],
  ['Wh-Step', { unit: 'Wh' }],
  ['Wh-Set', { unit: 'Wh' }],
  ['Wh-Charge', { unit: 'Wh' }],
  ['Wh-Discharge', { unit: 'Wh' }],
  ['T1', { kind: 'temperature' }],
  // How often the line ran, and a number for the state: not what these words mean elsewhere.
  ['Count', { kind: null }],
] satisfies [string, Partial<NamedHeader>][]);

/** BaSyTec result files as text: lines with a tilde, of which the last holds the names, and the rows below. */
export const basytecReader = textReader({
  id: 'basytec-text',
  label: 'BaSyTec text',
  extensions: ['.txt'],
  recognise: (head: FileHead) => (/^~Resultfile from Basytec/i.test(head.lines[0] ?? '') ? 1 : 0),
  parse: parseBasytec,
});

function parseBasytec(lines: TextLines): FileContent {
  const namesLine = findLine(lines, /^~Time ?\[/);
  if (namesLine === -1) throw noTable();
  const { table, diagnostics, decimal } = labelledTable(lines, {
    namesLine,
    separator: '\t',
    mark: '~',
    meanings: MEANINGS,
  });
  const settings = new SettingsBuilder(decimal === ',');
  for (let line = 0; line < namesLine; line++) {
    const text = lines.line(line).replace(/^~/, '').trim();
    const colon = text.indexOf(':');
    if (colon > 0) settings.addText(text.slice(0, colon), text.slice(colon + 1));
    else if (text !== '') settings.add(`line ${line + 1}`, text);
  }
  const built = settings.build();
  const started = built['Start of Test'];
  // BaSyTec writes dates as Germans do.
  const startTime = typeof started === 'string' ? isoFromText(started, 'day-first') : undefined;
  return {
    instrument: 'BaSyTec',
    ...(startTime === undefined ? {} : { startTime }),
    settings: built,
    tables: [table],
    diagnostics,
  };
}

function noTable(): Error {
  return fail(
    'truncated-file',
    'the header of this BaSyTec file ends before the line with the names of the columns',
    'copy the file again, or convert the test again in the BaSyTec program',
  );
}
