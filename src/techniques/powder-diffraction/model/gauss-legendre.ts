import { cos } from '../../../numerics/elementary/sin.js';

/** Nodes and weights of Gauss-Legendre quadrature on [0, 1]. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const known: (Quadrature | undefined)[] = [];

/** The rule with `count` nodes, computed at first use by Newton's method on the Legendre polynomial. */
export function gaussLegendre(count: number): Quadrature {
  const there = known[count];
  if (there !== undefined) return there;
  const made = compute(count);
  known[count] = made;
  return made;
}

function compute(count: number): Quadrature {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let pass = 0; pass < 100; pass++) {
      let before = 1;
      let value = x;
      for (let k = 2; k <= count; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = (count * (x * value - before)) / (x * x - 1);
      const shift = value / slope;
      x -= shift;
      if (Math.abs(shift) < 1e-15) break;
    }
    nodes[count - 1 - i] = (1 + x) / 2;
    weights[count - 1 - i] = 1 / ((1 - x * x) * slope * slope);
  }
  if (count === 1) {
    nodes[0] = 0.5;
    weights[0] = 1;
  }
  return { nodes, weights };
}
