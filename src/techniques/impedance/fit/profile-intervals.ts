/** 95 % profile-likelihood intervals of the parameters of a fit: asymmetric where the circuit is, open where the data set no limit. */

import { isInterphaseError } from '../../../errors.js';
import { exp } from '../../../numerics/elementary/exp.js';
import type { Minimum } from '../../../numerics/least-squares/minimise.js';
import { profileInterval } from '../../../numerics/least-squares/profile-interval.js';
import type { Circuit } from '../circuit/circuit.js';
import {
  makeCircuitModel,
  makeLayout,
  type ParameterConstraints,
  type ParameterLayout,
  toFree,
  toNatural,
} from './circuit-model.js';
import { minimiseSettings } from './search-minimum.js';
import type { SpectrumFit } from './spectrum-fit.js';
import { makeWeights } from './weights.js';

export type Interval = readonly [number | null, number | null];

export interface ProfiledIntervals {
  /**
   * By parameter of the circuit, natural units; null for fixed parameters and where the profile met a lower minimum (the
   * caller then falls back to the standard error).
   */
  readonly intervals: readonly (Interval | null)[];
  /** Natural parameters of the lowest minimum met below the fit's own. */
  readonly lowerMinimum: Float64Array | null;
}

export function profileIntervals(fit: SpectrumFit, constraints: ParameterConstraints = {}): ProfiledIntervals {
  const layout = makeLayout(fit.circuit, constraints, [fit.spectrum]);
  const model = makeCircuitModel(layout, fit.spectrum, makeWeights(fit.spectrum, fit.weighting));
  const minimum = {
    parameters: toFree(layout, fit.natural),
    sumOfSquares: fit.sumOfSquares,
    atBound: layout.freeNames.map((name) => (fit.atBound.includes(name) ? ('upper' as const) : null)),
  };
  const settings = {
    ...minimiseSettings(layout),
    scale: fit.weighting === 'supplied' ? ('known' as const) : ('residuals' as const),
  };
  let lower: Minimum | null = null;
  const byFree = layout.freeNames.map((_, j): Interval | null => {
    try {
      const profile = profileInterval(model, minimum, j, settings);
      if (profile.lowerMinimum !== null) {
        if (lower === null || profile.lowerMinimum.sumOfSquares < lower.sumOfSquares) lower = profile.lowerMinimum;
        return null;
      }
      const end = (value: number | null, how: string, bound: number) =>
        value ?? (how === 'bound' && layout.freeScales[j] === 'exponent' ? bound : null);
      return [
        end(profile.lower, profile.lowerEnd, layout.lower[j]),
        end(profile.upper, profile.upperEnd, layout.upper[j]),
      ];
    } catch (error) {
      if (isInterphaseError(error)) return null;
      throw error;
    }
  });
  return {
    intervals: fit.circuit.parameters.map((_, k) => naturalInterval(layout, fit.circuit, k, byFree)),
    lowerMinimum: naturalOf(layout, lower),
  };
}

function naturalOf(layout: ParameterLayout, minimum: Minimum | null): Float64Array | null {
  return minimum && toNatural(layout, minimum.parameters, new Float64Array(layout.circuit.parameters.length));
}

function naturalInterval(
  layout: ParameterLayout,
  circuit: Circuit,
  k: number,
  byFree: readonly (Interval | null)[],
): Interval | null {
  const free = layout.freeOf[k];
  const interval = free < 0 ? null : byFree[free];
  if (interval === null) return null;
  const natural = (value: number | null) =>
    value === null
      ? null
      : circuit.parameters[k].scale === 'log'
        ? exp(value + layout.shift[k])
        : value + layout.shift[k];
  return [natural(interval[0]), natural(interval[1])];
}
