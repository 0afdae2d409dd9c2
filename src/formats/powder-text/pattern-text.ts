import { fail } from '../../errors.js';
import { factsFromComments } from '../diffraction/comment-facts.js';
import { uniformSettings } from '../diffraction/uniform-settings.js';
import type { FileContent } from '../reader.js';
import type { Diagnostic, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { CellSpans } from '../text/cells.js';
import { addSetting, bare, headerCells } from '../text/delimited-header.js';
import { chooseLayout, type DelimitedLayout, isRemark, isRow, REMARKS } from '../text/delimited-layout.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable } from '../text/text-table.js';
import { patternTable } from './pattern-table.js';
import { isEvaHeader, recognisePattern } from './recognise-pattern.js';

/** Patterns as text: xy and xye of any program, with or without header, and names of columns where they say 2theta. */
export const patternTextReader = textReader({
  id: 'powder-text',
  label: 'powder pattern as text',
  extensions: ['.xy', '.xye', '.xyd', '.xyn', '.chi'],
  recognise: recognisePattern,
  parse: parsePattern,
});

const MOST_TABLES = 5000;
const MOST_HEADER_LINES = 20_000;
/** A line of names stands so close above the rows. */
const NAMES_WITHIN = 3;

function parsePattern(lines: TextLines, name: string): FileContent {
  const layout = chooseLayout(lines);
  if (layout === undefined) throw fail('unknown-format', 'no line holds two numbers', 'give one point per line');
  const settings = new SettingsBuilder();
  const tables: Table[] = [];
  const diagnostics: Diagnostic[] = [];
  const spans = new CellSpans();
  const hasSigmas = /\.xye$/i.test(name);
  let headerFrom = 0;
  let line = 0;
  while (line < lines.count) {
    if (lines.isBlank(line) || isRemark(lines, line) || !isRow(lines, line, layout, spans)) {
      line += 1;
      continue;
    }
    if (tables.length >= MOST_TABLES) throw fail('malformed-file', `more than ${MOST_TABLES} tables`, 'split the file');
    const text = readTextTable(lines, layout, {
      first: line,
      end: nextEvaHeader(lines, line),
      stopAtText: true,
      minCells: Math.min(2, layout.columns),
      remarks: REMARKS,
    });
    const names = takeHeader(lines, headerFrom, line, layout, settings);
    const made = patternTable(text, names, { name: `data ${tables.length + 1}`, hasSigmas, line });
    if (made !== undefined) {
      tables.push(made.table);
      diagnostics.push(...made.diagnostics);
    }
    headerFrom = text.end;
    line = Math.max(text.end, line + 1);
  }
  if (tables.length === 0) {
    throw fail(
      'unknown-format',
      'no two columns of it rise like 2theta',
      'name the columns in a first line: 2theta, counts',
    );
  }
  takeHeader(lines, headerFrom, lines.count, layout, settings);
  const built = settings.build();
  return {
    settings: { ...uniformSettings([factsFromComments(built)]), ...built },
    tables: tables.length === 1 ? [{ ...tables[0]!, name: 'data' }] : tables,
    diagnostics,
  };
}

/** The header of EVA ends in a number, so it does not look like the end of a table. */
function nextEvaHeader(lines: TextLines, from: number): number {
  let line = from;
  while (line < lines.count && !(lines.text.charAt(lines.start(line)) === "'" && isEvaHeader(lines.line(line))))
    line += 1;
  return line;
}

/** Puts the lines above a table into the settings; returns the names of its columns, where a line has them. */
function takeHeader(
  lines: TextLines,
  from: number,
  to: number,
  layout: DelimitedLayout,
  settings: SettingsBuilder,
): readonly string[] | undefined {
  let names: readonly string[] | undefined;
  const first = Math.max(from, to - MOST_HEADER_LINES);
  for (let line = first; line < to; line++) {
    if (lines.isBlank(line)) continue;
    const text = lines.line(line).trim();
    if (isEvaHeader(text)) {
      for (const [, key, value] of text.matchAll(/([A-Za-z][A-Za-z ]{0,40}?): *"([^"]*)"/g)) {
        if (value !== '') settings.addText(key!, value!);
      }
      continue;
    }
    const plain = bare(text)
      .replace(/^'\s*/, '')
      .replace(/^\/\*\s*|\s*\*\/$/g, '');
    const cells = to - line <= NAMES_WITHIN ? headerCells(plain, layout.columns, layout.separator) : undefined;
    if (cells !== undefined) names = cells;
    addSetting(settings, plain, line);
  }
  return names;
}
