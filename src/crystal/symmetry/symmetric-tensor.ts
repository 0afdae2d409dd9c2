import type { Freedom } from './freedom.js';
import { nullSpace } from './null-space.js';

/** Indices of the six numbers of a symmetric tensor: 11, 22, 33, 12, 13, 23. */
const PAIRS = [
  [0, 0],
  [1, 1],
  [2, 2],
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

/**
 * What rotations leave free of a symmetric tensor T with R T Rᵀ = T (the reciprocal metric, displacements on reciprocal
 * axes). The numbers to be had are `scale` times the tensor's 11, 22, 33, 12, 13, 23.
 */
export function symmetricTensorFreedom(rotations: Iterable<readonly number[]>, scale: readonly number[]): Freedom {
  const { free, matrix } = nullSpace(equations(rotations), 6);
  for (let i = 0; i < 6; i++) {
    for (const [j, parameter] of free.entries()) matrix[i * free.length + j]! *= scale[i]! / scale[parameter]!;
  }
  return { size: 6, count: free.length, free, matrix, base: new Float64Array(6) };
}

function* equations(rotations: Iterable<readonly number[]>): Iterable<number[]> {
  for (const r of rotations) {
    for (const [row, [m, n]] of PAIRS.entries()) {
      const equation = PAIRS.map(([p, q]) => {
        const straight = r[3 * m + p]! * r[3 * n + q]!;
        return p === q ? straight : straight + r[3 * m + q]! * r[3 * n + p]!;
      });
      equation[row]! -= 1;
      yield equation;
    }
  }
}
