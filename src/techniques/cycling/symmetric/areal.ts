/** Currents and charges per area, and what they plate. */
import { hypot } from '../../../numerics/elementary/hypot.js';
import { faradayCPerMol } from '../../../quantity/constants.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { Measured } from '../../sample.js';

/** Molar mass in g/mol and density in g/cm^3 of the metals that are plated (CRC Handbook of Chemistry and Physics, 97th ed.). */
const metals = {
  Na: { molarMass: 22.98977, density: 0.968 },
  Li: { molarMass: 6.941, density: 0.534 },
  K: { molarMass: 39.0983, density: 0.862 },
} as const;

/** A number over the area, with the error of both. */
export function perArea(value: number, sigma: number, area: Measured, unit: string): Quantity {
  const result = value / area.value;
  const relative = hypot(value === 0 ? 0 : sigma / value, (area.sigma ?? 0) / area.value);
  return { value: result, sigma: area.sigma === null && sigma === 0 ? null : Math.abs(result) * relative, unit };
}

/** Thickness of dense metal that a charge plates: Q M / (F rho A), 8.86 um of sodium for each mAh/cm^2. */
export function platedThickness(chargeC: number, gain: number, area: Measured, metal: keyof typeof metals): Quantity {
  const { molarMass, density } = metals[metal];
  const micrometres = (chargeC * molarMass * 1e4) / (faradayCPerMol * density);
  return { ...perArea(micrometres, gain * micrometres, area, 'um'), note: `dense ${metal}` };
}
