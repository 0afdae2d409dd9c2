import { fail } from '../../errors.js';
import { isoFromText } from '../calendar.js';
import type { FileContent, FileHead } from '../reader.js';
import { SettingsBuilder, splitSetting } from '../settings.js';
import { fittedTable } from '../text/header-fit.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable } from '../text/text-table.js';
import { declaredPoints, readQuotedZ60, unknownNames, z60Header } from './z60.js';

const INSTRUMENT = 'Scribner ZPlot';

/** Scribner ZPlot .z text, the layout with a comment block and the older one with quoted lines. */
export const zplotReader = textReader({
  id: 'scribner-zplot',
  label: 'Scribner ZPlot',
  extensions: ['.z'],
  recognise: (head: FileHead) => (/^(?:ZPLOT2 ASCII|"ZPlotW? Data File)/.test(head.lines[0] ?? '') ? 1 : 0),
  parse: (lines) =>
    lines.line(0).startsWith('"') ? { instrument: INSTRUMENT, ...readQuotedZ60(lines) } : parseZplot2(lines),
});

function parseZplot2(lines: TextLines): FileContent {
  const settings = new SettingsBuilder();
  let end = 1;
  while (end < lines.count && !/^\s*End Comments/.test(lines.line(end))) end += 1;
  let names = end - 1;
  while (names > 0 && !/^\s*Freq/i.test(lines.line(names))) names -= 1;
  if (end >= lines.count || names === 0) {
    throw fail('truncated-file', 'the file ends inside its comment block', 'copy or export the file again', {
      line: lines.count,
    });
  }
  for (let index = 1; index < names; index++) {
    const part = splitSetting(lines.line(index));
    if (part) settings.addText(part.name, part.value);
    else if (!lines.isBlank(index)) settings.add(`header line ${index + 1}`, lines.line(index).trim());
  }
  const headers = lines.line(names).trim().split('\t').map(z60Header);
  const text = readTextTable(
    lines,
    { separator: '\t', decimal: 'either' },
    { first: end + 1, columns: headers.length, rowsEndLines: true },
  );
  const { table, diagnostics } = fittedTable('data', headers, text, names);
  const built = settings.build();
  const declared = built['Data Points'];
  const startTime = isoFromText(`${built.Date ?? ''} ${built.Time ?? ''}`);
  return {
    instrument: INSTRUMENT,
    ...(startTime === undefined ? {} : { startTime }),
    settings: built,
    tables: [table],
    diagnostics: [
      ...unknownNames(headers),
      ...diagnostics,
      ...declaredPoints(typeof declared === 'number' ? declared : 0, text.rows),
    ],
  };
}
