import { fail } from '../../../errors.js';

/**
 * Refuses spectra that nothing can be made of: fewer than `least` points, numbers that are not finite, energies that
 * descend.
 *
 * @param what the thing to be made, for the message
 */
export function needSpectrum(energiesEv: Float64Array, values: Float64Array, least: number, what: string): void {
  const n = energiesEv.length;
  if (n < least || values.length !== n) {
    throw fail('too-few-points', `${what} needs ${least} points, and there are ${n}`, 'widen the window');
  }
  for (let i = 0; i < n; i++) {
    if (
      Number.isFinite(values[i]) &&
      Number.isFinite(energiesEv[i]) &&
      !(i > 0 && energiesEv[i]! < energiesEv[i - 1]!)
    ) {
      continue;
    }
    throw fail(
      'malformed-file',
      `point ${i + 1} (${energiesEv[i]} eV, ${values[i]}) is no number or out of order`,
      'exclude the point',
    );
  }
}
