/** Finds impedance spectra in a recording: which columns, which sign, how many spectra, which rows cannot be used. */
import { fail, isInterphaseError } from '../../errors.js';
import { isNumberColumn, type NumberColumn, type Recording } from '../../formats/recording.js';
import type { Finding } from '../technique.js';
import { factorOf, findColumns, type ImpedanceColumns, noImpedance } from './impedance-columns.js';
import type { Spectrum } from './spectrum.js';

export interface FoundSpectrum {
  readonly spectrum: Spectrum;
  /** Empty for the only spectrum of a file, otherwise `#1`, `#2`, ... */
  readonly suffix: string;
  /** Row of the table each point stands in. */
  readonly rows: Int32Array;
  readonly findings: readonly Finding[];
}

const MIN_POINTS = 4;

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
