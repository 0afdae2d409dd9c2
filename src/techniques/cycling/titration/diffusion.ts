/** Diffusion coefficients from the pulses of a titration. */
import { hypot } from '../../../numerics/elementary/hypot.js';
import { convert } from '../../../quantity/convert.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { areaCm2, type Measured } from '../../sample.js';
import type { CyclingTest } from '../part.js';
import { LEAST_R_SQUARED, type PulseMeasure } from './measure-pulse.js';

/** Volume of the host over the area that ions pass: the thickness of a film, a third of a radius of spheres; cm. */
export interface TitrationGeometry {
  readonly lengthCm: Measured;
  /** Diffusion length for the test of validity, cm; null where not given. */
  readonly diffusionLengthCm: number | null;
}

/** The pulse must be short against L^2/D: beyond this share the law of sqrt t no longer holds within some per cent. */
export const LONGEST_SHARE = 0.25;
/** A change of the rest potential smaller than so many of its errors is none. */
const LEAST_CHANGE = 3;

/** Geometry of the host from mass, molar mass and molar volume (or density) and area; or the names of what is missing. */
export function titrationGeometry({
  options,
  sample,
}: CyclingTest): TitrationGeometry | { readonly missing: string[] } {
  const missing: string[] = [];
  const area = options.contactArea === undefined ? areaCm2(sample) : measured(options.contactArea, 'cm^2');
  if (area === undefined) missing.push('contactArea (or the area of the sample)');
  if (sample.mass === undefined) missing.push('the mass of the sample');
  const molar = options.molarMass !== undefined && options.molarVolume !== undefined;
  if (!molar && sample.density === undefined) missing.push('molarMass and molarVolume (or the density of the sample)');
  if (missing.length > 0) return { missing };
  const mass = measured(sample.mass!, 'g');
  const perGram = molar
    ? ratio(measured(options.molarVolume!, 'cm^3/mol'), measured(options.molarMass!, 'g/mol'))
    : ratio({ value: 1, sigma: 0 }, measured(sample.density!, 'g/cm^3'));
  const volume = { value: mass.value * perGram.value, sigma: mass.value * perGram.value * relative(mass, perGram) };
  return {
    lengthCm: ratio(volume, area!),
    diffusionLengthCm: options.diffusionLength === undefined ? null : measured(options.diffusionLength, 'cm').value,
  };
}

export interface PulseDiffusion {
  /** cm^2/s; null with a note where the pulse does not give it. The error of the geometry, common to all, is not in its sigma. */
  readonly coefficient: Quantity;
  /** Pulse length over L^2/D; null without a diffusion length. */
  readonly share: number | null;
}

/** One pulse of a titration with all that was made of it. */
export interface TitrationStep extends PulseMeasure {
  /** Undefined where the geometry is not known. */
  readonly diffusion: PulseDiffusion | undefined;
}

/**
 * `D = 4/(pi t) (V/S)^2 (dEs/dEt)^2` of Weppner and Huggins (J. Electrochem. Soc. 124 (1977) 1569, DOI 10.1149/1.2133112), for
 * pulses short against L^2/D whose potential is a line in sqrt t.
 */
export function pulseDiffusion(measure: PulseMeasure, geometry: TitrationGeometry): PulseDiffusion {
  const none = (note: string, share: number | null = null): PulseDiffusion => ({
    coefficient: { value: null, sigma: null, unit: 'cm^2/s', note },
    share,
  });
  const { restChangeV, restChangeSigmaV, pulseChangeV, pulseChangeSigmaV, rSquared, pulse } = measure;
  if (!measure.after.settled || !measure.before.settled) return none('a rest beside it is too short');
  if (!(Math.abs(restChangeV) > LEAST_CHANGE * restChangeSigmaV)) {
    return none('the rest potential does not change: a plateau of two phases, or too short a pulse');
  }
  if (rSquared < LEAST_R_SQUARED) return none('the potential is not linear in sqrt t');
  if (Math.sign(restChangeV) !== Math.sign(pulseChangeV)) return none('pulse and rest potential move apart');
  const quotient = restChangeV / pulseChangeV;
  const value = (4 / (Math.PI * pulse.durationS)) * (geometry.lengthCm.value * quotient) ** 2;
  const { diffusionLengthCm } = geometry;
  const share = diffusionLengthCm === null ? null : (pulse.durationS * value) / diffusionLengthCm ** 2;
  if (share !== null && share > LONGEST_SHARE) return none('the pulse is not short against L^2/D', share);
  const sigma = 2 * value * hypot(restChangeSigmaV / restChangeV, pulseChangeSigmaV / pulseChangeV);
  return { coefficient: { value, sigma, unit: 'cm^2/s' }, share };
}

function measured(quantity: Quantity, unit: string): Measured {
  const { value, sigma } = convert(quantity, unit);
  return { value: value!, sigma };
}

function ratio(a: Measured, b: Measured): Measured {
  const value = a.value / b.value;
  return { value, sigma: value * relative(a, b) };
}

function relative(a: Measured, b: Measured): number {
  return hypot((a.sigma ?? 0) / a.value, (b.sigma ?? 0) / b.value);
}
