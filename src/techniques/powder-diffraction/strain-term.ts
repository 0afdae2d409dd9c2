import { quarticExponents } from '../../crystal/symmetry/strain-invariants.js';

/** A quartic form of h, k, l, its coefficients in the order of `quarticExponents`. */
export function strainTerm(polynomial: Float64Array, h: number, k: number, l: number): number {
  let sum = 0;
  quarticExponents.forEach(([H, K, L], i) => {
    if (polynomial[i] !== 0) sum += polynomial[i]! * power(h, H) * power(k, K) * power(l, L);
  });
  return sum;
}

function power(base: number, exponent: number): number {
  let value = 1;
  for (let i = 0; i < exponent; i++) value *= base;
  return value;
}
