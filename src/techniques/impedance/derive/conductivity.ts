/**
 * From resistances to conductivity, with the two kinds of error kept apart: what the fit of each spectrum leaves open is
 * new for every recording, what the calliper leaves open is the same for all recordings of a sample. The second kind
 * moves the prefactor of an Arrhenius line and leaves its slope alone, so it must never enter as a weight per point.
 */

import { fail } from '../../../errors.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { log } from '../../../numerics/elementary/log.js';
import { normalQuantile } from '../../../numerics/statistics/distributions.js';
import { quadraticForm } from '../../../quantity/propagate.js';
import type { Quantity } from '../../../quantity/quantity.js';

/** Shape of a plane-parallel sample, contacted on its whole faces. Sigmas are one standard deviation, 0 if exact. */
export interface PelletGeometry {
  readonly thicknessCm: number;
  readonly thicknessSigmaCm: number;
  readonly areaCm2: number;
  readonly areaSigmaCm2: number;
}

/** A resistance from a fit. */
export interface FittedResistance {
  readonly resistanceOhm: number;
  readonly sigmaOhm: number;
  /** 95 % interval where the fit gives one of its own (profile); an open end is null. */
  readonly interval95Ohm?: readonly [number | null, number | null];
}

export interface Conductivity {
  /** S/cm; sigma and interval hold both kinds of error. */
  readonly conductivity: Quantity;
  readonly lnConductivity: number;
  /** Variance of ln(sigma) from this spectrum's fit: independent between recordings. */
  readonly randomVariance: number;
  /** Variance of ln(sigma) from l and A: common to all recordings of the sample. */
  readonly commonVariance: number;
}

/** Area of a disk from its diameter; its relative error is twice that of the diameter. */
export function diskArea(
  diameterCm: number,
  diameterSigmaCm: number,
): { readonly areaCm2: number; readonly areaSigmaCm2: number } {
  if (!(diameterCm > 0 && diameterSigmaCm >= 0)) throw impossible(`a diameter of ${diameterCm} cm`);
  const areaCm2 = (Math.PI * diameterCm ** 2) / 4;
  return { areaCm2, areaSigmaCm2: (2 * areaCm2 * diameterSigmaCm) / diameterCm };
}

/** Variance of ln(l/A), l and A measured independently. @throws `invalid-geometry` unless both are positive. */
export function geometryVariance(geometry: PelletGeometry): number {
  const { thicknessCm, thicknessSigmaCm, areaCm2, areaSigmaCm2 } = geometry;
  if (!(thicknessCm > 0 && thicknessSigmaCm >= 0 && Number.isFinite(thicknessCm))) {
    throw impossible(`a thickness of ${thicknessCm} cm`);
  }
  if (!(areaCm2 > 0 && areaSigmaCm2 >= 0 && Number.isFinite(areaCm2))) throw impossible(`an area of ${areaCm2} cm^2`);
  return (thicknessSigmaCm / thicknessCm) ** 2 + (areaSigmaCm2 / areaCm2) ** 2;
}

/**
 * Sum of fitted resistances: `var(sum) = sum of all entries of their covariance`. Neighbouring arcs are strongly
 * anticorrelated (-0.9 and below), so the sum is far better known than its parts; adding variances alone can
 * overstate its error twenty times.
 *
 * @param covarianceOhm2 row-major, same order as the resistances.
 */
export function sumOfResistances(
  resistancesOhm: readonly number[],
  covarianceOhm2: ArrayLike<number>,
): FittedResistance {
  const ones = resistancesOhm.map(() => 1);
  if (covarianceOhm2.length !== ones.length ** 2) {
    throw fail(
      'invalid-option',
      `${ones.length} resistances need a covariance of ${ones.length ** 2} numbers, got ${covarianceOhm2.length}`,
      'pass the block of the covariance matrix that belongs to these resistances',
    );
  }
  return {
    resistanceOhm: resistancesOhm.reduce((sum, resistance) => sum + resistance, 0),
    // Rounding can leave a tiny negative number where the parts cancel completely.
    sigmaOhm: Math.sqrt(Math.max(0, quadraticForm(ones, covarianceOhm2))),
  };
}

/**
 * `sigma = l/(R A)`; `var(ln sigma) = var(ln R) + var(ln l) + var(ln A)`. The 95 % interval is that of ln(sigma), mapped
 * back, so it stays positive; where the resistance brings an interval of its own, that one is used for its part.
 *
 * @throws `invalid-geometry` for an impossible shape, `invalid-option` unless the resistance is positive.
 */
export function conductivity(resistance: FittedResistance, geometry: PelletGeometry): Conductivity {
  const { resistanceOhm, sigmaOhm, interval95Ohm } = resistance;
  if (!(resistanceOhm > 0 && sigmaOhm >= 0 && Number.isFinite(resistanceOhm))) {
    throw fail(
      'invalid-option',
      `a resistance of ${resistanceOhm} Ohm has no conductivity`,
      'check the sign of the impedance and the circuit',
    );
  }
  const commonVariance = geometryVariance(geometry);
  const randomVariance = (sigmaOhm / resistanceOhm) ** 2;
  const value = geometry.thicknessCm / (resistanceOhm * geometry.areaCm2);
  const z = normalQuantile(0.975);
  const end = (limit: number | null, side: 1 | -1): number | null => {
    if (limit === null || limit <= 0) return null;
    const fromResistance = log(resistanceOhm / limit);
    return value * exp(side * hypot(fromResistance, z * Math.sqrt(commonVariance)));
  };
  const spread = exp(z * Math.sqrt(randomVariance));
  const [low, high] = interval95Ohm ?? [resistanceOhm / spread, resistanceOhm * spread];
  return {
    conductivity: {
      value,
      sigma: value * Math.sqrt(randomVariance + commonVariance),
      unit: 'S/cm',
      interval95: [end(high, -1), end(low, 1)],
    },
    lnConductivity: log(value),
    randomVariance,
    commonVariance,
  };
}

function impossible(what: string) {
  return fail(
    'invalid-geometry',
    `${what} is not possible`,
    'give thickness and area (or diameter) as positive lengths',
  );
}
