import { fail } from '../../errors.js';
import { isoFromText } from '../calendar.js';
import type { FileContent, FileHead } from '../reader.js';
import { SettingsBuilder } from '../settings.js';
import { findLine, labelledTable } from '../text/labelled-table.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';

const SECTION = /^\[(End )?([^\]]{1,60})\]\s*$/;

/** Novonix UHPC files: sections in brackets, of which `[Data]` holds the table. */
export const novonixReader = textReader({
  id: 'novonix-csv',
  label: 'Novonix UHPC csv',
  extensions: ['.csv'],
  recognise: (head: FileHead) => {
    if (!/^\[Summary\]/.test(head.lines[0] ?? '')) return 0;
    return head.lines.slice(1, 20).some((line) => /novonix/i.test(line)) ? 1 : 0;
  },
  parse: parseNovonix,
});

function parseNovonix(lines: TextLines): FileContent {
  const data = findLine(lines, /^\[Data\]/i);
  if (data === -1 || data + 1 >= lines.count) throw noData();
  const settings = new SettingsBuilder();
  for (const { name, value } of headerEntries(lines, data)) settings.addText(name, value);
  const built = settings.build();
  const end = sectionEnd(lines, data + 1);
  const { table, diagnostics } = labelledTable(lines, { namesLine: data + 1, end, separator: ',' });
  const started = built.Started;
  const startTime = typeof started === 'string' ? isoFromText(started) : undefined;
  return {
    instrument: 'Novonix UHPC',
    ...(startTime === undefined ? {} : { startTime }),
    settings: built,
    tables: [table],
    diagnostics,
  };
}

/** The lines above the data: names with values in the summary, everything else as the text of its section. */
function headerEntries(lines: TextLines, end: number): { name: string; value: string }[] {
  const entries: { name: string; value: string }[] = [];
  let section = '';
  for (let line = 0; line < end; line++) {
    const text = lines.line(line).trim();
    const mark = SECTION.exec(text);
    if (mark) section = mark[1] === undefined ? mark[2]! : '';
    if (mark || text === '') continue;
    const pair = section.toLowerCase() === 'summary' ? /^([^:]{1,80}):(?:\s+(.*))?$/.exec(text) : null;
    if (pair) entries.push({ name: pair[1]!, value: pair[2] ?? '' });
    else entries.push({ name: section === '' ? `line ${line + 1}` : section, value: text });
  }
  return entries;
}

function sectionEnd(lines: TextLines, from: number): number {
  // Only the last lines can be the mark of the end.
  for (let line = Math.max(from + 1, lines.count - 20); line < lines.count; line++) {
    if (SECTION.test(lines.line(line))) return line;
  }
  return lines.count;
}

function noData(): Error {
  return fail(
    'truncated-file',
    'this Novonix file ends before its section [Data]',
    'copy the file again from the instrument computer',
  );
}
