/** Quantities that an experiment changed from step to step: dose, etching time, temperature. */
import { etchTimeOf, type SpectrumSettings } from '../../../formats/photoemission/spectrum-settings.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { isUnit } from '../../../quantity/units.js';

/** Numbers of a spectrum by name: `dose`, `etchTime`. */
export type StepVariables = ReadonlyMap<string, Quantity>;

/** A place in a list or the number of a repeat: no two spectra need have the same, and none of them is a state. */
const COUNTERS =
  /^(?:loop|cycle|scan|repeat|repetition|sweep|iteration|index|number|no|block|spectrum|region|curve)(?:[A-Z\d]|$)/;
/** What programs write where nobody gave a name. */
const UNNAMED = /^(?:expVariable|value|variable|sampleIdentifier)\d*$/;
const ETCHING = 'etchTime';

/** All that may tell steps of one file from each other, counters left out. */
export function stepVariables(settings: SpectrumSettings): StepVariables {
  const found = new Map<string, Quantity>();
  const etched = settings.etchTimeS ?? etchTimeOf(settings.variables);
  if (etched !== undefined) found.set(ETCHING, { value: etched, sigma: null, unit: 's' });
  for (const variable of settings.variables) {
    const name = identifier(variable.name);
    if (name === '' || COUNTERS.test(name) || found.has(name)) continue;
    if (etched !== undefined && etchTimeOf([variable]) !== undefined) continue;
    found.set(name, { value: variable.value, sigma: null, unit: unitText(variable.unit) });
  }
  return found;
}

/** False for a name that the program gave, and for where the sample stood. */
export function saysSomething(name: string): boolean {
  return !UNNAMED.test(name) && !/^[xyz]$|^pos(?:ition)?(?:[A-Z]|$)/.test(name);
}

/** `Etch Time` becomes `etchTime`, as names of conditions are. */
function identifier(name: string): string {
  const words = name.slice(0, 100).match(/[A-Za-z][a-z]*|[A-Z]+|\d+/g) ?? [];
  const joined = words
    .map((word, index) =>
      index === 0 ? word[0]!.toLowerCase() + word.slice(1) : word[0]!.toUpperCase() + word.slice(1),
    )
    .join('');
  return joined.replace(/^\d+/, '');
}

/** Units of files are written in many ways; what is none is a bare number. */
function unitText(unit: string): string {
  const text = unit.trim();
  // VAMAS writes d for dimensionless, and degrees as they are.
  if (text === '' || /^(?:d|n|none|not specified)$/i.test(text)) return '1';
  if (/^(?:c|deg ?c|°c|celsius)$/i.test(text)) return 'degC';
  return isUnit(text) ? text : '1';
}
