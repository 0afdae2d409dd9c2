import { type Column, isNumberColumn, type Recording } from '../formats/recording.js';
import { range, tablesText } from './describe-tables.js';
import { textTable } from './text-table.js';

/** Settings shown to people; all of them are in `--json`. */
const mostSettings = 40;

/** What is in a file, for people. */
export function recordingText(recording: Recording): string {
  const about = [
    ['format', recording.format],
    ['instrument', recording.instrument ?? 'not named in the file'],
    ['started', recording.startTime ?? 'not named in the file'],
    ['sha256', recording.sha256],
  ];
  const blocks = [`${recording.name}\n${textTable(about)}`];
  blocks.push(...tablesText(recording.tables, mostSettings, oneLine));
  const settings = Object.entries(recording.settings);
  if (settings.length > 0) {
    const shown = settings.slice(0, mostSettings).map(([name, value]) => [name, oneLine(String(value))]);
    const more = settings.length > mostSettings ? `  and ${settings.length - mostSettings} more; see --json\n` : '';
    blocks.push(`settings\n${textTable(shown)}${more}`);
  }
  for (const { severity, message, code, line, byte } of recording.diagnostics) {
    const place = line !== undefined ? `line ${line}: ` : byte !== undefined ? `byte ${byte}: ` : '';
    blocks.push(`${severity}: ${place}${message} [${code}]\n`);
  }
  return blocks.join('\n');
}

/**
 * The whole recording as JSON, in pieces: a file of millions of rows does not fit into one string. A value that is not a
 * number in the file is null.
 */
export function* recordingJson(recording: Recording): Generator<string> {
  const { tables, ...head } = recording;
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "tables": [`;
  for (const [index, table] of tables.entries()) {
    yield `${index === 0 ? '' : ','}\n    {\n      "name": ${JSON.stringify(table.name)},\n      "rows": ${table.rows},\n      "columns": [`;
    for (const [position, column] of table.columns.entries()) {
      yield `${position === 0 ? '' : ','}\n        { ${columnHead(column)}`;
      yield* columnValues(column);
      yield ' }';
    }
    const { settings } = table;
    yield settings === undefined
      ? '\n      ]\n    }'
      : `\n      ],\n      "settings": ${JSON.stringify(settings)}\n    }`;
  }
  yield '\n  ]\n}\n';
}

function columnHead(column: Column): string {
  const { name, unit } = column;
  if (!isNumberColumn(column)) return `"name": ${JSON.stringify(name)}, "unit": "", `;
  const ends = range(column.values);
  const about = { name, unit, ...(column.kind === undefined ? {} : { kind: column.kind }) };
  return `${JSON.stringify({ ...about, min: finiteOrNull(ends?.[0]), max: finiteOrNull(ends?.[1]) }).slice(1, -1)}, `;
}

function* columnValues(column: Column): Generator<string> {
  const numbers = isNumberColumn(column);
  const length = numbers ? column.values.length : column.text.length;
  const piece = 50_000;
  yield numbers ? '"values": [' : '"text": [';
  for (let from = 0; from < length; from += piece) {
    const part = numbers
      ? Array.from(column.values.subarray(from, from + piece), finiteOrNull)
      : column.text.slice(from, from + piece);
    yield `${from === 0 ? '' : ','}${JSON.stringify(part).slice(1, -1)}`;
  }
  yield ']';
}

function finiteOrNull(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 70 ? `${line.slice(0, 67)}...` : line;
}
