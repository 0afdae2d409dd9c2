/** Finds impedance spectra in a recording: which columns, which sign, how many spectra, which rows cannot be used. */
import { fail, isInterphaseError } from '../../errors.js';
import { columnKind } from '../../formats/column-kinds.js';
import { type Column, isNumberColumn, type NumberColumn, type Recording, type Table } from '../../formats/recording.js';
import { unitRatio } from '../../quantity/convert.js';
import type { Finding } from '../technique.js';
import type { Spectrum } from './spectrum.js';

export interface FoundSpectrum {
  readonly spectrum: Spectrum;
  /** Empty for the only spectrum of a file, otherwise `#1`, `#2`, ... */
  readonly suffix: string;
  /** Row of the table each point stands in. */
  readonly rows: Int32Array;
  readonly findings: readonly Finding[];
}

interface ImpedanceColumns {
  readonly table: Table;
  readonly frequency: NumberColumn;
  readonly real: NumberColumn;
  readonly imaginary: NumberColumn;
  readonly negated: boolean;
  readonly sigma?: NumberColumn;
}

const MIN_POINTS = 4;

/** Factor of a column to hertz or ohm; a column without a unit is taken to be in it already. */
function factorOf(column: NumberColumn, unit: 'Hz' | 'Ohm', file: string): number {
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

/**
 * All spectra of a recording, in the order of the file. A table with several sweeps is split where its cycle number
 * changes or the frequency jumps back to the start. Rows without a usable point (zero or negative frequency, not a
 * number) are left out and named in a finding.
 *
 * @throws `wrong-technique` when the file holds no impedance; `ambiguous-column` when more than one column could be
 *   meant; `too-few-points` when nothing is left to fit.
 */
export function readSpectra(recording: Recording): FoundSpectrum[] {
  const tables = recording.tables
    .map((table) => findColumns(table, recording.name))
    .filter((found) => found !== undefined);
  if (tables.length === 0) throw noImpedance(recording);
  const pieces = tables.flatMap((columns) =>
    splitSweeps(columns).map((range) => cutSpectrum(columns, range.from, range.to, recording.name)),
  );
  const usable = pieces.filter((piece) => piece.spectrum.frequencyHz.length >= MIN_POINTS);
  if (usable.length === 0) {
    const most = Math.max(0, ...pieces.map((piece) => piece.spectrum.frequencyHz.length));
    throw fail(
      'too-few-points',
      `no spectrum with at least ${MIN_POINTS} points (the longest has ${most})`,
      'check that the file is complete',
      { file: recording.name },
    );
  }
  const short = pieces.filter((piece) => !usable.includes(piece) && piece.rows.length > 0);
  const told = short.length === 0 ? [] : [shortSweeps(short)];
  return usable.map((piece, k) => ({
    ...piece,
    findings: k === 0 ? [...piece.findings, ...told] : piece.findings,
    suffix: usable.length > 1 ? `#${k + 1}` : '',
  }));
}

function shortSweeps(pieces: readonly { readonly rows: Int32Array }[]): Finding {
  const rows = pieces.map((piece) => `${piece.rows[0] + 1} to ${piece.rows[piece.rows.length - 1] + 1}`);
  const few = pieces.length === 1 ? 'A sweep' : `${pieces.length} sweeps`;
  return {
    code: 'sweeps-left-out',
    severity: 'warning',
    message: `${few} of fewer than ${MIN_POINTS} points left out: rows ${rows.slice(0, 5).join(', ')}${rows.length > 5 ? ', ...' : ''}. A run that was stopped, or a jump in the frequencies?`,
  };
}

/** True when `readSpectra` finds at least one spectrum. */
export function holdsSpectra(recording: Recording): boolean {
  try {
    return readSpectra(recording).length > 0;
  } catch (error) {
    if (isInterphaseError(error)) return false;
    throw error;
  }
}

function noImpedance(recording: Recording) {
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

function findColumns(table: Table, file: string): ImpedanceColumns | undefined {
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
      ...(sigma ? { sigma } : {}),
    };
  }
  const modulus = only(table, ['impedance-modulus'], file);
  const phase = only(table, ['impedance-phase'], file);
  if (!frequency || !modulus || !phase) return undefined;
  return fromPolar(table, frequency, modulus, phase);
}

/** |Z| and phase only: Re and Im follow. Phase in degrees unless its unit says rad. */
function fromPolar(
  table: Table,
  frequency: NumberColumn,
  modulus: NumberColumn,
  phase: NumberColumn,
): ImpedanceColumns {
  const factor = /rad/i.test(phase.unit) ? 1 : Math.PI / 180;
  const part = (name: string, f: (angle: number) => number): NumberColumn => ({
    name,
    unit: modulus.unit,
    values: modulus.values.map((z, i) => z * f(phase.values[i] * factor)),
  });
  return { table, frequency, real: part('Re', Math.cos), imaginary: part('Im', Math.sin), negated: false };
}

/** Ranges of rows that belong to one sweep each. */
function splitSweeps({ table, frequency }: ImpedanceColumns): { from: number; to: number }[] {
  const cycle = table.columns.find(
    (c): c is NumberColumn => isNumberColumn(c) && /^(z )?cycle( number)?$/i.test(c.name) && changes(c.values),
  );
  const f = frequency.values;
  const ranges: { from: number; to: number }[] = [];
  let from = 0;
  let direction = 0;
  for (let i = 1; i < table.rows; i++) {
    const newCycle = cycle !== undefined && !Object.is(cycle.values[i], cycle.values[i - 1]);
    const step = f[i] > 0 && f[i - 1] > 0 ? Math.log(f[i] / f[i - 1]) : 0;
    // A jump against the sweep's direction by more than a decade is a new sweep; a small one is a repeated point.
    const back = direction !== 0 && step * direction < 0 && Math.abs(step) > Math.LN10;
    if (newCycle || back) {
      ranges.push({ from, to: i });
      from = i;
      direction = 0;
    } else if (direction === 0 && step !== 0) direction = Math.sign(step);
  }
  ranges.push({ from, to: table.rows });
  return ranges;
}

function changes(values: Float64Array): boolean {
  return values.some((value) => !Object.is(value, values[0]));
}

function cutSpectrum(columns: ImpedanceColumns, from: number, to: number, file: string): Omit<FoundSpectrum, 'suffix'> {
  const frequencyFactor = factorOf(columns.frequency, 'Hz', file);
  const realFactor = factorOf(columns.real, 'Ohm', file);
  const imaginaryFactor = factorOf(columns.imaginary, 'Ohm', file) * (columns.negated ? -1 : 1);
  const rows: number[] = [];
  const dropped: number[] = [];
  for (let i = from; i < to; i++) {
    const f = columns.frequency.values[i];
    const re = columns.real.values[i];
    const im = columns.imaginary.values[i];
    const usable = f > 0 && Number.isFinite(f) && Number.isFinite(re) && Number.isFinite(im) && (re !== 0 || im !== 0);
    (usable ? rows : dropped).push(i);
  }
  const take = (column: NumberColumn, factor: number) => Float64Array.from(rows, (i) => column.values[i] * factor);
  const findings: Finding[] = [];
  if (dropped.length > 0) {
    findings.push({
      code: 'rows-left-out',
      severity: 'info',
      message: `${dropped.length} row${dropped.length === 1 ? '' : 's'} without a usable point (no frequency above zero, or not a number) left out: row ${dropped
        .slice(0, 8)
        .map((i) => i + 1)
        .join(', ')}${dropped.length > 8 ? ', ...' : ''} of table "${columns.table.name}".`,
    });
  }
  return {
    spectrum: {
      frequencyHz: take(columns.frequency, frequencyFactor),
      real: take(columns.real, realFactor),
      imaginary: take(columns.imaginary, imaginaryFactor),
      ...(columns.sigma ? { sigmaOhm: take(columns.sigma, factorOf(columns.sigma, 'Ohm', file)) } : {}),
    },
    rows: Int32Array.from(rows),
    findings,
  };
}
