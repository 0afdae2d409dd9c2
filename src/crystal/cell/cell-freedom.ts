import type { Freedom } from '../symmetry/freedom.js';
import type { SymmetryOperation } from '../symmetry/operation.js';
import { symmetricTensorFreedom } from '../symmetry/symmetric-tensor.js';

/**
 * What symmetry leaves free of the reciprocal metric A0..A5: for hexagonal axes A0 (A1 and A3 equal it) and A2, for a
 * monoclinic cell with unique axis b A0, A1, A2 and A4.
 */
export function cellFreedom(operations: readonly SymmetryOperation[]): Freedom {
  return symmetricTensorFreedom(
    operations.map((operation) => operation.rotation),
    [1, 1, 1, 2, 2, 2],
  );
}
