import { fail } from '../../errors.js';
import type { FileContent, FileHead } from '../reader.js';
import type { Column, Diagnostic } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { numberFromText } from '../text/number-parsing.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';

/** One value to a line, so many lines to a point. The meaning of the last six is not known. */
const LINES_PER_POINT = 9;
const FIRST_POINT = 3;
/** Up to three numbers and a date follow the points. */
const MOST_NUMBERS_AFTER = 3;

/** Eco Chemie (Metrohm Autolab) frequency-response file: a count, then nine lines a point. Holds -Im Z. */
export const dfrReader = textReader({
  id: 'metrohm-dfr',
  label: 'Eco Chemie FRA',
  extensions: ['.dfr'],
  recognise: (head: FileHead) => {
    if (!/^VERSION\s*\d/.test(head.lines[0] ?? '')) return 0;
    return /^\s*\d{1,7}\s*$/.test(head.lines[1] ?? '') ? 0.9 : 0.3;
  },
  parse: parseDfr,
});

/** True for frequencies that go one way, each above zero: one value to a line leaves no other sign of a lost line. */
function sweeps(frequencies: Float64Array): boolean {
  const direction = Math.sign(frequencies.at(-1)! - frequencies[0]!);
  return frequencies.every((f, k) => f > 0 && (k === 0 || Math.sign(f - frequencies[k - 1]!) === direction));
}

/** Lines that hold nothing but a number, from the end of the points up to the date that follows them. */
function numbersAfter(lines: TextLines, first: number): number {
  let line = first;
  while (line < lines.count && !Number.isNaN(numberFromText(lines.line(line)))) line += 1;
  return line - first;
}

function parseDfr(lines: TextLines): FileContent {
  const declared = numberFromText(lines.line(1));
  if (!(Number.isInteger(declared) && declared > 0)) {
    throw fail('malformed-file', 'the second line is not the number of points', 'export the file again as text', {
      line: 2,
    });
  }
  const whole = Math.floor(Math.max(0, lines.count - FIRST_POINT) / LINES_PER_POINT);
  const rows = Math.min(declared, whole);
  if (rows === 0) {
    throw fail('truncated-file', `the file declares ${declared} points and holds none`, 'copy the file again', {
      line: lines.count,
    });
  }
  const diagnostics: Diagnostic[] = [];
  if (rows < declared) {
    const message = `the file declares ${declared} points and holds ${rows}`;
    diagnostics.push({ code: 'truncated', severity: 'warning', line: lines.count, message });
  }
  const settings = new SettingsBuilder();
  settings.add('version', lines.line(0).trim());
  settings.addText('header line 3', lines.line(2));
  for (let line = FIRST_POINT + declared * LINES_PER_POINT; line < lines.count; line++) {
    if (!lines.isBlank(line)) settings.addText(`line ${line + 1}`, lines.line(line));
  }
  const values = Array.from({ length: LINES_PER_POINT }, (_, column) =>
    Float64Array.from({ length: rows }, (_, row) =>
      numberFromText(lines.line(FIRST_POINT + row * LINES_PER_POINT + column)),
    ),
  );
  const bad = values.findIndex((column) => column.some(Number.isNaN));
  if (bad >= 0) {
    const row = values[bad]!.findIndex(Number.isNaN);
    const line = FIRST_POINT + row * LINES_PER_POINT + bad + 1;
    const message = `line ${line} should be a number; such values are read as missing`;
    diagnostics.push({ code: 'unreadable-cell', severity: 'warning', line, message });
  }
  if (!sweeps(values[0]!) || numbersAfter(lines, FIRST_POINT + declared * LINES_PER_POINT) > MOST_NUMBERS_AFTER) {
    const message =
      'the points are in disorder: lines seem to be missing or doubled; compare with the instrument program';
    diagnostics.push({ code: 'disorder', severity: 'warning', message });
  }
  const columns: Column[] = [
    { name: 'f', unit: 'Hz', kind: 'frequency', values: values[0]! },
    { name: "Z'", unit: 'Ohm', kind: 'impedance-real', values: values[1]! },
    { name: "-Z''", unit: 'Ohm', kind: 'impedance-imaginary-negated', values: values[2]! },
    ...values.slice(3).map((column, index) => ({ name: `column ${index + 4}`, unit: '', values: column })),
  ];
  return {
    instrument: 'Eco Chemie Autolab',
    settings: settings.build(),
    tables: [{ name: 'data', rows, columns }],
    diagnostics,
  };
}
