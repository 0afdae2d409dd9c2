import { fail } from '../../errors.js';
import type { Scatterer } from '../structure-factors/structure-factors.js';
import { type Anomalous, anomalousOf } from './anomalous.js';
import { isElement } from './element-data.js';
import { internationalTables } from './international-tables.js';
import { neutronLength } from './neutron-length.js';
import { tableLines } from './table-lines.js';
import { waasmaierKirfel } from './waasmaier-kirfel.js';

/** Whose figures describe atoms for X-rays; the second has few elements and Cu Kalpha alone, for comparison with other programs. */
export type ScatteringTable = 'waasmaier-kirfel-chantler' | 'it92-cromer-liberman';

export interface ScattererOptions {
  /** Of the first line. */
  readonly wavelengthAngstrom: number;
  /** @default 'waasmaier-kirfel-chantler' */
  readonly table?: ScatteringTable;
  /** @default 'x-ray' */
  readonly radiation?: 'x-ray' | 'neutron';
}

/** A scatterer and what was taken for it. */
export interface ChosenScatterer {
  readonly scatterer: Scatterer;
  /** `Zr4+` or, where the table has no such ion or none was asked for, `Zr`; the element for neutrons. */
  readonly species: string;
  /** False where an ion was asked for and the neutral atom serves in its place. */
  readonly asAsked: boolean;
  /** Where f' and f'' come from; with `none` both are zero and a finding should say so. Neutrons have none to miss: `line`. */
  readonly anomalous: Anomalous['origin'];
}

const CU_KALPHA1 = 1.5405929;
const SAME_LINE = 1e-3;

let factors: ReadonlyMap<string, readonly number[]> | undefined;
let comparison: ReadonlyMap<string, readonly number[]> | undefined;

/**
 * What an atom scatters at a wavelength: electrons for X-rays, the coherent length in fm (as constant `c`) for neutrons.
 *
 * @param charge oxidation state, 0 for the neutral atom; ions that the table does not have are taken as neutral
 * @throws `invalid-structure` for what is no element or has no figures; `invalid-option` for a table that does not hold the
 * element or the wavelength
 */
export function scattererFor(element: string, charge: number, options: ScattererOptions): ChosenScatterer {
  if (!isElement(element)) {
    throw fail(
      'invalid-structure',
      `"${element.slice(0, 20)}" is no chemical element`,
      'correct the type of this atom',
    );
  }
  if (options.radiation === 'neutron') {
    const scatterer = { a: [], b: [], c: neutronLength(element), fPrime: 0, fDoublePrime: 0 };
    return { scatterer, species: element, asAsked: true, anomalous: 'line' };
  }
  if (options.table === 'it92-cromer-liberman') return forComparison(element, charge, options.wavelengthAngstrom);
  factors ??= tableLines(waasmaierKirfel);
  const symbol = element === 'D' ? 'H' : element;
  const ion = ionName(symbol, charge);
  const species = factors.has(ion) ? ion : symbol;
  const row = factors.get(species)!;
  const { fPrime, fDoublePrime, origin } = anomalousOf(element, options.wavelengthAngstrom);
  return {
    scatterer: { ...gaussians(row, 5), fPrime, fDoublePrime },
    species,
    asAsked: species === ion,
    anomalous: origin,
  };
}

function forComparison(element: string, charge: number, wavelength: number): ChosenScatterer {
  comparison ??= tableLines(internationalTables);
  const row = comparison.get(element);
  const hint = "take the table 'waasmaier-kirfel-chantler'";
  if (row === undefined) {
    throw fail('invalid-option', `the table 'it92-cromer-liberman' does not hold ${element}`, hint);
  }
  if (!(Math.abs(wavelength / CU_KALPHA1 - 1) <= SAME_LINE)) {
    throw fail(
      'invalid-option',
      `the table 'it92-cromer-liberman' is for Cu Kalpha, not for ${wavelength} angstrom`,
      hint,
    );
  }
  const scatterer = { ...gaussians(row, 4), fPrime: row[9]!, fDoublePrime: row[10]! };
  return { scatterer, species: element, asAsked: charge === 0, anomalous: 'line' };
}

/** The key of tables: `Na1+`, `O2-`; the element itself when neutral. */
function ionName(element: string, charge: number): string {
  return charge === 0 ? element : `${element}${Math.abs(charge)}${charge > 0 ? '+' : '-'}`;
}

function gaussians(row: readonly number[], count: number): { a: number[]; b: number[]; c: number } {
  const a: number[] = [];
  const b: number[] = [];
  for (let i = 0; i < count; i++) {
    a.push(row[2 * i]!);
    b.push(row[2 * i + 1]!);
  }
  return { a, b, c: row[2 * count]! };
}
