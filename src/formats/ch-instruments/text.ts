import { fail } from '../../errors.js';
import { isoFromText } from '../calendar.js';
import { splitNameAndUnit } from '../column-names.js';
import type { FileContent, FileHead } from '../reader.js';
import { SettingsBuilder, splitSetting } from '../settings.js';
import { splitCells } from '../text/cells.js';
import { fittedTable } from '../text/header-fit.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable } from '../text/text-table.js';

/** Names with units, separated by commas: `Freq/Hz, Z'/ohm, Z"/ohm, Z/ohm, Phase/deg`. */
const NAMES = /^[^,/=:]{1,40}\/[^,/=:]{1,20}(?:,[^,=:]{1,60})+$/;

/** CH Instruments text export of any technique. Im Z has its own sign. */
export const chInstrumentsReader = textReader({
  id: 'ch-instruments-text',
  label: 'CH Instruments text',
  extensions: ['.txt', '.csv'],
  recognise: (head: FileHead) => {
    const start = head.lines.slice(0, 12);
    return start.some((line) => /^Instrument Model:\s*CHI/.test(line)) ? 1 : 0;
  },
  parse: parseChi,
});

function parseChi(lines: TextLines): FileContent {
  let names = 0;
  while (names < lines.count && !NAMES.test(lines.line(names).trim())) names += 1;
  if (names >= lines.count) {
    throw fail('truncated-file', 'the file ends before the names of its columns', 'export the file again', {
      line: lines.count,
    });
  }
  const settings = new SettingsBuilder();
  const startTime = isoFromText(lines.line(0));
  settings.add('date', lines.line(0).trim());
  settings.add('technique', lines.line(1).trim());
  for (let line = 2; line < names; line++) {
    const text = lines.line(line).trim();
    if (text === '') continue;
    const part = splitSetting(text);
    if (part) settings.addText(part.name, part.value);
    else settings.add(`header line ${line + 1}`, text);
  }
  // A double quote stands for the two primes of Z'' here and quotes nothing.
  const headers = splitCells(lines.line(names).replaceAll('"', "''"), ',').map(splitNameAndUnit);
  const text = readTextTable(
    lines,
    { separator: ',', decimal: '.' },
    { first: names + 1, columns: headers.length, stopAtText: true },
  );
  for (let line = text.end; line < lines.count; line++) {
    if (!lines.isBlank(line)) settings.add(`line ${line + 1}`, lines.line(line).trim());
  }
  const { table, diagnostics } = fittedTable('data', headers, text, names);
  const model = settings.build()['Instrument Model'];
  return {
    instrument: `CH Instruments ${model ?? ''}`.trim(),
    ...(startTime === undefined ? {} : { startTime }),
    settings: settings.build(),
    tables: [table],
    diagnostics,
  };
}
