/** The products J'J and J'r of least squares, from a column-major Jacobian, without allocation. */

/**
 * `out = J'J`, both triangles.
 *
 * Two columns against two columns at a time: four products for four loads, which is what keeps a scalar engine busy.
 *
 * @param jacobian rows x columns, column-major: `jacobian[j * rows + i]`
 * @param out columns x columns, column-major
 */
export function normalMatrix(jacobian: Float64Array, rows: number, columns: number, out: Float64Array): void {
  let j = 0;
  for (; j + 1 < columns; j += 2) {
    const j0 = j * rows;
    const j1 = j0 + rows;
    let k = 0;
    for (; k <= j; k += 2) {
      const k0 = k * rows;
      const k1 = k0 + rows;
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      for (let i = 0; i < rows; i++) {
        const a0 = jacobian[j0 + i];
        const a1 = jacobian[j1 + i];
        const b0 = jacobian[k0 + i];
        const b1 = jacobian[k1 + i];
        s00 += a0 * b0;
        s01 += a0 * b1;
        s10 += a1 * b0;
        s11 += a1 * b1;
      }
      put(out, columns, j, k, s00);
      put(out, columns, j, k + 1, s01);
      put(out, columns, j + 1, k, s10);
      put(out, columns, j + 1, k + 1, s11);
    }
  }
  if (j < columns) {
    const j0 = j * rows;
    for (let k = 0; k <= j; k++) {
      const k0 = k * rows;
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += jacobian[j0 + i] * jacobian[k0 + i];
      put(out, columns, j, k, sum);
    }
  }
}

function put(out: Float64Array, n: number, j: number, k: number, value: number): void {
  out[j + k * n] = value;
  out[k + j * n] = value;
}

/** `out = J'r`: `rows` residuals against each of `columns` columns, two columns at a time. */
export function normalVector(
  jacobian: Float64Array,
  residuals: Float64Array,
  rows: number,
  columns: number,
  out: Float64Array,
): void {
  let j = 0;
  for (; j + 1 < columns; j += 2) {
    const j0 = j * rows;
    const j1 = j0 + rows;
    let s0 = 0;
    let s1 = 0;
    for (let i = 0; i < rows; i++) {
      const r = residuals[i];
      s0 += jacobian[j0 + i] * r;
      s1 += jacobian[j1 + i] * r;
    }
    out[j] = s0;
    out[j + 1] = s1;
  }
  if (j < columns) {
    const j0 = j * rows;
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += jacobian[j0 + i] * residuals[i];
    out[j] = sum;
  }
}

/** Sum of squares of the first `count` entries. */
export function sumOfSquares(values: Float64Array, count: number = values.length): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] * values[i];
  return sum;
}
