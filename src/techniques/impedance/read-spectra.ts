/** Finds impedance spectra in a recording: which columns, which sign, how many spectra, which rows cannot be used. */

import { fail, isInterphaseError } from '../../errors.js';
import type { NumberColumn, Recording } from '../../formats/recording.js';
import { hypot } from '../../numerics/elementary/hypot.js';
import type { Finding } from '../technique.js';
import { repeatedPoints, sortedPoints } from './disorder-findings.js';
import { factorOf, findColumns, type ImpedanceColumns, noImpedance } from './impedance-columns.js';
import type { Spectrum } from './spectrum.js';
import { type SweepRange, splitSweeps } from './split-sweeps.js';

export interface FoundSpectrum {
  readonly spectrum: Spectrum;
  /** Empty for the only spectrum of a file, otherwise `#1`, `#2`, ... */
  readonly suffix: string;
  /** Row of the table each point stands in. */
  readonly rows: Int32Array;
  /** Rows of the table that are this sweep, unusable ones among them: from the first up to, not including, the second. */
  readonly range: readonly [number, number];
  readonly findings: readonly Finding[];
}

const MIN_POINTS = 4;
/** No cell and no instrument has an impedance outside this range. */
const SMALLEST_OHM = 1e-15;
const LARGEST_OHM = 1e18;

/**
 * All spectra of a recording, in the order of the file. A table with several sweeps is split where its cycle number
 * changes or the frequency jumps back to the start; points in disorder are sorted. Rows without a usable point (zero or negative frequency, not a
 * number) are left out and named in a finding.
 *
 * @throws `wrong-technique` when the file holds no impedance; `ambiguous-column` when more than one column could be
 *   meant, or a phase has no unit; `malformed-file` for impedances that cannot be; `too-few-points` when nothing is left
 *   to fit.
 */
export function readSpectra(recording: Recording): FoundSpectrum[] {
  const tables = recording.tables
    .map((table) => findColumns(table, recording.name))
    .filter((found) => found !== undefined);
  if (tables.length === 0) throw noImpedance(recording);
  const pieces = tables.flatMap((columns) =>
    splitSweeps(columns).map((range) => cutSpectrum(columns, range, recording.name)),
  );
  const usable = pieces.filter((piece) => piece.rows.length >= MIN_POINTS);
  if (usable.length === 0) {
    const most = pieces.reduce((longest, piece) => Math.max(longest, piece.rows.length), 0);
    throw fail(
      'too-few-points',
      `no spectrum with at least ${MIN_POINTS} points (the longest has ${most})`,
      'check that the file is complete',
      { file: recording.name },
    );
  }
  const short = pieces.filter((piece) => piece.rows.length < MIN_POINTS && piece.rows.length > 0);
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

function cutSpectrum(columns: ImpedanceColumns, range: SweepRange, file: string): Omit<FoundSpectrum, 'suffix'> {
  const frequencyFactor = factorOf(columns.frequency, 'Hz', file);
  const realFactor = factorOf(columns.real, 'Ohm', file);
  const imaginaryFactor = factorOf(columns.imaginary, 'Ohm', file) * (columns.negated ? -1 : 1);
  const rows: number[] = [];
  const dropped: number[] = [];
  let impossible = 0;
  for (let i = range.from; i < range.to; i++) {
    const f = columns.frequency.values[i];
    const modulus = hypot(columns.real.values[i] * realFactor, columns.imaginary.values[i] * imaginaryFactor);
    const measured = f > 0 && Number.isFinite(f) && modulus > 0;
    const possible = modulus >= SMALLEST_OHM && modulus <= LARGEST_OHM;
    if (measured && !possible) impossible++;
    (measured && possible ? rows : dropped).push(i);
  }
  if (impossible > rows.length) {
    throw fail(
      'malformed-file',
      `values out of range: |Z| of ${impossible} of ${range.to - range.from} points is outside ${SMALLEST_OHM} to ${LARGEST_OHM} Ohm`,
      'check the units of the columns and how the file was exported',
      { file },
    );
  }
  if (range.shuffled) rows.sort((a, b) => columns.frequency.values[b] - columns.frequency.values[a]);
  const take = (column: NumberColumn, factor: number) => Float64Array.from(rows, (i) => column.values[i] * factor);
  const findings: Finding[] = [...columns.findings];
  if (range.shuffled) findings.push(sortedPoints(columns.table.name));
  if (dropped.length > 0) {
    findings.push({
      code: 'rows-left-out',
      severity: 'info',
      message: `${dropped.length} row${dropped.length === 1 ? '' : 's'} without a usable point (no frequency above zero, not a number, or |Z| out of range) left out: row ${dropped
        .slice(0, 8)
        .map((i) => i + 1)
        .join(', ')}${dropped.length > 8 ? ', ...' : ''} of table "${columns.table.name}".`,
    });
  }
  const spectrum: Spectrum = {
    frequencyHz: take(columns.frequency, frequencyFactor),
    real: take(columns.real, realFactor),
    imaginary: take(columns.imaginary, imaginaryFactor),
    ...(columns.sigma ? { sigmaOhm: take(columns.sigma, factorOf(columns.sigma, 'Ohm', file)) } : {}),
  };
  return {
    spectrum,
    rows: Int32Array.from(rows),
    range: [range.from, range.to],
    findings: [...findings, ...repeatedPoints(spectrum)],
  };
}
