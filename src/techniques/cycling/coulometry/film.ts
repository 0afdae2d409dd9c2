/** The film of a stack whose insertion is counted. */

import { pow } from '../../../numerics/elementary/pow.js';
import { faradayCPerMol } from '../../../quantity/constants.js';
import { convert } from '../../../quantity/convert.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { areaCm2, type Measured } from '../../sample.js';
import type { CyclingTest } from '../part.js';

export interface Film {
  readonly material: string;
  /** Films that share the charge. */
  readonly films: 1 | 2;
  readonly areaCm2?: Measured;
  /** Of one film, cm. */
  readonly thicknessCm?: Measured;
  readonly densityGPerCm3?: Measured;
  readonly molarMassGPerMol?: Measured;
  /** Ions per formula unit, where known from elsewhere. */
  readonly ions?: Measured;
}

/** What sample and options say of the film. Of two films of one material the mean thickness counts. */
export function filmOf({ options, sample }: CyclingTest): Film {
  const material = options.film!;
  const layers = (sample.stack ?? [])
    .filter((layer) => layer.material === material && layer.thickness !== undefined)
    .slice(0, options.films)
    .map((layer) => measured(layer.thickness!, 'cm'));
  const thicknessCm =
    layers.length === 0
      ? undefined
      : {
          value: layers.reduce((sum, { value }) => sum + value, 0) / layers.length,
          // Two films made together share their error.
          sigma: layers.reduce((sum, { sigma }) => sum + (sigma ?? 0), 0) / layers.length,
        };
  const area = areaCm2(sample);
  return {
    material,
    films: options.films,
    ...(area === undefined ? {} : { areaCm2: area }),
    ...(thicknessCm === undefined ? {} : { thicknessCm }),
    ...(options.filmDensity === undefined ? {} : { densityGPerCm3: measured(options.filmDensity, 'g/cm^3') }),
    ...(options.filmMolarMass === undefined ? {} : { molarMassGPerMol: measured(options.filmMolarMass, 'g/mol') }),
    ...(options.filmIons === undefined ? {} : { ions: measured(options.filmIons, '1') }),
  };
}

/** Product of powers with its error: the relative variances add. */
export function powers(terms: readonly (readonly [Measured, 1 | -1])[], factor = 1): Measured {
  const value = terms.reduce((product, [term, power]) => product * pow(term.value, power), factor);
  const variance = terms.reduce((sum, [{ value: v, sigma }]) => sum + ((sigma ?? 0) / v) ** 2, 0);
  return { value, sigma: Math.abs(value) * Math.sqrt(variance) };
}

/**
 * Ions per formula unit, `x = Q M/(F rho d A)` with Q the charge of one film.
 *
 * @param chargeC charge that the films share
 */
export function ionsPerFormula(film: Required<Omit<Film, 'ions'>>, chargeC: Measured): Measured {
  return powers(
    [
      [chargeC, 1],
      [film.molarMassGPerMol, 1],
      [film.densityGPerCm3, -1],
      [film.thicknessCm, -1],
      [film.areaCm2, -1],
    ],
    1 / (faradayCPerMol * film.films),
  );
}

function measured(quantity: Quantity, unit: string): Measured {
  const { value, sigma } = convert(quantity, unit);
  return { value: value!, sigma };
}
