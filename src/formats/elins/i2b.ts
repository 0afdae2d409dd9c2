import { fail } from '../../errors.js';
import type { FileContent, FileHead } from '../reader.js';
import { SettingsBuilder } from '../settings.js';
import { namedTable } from '../text/named-table.js';
import { numberFromText } from '../text/number-parsing.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable } from '../text/text-table.js';

const FREE_LINES = 4;
const POINT = /^\s*[-+]?\d\S*\s+[-+]?\d\S*\s+[-+]?\d\S*\s*$/;

/** Elins impedance export: four free lines, a blank one, the number of points, then f, Z' and Z'' (own sign). */
export const i2bReader = textReader({
  id: 'elins-i2b',
  label: 'Elins impedance export',
  extensions: ['.i2b'],
  recognise: ({ lines, extension }: FileHead) => {
    const shaped =
      (lines[FREE_LINES] ?? '').trim() === '' &&
      /^\s*\d{1,7}\s*$/.test(lines[FREE_LINES + 1] ?? '') &&
      POINT.test(lines[FREE_LINES + 2] ?? '');
    if (!shaped) return extension === '.i2b' && lines.length > 1 ? 0.2 : 0;
    return extension === '.i2b' ? 0.9 : 0.6;
  },
  parse: parseI2b,
});

function parseI2b(lines: TextLines): FileContent {
  const declared = numberFromText(lines.line(FREE_LINES + 1));
  if (!(Number.isInteger(declared) && declared > 0)) {
    throw fail('malformed-file', 'line 6 is not the number of points', 'export the file again as text', { line: 6 });
  }
  const settings = new SettingsBuilder();
  for (let line = 0; line < FREE_LINES; line++) {
    if (!lines.isBlank(line)) settings.add(`header line ${line + 1}`, lines.line(line).trim());
  }
  const text = readTextTable(
    lines,
    { separator: ' ', decimal: '.' },
    { first: FREE_LINES + 2, maxRows: declared, columns: 3, stopAtText: true },
  );
  for (let line = text.end; line < lines.count; line++) {
    if (!lines.isBlank(line)) settings.addText(`line ${line + 1}`, lines.line(line));
  }
  const { table, diagnostics } = namedTable(
    'data',
    [
      { name: 'f', unit: 'Hz', kind: 'frequency' },
      { name: "Z'", unit: 'Ohm', kind: 'impedance-real' },
      { name: "Z''", unit: 'Ohm', kind: 'impedance-imaginary' },
    ],
    text,
  );
  if (text.rows < declared) {
    const message = `the file declares ${declared} points and holds ${text.rows}`;
    diagnostics.push({ code: 'truncated', severity: 'warning', line: lines.count, message });
  }
  return { instrument: 'Elins', settings: settings.build(), tables: [table], diagnostics };
}
