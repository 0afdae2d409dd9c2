/** Transference numbers from electronic and total conductivity, and the current fraction of cells that do not block. */

import { hypot, hypotOf } from '../../../numerics/elementary/hypot.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import { convert } from '../../../quantity/convert.js';
import type { Quantity } from '../../../quantity/quantity.js';

export interface Transference {
  readonly ionic: Quantity;
  readonly electronic: Quantity;
}

/**
 * t_e = sigma_e/sigma_total and t_ion = 1 - t_e. Relative variances add, but for those of thickness and area where the same
 * pellet served both.
 *
 * @param electronic S/cm; of one that is only bounded the bounds go on
 * @param sharedRelative relative standard deviation of L/A that both conductivities contain; 0 for different pellets
 */
export function transferenceNumbers(
  electronic: Quantity,
  total: Quantity,
  sharedRelative = 0,
): Transference | undefined {
  const { value: whole, sigma: wholeSigma } = convert(total, 'S/cm');
  if (whole === null || !(whole > 0)) return undefined;
  const relative = Math.sqrt(Math.max(0, ((wholeSigma ?? 0) / whole) ** 2 - sharedRelative ** 2));
  const ends = electronic.interval95?.map((end) => (end === null ? null : end / whole)) as
    | [number | null, number | null]
    | undefined;
  const note = electronic.note === undefined ? {} : { note: electronic.note };
  if (electronic.value === null) {
    const [low, high] = ends ?? [null, null];
    // The total conductivity may be lower than it seems, so the bound grows with its error.
    const upper = high === null ? 1 : Math.min(1, Math.max(0, high) * (1 + NORMAL_95 * relative));
    const lower = Math.max(0, low ?? 0);
    return {
      electronic: { value: null, sigma: null, unit: '1', interval95: [lower, upper], ...note },
      ionic: {
        value: null,
        sigma: null,
        unit: '1',
        interval95: [1 - upper, 1 - lower],
        ...note,
      },
    };
  }
  const value = electronic.value / whole;
  const own = Math.sqrt(Math.max(0, ((electronic.sigma ?? 0) / electronic.value) ** 2 - sharedRelative ** 2));
  const sigma = Math.abs(value) * hypot(own, relative);
  const half = NORMAL_95 * sigma;
  return {
    electronic: { value, sigma, unit: '1', interval95: [Math.max(0, value - half), value + half] },
    ionic: { value: 1 - value, sigma, unit: '1', interval95: [1 - value - half, Math.min(1, 1 - value + half)] },
  };
}

export interface BruceVincentInput {
  /** Potential of the step, V. */
  readonly potentialV: number;
  /** Current at the instant of the step, A. */
  readonly initialA: Quantity;
  /** Steady current, A. */
  readonly steadyA: Quantity;
  /** Resistances of the interfaces before and after, Ohm. */
  readonly initialOhm: Quantity;
  readonly steadyOhm: Quantity;
}

/**
 * Current fraction of a cell with two electrodes that do not block: I_ss (V - I_0 R_0)/(I_0 (V - I_ss R_ss)); the transference
 * number of the ion only for a dilute ideal electrolyte, one for a single-ion conductor (P. G. Bruce, C. A. Vincent, J. Electroanal. Chem. 225
 * (1987) 1, doi:10.1016/0022-0728(87)80001-3; J. Evans, C. A. Vincent, P. G. Bruce, Polymer 28 (1987) 2324).
 */
export function bruceVincent({ potentialV, initialA, steadyA, initialOhm, steadyOhm }: BruceVincentInput): Quantity {
  const inputs = [initialA, steadyA, initialOhm, steadyOhm];
  if (inputs.some(({ value }) => value === null))
    return { value: null, sigma: null, unit: '1', note: 'a current or resistance is missing' };
  const [i0, iss, r0, rss] = inputs.map(({ value }) => value!) as [number, number, number, number];
  const f = (a: number, b: number, c: number, d: number): number =>
    (b * (potentialV - a * c)) / (a * (potentialV - b * d));
  const value = f(i0, iss, r0, rss);
  const free = potentialV - iss * rss;
  const slopes = [
    -(iss * potentialV) / (i0 * i0 * free),
    ((potentialV - i0 * r0) * potentialV) / (i0 * free * free),
    -iss / free,
    (value * iss) / free,
  ];
  const sigma = hypotOf(slopes.map((slope, k) => slope * (inputs[k]!.sigma ?? 0)));
  const half = NORMAL_95 * sigma;
  return { value, sigma, unit: '1', interval95: [value - half, value + half] };
}
