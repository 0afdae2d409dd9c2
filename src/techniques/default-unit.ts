/** Units of conditions: what is meant where none is written, and which spellings are units of a condition at all. */
import { isUnit, parseUnit, sameDimension } from '../quantity/units.js';

/** Units a condition is taken in when nothing else says one. A name that is not here is a pure number. */
const defaultUnits: Readonly<Record<string, string>> = {
  temperature: 'degC',
  time: 'h',
  voltage: 'V',
  potential: 'V',
  current: 'mA',
  currentDensity: 'mA/cm^2',
  pressure: 'MPa',
  thickness: 'nm',
  distance: 'mm',
  frequency: 'Hz',
  angle: 'deg',
};

/** The unit of a condition that is given without one; `1` where the condition is a pure number. */
export function defaultUnit(name: string): string {
  return Object.hasOwn(defaultUnits, name) ? defaultUnits[name]! : '1';
}

/**
 * The unit that a spelling means for a condition, undefined when it is no unit of it. The `C` of a temperature is a
 * degree and not a coulomb, its `F` no farad. A condition without a usual unit may be in any.
 */
export function unitOfCondition(name: string, written: string): string | undefined {
  const usual = defaultUnit(name);
  if (isUnit(written) && (usual === '1' || sameDimension(parseUnit(written).dimension, parseUnit(usual).dimension))) {
    return written;
  }
  if (name !== 'temperature') return undefined;
  if (/^(?:(?:deg|[°º]) ?C?|C)$/.test(written)) return 'degC';
  return /^(?:(?:deg|[°º]) ?)?F$/.test(written) ? 'degF' : undefined;
}
