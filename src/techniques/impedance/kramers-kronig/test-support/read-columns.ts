import { readFileSync } from 'node:fs';
import type { Spectrum } from '../../spectrum.js';

/** Rows of numbers of a text file, wherever they begin, as a spectrum: the columns of f, Z' and Z'', and the sign of Z''. */
export function readColumns(path: string, columns: readonly [number, number, number], sign: 1 | -1 = 1): Spectrum {
  const rows = readFileSync(path, 'latin1')
    .split(/\r?\n/)
    .map((line) => line.trim().split(line.includes('\t') || !line.includes(',') ? /\s+/ : ','))
    .map((cells) => columns.map((column) => Number((cells[column] ?? 'x').replace(',', '.'))))
    .filter((row) => row.every(Number.isFinite));
  return {
    frequencyHz: Float64Array.from(rows, (row) => row[0]),
    real: Float64Array.from(rows, (row) => row[1]),
    imaginary: Float64Array.from(rows, (row) => sign * row[2]),
  };
}
