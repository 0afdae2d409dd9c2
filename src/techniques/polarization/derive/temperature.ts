/** Temperature of a step, and whether Ohm's law holds there with one blocking electrode. */
import { boltzmannEvPerK, zeroCelsiusK } from '../../../quantity/constants.js';
import { convert } from '../../../quantity/convert.js';
import type { Conditions } from '../../technique.js';
import type { PolarizationOptions } from '../options.js';
import type { PolarizationStep } from '../steps/polarization-step.js';

/** Its condition, else the option, else 25 degC; in K. */
export function temperatureK({ temperature }: Conditions, options: PolarizationOptions): number {
  const given = temperature ?? options.temperature;
  return given?.value == null ? 25 + zeroCelsiusK : convert(given, 'K').value!;
}

/** At half of kT/e the law of Hebb and Wagner is a quarter off Ohm's. */
const OHM_SHARE = 0.5;

export function beyondOhm(
  { step, conditions }: { readonly step: PolarizationStep; readonly conditions: Conditions },
  options: PolarizationOptions,
): boolean {
  return Math.abs(step.potentialV) > OHM_SHARE * boltzmannEvPerK * temperatureK(conditions, options);
}
