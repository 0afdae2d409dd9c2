import { nullSpace } from './null-space.js';
import type { SymmetryOperation } from './operation.js';
import { pointGroup } from './operations.js';

/** One independent term of anisotropic strain broadening. */
export interface StrainTerm {
  /** `S400`: named after the first monomial in it, which it holds with the factor 1. */
  readonly name: string;
  /** Its factors of the fifteen monomials h^H k^K l^L, in the order of `quarticExponents`. */
  readonly polynomial: Float64Array;
}

/** H, K, L of the fifteen monomials of fourth degree. */
export const quarticExponents: readonly (readonly [number, number, number])[] = [
  [4, 0, 0],
  [0, 4, 0],
  [0, 0, 4],
  [2, 2, 0],
  [2, 0, 2],
  [0, 2, 2],
  [3, 1, 0],
  [3, 0, 1],
  [0, 3, 1],
  [1, 3, 0],
  [1, 0, 3],
  [0, 1, 3],
  [2, 1, 1],
  [1, 2, 1],
  [1, 1, 2],
];

/**
 * The independent terms of the variance of 1/d² under the Laue group: `sigma²(M_hkl) = Σ S_t polynomial_t(h, k, l)`.
 *
 * P. W. Stephens, J. Appl. Cryst. 32 (1999) 281, with all factors of the monomials one (not 3 and 2 for the mixed ones).
 */
export function strainInvariants(operations: readonly SymmetryOperation[]): { readonly terms: readonly StrainTerm[] } {
  const { free, matrix } = nullSpace(equations(pointGroup(operations)), quarticExponents.length);
  const terms = free.map((monomial, j) => ({
    name: `S${quarticExponents[monomial]!.join('')}`,
    polynomial: Float64Array.from(quarticExponents, (_, i) => matrix[i * free.length + j]!),
  }));
  return { terms };
}

/** The factors of the polynomial must be those of the polynomial of hR: one equation for each monomial and rotation. */
function* equations(rotations: Int8Array): Iterable<number[]> {
  for (let at = 0; at < rotations.length; at += 9) {
    const images = quarticExponents.map((powers) => imageOf(powers, rotations.subarray(at, at + 9)));
    for (let row = 0; row < quarticExponents.length; row++) {
      const equation = images.map((image) => image[row]!);
      equation[row]! -= 1;
      yield equation;
    }
  }
}

/** A monomial of hR, multiplied out. */
function imageOf(powers: readonly [number, number, number], r: Int8Array): number[] {
  let terms = new Map<number, number>([[0, 1]]);
  for (const [axis, power] of powers.entries()) {
    for (let times = 0; times < power; times++) {
      const next = new Map<number, number>();
      for (const [key, factor] of terms) {
        for (let from = 0; from < 3; from++) {
          const weight = r[3 * from + axis]!;
          if (weight !== 0) next.set(key + PLACES[from]!, (next.get(key + PLACES[from]!) ?? 0) + factor * weight);
        }
      }
      terms = next;
    }
  }
  return quarticExponents.map(([h, k, l]) => terms.get(h * PLACES[0]! + k * PLACES[1]! + l * PLACES[2]!) ?? 0);
}

/** Exponents as the digits of one number. */
const PLACES = [100, 10, 1];
