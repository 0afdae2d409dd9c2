import { fail } from '../../errors.js';
import { isoFromDotNetTicks } from '../calendar.js';
import type { FileContent, FileHead } from '../reader.js';
import { type Diagnostic, isNumberColumn, type Setting, type Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { textReader } from '../text/text-reader.js';
import { dataSetTables, type JsonObject, jsonList, jsonObject } from './data-set.js';

/**
 * PalmSens PSTrace session: one JSON document with any number of measurements. Every EIS result is a table of its own;
 * so is the data set of a measurement unless it repeats an EIS result.
 */
export const pssessionReader = textReader({
  id: 'palmsens-session',
  label: 'PalmSens session',
  extensions: ['.pssession'],
  recognise: (head: FileHead) => (/^\s*\{\s*"[^"]{1,40}"\s*:\s*"PalmSens\.DataFiles\./.test(head.text) ? 1 : 0),
  parse: (lines) => parseSession(lines.text),
});

function parseSession(text: string): FileContent {
  const session = parseJson(text);
  const settings = new SettingsBuilder();
  const tables: Table[] = [];
  addScalars(settings, '', session);
  let startTime: string | undefined;
  let instrument: string | undefined;
  const diagnostics: Diagnostic[] = [];
  const measurements = jsonList(session.Measurements).map(jsonObject);
  for (const [index, measurement] of measurements.entries()) {
    const prefix = measurements.length === 1 ? '' : `measurement ${index + 1}.`;
    addScalars(settings, prefix, measurement);
    if (typeof measurement.UTCTimeStamp === 'number') startTime ??= isoFromDotNetTicks(measurement.UTCTimeStamp);
    if (typeof measurement.DeviceSerial === 'string') instrument ??= `PalmSens ${measurement.DeviceSerial}`;
    const title = String(measurement.Title ?? `measurement ${index + 1}`);
    for (const result of jsonList(measurement.EISDataList).map(jsonObject)) {
      const name = String(result.Title ?? title);
      const found = dataSetTables(name, jsonObject(result.DataSet));
      if (found.length > 1)
        diagnostics.push(
          unequalArrays(
            name,
            found.map(({ rows }) => rows),
          ),
        );
      tables.push(...found);
    }
    const own = dataSetTables(title, jsonObject(measurement.DataSet));
    if (own.length > 1)
      diagnostics.push(
        unequalArrays(
          title,
          own.map(({ rows }) => rows),
        ),
      );
    for (const table of own) {
      if (!tables.some((other) => holdsSameNumbers(other, table))) tables.push(table);
    }
  }
  return {
    instrument: instrument ?? 'PalmSens',
    ...(startTime === undefined ? {} : { startTime }),
    settings: settings.build(),
    tables: withUniqueNames(tables),
    diagnostics:
      tables.length > 0 ? diagnostics : [{ code: 'no-table', severity: 'warning', message: 'no measurement in it' }],
  };
}

function parseJson(text: string): JsonObject {
  // PSTrace writes a byte-order mark after the document as well.
  const end = text.lastIndexOf('}');
  const again = 'save the session again in PSTrace, or export the spectrum as CSV';
  try {
    return jsonObject(JSON.parse(text.slice(0, end + 1)));
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'not JSON';
    const cut = text.slice(end + 1).trim().length > 0 || /end of JSON|Expected|Unterminated/.test(detail);
    throw cut
      ? fail('truncated-file', 'the JSON document of the session is not complete', again)
      : fail('malformed-file', `the JSON document of the session is damaged: ${detail}`, again);
  }
}

/** Scalar members as settings; a method is a text of `NAME=value` lines, each a setting. */
function addScalars(settings: SettingsBuilder, prefix: string, object: JsonObject): void {
  for (const [name, value] of Object.entries(object)) {
    if (typeof value === 'string' && value.includes('\n')) {
      for (const line of value.split('\n')) {
        const at = line.indexOf('=');
        if (at > 0 && !line.startsWith('#'))
          settings.addText(`${prefix}${name}.${line.slice(0, at)}`, line.slice(at + 1));
      }
    } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      settings.add(`${prefix}${name}`, value as Setting);
    }
  }
}

function holdsSameNumbers(whole: Table, part: Table): boolean {
  if (whole.rows !== part.rows) return false;
  return part.columns.filter(isNumberColumn).every((column) => {
    const other = whole.columns.filter(isNumberColumn).find(({ name }) => name === column.name);
    return other?.values.every((value, row) => Object.is(value, column.values[row])) === true;
  });
}

function withUniqueNames(tables: readonly Table[]): Table[] {
  const seen = new Map<string, number>();
  return tables.map((table) => {
    const count = (seen.get(table.name) ?? 0) + 1;
    seen.set(table.name, count);
    return count === 1 ? table : { ...table, name: `${table.name} (${count})` };
  });
}

/** Arrays of one data set that do not have one value each for every point: lost values, or several curves in one set. */
function unequalArrays(name: string, lengths: readonly number[]): Diagnostic {
  const message = `the arrays of "${name}" have ${lengths.join(' and ')} values; each length is a table of its own`;
  return { code: 'unequal-arrays', severity: 'info', message };
}
