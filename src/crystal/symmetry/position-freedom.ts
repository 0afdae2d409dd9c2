import { fail } from '../../errors.js';
import type { Cell } from '../cell/cell.js';
import { reciprocalLengths, reciprocalMetric } from '../cell/metric.js';
import type { Freedom } from './freedom.js';
import { nullSpace } from './null-space.js';
import type { SymmetryOperation } from './operation.js';
import { steps } from './operations.js';
import { symmetricTensorFreedom } from './symmetric-tensor.js';

/**
 * What the site symmetry leaves free of a position: `x = base + C q`, with q being x, y or z themselves.
 *
 * @param siteOperations operations that leave the position where it is, but for lattice translations
 * @param position fractional coordinates, at or very near the special position
 */
export function positionFreedom(
  siteOperations: readonly SymmetryOperation[],
  position: readonly [number, number, number],
): Freedom {
  const freedom = fixedPoints(siteOperations, position);
  if (freedom !== undefined && reaches(freedom, position)) return freedom;
  throw fail(
    'invalid-structure',
    `the operations do not leave the position ${position.join(', ')} where it is`,
    'give only operations of the site symmetry of this position',
  );
}

/** False when the point that the operations leave in place is another one. */
function reaches({ count, free, matrix, base }: Freedom, position: readonly [number, number, number]): boolean {
  for (let i = 0; i < 3; i++) {
    let sum = base[i]!;
    for (let j = 0; j < count; j++) sum += matrix[i * count + j]! * position[free[j]!]!;
    if (!(Math.abs(sum - position[i]!) < 0.02)) return false;
  }
  return true;
}

/** The points that all operations leave in place, near the given one; undefined when there are none. */
export function fixedPoints(
  operations: readonly SymmetryOperation[],
  near: readonly [number, number, number],
): Freedom | undefined {
  const equations: number[][] = [];
  for (const { rotation, translation } of operations) {
    for (let i = 0; i < 3; i++) {
      const [x, y, z] = [rotation[3 * i]!, rotation[3 * i + 1]!, rotation[3 * i + 2]!];
      const moved = x * near[0] + y * near[1] + z * near[2] + translation[i]!;
      const cells = Math.round(moved - near[i]!);
      // The constant of the equation comes first, so that all else is expressed by it and never the other way round.
      const row = [steps(translation[i]!) - 24 * cells, 24 * x, 24 * y, 24 * z];
      row[i + 1]! -= 24;
      equations.push(row);
    }
  }
  const { free, matrix } = nullSpace(equations, 4);
  if (free[0] !== 0) return undefined;
  const count = free.length - 1;
  const out = new Float64Array(3 * count);
  const base = new Float64Array(3);
  for (let i = 0; i < 3; i++) {
    base[i] = matrix[(i + 1) * free.length]!;
    for (let j = 0; j < count; j++) out[i * count + j] = matrix[(i + 1) * free.length + j + 1]!;
  }
  return { size: 3, count, free: free.slice(1).map((column) => column - 1), matrix: out, base };
}

/**
 * What the site symmetry leaves free of U11, U22, U33, U12, U13, U23 as CIF has them (on unit reciprocal axes).
 *
 * @param cell only the ratios of its reciprocal edges matter
 */
export function uFreedom(siteOperations: readonly SymmetryOperation[], cell: Cell): Freedom {
  const [a, b, c] = reciprocalLengths(reciprocalMetric(cell));
  const scale = [a * a, b * b, c * c, a * b, a * c, b * c].map((product) => 1 / product);
  return symmetricTensorFreedom(
    siteOperations.map((operation) => operation.rotation),
    scale,
  );
}
