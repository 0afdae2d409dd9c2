/** Conditions that stand in a column of the recording itself, such as the temperature a thermocouple wrote beside it. */
import { fail, type InterphaseError } from '../errors.js';
import { splitNameAndUnit } from '../formats/column-names.js';
import { type Column, isNumberColumn, type NumberColumn, type Recording } from '../formats/recording.js';
import { mean, standardDeviation } from '../numerics/statistics/summary.js';
import { nearest } from '../quantity/nearest.js';
import type { Quantity } from '../quantity/quantity.js';
import { isUnit } from '../quantity/units.js';
import { defaultUnit, unitOfCondition } from '../techniques/default-unit.js';
import type { Conditions } from '../techniques/technique.js';
import { impossibleCondition } from './impossible-condition.js';

/**
 * The conditions of a recording from its columns: the mean of the finite values, with their standard deviation as sigma
 * (null when they are all alike), in the unit of the column, or the condition's usual unit where the column has none.
 *
 * A column is named as `name/unit`, as in the header of the file, or by its name alone; letters in another case are
 * understood where nothing fits exactly. A column that several tables share counts as one.
 *
 * @param columns condition to column, e.g. `{ temperature: 'Temperature/C' }`
 * @throws `missing-column` when it is not there or holds no numbers, `ambiguous-column`, `unknown-unit`,
 *   `wrong-dimension`
 */
export function conditionsFromColumns(recording: Recording, columns: Readonly<Record<string, string>>): Conditions {
  return Object.fromEntries(
    Object.entries(columns).map(([name, wanted]) => [name, conditionFrom(recording, name, wanted)]),
  );
}

function conditionFrom(recording: Recording, name: string, wanted: string): Quantity {
  const found = findColumn(recording, name, wanted);
  const values = found.flatMap((column) => Array.from(column.values.filter(Number.isFinite)));
  const title = titleOf(found[0]!);
  if (values.length === 0) throw noNumbers(name, title);
  const constant = values.every((value) => value === values[0]);
  const condition: Quantity = {
    value: mean(values),
    sigma: constant ? null : standardDeviation(values),
    unit: unitOf(found[0]!, name, title),
  };
  const impossible = impossibleCondition(name, condition);
  if (impossible === undefined) return condition;
  throw fail(
    'malformed-file',
    `by the column "${title}" ${impossible}`,
    'correct the column or its unit, or name another',
  );
}

/** The column in each table that has it; at least one. */
function findColumn(recording: Recording, name: string, wanted: string): NumberColumn[] {
  const all = recording.tables.flatMap((table) => table.columns.map((column) => ({ table, column })));
  const spelled = splitNameAndUnit(wanted);
  const exact = (a: string, b: string) => a === b;
  const anyCase = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  for (const same of [exact, anyCase]) {
    const whole = (column: Column) =>
      same(titleOf(column), wanted) || (same(column.name, spelled.name) && same(column.unit, spelled.unit));
    for (const fits of [whole, (column: Column) => same(column.name, wanted)]) {
      const found = all.filter(({ column }) => fits(column));
      if (found.length === 0) continue;
      const columns = found.map(({ column }) => column);
      const alike = columns.every((column) => titleOf(column) === titleOf(columns[0]!));
      const inOneTable = new Set(found.map(({ table }) => table)).size < found.length;
      if (!alike || inOneTable) throw ambiguous(name, wanted, columns);
      const numbers = columns.filter(isNumberColumn);
      if (numbers.length === 0) throw noNumbers(name, titleOf(columns[0]!));
      return numbers;
    }
  }
  throw missing(recording, name, wanted);
}

/** Name and unit as in a header: `Temperature/C`. */
function titleOf({ name, unit }: Column): string {
  return unit === '' ? name : `${name}/${unit}`;
}

function unitOf(column: NumberColumn, name: string, title: string): string {
  const written = column.unit.trim();
  if (written === '') return defaultUnit(name);
  const unit = unitOfCondition(name, written);
  if (unit !== undefined) return unit;
  const usual = defaultUnit(name);
  throw fail(
    isUnit(written) ? 'wrong-dimension' : 'unknown-unit',
    `the ${name} cannot be taken from the column "${title}": "${written}" is no unit${usual === '1' ? ' that is known' : ` of ${name}`}`,
    usual === '1' ? 'correct the unit in the name of the column' : `write it in a unit such as ${usual}`,
  );
}

function missing(recording: Recording, name: string, wanted: string): InterphaseError {
  const columns = recording.tables.flatMap((table) => table.columns);
  const titles = [...new Set(columns.map(titleOf))].filter((title) => title !== '');
  const near = nearest(wanted, [...titles, ...columns.map((column) => column.name)]);
  const listed = titles.slice(0, 12).join(', ') + (titles.length > 12 ? ', ...' : '');
  return fail(
    'missing-column',
    `there is no column "${wanted}" for the ${name}; ${listed === '' ? 'the file has no columns' : `the columns are ${listed}`}`,
    near === undefined ? 'name the column as the file does, e.g. "Temperature/C"' : `did you mean "${near}"?`,
  );
}

function ambiguous(name: string, wanted: string, columns: readonly Column[]): InterphaseError {
  return fail(
    'ambiguous-column',
    `"${wanted}" for the ${name} could be ${columns.length} columns: ${columns.map((column) => `"${titleOf(column)}"`).join(', ')}`,
    'name it with its unit, as name/unit; where that is alike too, rename one in the file',
  );
}

function noNumbers(name: string, title: string): InterphaseError {
  return fail(
    'missing-column',
    `the column "${title}" for the ${name} holds no numbers`,
    'name another column, or give the condition by hand',
  );
}
