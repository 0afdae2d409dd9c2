import { isoFromText } from '../calendar.js';
import { columnKind } from '../column-kinds.js';
import { splitNameAndUnit } from '../column-names.js';
import type { FileContent, FileHead } from '../reader.js';
import type { Diagnostic } from '../recording.js';
import { SettingsBuilder, splitSetting } from '../settings.js';
import { type NamedHeader, namedTable } from '../text/named-table.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable } from '../text/text-table.js';
import { withEcLabKinds } from './ec-lab.js';

const SIGNATURE = /^(?:EC-Lab|BT-Lab) ASCII FILE/;
/** First line of an export without a header block. */
const BARE_NAMES = /^(?:mode\tox\/red|freq\/Hz\tRe\(Z\)\/Ohm|time\/s\t(?:<?Ewe|I\/mA|control))/;
/** Sequence parameters are printed in columns of this width. */
const PARAMETER_WIDTH = 20;

/** EC-Lab and BT-Lab text exports (.mpt, .txt), with their header block or with the names in the first line. */
export const mptReader = textReader({
  id: 'biologic-mpt',
  label: 'BioLogic EC-Lab text',
  extensions: ['.mpt'],
  recognise: (head: FileHead) => {
    const first = head.lines[0] ?? '';
    return SIGNATURE.test(first) ? 1 : BARE_NAMES.test(first) ? 0.8 : 0;
  },
  parse: parseMpt,
});

function parseMpt(lines: TextLines): FileContent {
  const namesLine = namesLineOf(lines);
  const names = lines.line(namesLine).split('\t');
  while (names.length > 1 && names.at(-1)!.trim() === '') names.pop();
  const settings = new SettingsBuilder(true);
  readHeaderBlock(lines, namesLine, settings);

  // Cells are separated by tabs and thousands are never grouped, so both decimal marks can be read without asking.
  const text = readTextTable(
    lines,
    { separator: '\t', decimal: 'either' },
    { first: namesLine + 1, columns: names.length },
  );
  const diagnostics: Diagnostic[] = [];
  let headers = names.map((name): NamedHeader => splitNameAndUnit(name));
  if (text.widest > names.length) {
    diagnostics.push(...mismatch(names, text.widest, namesLine));
    settings.add('column names', names.join(' | '));
    headers = [];
  } else if (text.rows > 0 && text.widest < names.length) {
    diagnostics.push({
      code: 'missing-cells',
      severity: 'info',
      line: namesLine + 1,
      message: `the header names ${names.length} columns and the rows have ${text.widest} cells; the last columns are empty`,
    });
  }
  const { table, diagnostics: found } = namedTable('data', headers, text);
  const built = settings.build();
  const device = built.Device;
  const started = built['Acquisition started on'];
  // EC-Lab prints the month first, whatever the language of Windows.
  const startTime = typeof started === 'string' ? isoFromText(started, 'month-first') : undefined;
  return {
    ...(typeof device === 'string' ? { instrument: `BioLogic ${device}` } : {}),
    ...(startTime === undefined ? {} : { startTime }),
    settings: built,
    tables: [{ ...table, columns: withEcLabKinds(table.columns) }],
    diagnostics: [...diagnostics, ...found],
  };
}

/** Index of the line with the column names: the last of the declared header lines. */
function namesLineOf(lines: TextLines): number {
  if (!SIGNATURE.test(lines.line(0))) return 0;
  const declared = /^Nb header lines\s*:\s*(\d{1,6})/.exec(lines.line(1));
  const count = declared ? Number(declared[1]) : 0;
  if (count >= 1 && count <= lines.count && lines.line(count - 1).includes('\t')) return count - 1;
  // Without a usable count: the line of names is followed by numbers.
  for (let line = 1; line + 1 < lines.count; line++) {
    if (lines.line(line).includes('\t') && /^[-+]?\d[^\t]*\t/.test(lines.line(line + 1))) return line;
  }
  return lines.count;
}

/** More cells than names: nobody can tell which name is missing, so no name may be believed. */
function mismatch(names: readonly string[], cells: number, namesLine: number): Diagnostic[] {
  const headers = names.map(splitNameAndUnit);
  const kinds = headers.map(({ name, unit }) => columnKind(name, unit));
  const message = `the rows have ${cells} cells and the header names ${names.length} columns: a name is missing and it cannot be told which, so the columns are numbered`;
  const found: Diagnostic[] = [{ code: 'header-mismatch', severity: 'error', line: namesLine + 1, message }];
  if (kinds.includes('impedance-real') && !kinds.includes('frequency')) {
    found.push({
      code: 'no-frequency',
      severity: 'error',
      line: namesLine + 1,
      message: 'the header names no frequency column (freq/Hz); export the file again with it',
    });
  }
  return found;
}

function readHeaderBlock(lines: TextLines, end: number, settings: SettingsBuilder): void {
  let section = '';
  for (let index = 0; index < end; index++) {
    const line = lines.line(index);
    if (lines.isBlank(index) || index === 1) continue;
    if (index === 0) {
      settings.add('file type', line.trim());
      continue;
    }
    if (/^(?:\t| {2,})/.test(line)) {
      const part = splitSetting(line);
      if (part) settings.addText(section === '' ? part.name : `${section}: ${part.name}`, part.value);
      else settings.add(section === '' ? `header line ${index + 1}` : section, line.trim());
      continue;
    }
    // `Molecular weight of active material (at x = 0) : 28.000 g/mol` has an earlier equals sign.
    const colon = line.indexOf(' : ');
    const part =
      colon > 0 ? { name: line.slice(0, colon).trim(), value: line.slice(colon + 3).trim() } : splitSetting(line);
    const version = /^(.*\S) (v\d[\d.]*) \((\w+)\)$/.exec(line.trim());
    if (version) settings.add(`${version[3]} version`, `${version[1]} ${version[2]}`);
    else if (isParameterLine(line)) addParameters(line, settings);
    else if (part) {
      section = part.name;
      if (part.value !== '') settings.addText(part.name, part.value);
    } else if (index <= 4) settings.add('technique', line.trim());
    else settings.add(`header line ${index + 1}`, line.trim());
  }
}

function isParameterLine(line: string): boolean {
  return line.length > PARAMETER_WIDTH && line[PARAMETER_WIDTH - 1] === ' ' && !line.includes(' : ');
}

function addParameters(line: string, settings: SettingsBuilder): void {
  const name = line.slice(0, PARAMETER_WIDTH).trim();
  const values: string[] = [];
  for (let at = PARAMETER_WIDTH; at < line.length; at += PARAMETER_WIDTH) {
    values.push(line.slice(at, at + PARAMETER_WIDTH).trim());
  }
  for (const [sequence, value] of values.entries()) {
    if (value !== '') settings.addText(values.length === 1 ? name : `${name} (sequence ${sequence})`, value);
  }
}
