/** Loss functions of Tougaard: probability per eV that an electron loses the energy T on its way out. */
import { fail } from '../../../errors.js';
import { atan } from '../../../numerics/elementary/atan.js';
import { log } from '../../../numerics/elementary/log.js';
import type { BackgroundName, TougaardConstants } from './background.js';

/** K(T) = B T/((C + C' T^2)^2 + D T^2) for T > 0, else 0. */
export interface TougaardKernel {
  readonly c: number;
  readonly cPrime: number;
  readonly d: number;
  /** B where it is given, eV^2; otherwise to be fitted. */
  readonly b?: number;
}

/** C of the universal loss function, eV^2 (S. Tougaard, Surf. Interface Anal. 11 (1988) 453, doi:10.1002/sia.740110902). */
const UNIVERSAL_C = 1643;
/** Largest B quoted for it, eV^2. */
export const UNIVERSAL_B = 3000;
/** Three-parameter loss function of SiO2, eV^2 (S. Tougaard, Surf. Interface Anal. 25 (1997) 137). */
const SILICA = { c: 542, d: 275 };

/**
 * The loss function that a background name means, completed with its usual constants: universal (two parameters) for
 * `tougaard` and `active-tougaard`, that of SiO2 for `tougaard-u3`, and `tougaard-u4` equal to the universal one until
 * constants are given. D given alone to `tougaard` makes it the three-parameter function.
 *
 * @throws `invalid-option` for constants that give no finite, positive loss function
 */
export function tougaardKernel(name: BackgroundName, given?: TougaardConstants): TougaardKernel {
  const three = name === 'tougaard-u3';
  const c = given?.c ?? (three ? SILICA.c : UNIVERSAL_C);
  const d = given?.d ?? (three ? SILICA.d : 0);
  const alone = name !== 'tougaard-u4' && given?.d !== undefined;
  const cPrime = three ? -1 : (given?.cPrime ?? (alone ? -1 : 1));
  const b = given?.b;
  const finite = [c, d, cPrime, b ?? 1].every(Number.isFinite);
  if (!finite || !(c > 0) || d < 0 || cPrime === 0 || (cPrime < 0 && d === 0) || (b !== undefined && b <= 0)) {
    throw fail(
      'invalid-option',
      `Tougaard constants C = ${c}, C' = ${cPrime}, D = ${d}${b === undefined ? '' : `, B = ${b}`} give no loss function`,
      "B and C are positive, D is not negative, and with C' below 0 D must be positive",
      { path: 'tougaard' },
    );
  }
  return { c, cPrime, d, ...(b === undefined ? {} : { b }) };
}

/** K(T)/B at a loss of T eV, 1/eV^3. */
export function kernelAt({ c, cPrime, d }: TougaardKernel, loss: number): number {
  if (!(loss > 0)) return 0;
  const square = loss * loss;
  const first = c + cPrime * square;
  return loss / (first * first + d * square);
}

/** Integral of K/B over all losses, 1/eV^2: B times it is the mean number of losses, near 0.9 for most solids. */
export function kernelArea({ c, cPrime, d }: TougaardKernel): number {
  // With u = T^2: half the integral of 1/(p u^2 + q u + r).
  const p = cPrime * cPrime;
  const q = 2 * c * cPrime + d;
  const r = c * c;
  const discriminant = 4 * p * r - q * q;
  if (Math.abs(discriminant) <= 1e-12 * q * q) return 1 / q;
  const root = Math.sqrt(Math.abs(discriminant));
  if (discriminant > 0) return (Math.PI / 2 - atan(q / root)) / root;
  return log((q + root) / (q - root)) / (2 * root);
}
