/** Bruce and Vincent for cells whose electrodes do not block, with what stands against it. */
import { convert } from '../../../quantity/convert.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { Finding } from '../../technique.js';
import type { PolarizationOptions } from '../options.js';
import type { SteadyCurrent } from './steady-current.js';
import { bruceVincent } from './transference.js';

/** Above this the response is no longer linear (10 mV, with room for the reading). */
const LINEAR_V = 0.0105;
/** Rows among which the largest current is taken as the initial one. */
const FIRST_ROWS = 5;

/** The step that the fraction is taken from: the first that is steady, else the first. */
export function fractionStep<Step extends SteadyCurrent>(steps: readonly Step[]): Step {
  return steps.find(({ current }) => current.value !== null) ?? steps[0]!;
}

/** The initial current as given, else the largest of the first readings; an amount, A. */
export function initialCurrentA({ step, fit }: SteadyCurrent, { initialCurrent }: PolarizationOptions): Quantity {
  if (initialCurrent !== undefined) return convert(initialCurrent, 'A');
  const value = Math.max(...step.currentA.slice(0, FIRST_ROWS).map(Math.abs));
  return { value, sigma: fit.points.noiseA, unit: 'A' };
}

export function currentFraction(
  steps: readonly SteadyCurrent[],
  options: PolarizationOptions,
): { readonly quantities: Record<string, Quantity>; readonly findings: readonly Finding[] } {
  const step = fractionStep(steps);
  const { initialResistance, steadyResistance, initialCurrent } = options;
  const findings: Finding[] = [];
  const potentialV = Math.abs(step.step.potentialV);
  if (potentialV > LINEAR_V) {
    findings.push({
      code: 'large-voltage',
      severity: 'warning',
      message: `The step is ${(1e3 * potentialV).toPrecision(3)} mV; the formula of Bruce and Vincent holds for 10 mV or less.`,
    });
  }
  const one: Record<string, Quantity> = steps.length === 1 ? { steadyStateCurrent: step.current } : {};
  if (initialResistance === undefined || steadyResistance === undefined) {
    findings.push({
      code: 'resistances-missing',
      severity: 'warning',
      message:
        'No current fraction: give initialResistance and steadyResistance, those of the interfaces from impedance before and after the step.',
    });
    const note = 'initialResistance and steadyResistance are missing';
    return { quantities: { ...one, transferenceNumber: { value: null, sigma: null, unit: '1', note } }, findings };
  }
  const initialA = initialCurrentA(step, options);
  if (initialCurrent === undefined) {
    findings.push({
      code: 'initial-current-read',
      severity: 'warning',
      message: `The initial current is read at ${step.step.timeS[0]!.toPrecision(2)} s. If it decays before that, the fraction comes out too large: give initialCurrent, the potential over all resistances before the step.`,
    });
  }
  const value = bruceVincent({
    potentialV,
    initialA,
    steadyA: step.current.value === null ? step.current : { ...step.current, value: Math.abs(step.current.value) },
    initialOhm: convert(initialResistance, 'Ohm'),
    steadyOhm: convert(steadyResistance, 'Ohm'),
  });
  if (value.value !== null && (value.interval95![0]! > 1 || value.interval95![1]! < 0)) {
    findings.push({
      code: 'fraction-impossible',
      severity: 'error',
      message: `The current fraction is ${value.value.toPrecision(3)}, outside 0 to 1 by more than its error: check the resistances and the initial current; a single-ion conductor gives 1.`,
    });
  }
  return { quantities: { ...one, transferenceNumber: value }, findings };
}
