import { fail } from '../../errors.js';
import { readNumberRows } from '../diffraction/number-rows.js';
import { SettingsBudget } from '../photoemission/settings-budget.js';
import { SignalNotes } from '../photoemission/spectrum-columns.js';
import { spectrumNames } from '../photoemission/spectrum-names.js';
import type { FileContent, FileHead } from '../reader.js';
import type { Diagnostic, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { tableDiagnostics } from '../text/text-table.js';
import { XyHeader } from './xy-header.js';
import { curveTable } from './xy-table.js';

/** SPECS SpecsLab and Prodigy, XY export: every scan of every cycle is a table. */
export const specsXyReader = textReader({
  id: 'specs-xy',
  label: 'SPECS SpecsLab or Prodigy XY',
  extensions: ['.xy'],
  recognise: ({ lines }: FileHead) => {
    const head = lines.slice(0, 40);
    if (!head.some((line) => CREATED.test(line))) return 0;
    return head.some((line) => /Region:|XY-Serializer|Group:/.test(line)) ? 1 : 0.6;
  },
  parse: parseXy,
});

const CREATED = /^\W{0,4}\s*Created by:\s*SpecsLab/i;
const MOST_CURVES = 50_000;
const MOST_COLUMNS = 64;

function parseXy(lines: TextLines): FileContent {
  const first = Array.from({ length: Math.min(40, lines.count) }, (_, line) => lines.line(line)).find((line) =>
    CREATED.test(line),
  );
  const prefix = /^\W{0,4}?(?=\s*Created)/.exec(first ?? '')?.[0]?.trim() ?? '';
  const isRemark = (index: number): boolean => {
    let start = lines.start(index);
    while (start < lines.end(index) && lines.text.charCodeAt(start) <= 32) start += 1;
    // A file whose remarks have no sign cannot be told from its rows but by the first letter.
    return prefix === '' ? /[A-Za-z"]/.test(lines.text.charAt(start)) : lines.text.startsWith(prefix, start);
  };
  const header = new XyHeader(prefix);
  const settings = new SettingsBuilder();
  const notes = new SignalNotes();
  const budget = new SettingsBudget(lines.count);
  const found: { readonly parts: readonly string[]; readonly table: Omit<Table, 'name'> }[] = [];
  const diagnostics: Diagnostic[] = [];
  let startTime: string | undefined;
  let line = 0;
  while (line < lines.count) {
    if (lines.isBlank(line)) {
      line += 1;
      continue;
    }
    const text = lines.line(line).trim();
    if (isRemark(line)) {
      header.read(text, settings);
      line += 1;
      continue;
    }
    let end = line;
    while (end < lines.count && !isRemark(end)) end += 1;
    const width = Math.min(MOST_COLUMNS, text.split(/[\s,;]+/).length);
    const rows = readNumberRows(lines, { first: line, end, width: Math.max(2, width), rowsEndLines: true });
    if (rows.rows > 0) {
      if (found.length >= MOST_CURVES)
        throw fail('malformed-file', `more than ${MOST_CURVES} curves`, 'split the file');
      const curve = curveTable(rows, header, notes);
      const names = curve.columns.map(({ name }) => name);
      diagnostics.push(...tableDiagnostics(rows.problems, names).slice(0, 10), ...curve.diagnostics);
      const { columns, settings: own } = curve;
      budget.take(own);
      found.push({ parts: curve.parts, table: { rows: rows.rows, columns, settings: own } });
      startTime ??= curve.startTime;
    }
    line = end;
  }
  if (found.length === 0) {
    throw fail('truncated-file', 'the file ends before its first point', 'export it again from Prodigy or SpecsLab');
  }
  const names = spectrumNames(found.map(({ parts }) => parts));
  return {
    instrument: `SPECS ${header.program}`.trim(),
    ...(startTime === undefined ? {} : { startTime }),
    settings: settings.build(),
    tables: found.map(({ table }, index) => ({ name: names[index]!, ...table })),
    diagnostics: [...diagnostics, ...notes.list()],
  };
}
