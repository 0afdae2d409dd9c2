/** Which table of a recording is a run over time, and which of its columns are time, potential, current and the rest. */
import { fail, type InterphaseError } from '../../errors.js';
import { unitRatio } from '../../quantity/convert.js';
import {
  type Column,
  type ColumnKind,
  isNumberColumn,
  type NumberColumn,
  type Recording,
  type Table,
  type TextColumn,
} from '../recording.js';

/** The columns of a run; tables of one run that follow each other (Gamry's CURVE1, CURVE2) have one entry each. */
export interface TimeColumns {
  readonly table: Table;
  readonly time: NumberColumn;
  readonly potential: NumberColumn;
  /** Undefined where the file holds the charge of each row instead. */
  readonly current: NumberColumn | undefined;
  readonly chargeIncrement: NumberColumn | undefined;
  readonly state: TextColumn | undefined;
}

/** True when the recording holds a run over time that a cycler or potentiostat measured. */
export function hasTimeSeries(recording: Recording): boolean {
  return recording.tables.some((table) => isRun(table));
}

/**
 * The tables of a run and their columns, in the order in which they stand in the file.
 *
 * @throws `missing-column` or `wrong-technique` when there is none, `ambiguous-column` when a column could be meant twice or
 * when tables of different columns compete
 */
export function findTimeColumns(recording: Recording): readonly TimeColumns[] {
  const runs = recording.tables.filter((table) => isRun(table));
  if (runs.length === 0) throw noTimeSeries(recording);
  const wanted = columnTitles(runs[0]!);
  const other = runs.find((table) => columnTitles(table) !== wanted);
  if (other !== undefined) {
    throw fail(
      'ambiguous-column',
      `the tables "${runs[0]!.name}" and "${other.name}" both hold a run over time, with different columns`,
      'export one of them as CSV with `interphase read FILE --csv OUT --table NAME` and use that',
      { file: recording.name },
    );
  }
  return runs.map((table) => columnsOf(table, recording.name));
}

/** The only column of a kind, undefined where there is none. @throws `ambiguous-column` */
export function onlyColumn(table: Table, kind: ColumnKind, file: string): NumberColumn | undefined {
  const found = table.columns.filter((c): c is NumberColumn => isNumberColumn(c) && c.kind === kind);
  if (found.length > 1) {
    throw fail(
      'ambiguous-column',
      `table "${table.name}" has ${found.length} columns that could be the ${kind.replaceAll('-', ' ')}: ${found.map((c) => `"${c.name}"`).join(', ')}`,
      'keep one of them, or rename the others',
      { file },
    );
  }
  return found[0];
}

/** Factor of a column to a unit; a column without a unit is taken to be in it already (its reader warned). @throws `wrong-dimension` */
export function factorTo(column: NumberColumn, unit: string, file: string): number {
  const written = column.unit
    .trim()
    .replace(/ (?:vs\.?|against) .*$/i, '')
    .replace(/\.h$/, ' h');
  if (written === '') return 1;
  try {
    return unitRatio(written, unit);
  } catch {
    throw fail(
      'wrong-dimension',
      `column "${column.name}" is in "${column.unit}", which cannot be turned into ${unit}`,
      `convert the column to ${unit}, or correct the unit in its name`,
      { file },
    );
  }
}

function has(table: Table, kind: ColumnKind): boolean {
  return table.columns.some((c) => isNumberColumn(c) && c.kind === kind);
}

/** EC-Lab's binary files hold modulus and phase where its text exports hold both parts. */
function hasImpedance(table: Table): boolean {
  return has(table, 'impedance-real') || has(table, 'impedance-modulus');
}

/** A table whose rows mostly hold an impedance; programs that mix techniques have some such rows between others. */
function isSpectrum(table: Table): boolean {
  if (!hasImpedance(table)) return false;
  const frequency = table.columns.find((c): c is NumberColumn => isNumberColumn(c) && c.kind === 'frequency');
  if (frequency === undefined) return true;
  let rows = 0;
  for (const value of frequency.values) if (value > 0) rows += 1;
  return rows > 0.5 * table.rows;
}

function isRun(table: Table): boolean {
  const flows = has(table, 'current') || has(table, 'charge-increment');
  return table.rows > 0 && has(table, 'time') && has(table, 'potential') && flows && !isSpectrum(table);
}

function columnsOf(table: Table, file: string): TimeColumns {
  return {
    table,
    time: onlyColumn(table, 'time', file)!,
    potential: onlyColumn(table, 'potential', file)!,
    current: onlyColumn(table, 'current', file),
    chargeIncrement: onlyColumn(table, 'charge-increment', file),
    state: table.columns.find((c): c is TextColumn => !isNumberColumn(c) && c.kind === 'state'),
  };
}

const titleOf = ({ name, unit }: Column): string => `${name || '(unnamed)'}${unit === '' ? '' : `/${unit}`}`;

function columnTitles(table: Table): string {
  return table.columns.map(titleOf).join('\n');
}

/** The error for a recording without a run: what it has, what is missing, what to do. */
function noTimeSeries(recording: Recording): InterphaseError {
  const filled = recording.tables.filter(({ rows }) => rows > 0);
  const nearest = [...filled].sort((a, b) => missing(a).length - missing(b).length)[0];
  const where = { file: recording.name };
  const hint = 'name the columns like "time/s, voltage/V, current/mA" in the first line of a CSV file';
  if (nearest === undefined)
    return fail('missing-column', 'the file holds no rows', 'export it again with its data', where);
  if (hasImpedance(nearest)) {
    const advice = 'analyse it with `interphase eis`';
    return fail('wrong-technique', 'this file holds impedance, and no run over time', advice, where);
  }
  const lacks = missing(nearest);
  const titles = nearest.columns.map(titleOf);
  const listed = titles.slice(0, 12).join(', ') + (titles.length > 12 ? ', ...' : '');
  if (lacks.length === 0 || lacks.length === 3) {
    return fail('wrong-technique', `no run over time in this file: it has the columns ${listed}`, hint, where);
  }
  return fail('missing-column', `no ${lacks.join(' and no ')} in this file: it has the columns ${listed}`, hint, where);
}

function missing(table: Table): string[] {
  const lacks = (['time', 'potential'] as const).filter((kind) => !has(table, kind)) as string[];
  return has(table, 'current') || has(table, 'charge-increment') ? lacks : [...lacks, 'current'];
}
