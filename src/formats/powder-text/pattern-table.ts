/** What the columns of a pattern in a text are: by their names, else by their place. */
import { columnKind } from '../column-kinds.js';
import { splitNameAndUnit } from '../column-names.js';
import { areCounts, numberColumn } from '../diffraction/pattern-columns.js';
import type { Column, ColumnKind, Diagnostic, Table } from '../recording.js';
import { type TextTable, tableDiagnostics } from '../text/text-table.js';
import { risesLikeTwoTheta, scattersLikeCounts } from './plausible-pattern.js';

export interface PatternTableOptions {
  readonly name: string;
  /** The extension says that the third column is an uncertainty. */
  readonly hasSigmas: boolean;
  /** First line of the rows, from 0. */
  readonly line: number;
}

const SIGMA_NAMES = /^(?:su|s\.u\.|sigma|sig|esd|e\.s\.d\.?|err(?:or)?|e|uncertainty|std(?:dev)?|s\(i\)|σ|d?i?_?err)$/i;
const INTENSITY_NAMES = /^(?:i|y|int|intens(?:ity|it[äa]t)?|i\(?obs\)?|y\(?obs\)?|obs(?:erved)?|i_?meas|signal|psd)\b/i;
/** Names of an angle that is 2theta in nearly every file; it is said that it was taken for that. */
const THETA_NAMES = /^(?:theta|θ|angle|position|pos|x)$/i;

/** @returns undefined when the first column does not rise like 2theta */
export function patternTable(
  text: TextTable,
  names: readonly string[] | undefined,
  options: PatternTableOptions,
): { table: Table; diagnostics: Diagnostic[] } | undefined {
  const [angles] = text.columns;
  if (!(angles instanceof Float64Array) || !risesLikeTwoTheta(angles) || text.columns.length < 2) return undefined;
  const headers = text.columns.map((_, index) => splitNameAndUnit(names?.[index] ?? ''));
  const named = headers.map(({ name, unit }) => (name === '' ? undefined : patternKind(name, unit)));
  const diagnostics: Diagnostic[] = [];
  const kinds = kindsOf(
    named,
    headers.map(({ name }) => name),
    text.columns.length,
    options.hasSigmas,
  );
  if (kinds[0] === 'two-theta' && named[0] !== 'two-theta')
    diagnostics.push(assumedTwoTheta(headers[0]!.name, options.line));
  const labels = headers.map(
    ({ name }, index) =>
      name || (kinds[index] === undefined ? `column ${index + 1}` : (NAMES[kinds[index]!] ?? kinds[index]!)),
  );
  const columns = text.columns.map((values, index): Column => {
    if (!(values instanceof Float64Array)) return { name: labels[index]!, unit: '', text: values };
    const unit = headers[index]!.unit || (kinds[index] === 'two-theta' ? 'deg' : '');
    return numberColumn(labels[index]!, unit === '°' ? 'deg' : unit, kinds[index], values);
  });
  const settled = settleIntensity(columns, named, diagnostics);
  return {
    table: { name: options.name, rows: text.rows, columns: settled },
    diagnostics: [...tableDiagnostics(text.problems, labels), ...diagnostics],
  };
}

const NAMES: Partial<Record<ColumnKind, string>> = {
  'two-theta': '2theta',
  intensity: 'intensity',
  'intensity-sigma': 'sigma',
};

/** Kinds that a column of a pattern can have: `I` is no current here. */
const PATTERN_KINDS: ReadonlySet<ColumnKind> = new Set<ColumnKind>([
  'two-theta',
  'omega',
  'counts',
  'intensity',
  'intensity-sigma',
  'intensity-calculated',
  'intensity-background',
  'count-time',
  'attenuation',
  'temperature',
]);

function patternKind(name: string, unit: string): ColumnKind | undefined {
  const kind = columnKind(name, unit);
  return kind !== undefined && PATTERN_KINDS.has(kind) ? kind : undefined;
}

function kindsOf(
  named: readonly (ColumnKind | undefined)[],
  names: readonly string[],
  width: number,
  hasSigmas: boolean,
): (ColumnKind | undefined)[] {
  const kinds = [...named];
  const foreign = named[0] !== undefined && named[0] !== 'two-theta';
  if (!foreign && (names[0] === '' || THETA_NAMES.test(names[0]!))) kinds[0] = 'two-theta';
  const measured = (kind: ColumnKind | undefined): boolean => kind === 'counts' || kind === 'intensity';
  if (!kinds.some(measured)) {
    const by = names.findIndex((name, index) => index > 0 && kinds[index] === undefined && INTENSITY_NAMES.test(name));
    const place = by !== -1 ? by : kinds[1] === undefined && (names[1] === '' || width === 2) ? 1 : -1;
    if (place !== -1) kinds[place] = 'intensity';
  }
  if (!kinds.includes('intensity-sigma')) {
    const by = names.findIndex((name, index) => index > 0 && kinds[index] === undefined && SIGMA_NAMES.test(name));
    const bare = width === 3 && kinds[2] === undefined && names[2] === '';
    const place = by !== -1 ? by : bare || (hasSigmas && width >= 3 && kinds[2] === undefined) ? 2 : -1;
    if (place !== -1) kinds[place] = 'intensity-sigma';
  }
  return kinds;
}

/**
 * A column that its file calls counts must hold some; whole numbers that nobody has named are counts when they scatter so.
 * With an uncertainty beside it the question does not arise.
 */
function settleIntensity(
  columns: readonly Column[],
  named: readonly (ColumnKind | undefined)[],
  diagnostics: Diagnostic[],
): Column[] {
  const hasSigma = columns.some(({ kind }) => kind === 'intensity-sigma');
  return columns.map((column, index): Column => {
    if (!('values' in column) || (column.kind !== 'intensity' && column.kind !== 'counts')) return column;
    if (column.kind === 'counts') {
      if (areCounts(column.values)) return column;
      const message = `the values of "${column.name}" are called counts and are no whole numbers, or negative: they are taken for an intensity`;
      diagnostics.push({ code: 'not-counts', severity: 'info', message });
      return { ...column, kind: 'intensity' };
    }
    if (hasSigma || (named[index] === 'intensity' && /\/s|cps|a\.?u/i.test(`${column.name} ${column.unit}`)))
      return column;
    if (areCounts(column.values) && scattersLikeCounts(column.values)) {
      const message = `the file does not say what its intensities are: the whole numbers of "${column.name}", which scatter as counts do, are taken for counts`;
      diagnostics.push({ code: 'counts-guessed', severity: 'info', message });
      return { ...column, kind: 'counts' };
    }
    const message = `the file does not say what its intensities are, and those of "${column.name}" are no counts: their uncertainty is not known`;
    diagnostics.push({ code: 'intensity-unit-unknown', severity: 'info', message });
    return column;
  });
}

function assumedTwoTheta(name: string, line: number): Diagnostic {
  if (name === '') {
    const message =
      'the file does not name its columns: the first one, which rises in steps within a circle, is taken for 2theta in degrees';
    return { code: 'columns-guessed', severity: 'info', line: line + 1, message };
  }
  const message = `the column "${name}" is taken for 2theta in degrees; if it is half of that, name it so and double it`;
  return { code: 'two-theta-assumed', severity: 'warning', line: line + 1, message };
}
