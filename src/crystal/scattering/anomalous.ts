import { log } from '../../numerics/elementary/log.js';
import { pow } from '../../numerics/elementary/pow.js';
import { chantler, chantlerWavelengths } from './chantler.js';
import { nearestTube } from './radiation-lines.js';
import { tableLines } from './table-lines.js';

/** What bound electrons add to the scattering of an atom near their edges, in electrons. */
export interface Anomalous {
  readonly fPrime: number;
  readonly fDoublePrime: number;
  /** `line`: tabulated for this line; `interpolated` between two lines; `none`: not known at this wavelength, both are zero. */
  readonly origin: 'line' | 'interpolated' | 'none';
}

const NONE: Anomalous = { fPrime: 0, fDoublePrime: 0, origin: 'none' };
/** One electron far from any edge: nothing that a diffraction pattern shows. */
const LIGHT: Anomalous = { fPrime: 0, fDoublePrime: 0, origin: 'line' };

const SAME_LINE = 1e-3;
/** Without an edge f'' grows with a power of the wavelength above this one; an edge between two lines makes it fall. */
const LEAST_POWER = 1.4;
/** Where f'' is below this, an edge of the element is far away. */
const NO_EDGE_NEAR = 0.01;
/** f' bends between lines; interpolated over more than this it would be a guess. */
const MOST_CHANGE = 0.5;

let table: ReadonlyMap<string, readonly number[]> | undefined;

/** Ascending, with the column of the table. */
const lines = chantlerWavelengths
  .map((wavelength, column) => ({ wavelength, column }))
  .sort((one, other) => one.wavelength - other.wavelength);

/**
 * f' and f'' of an element at a wavelength in angstrom, after Chantler. Between the lines of the table it interpolates only
 * where no edge lies between them; a wavelength between Kalpha1 and Kalpha2 of a tube counts as its Kalpha1.
 */
export function anomalousOf(element: string, wavelengthAngstrom: number): Anomalous {
  if (element === 'H' || element === 'D' || element === 'He') return LIGHT;
  table ??= tableLines(chantler);
  const row = table.get(element);
  if (row === undefined || !(wavelengthAngstrom > 0)) return NONE;
  return atLine(row, wavelengthAngstrom) ?? between(row, wavelengthAngstrom) ?? NONE;
}

function atLine(row: readonly number[], wavelength: number): Anomalous | undefined {
  let best = nearestLine(wavelength);
  if (Math.abs(wavelength / best.wavelength - 1) > SAME_LINE) {
    const tube = nearestTube(wavelength);
    if (tube === undefined) return undefined;
    best = nearestLine(tube.kAlpha1);
  }
  return { fPrime: row[2 * best.column]!, fDoublePrime: row[2 * best.column + 1]!, origin: 'line' };
}

function nearestLine(wavelength: number): (typeof lines)[number] {
  return lines.reduce((best, line) =>
    Math.abs(line.wavelength - wavelength) < Math.abs(best.wavelength - wavelength) ? line : best,
  );
}

function between(row: readonly number[], wavelength: number): Anomalous | undefined {
  const above = lines.findIndex((line) => line.wavelength > wavelength);
  if (above < 1) return undefined;
  const [short, long] = [lines[above - 1]!, lines[above]!];
  const [shortPrime, longPrime] = [row[2 * short.column]!, row[2 * long.column]!];
  const [shortDouble, longDouble] = [row[2 * short.column + 1]!, row[2 * long.column + 1]!];
  if (Math.abs(longPrime - shortPrime) > MOST_CHANGE) return undefined;
  const share = (wavelength - short.wavelength) / (long.wavelength - short.wavelength);
  const fPrime = shortPrime + share * (longPrime - shortPrime);
  if (shortDouble < NO_EDGE_NEAR && longDouble < NO_EDGE_NEAR) {
    return { fPrime, fDoublePrime: shortDouble + share * (longDouble - shortDouble), origin: 'interpolated' };
  }
  const power = log(longDouble / shortDouble) / log(long.wavelength / short.wavelength);
  if (!(power > LEAST_POWER)) return undefined;
  return { fPrime, fDoublePrime: shortDouble * pow(wavelength / short.wavelength, power), origin: 'interpolated' };
}
