/** The current that flows without polarization: leakage of the leads and offset of the instrument. */

import { hypot, hypotOf } from '../../../numerics/elementary/hypot.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import { convert } from '../../../quantity/convert.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { PolarizationOptions } from '../options.js';
import type { SteadyCurrent } from './steady-current.js';

/** With its sign, A. */
export interface Offset {
  readonly valueA: number;
  readonly sigmaA: number;
  /** `given`, or the steps at 0 V that showed it. */
  readonly source: 'given' | readonly string[];
}

/** As given, else from the steps at 0 V; undefined where neither says. */
export function offsetOf(options: PolarizationOptions, zero: readonly SteadyCurrent[]): Offset | undefined {
  if (options.offsetCurrent !== undefined) {
    const { value, sigma } = convert(options.offsetCurrent, 'A');
    return { valueA: value!, sigmaA: sigma ?? 0, source: 'given' };
  }
  if (zero.length === 0) return undefined;
  const parts = zero.map(offsetOfStep);
  const valueA = parts.reduce((sum, part) => sum + part.valueA, 0) / parts.length;
  const scatter = Math.sqrt(parts.reduce((sum, part) => sum + (part.valueA - valueA) ** 2, 0) / parts.length);
  const own = hypotOf(parts.map(({ sigmaA }) => sigmaA)) / parts.length;
  return { valueA, sigmaA: hypot(scatter, own), source: zero.map(({ step }) => step.label) };
}

/** Of one step at 0 V: its end. What still changes (the cell gives back its charge) counts as error. */
export function offsetOfStep({ step, lastA, lastSigmaA }: SteadyCurrent): Pick<Offset, 'valueA' | 'sigmaA'> {
  const sign = step.potentialV < 0 ? -1 : 1;
  const end = step.timeS.at(-1)!;
  let sum = 0;
  let count = 0;
  for (const [k, t] of step.timeS.entries()) {
    if (t < 0.4 * end || t > 0.6 * end) continue;
    sum += step.currentA[k]!;
    count += 1;
  }
  const valueA = sign * lastA;
  return { valueA, sigmaA: hypot(lastSigmaA, count === 0 ? 0 : sum / count - valueA) };
}

/** The current without the offset; bounds become wider by its error. */
export function withoutOffset(current: Quantity, { valueA, sigmaA }: Offset): Quantity {
  const { value, sigma, interval95 } = current;
  if (value === null) {
    if (interval95 === undefined) return current;
    const [low, high] = interval95;
    const spread = NORMAL_95 * sigmaA;
    return {
      ...current,
      interval95: [low === null ? null : low - valueA - spread, high === null ? null : high - valueA + spread],
    };
  }
  const own = value - valueA;
  const half = NORMAL_95 * hypot(sigma!, sigmaA);
  return { ...current, value: own, sigma: hypot(sigma!, sigmaA), interval95: [own - half, own + half] };
}
