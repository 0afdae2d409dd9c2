/**
 * Cholesky factorisation of small dense symmetric matrices, in place and without allocation.
 *
 * Matrices are column-major: element (i, j) of an n x n matrix is `a[i + j * n]`. Only the lower triangle is read and
 * written; the strict upper triangle keeps whatever it held.
 */

/**
 * A pivot that has lost all but a few units of rounding of its diagonal element carries no information: such a matrix
 * is singular to working precision. The ratio does not change when rows and columns are scaled together.
 */
const PIVOT_TOLERANCE = 8 * Number.EPSILON;

/**
 * Replaces the lower triangle of `a` by L with `a = L L'`.
 *
 * @param a n x n, column-major; overwritten (also when false is returned)
 * @returns false when the matrix is not positive definite to working precision or holds a NaN
 */
export function choleskyInPlace(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    const column = j * n;
    const diagonal = a[column + j];
    // Left-looking: column j minus its projections on the finished columns, four at a time to save memory traffic.
    let k = 0;
    for (; k + 3 < j; k += 4) {
      const k0 = k * n;
      const k1 = k0 + n;
      const k2 = k1 + n;
      const k3 = k2 + n;
      const c0 = a[k0 + j];
      const c1 = a[k1 + j];
      const c2 = a[k2 + j];
      const c3 = a[k3 + j];
      for (let i = j; i < n; i++) {
        a[column + i] -= c0 * a[k0 + i] + c1 * a[k1 + i] + c2 * a[k2 + i] + c3 * a[k3 + i];
      }
    }
    for (; k < j; k++) {
      const k0 = k * n;
      const c0 = a[k0 + j];
      for (let i = j; i < n; i++) a[column + i] -= c0 * a[k0 + i];
    }
    const pivot = a[column + j];
    if (!(diagonal > 0) || !(pivot > PIVOT_TOLERANCE * diagonal) || pivot === Number.POSITIVE_INFINITY) return false;
    const root = Math.sqrt(pivot);
    const inverse = 1 / root;
    a[column + j] = root;
    for (let i = j + 1; i < n; i++) a[column + i] *= inverse;
  }
  return true;
}

/** Solves `L L' x = b` for the factor `l` of `choleskyInPlace`; `b` (length n) is replaced by x. */
export function choleskySolveInPlace(l: Float64Array, n: number, b: Float64Array): void {
  for (let j = 0; j < n; j++) {
    const column = j * n;
    const value = b[j] / l[column + j];
    b[j] = value;
    for (let i = j + 1; i < n; i++) b[i] -= value * l[column + i];
  }
  for (let j = n - 1; j >= 0; j--) {
    const column = j * n;
    let sum = b[j];
    for (let i = j + 1; i < n; i++) sum -= l[column + i] * b[i];
    b[j] = sum / l[column + j];
  }
}

/**
 * Inverse of `L L'` from the factor `l` of `choleskyInPlace`: the covariance when the matrix was J'J.
 *
 * @param out n x n, both triangles are filled; must not be `l` itself
 */
export function choleskyInverse(l: Float64Array, n: number, out: Float64Array): void {
  // First X = L^-1 (lower triangle of `out`), one forward substitution per column.
  for (let j = 0; j < n; j++) {
    const column = j * n;
    for (let i = j; i < n; i++) out[column + i] = 0;
    out[column + j] = 1;
    for (let k = j; k < n; k++) {
      const from = k * n;
      const value = out[column + k] / l[from + k];
      out[column + k] = value;
      if (value === 0) continue;
      for (let i = k + 1; i < n; i++) out[column + i] -= value * l[from + i];
    }
  }
  // Then X'X in place: entry (i, j), i >= j, needs rows >= i of columns i and j, which are still X at that moment.
  for (let j = 0; j < n; j++) {
    const columnJ = j * n;
    for (let i = j; i < n; i++) {
      const columnI = i * n;
      let sum = 0;
      for (let k = i; k < n; k++) sum += out[columnI + k] * out[columnJ + k];
      out[columnJ + i] = sum;
      out[columnI + j] = sum;
    }
  }
}
