/** Which columns of a table are an impedance spectrum, and what is said when none are. */

import { fail, type InterphaseError } from '../../errors.js';
import { columnKind } from '../../formats/column-kinds.js';
import { type Column, isNumberColumn, type NumberColumn, type Recording, type Table } from '../../formats/recording.js';
import { cos, sin } from '../../numerics/elementary/sin.js';
import { unitRatio } from '../../quantity/convert.js';
import type { Finding } from '../technique.js';

export interface ImpedanceColumns {
  readonly table: Table;
  readonly frequency: NumberColumn;
  readonly real: NumberColumn;
  readonly imaginary: NumberColumn;
  /** The file holds -Im Z. */
  readonly negated: boolean;
  /** Standard deviations of Re and Im, where the file has them. */
  readonly sigma?: NumberColumn;
  /** What was taken for granted about the columns. */
  readonly findings: readonly Finding[];
}

/** Factor of a column to hertz or ohm; a column without a unit is taken to be in it already. */
export function factorOf(column: NumberColumn, unit: 'Hz' | 'Ohm', file: string): number {
  if (column.unit.trim() === '') return 1;
  try {
    return unitRatio(column.unit, unit);
  } catch {
    throw fail(
      'wrong-dimension',
      `column "${column.name}" is in "${column.unit}", which cannot be turned into ${unit}`,
      `convert the column to ${unit}, or correct the unit in its name`,
      { file },
    );
  }
}

/** The error for a recording without a spectrum: what it has instead, and what to do. */
export function noImpedance(recording: Recording): InterphaseError {
  const columns = recording.tables.flatMap((table) => table.columns.map(nameWithUnit));
  const listed = columns.slice(0, 12).join(', ') + (columns.length > 12 ? ', ...' : '');
  // The reader knows best why a file of an impedance instrument has no spectrum.
  const told = recording.diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  const foreign = recording.tables.flatMap((table) => table.columns).find(inForeignUnit);
  if (foreign && told === undefined) {
    return fail(
      'wrong-dimension',
      `the column "${foreign.name}" is in "${foreign.unit}", which is no unit of ${/^f/i.test(foreign.name) ? 'frequency' : 'an impedance'}`,
      'give the impedance in Ohm as measured; the area of the sample is given beside it',
      { file: recording.name },
    );
  }
  const partly =
    told !== undefined ||
    recording.tables.some((table) => table.columns.some((c) => isNumberColumn(c) && c.kind?.startsWith('impedance')));
  return fail(
    partly ? 'missing-column' : 'wrong-technique',
    told !== undefined
      ? `no impedance spectrum could be read: ${told.message}`
      : partly
        ? `impedance without frequency, Re(Z) and Im(Z) together (columns: ${listed})`
        : `no impedance in this file: it has ${listed === '' ? 'no columns' : `the columns ${listed}`}`,
    'an impedance file needs frequency, Re(Z) and Im(Z); name CSV columns e.g. "freq/Hz, Re(Z)/Ohm, -Im(Z)/Ohm"',
    { file: recording.name },
  );
}

function nameWithUnit({ name, unit }: Column): string {
  return `${name || '(unnamed)'}${unit === '' ? '' : `/${unit}`}`;
}

/** A column that its name calls part of a spectrum and its unit does not: `Re(Z) / Ohm cm2`. */
function inForeignUnit(column: Column): boolean {
  if (!isNumberColumn(column) || column.kind !== undefined || column.unit === '') return false;
  const kind = columnKind(column.name, '');
  return kind === 'frequency' || kind?.startsWith('impedance') === true;
}

function only(table: Table, kinds: readonly string[], file: string): NumberColumn | undefined {
  const found = table.columns.filter(
    (c): c is NumberColumn => isNumberColumn(c) && c.kind !== undefined && kinds.includes(c.kind),
  );
  if (found.length > 1) {
    throw fail(
      'ambiguous-column',
      `table "${table.name}" has ${found.length} columns that could be meant: ${found.map((c) => `"${c.name}"`).join(', ')}`,
      'keep one of them, or rename the others',
      { file },
    );
  }
  return found[0];
}

/**
 * The columns of a spectrum in a table, undefined where it has none.
 *
 * @throws `ambiguous-column` when more than one column could be meant, or degrees and radians
 */
export function findColumns(table: Table, file: string): ImpedanceColumns | undefined {
  if (table.rows === 0) return undefined;
  if (!table.columns.some((c) => isNumberColumn(c) && c.kind === 'frequency')) return undefined;
  const frequency = only(table, ['frequency'], file);
  const real = only(table, ['impedance-real'], file);
  const imaginary = only(table, ['impedance-imaginary', 'impedance-imaginary-negated'], file);
  if (frequency && real && imaginary) {
    const sigma = table.columns.find(
      (c): c is NumberColumn => isNumberColumn(c) && /^(sigma|std|stdev|error)([ _(].*)?$/i.test(c.name),
    );
    return {
      table,
      frequency,
      real,
      imaginary,
      negated: imaginary.kind === 'impedance-imaginary-negated',
      findings: [],
      ...(sigma ? { sigma } : {}),
    };
  }
  const modulus = only(table, ['impedance-modulus'], file);
  const phase = only(table, ['impedance-phase'], file);
  if (!frequency || !modulus || !phase) return undefined;
  return fromPolar(table, frequency, modulus, phase, file);
}

/** A phase beyond this is in degrees. */
const LARGEST_RADIANS = Math.PI + 0.1;

/** |Z| and phase only: Re and Im follow. Phase in degrees unless its unit says rad; without a unit its values must tell. */
function fromPolar(
  table: Table,
  frequency: NumberColumn,
  modulus: NumberColumn,
  phase: NumberColumn,
  file: string,
): ImpedanceColumns {
  const factor = /rad/i.test(phase.unit) ? 1 : Math.PI / 180;
  const findings: Finding[] = [];
  if (phase.unit.trim() === '') {
    if (phase.values.every((angle) => !(Math.abs(angle) > LARGEST_RADIANS))) {
      throw fail(
        'ambiguous-column',
        `column "${phase.name}" has no unit, and its values could be degrees or radians`,
        `write the unit into its name: "${phase.name}/deg" or "${phase.name}/rad"`,
        { file },
      );
    }
    findings.push({
      code: 'phase-in-degrees',
      severity: 'info',
      message: `Column "${phase.name}" has no unit; its values are too large for radians and are taken as degrees.`,
    });
  }
  const part = (name: string, f: (angle: number) => number): NumberColumn => ({
    name,
    unit: modulus.unit,
    values: modulus.values.map((z, i) => z * f(phase.values[i] * factor)),
  });
  return { table, frequency, real: part('Re', cos), imaginary: part('Im', sin), negated: false, findings };
}
