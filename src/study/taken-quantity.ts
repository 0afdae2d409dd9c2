/** Which number of a series fits an analysis that takes it: the one at its temperature. */
import type { AnalysisTask, Result } from '../execution/task.js';
import { convertNumber } from '../quantity/convert.js';
import type { Quantity } from '../quantity/quantity.js';
import type { Conditions, SeriesEntry } from '../techniques/technique.js';

/** Recordings this near in temperature count as at one; at 0.3 eV half a kelvin is two percent. */
export const sameTemperatureK = 0.5;

/** What a recording without a temperature is taken to be at. */
export const roomTemperatureC = 25;

/** Temperature among the conditions of a recording, degC; undefined where there is none. */
export function temperatureC({ temperature }: Conditions): number | undefined {
  if (temperature?.value == null) return undefined;
  return convertNumber(temperature.value, temperature.unit, 'degC');
}

/** The one temperature at which a task's recordings were measured, or why there is none. */
export function temperatureOfTask({
  inputs,
  conditionColumns = {},
}: Pick<AnalysisTask, 'inputs' | 'conditionColumns'>):
  | { readonly celsius: number; readonly given: boolean }
  | { readonly obstacle: string } {
  if (Object.hasOwn(conditionColumns, 'temperature')) {
    return { obstacle: 'the temperature of its recordings is read from a column and not known beforehand' };
  }
  const given = inputs.map(({ conditions }) => temperatureC(conditions));
  const known = given.filter((celsius) => celsius !== undefined);
  if (known.length === 0) return { celsius: roomTemperatureC, given: false };
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (known.length < given.length || most - least > sameTemperatureK) {
    return { obstacle: 'its recordings are not at one temperature' };
  }
  return { celsius: (least + most) / 2, given: true };
}

/**
 * The first of the named quantities that a result gives at a temperature: of the whole, where all of it is at that
 * temperature (or the name ends in `25C` and that is it), else of the recording nearest to it.
 *
 * @param names best first
 * @returns the quantity and its path in the result: `conductivity25C`, `series.pellet-60C.conductivity`
 */
export function quantityAtTemperature(
  result: Result,
  names: readonly string[],
  celsius: number,
): { readonly quantity: Quantity; readonly path: string } | undefined {
  const off = (entry: SeriesEntry) => Math.abs((temperatureC(entry.conditions) ?? roomTemperatureC) - celsius);
  const near = result.series.filter((entry) => off(entry) <= sameTemperatureK).sort((a, b) => off(a) - off(b));
  for (const name of names) {
    const whole = determined(result.quantities, name);
    const holds = name.endsWith('25C')
      ? Math.abs(celsius - roomTemperatureC) <= sameTemperatureK
      : near.length === result.series.length;
    if (whole !== undefined && holds) return { quantity: whole, path: name };
    for (const entry of near) {
      const quantity = determined(entry.quantities, name);
      if (quantity !== undefined) return { quantity, path: `series.${entry.label}.${name}` };
    }
  }
  return undefined;
}

function determined(quantities: Readonly<Record<string, Quantity>>, name: string): Quantity | undefined {
  const quantity = Object.hasOwn(quantities, name) ? quantities[name]! : undefined;
  return quantity?.value == null || !Number.isFinite(quantity.value) ? undefined : quantity;
}
