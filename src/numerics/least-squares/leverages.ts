import { scaleColumns } from '../linear-algebra/linear-least-squares.js';
import { pivotedQr } from '../linear-algebra/qr.js';

/**
 * Leverage of each residual at a minimum: the diagonal of `J (J'J)^-1 J'`, between 0 and 1, its sum the rank. A point with
 * leverage near 1 is fitted by the parameters whatever its value.
 *
 * @param jacobian rows x columns, column-major, left untouched
 */
export function leverages(jacobian: Float64Array, rows: number, columns: number): Float64Array {
  const scaled = jacobian.slice(0, rows * columns);
  scaleColumns(scaled, rows, columns);
  const original = scaled.slice();
  const { factor, pivots, rank } = pivotedQr(scaled, rows, columns);
  const out = new Float64Array(rows);
  const q = new Float64Array(rank);
  // Row i of Q solves q R = row i of the pivoted J.
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < rank; k++) {
      let value = original[i + pivots[k] * rows];
      for (let m = 0; m < k; m++) value -= q[m] * factor[m + k * rows];
      q[k] = value / factor[k + k * rows];
      out[i] += q[k] * q[k];
    }
  }
  return out;
}
