import { fail } from '../../errors.js';
import { isoFromText } from '../calendar.js';
import { splitNameAndUnit } from '../column-names.js';
import type { FileContent, FileHead } from '../reader.js';
import { SettingsBuilder, splitSetting } from '../settings.js';
import { fittedTable } from '../text/header-fit.js';
import { numberFromText } from '../text/number-parsing.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable } from '../text/text-table.js';

const NAMES = /^ *f\/Hz *\t[ \t]*Z'\/Ohm *\t/i;

/** Parstat .P00 text: a few free lines, the names with units, the number of points, the rows. Holds -Im Z. */
export const parstatReader = textReader({
  id: 'ametek-parstat',
  label: 'Parstat text',
  extensions: ['.p00'],
  recognise: (head: FileHead) => (head.lines.slice(0, 30).some((line) => NAMES.test(line)) ? 0.95 : 0),
  parse: parseParstat,
});

function parseParstat(lines: TextLines): FileContent {
  let names = 0;
  while (names < lines.count && !NAMES.test(lines.line(names))) names += 1;
  const declared = numberFromText(lines.line(names + 1));
  if (!(Number.isInteger(declared) && declared > 0)) {
    throw fail(
      'truncated-file',
      'the names of the columns are not followed by the number of points',
      'export it again',
      {
        line: names + 2,
      },
    );
  }
  const settings = new SettingsBuilder();
  let startTime: string | undefined;
  for (let line = 0; line < names; line++) {
    if (lines.isBlank(line)) continue;
    const content = lines.line(line).trim();
    startTime ??= isoFromText(content, 'day-first');
    const part = splitSetting(content);
    if (part && !content.includes('i(init)')) settings.addText(part.name, part.value);
    else settings.add(`header line ${line + 1}`, content);
  }
  const headers = lines
    .line(names)
    .split('\t')
    .map((cell) => splitNameAndUnit(cell))
    .filter(({ name }) => name !== '');
  const text = readTextTable(
    lines,
    { separator: '\t', decimal: 'either' },
    { first: names + 2, maxRows: declared, columns: headers.length },
  );
  const { table, diagnostics } = fittedTable('data', headers, text, names);
  for (let line = text.end; line < lines.count; line++) {
    if (!lines.isBlank(line)) settings.addText(`line ${line + 1}`, lines.line(line));
  }
  if (text.rows < declared) {
    const message = `the file declares ${declared} points and holds ${text.rows}`;
    diagnostics.push({ code: 'truncated', severity: 'warning', line: lines.count, message });
  }
  return {
    instrument: 'Parstat',
    ...(startTime === undefined ? {} : { startTime }),
    settings: settings.build(),
    tables: [table],
    diagnostics,
  };
}
