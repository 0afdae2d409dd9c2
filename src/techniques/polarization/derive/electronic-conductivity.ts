/** From a steady current to the conductivity of the electrons: sigma = I L/(V A). */

import { hypot } from '../../../numerics/elementary/hypot.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { areaCm2, type Measured, type Sample, thicknessCm } from '../../sample.js';

/** Thickness over area of the sample. */
export interface CellConstant {
  /** L/A, 1/cm. */
  readonly perCm: number;
  /** Relative standard deviation. */
  readonly relativeSigma: number;
  /** False when thickness or area came without uncertainty. */
  readonly complete: boolean;
}

export function cellConstant(sample: Sample): CellConstant | undefined {
  const thickness = thicknessCm(sample);
  const area = areaCm2(sample);
  if (thickness === undefined || area === undefined) return undefined;
  const relative = ({ value, sigma }: Measured): number => (sigma ?? 0) / value;
  return {
    perCm: thickness.value / area.value,
    relativeSigma: hypot(relative(thickness), relative(area)),
    complete: thickness.sigma !== null && area.sigma !== null,
  };
}

const UNIT = 'S/cm';

/**
 * Conductivity from a conductance (I/V of one step, or the slope of several). A missing conductance keeps its bounds; those get
 * wider by the geometry.
 *
 * @param conductance in S; its interval may be open
 */
export function conductivityOf(conductance: Quantity, constant: CellConstant): Quantity {
  const { value, sigma, interval95, note } = conductance;
  const scale = (end: number | null, side: -1 | 1): number | null => {
    if (end === null) return null;
    if (value === null) return end * constant.perCm * (1 + side * NORMAL_95 * constant.relativeSigma * Math.sign(end));
    const [whole, ownHalf] = [value * constant.perCm, Math.abs(end - value) * constant.perCm];
    return whole + side * hypot(ownHalf, NORMAL_95 * constant.relativeSigma * whole);
  };
  const interval =
    interval95 === undefined ? {} : { interval95: [scale(interval95[0], -1), scale(interval95[1], 1)] as const };
  const said = note === undefined ? {} : { note };
  if (value === null) return { value: null, sigma: null, unit: UNIT, ...interval, ...said };
  const result = value * constant.perCm;
  const relative = hypot((sigma ?? 0) / value, constant.relativeSigma);
  return { value: result, sigma: Math.abs(result) * relative, unit: UNIT, ...interval, ...said };
}

/** Current over potential, S; bounds of a current that is not steady become bounds of the conductance. */
export function conductanceOf(current: Quantity, potentialV: number): Quantity {
  const ends = current.interval95?.map((end) => (end === null ? null : end / potentialV)) as
    | [number | null, number | null]
    | undefined;
  const interval = ends === undefined ? {} : { interval95: potentialV < 0 ? ([ends[1], ends[0]] as const) : ends };
  return {
    value: current.value === null ? null : current.value / potentialV,
    sigma: current.sigma === null ? null : current.sigma / Math.abs(potentialV),
    unit: 'S',
    ...interval,
    ...(current.note === undefined ? {} : { note: current.note }),
  };
}
