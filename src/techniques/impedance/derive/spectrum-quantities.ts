/** The quantities of one fitted spectrum: circuit parameters, resistances of the cell, conductivity, capacitances. */
import { exp } from '../../../numerics/elementary/exp.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { NORMAL_95, studentTQuantile } from '../../../numerics/statistics/distributions.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { Arc } from '../fit/order-arcs.js';
import { correlation, type SpectrumFit, standardError } from '../fit/spectrum-fit.js';
import { capacitanceQuantities } from './arc-capacitances.js';
import { type CellRoles, type ResistanceSum, sumParameters } from './cell-resistances.js';
import { type Conductivity, conductivity, type PelletGeometry } from './conductivity.js';
import { assessIdentifiability, type Identifiability } from './identifiability.js';
import { logNormalQuantity } from './log-normal.js';
import { interfaceFromArc } from './symmetric-cell.js';

export interface SpectrumQuantities {
  readonly quantities: Readonly<Record<string, Quantity>>;
  readonly identifiability: Identifiability;
  /** Sum of the electrolyte's resistances; null when the circuit has none. */
  readonly electrolyte: ResistanceSum | null;
  /** Conductivity of the electrolyte as a whole, null without geometry or when not determined. */
  readonly conductivity: Conductivity | null;
  /** Conductivity that each single electrolyte resistance would give alone, by parameter name; determined ones only. */
  readonly partial: ReadonlyMap<string, Conductivity>;
}

/** 95 % interval of each parameter where something better than the standard error is known (profile likelihood). */
export type ParameterIntervals = readonly (readonly [number | null, number | null] | null)[];

const PERCENT_95 = 0.975;
/** Relative standard error above which an arc outside the window is not used for conductivities. */
const EXTRAPOLATED = 0.1;
/** Correlation at which another resistance takes what the arc leaves. */
const TRADING = 0.95;

/** Quantity of parameter `k`: log-normal interval for positive ones, so it stays positive. */
export function parameterQuantity(
  fit: SpectrumFit,
  k: number,
  identifiability: Identifiability,
  profile: ParameterIntervals = [],
): Quantity {
  const parameter = fit.circuit.parameters[k];
  const value = fit.natural[k];
  const { unit } = parameter;
  const state = identifiability.states[k];
  if (state === 'fixed') return { value, sigma: null, unit, note: 'held at this value' };
  const sigma = standardError(fit, k);
  const finite = Number.isFinite(sigma);
  const t =
    fit.weighting === 'supplied' || fit.degreesOfFreedom <= 0
      ? NORMAL_95
      : studentTQuantile(PERCENT_95, fit.degreesOfFreedom);
  const spread = exp((t * sigma) / value);
  const [low, high] = parameter.bounds ?? [0, 1];
  const linear: [number | null, number | null] = !finite
    ? [null, null]
    : parameter.scale === 'log'
      ? [value / spread, Number.isFinite(spread) ? value * spread : null]
      : [Math.max(low, value - t * sigma), Math.min(high, value + t * sigma)];
  const interval95 = profile[k] ?? linear;
  if (state === 'unseen') {
    // For an arc outside the window even the interval is a belief in its ideal shape: none is given.
    const outside = identifiability.outside.some(({ arc, unseen }) => unseen && placesOf(arc).includes(k));
    return {
      value: null,
      sigma: null,
      unit,
      ...(outside ? {} : { interval95 }),
      note: `not identifiable from this window: ${identifiability.reasons[k]}`,
    };
  }
  const notes = [
    ...(state === 'loose' ? [identifiability.reasons[k]] : []),
    ...(fit.atBound.includes(parameter.name) ? ['on its bound, where the standard error means nothing'] : []),
  ];
  return {
    value,
    sigma: finite ? sigma : null,
    unit,
    interval95,
    ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
  };
}

/** Places of an arc's parameters in the list. */
function placesOf(arc: Arc): number[] {
  return [arc.resistanceIndex, arc.capacitanceIndex, arc.exponentIndex, arc.timeConstantIndex];
}

/**
 * @param geometry of the pellet; without it no conductivity
 * @param area of the contact; without it no area-specific resistance
 */
export function deriveQuantities(
  fit: SpectrumFit,
  roles: CellRoles,
  geometry: PelletGeometry | null,
  area: { readonly areaCm2: number; readonly areaSigmaCm2: number } | null,
  profile: ParameterIntervals = [],
): SpectrumQuantities {
  const identifiability = assessIdentifiability(fit);
  const quantities: Record<string, Quantity> = {};
  fit.circuit.parameters.forEach((parameter, k) => {
    quantities[parameter.name] = parameterQuantity(fit, k, identifiability, profile);
  });
  Object.assign(quantities, capacitanceQuantities(fit, identifiability));

  const electrolyte = roles.electrolyte.length === 0 ? null : sumParameters(fit, roles.electrolyte, identifiability);
  let total: Conductivity | null = null;
  if (electrolyte) {
    quantities.Rtotal = sumQuantity(electrolyte, 'Ohm');
    if (area) quantities.pelletResistance = pelletQuantity(electrolyte, area);
    if (geometry) {
      if (electrolyte.determined) total = conductivity(electrolyte, geometry);
      quantities.conductivity = total?.conductivity ?? missing('S/cm', electrolyte.reason);
    }
  }
  const partial = new Map<string, Conductivity>();
  if (geometry && roles.electrolyte.length > 1) {
    for (const k of roles.electrolyte) {
      if (identifiability.states[k] !== 'determined' || isExtrapolated(fit, k, identifiability)) continue;
      const { name } = fit.circuit.parameters[k];
      const own = conductivity({ resistanceOhm: fit.natural[k], sigmaOhm: standardError(fit, k) }, geometry);
      partial.set(name, own);
      quantities[`${name}.conductivity`] = own.conductivity;
    }
  }
  if (roles.interface >= 0 && area)
    quantities.interfaceResistance = interfaceQuantity(fit, roles.interface, area, identifiability, quantities);
  return { quantities, identifiability, electrolyte, conductivity: total, partial };
}

/**
 * An arc whose apex lies outside the window and that is not sharply known, or a resistance that trades with one: what the
 * ideal shape of the arc says rules the number, and its error is larger than the formal one.
 */
function isExtrapolated(fit: SpectrumFit, k: number, identifiability: Identifiability): boolean {
  return identifiability.outside.some(({ arc }) => {
    const r = arc.resistanceIndex;
    const loose = standardError(fit, r) > EXTRAPOLATED * fit.natural[r];
    return loose && (r === k || Math.abs(correlation(fit, r, k)) > TRADING);
  });
}

function interfaceQuantity(
  fit: SpectrumFit,
  index: number,
  area: { readonly areaCm2: number; readonly areaSigmaCm2: number },
  identifiability: Identifiability,
  quantities: Readonly<Record<string, Quantity>>,
): Quantity {
  if (identifiability.states[index] === 'unseen') return missing('Ohm cm^2', identifiability.reasons[index]);
  const interval95Ohm = quantities[fit.circuit.parameters[index].name].interval95;
  const { areaSpecificResistance, wording, resolved } = interfaceFromArc(
    {
      resistanceOhm: fit.natural[index],
      sigmaOhm: standardError(fit, index),
      ...(interval95Ohm ? { interval95Ohm } : {}),
    },
    area,
  );
  return { ...areaSpecificResistance, note: resolved ? wording : `${wording}; not resolved from the pellet` };
}

/** `R A` of the electrolyte; fit and area are independent, so their relative variances add. */
function pelletQuantity(
  sum: ResistanceSum,
  { areaCm2, areaSigmaCm2 }: { readonly areaCm2: number; readonly areaSigmaCm2: number },
): Quantity {
  if (!sum.determined) return missing('Ohm cm^2', sum.reason);
  const lnSigma = hypot(sum.sigmaOhm / sum.resistanceOhm, areaSigmaCm2 / areaCm2);
  return logNormalQuantity(sum.resistanceOhm * areaCm2, lnSigma, 'Ohm cm^2');
}

function sumQuantity(sum: ResistanceSum, unit: string): Quantity {
  if (!sum.determined) return missing(unit, sum.reason);
  return logNormalQuantity(sum.resistanceOhm, sum.sigmaOhm / sum.resistanceOhm, unit);
}

function missing(unit: string, reason: string): Quantity {
  return { value: null, sigma: null, unit, note: `not identifiable from this window: ${reason}` };
}
