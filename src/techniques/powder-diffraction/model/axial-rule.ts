import { symmetricEigen } from '../../../numerics/linear-algebra/symmetric-eigen.js';
import { gaussLegendre, type Quadrature } from './gauss-legendre.js';

/** More nodes than this are never asked for: the asymmetry of a line is then wider than any diffractometer makes it. */
export const MOST_AXIAL_NODES = 64;

const known: (Quadrature | undefined)[] = [];

/**
 * Nodes t on [0, 1] and weights of the integral of (1 - t) f(t²). Axial divergence moves a line by about t² of its reach, and
 * heights t in the beam have the weight 1 - t, so this needs half the nodes of a rule for plain polynomials in t. Made at first
 * use: recurrence of the orthogonal polynomials in t² on a rule that is exact for them, then G. H. Golub, J. H. Welsch, Math.
 * Comput. 23 (1969) 221, doi:10.1090/S0025-5718-69-99647-1.
 */
export function axialRule(count: number): Quadrature {
  const there = known[count];
  if (there !== undefined) return there;
  const made = compute(count);
  known[count] = made;
  return made;
}

function compute(count: number): Quadrature {
  const exact = gaussLegendre(2 * count);
  const squares = exact.nodes.map((t) => t * t);
  const weights = exact.weights.map((weight, i) => weight * (1 - exact.nodes[i]!));
  const jacobi = new Float64Array(count * count);
  let before = new Float64Array(2 * count);
  let polynomial = new Float64Array(2 * count).fill(1);
  let lengthBefore = 1;
  let total = 0;
  for (let k = 0; k < count; k++) {
    let [length, moment] = [0, 0];
    for (let i = 0; i < polynomial.length; i++) {
      const part = weights[i]! * polynomial[i]! * polynomial[i]!;
      length += part;
      moment += part * squares[i]!;
    }
    const centre = moment / length;
    const coupling = k === 0 ? 0 : length / lengthBefore;
    if (k === 0) total = length;
    jacobi[k * count + k] = centre;
    if (k > 0) jacobi[k * count + k - 1] = jacobi[(k - 1) * count + k] = Math.sqrt(coupling);
    const next = polynomial.map((value, i) => (squares[i]! - centre) * value - coupling * before[i]!);
    [before, polynomial, lengthBefore] = [polynomial, next, length];
  }
  const { values, vectors } = symmetricEigen(jacobi, count);
  return {
    nodes: values.map((square) => Math.sqrt(Math.max(0, square))),
    weights: Float64Array.from(values, (_, k) => total * vectors[k * count]! * vectors[k * count]!),
  };
}
