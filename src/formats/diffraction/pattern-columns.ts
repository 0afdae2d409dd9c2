/** Columns of a pattern, made the same way for all formats. */
import type { Column, ColumnKind, Diagnostic, NumberArray, NumberColumn } from '../recording.js';

export interface MadeColumns {
  readonly columns: readonly Column[];
  readonly diagnostics: readonly Diagnostic[];
}

export function numberColumn(
  name: string,
  unit: string,
  kind: ColumnKind | undefined,
  values: NumberArray,
): NumberColumn {
  return kind === undefined ? { name, unit, values } : { name, unit, kind, values };
}

/** Angles `start`, `start + step`, ... */
export function steppedAngles(start: number, step: number, rows: number): Float64Array {
  const angles = new Float64Array(rows);
  for (let row = 0; row < rows; row++) angles[row] = start + row * step;
  return angles;
}

/** So many angles in equal steps of which the first and the last are known. */
export function anglesBetween(first: number, last: number, rows: number): Float64Array {
  if (rows < 2) return steppedAngles(first, 0, rows);
  const angles = new Float64Array(rows);
  for (let row = 0; row < rows; row++) angles[row] = first + ((last - first) * row) / (rows - 1);
  angles[rows - 1] = last;
  return angles;
}

/** True for values that a detector can have counted: whole, not negative, and not all zero. */
export function areCounts(values: NumberArray): boolean {
  let any = false;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (!(value >= 0 && Number.isInteger(value))) return false;
    if (value > 0) any = true;
  }
  return any;
}

/**
 * The column of values that a file calls counts. They are `counts` only where they can be: corrected, averaged or
 * background-subtracted numbers under that name are an `intensity`, and it is said.
 */
export function countsColumn(name: string, values: NumberArray): { column: NumberColumn; diagnostics: Diagnostic[] } {
  if (areCounts(values)) return { column: numberColumn(name, 'counts', 'counts', values), diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  let negative = 0;
  let broken = 0;
  for (let row = 0; row < values.length; row++) {
    if (values[row]! < 0) negative += 1;
    else if (!Number.isInteger(values[row])) broken += 1;
  }
  if (negative + broken > 0) {
    const what = negative > 0 ? `${negative} of them negative` : `${broken} of them no whole numbers`;
    const message = `the values of "${name}" are called counts and are none (${what}): they are taken for an intensity, whose uncertainty the file does not give`;
    diagnostics.push({ code: 'not-counts', severity: 'info', message });
  }
  return { column: numberColumn(name, 'counts', 'intensity', values), diagnostics };
}

/**
 * Counts behind an absorber. Where it was never in the beam they are counts. Otherwise the comparable intensity is the
 * product, with the uncertainty that counting gives it, and what was detected stands beside it.
 */
export function attenuatedColumns(name: string, detected: NumberArray, factors: NumberArray): MadeColumns {
  const attenuation = attenuationColumn(factors);
  const changed = countNotOne(factors);
  if (changed === 0) {
    const { column, diagnostics } = countsColumn(name, detected);
    return { columns: [column, attenuation], diagnostics };
  }
  const intensity = new Float64Array(detected.length);
  const sigma = new Float64Array(detected.length);
  for (let row = 0; row < detected.length; row++) {
    intensity[row] = detected[row]! * factors[row]!;
    sigma[row] = factors[row]! * Math.sqrt(Math.max(1, detected[row]!));
  }
  const message = `an absorber was in the beam at ${changed} of ${detected.length} points: the intensity is the detected counts times the attenuation factor of the file`;
  return {
    columns: [
      numberColumn('intensity', 'counts', 'intensity', intensity),
      sigmaColumn(sigma),
      numberColumn(`${name} (detected)`, 'counts', undefined, detected),
      attenuation,
    ],
    diagnostics: [{ code: 'attenuation-applied', severity: 'info', message }],
  };
}

/** An intensity that the file has corrected for the absorber already: only its uncertainty is still to be found. */
export function correctedColumns(name: string, intensity: NumberArray, factors: NumberArray): MadeColumns {
  const attenuation = attenuationColumn(factors);
  const changed = countNotOne(factors);
  if (changed === 0) {
    const { column, diagnostics } = countsColumn(name, intensity);
    return { columns: [column, attenuation], diagnostics };
  }
  const sigma = new Float64Array(intensity.length);
  for (let row = 0; row < intensity.length; row++) {
    // I / f was detected, so sigma is f sqrt(I / f).
    sigma[row] = Math.sqrt(Math.max(intensity[row]!, factors[row]!) * factors[row]!);
  }
  const message = `an absorber was in the beam at ${changed} of ${intensity.length} points: the intensities of the file include its factor already`;
  return {
    columns: [numberColumn(name, 'counts', 'intensity', intensity), sigmaColumn(sigma), attenuation],
    diagnostics: [{ code: 'attenuation-included', severity: 'info', message }],
  };
}

function attenuationColumn(factors: NumberArray): NumberColumn {
  return numberColumn('attenuation factor', '', 'attenuation', factors);
}

function sigmaColumn(values: Float64Array): NumberColumn {
  return numberColumn('intensity sigma', 'counts', 'intensity-sigma', values);
}

function countNotOne(factors: NumberArray): number {
  let changed = 0;
  for (let row = 0; row < factors.length; row++) if (factors[row] !== 1) changed += 1;
  return changed;
}

/** A scan over another axis than 2theta is no powder pattern. */
export function noTwoTheta(table: string, axis: string): Diagnostic {
  const message = `table "${table}" is a scan over ${axis}: it has no 2theta that changes, and is no powder pattern`;
  return { code: 'no-two-theta', severity: 'warning', message };
}

/** The file announces more points than it holds, or fewer. */
export function pointsMismatch(declared: number, held: number, what = 'the file'): Diagnostic[] {
  if (declared === held) return [];
  const code = held < declared ? 'truncated' : 'length-mismatch';
  const message = `${what} declares ${declared} points and holds ${held}`;
  return [{ code, severity: 'warning', message }];
}
