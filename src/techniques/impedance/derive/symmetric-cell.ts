/**
 * The interface of a symmetric cell. Such a cell has TWO interfaces in series, so the area-specific resistance of one is
 * half the fitted resistance times the area; the forgotten half is the commonest error of the field, so every answer
 * here carries the sentence that says what was divided.
 */

import { fail } from '../../../errors.js';
import { hypot, hypotOf } from '../../../numerics/elementary/hypot.js';
import { normalQuantile } from '../../../numerics/statistics/distributions.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { FittedResistance, PelletGeometry } from './conductivity.js';

export interface InterfaceResistance {
  /** Ohm cm^2 of ONE interface. The interval may reach below zero where the pellet hides the interface. */
  readonly areaSpecificResistance: Quantity;
  /** False when the value is within two standard deviations of zero: the interface is not resolved from the pellet. */
  readonly resolved: boolean;
  /** How it was made from the measured numbers, factor included. */
  readonly wording: string;
}

export interface ContactArea {
  readonly areaCm2: number;
  readonly areaSigmaCm2: number;
}

/** From the fitted resistance of the interface arc, which counts both interfaces: `ASR = R_int A/2`. */
export function interfaceFromArc(arc: FittedResistance, area: ContactArea): InterfaceResistance {
  needArea(area);
  const value = (arc.resistanceOhm * area.areaCm2) / 2;
  const fromArea = (value * area.areaSigmaCm2) / area.areaCm2;
  const fromFit = (arc.sigmaOhm * area.areaCm2) / 2;
  const z = normalQuantile(0.975);
  const end = (limitOhm: number | null, side: 1 | -1): number | null =>
    limitOhm === null ? null : value + side * hypot(((limitOhm - arc.resistanceOhm) * area.areaCm2) / 2, z * fromArea);
  const [low, high] = arc.interval95Ohm ?? [arc.resistanceOhm - z * arc.sigmaOhm, arc.resistanceOhm + z * arc.sigmaOhm];
  return answer(
    value,
    hypot(fromFit, fromArea),
    [end(low, -1), end(high, 1)],
    'interface arc x area / 2 (two interfaces in series, taken as equal)',
  );
}

/**
 * From the total resistance and the pellet's, both read from one spectrum: `ASR = (R_total - R_pellet) A/2` with the
 * covariance of the two, which decides the error where they nearly cancel.
 *
 * @param covarianceOhm2 of (total, pellet), row-major.
 */
export function interfaceBySubtraction(
  totalOhm: number,
  pelletOhm: number,
  covarianceOhm2: readonly [number, number, number, number],
  area: ContactArea,
): InterfaceResistance {
  needArea(area);
  const value = ((totalOhm - pelletOhm) * area.areaCm2) / 2;
  const variance = Math.max(0, covarianceOhm2[0] + covarianceOhm2[3] - covarianceOhm2[1] - covarianceOhm2[2]);
  const sigma = hypot((Math.sqrt(variance) * area.areaCm2) / 2, (value * area.areaSigmaCm2) / area.areaCm2);
  return answer(
    value,
    sigma,
    symmetric(value, sigma),
    '(total - pellet) x area / 2 (two interfaces in series, taken as equal)',
  );
}

/**
 * From the total resistance and a conductivity measured on another pellet: `ASR = (R_total A - l/sigma)/2`. The area
 * stands only at the total, the thickness only at the pellet: 0.1 mm of a pellet of 5e-4 S/cm are 10 Ohm cm^2 per
 * interface, often more than the interface itself.
 *
 * @param conductivityRelativeSigma all errors of that conductivity, geometry of the other pellet included.
 */
export function interfaceFromConductivity(
  total: FittedResistance,
  conductivitySPerCm: number,
  conductivityRelativeSigma: number,
  geometry: PelletGeometry,
): InterfaceResistance {
  needArea(geometry);
  if (!(conductivitySPerCm > 0 && geometry.thicknessCm > 0)) {
    throw fail(
      'invalid-geometry',
      `a pellet of ${geometry.thicknessCm} cm and ${conductivitySPerCm} S/cm cannot be subtracted`,
      'give thickness and conductivity as positive numbers',
    );
  }
  const pellet = geometry.thicknessCm / conductivitySPerCm;
  const all = total.resistanceOhm * geometry.areaCm2;
  const value = (all - pellet) / 2;
  const sigma =
    hypotOf([
      total.sigmaOhm * geometry.areaCm2,
      total.resistanceOhm * geometry.areaSigmaCm2,
      pellet * conductivityRelativeSigma,
      (pellet * geometry.thicknessSigmaCm) / geometry.thicknessCm,
    ]) / 2;
  return answer(
    value,
    sigma,
    symmetric(value, sigma),
    '(total x area - thickness / conductivity) / 2 (two interfaces in series, taken as equal)',
  );
}

function answer(
  value: number,
  sigma: number,
  interval95: readonly [number | null, number | null],
  wording: string,
): InterfaceResistance {
  const resolved = value > 2 * sigma;
  return {
    areaSpecificResistance: {
      value,
      sigma,
      unit: 'Ohm cm^2',
      interval95,
      ...(resolved ? {} : { note: 'not resolved from the pellet: read the upper end of the interval as a limit' }),
    },
    resolved,
    wording,
  };
}

function symmetric(value: number, sigma: number): readonly [number, number] {
  const half = normalQuantile(0.975) * sigma;
  return [value - half, value + half];
}

function needArea(area: ContactArea): void {
  if (!(area.areaCm2 > 0 && area.areaSigmaCm2 >= 0)) {
    throw fail(
      'invalid-geometry',
      `an area of ${area.areaCm2} cm^2 is not possible`,
      'give area or diameter of the sample',
    );
  }
}
