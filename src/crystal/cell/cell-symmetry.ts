import type { SymmetryOperation } from '../symmetry/operation.js';
import type { Cell } from './cell.js';
import { cellFreedom } from './cell-freedom.js';
import { cellFromMetric, reciprocalMetric } from './metric.js';

/** A cell that has the symmetry of its space group exactly, and how far the given one was from it. */
export interface SymmetricCell {
  readonly cell: Cell;
  /** Largest relative change of an edge, or change of an angle in radians. A few 1e-4 is rounding, 0.01 another symmetry. */
  readonly deviation: number;
}

/** The cell with the symmetry that the rotations of the operations ask of it: a = b, right angles and the like, on average. */
export function symmetricCell(cell: Cell, operations: readonly SymmetryOperation[]): SymmetricCell {
  const metric = reciprocalMetric(cell);
  const tensor = [metric[0]!, metric[1]!, metric[2]!, metric[3]! / 2, metric[4]! / 2, metric[5]! / 2];
  const mean = new Float64Array(6);
  const pair = (i: number, j: number) => (i === j ? i : i + j + 2);
  for (const { rotation: r } of operations) {
    for (const [at, [m, n]] of [
      [0, 0],
      [1, 1],
      [2, 2],
      [0, 1],
      [0, 2],
      [1, 2],
    ].entries()) {
      let sum = 0;
      for (let p = 0; p < 3; p++) {
        for (let q = 0; q < 3; q++) sum += r[3 * m! + p]! * r[3 * n! + q]! * tensor[pair(p, q)]!;
      }
      mean[at]! += ((at < 3 ? 1 : 2) * sum) / operations.length;
    }
  }
  // The mean has the symmetry but for rounding; the ties make it exact.
  const { free, count, matrix } = cellFreedom(operations);
  const exact = Float64Array.from({ length: 6 }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < count; j++) sum += matrix[i * count + j]! * mean[free[j]!]!;
    return sum;
  });
  const symmetric = cellFromMetric(exact);
  let deviation = 0;
  for (const name of ['a', 'b', 'c'] as const) {
    deviation = Math.max(deviation, Math.abs(symmetric[name] / cell[name] - 1));
  }
  for (const name of ['alpha', 'beta', 'gamma'] as const) {
    deviation = Math.max(deviation, (Math.abs(symmetric[name] - cell[name]) * Math.PI) / 180);
  }
  return { cell: deviation < 1e-12 ? cell : symmetric, deviation };
}
