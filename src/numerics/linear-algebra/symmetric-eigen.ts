/**
 * Eigenvalues and eigenvectors of a real symmetric matrix: Householder reduction to tridiagonal form, then QL with
 * implicit Wilkinson shifts (B. N. Parlett, The Symmetric Eigenvalue Problem, SIAM 1998, doi:10.1137/1.9781611971163,
 * chapters 7 and 8).
 */

import { fail } from '../../errors.js';
import { hypot } from '../elementary/hypot.js';

/** Two or three per eigenvalue are usual. */
const MAX_ITERATIONS = 60;

/** `A = V diag(values) V'`. */
export interface SymmetricEigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** n x n, column-major: column k belongs to `values[k]`, orthonormal. */
  readonly vectors: Float64Array;
}

/** Decomposes the symmetric `a` (n x n, column-major; only the lower triangle is read, nothing is changed). */
export function symmetricEigen(a: Float64Array, n: number): SymmetricEigen {
  const work = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      work[i + j * n] = a[i + j * n];
      work[j + i * n] = a[i + j * n];
    }
  }
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  const vectors = tridiagonalise(work, n, diagonal, offDiagonal);
  implicitQl(diagonal, offDiagonal, vectors, n);
  return sortAscending(diagonal, vectors, n);
}

/** `Q' A Q = T`; `offDiagonal[k]` stands between `diagonal[k]` and `diagonal[k + 1]`. Returns Q. */
function tridiagonalise(a: Float64Array, n: number, diagonal: Float64Array, offDiagonal: Float64Array): Float64Array {
  const betas = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n - 1; k++) {
    const column = k * n;
    diagonal[k] = a[column + k];
    // Householder vector v (rows k + 1.., v_{k+1} = 1) that leaves one element below the diagonal.
    let scale = 0;
    for (let i = k + 1; i < n; i++) scale = Math.max(scale, Math.abs(a[column + i]));
    let tail = 0;
    for (let i = k + 2; i < n; i++) tail += (a[column + i] / (scale || 1)) ** 2;
    const head = a[column + k + 1];
    if (tail === 0) {
      offDiagonal[k] = head;
      continue;
    }
    const norm = scale * Math.sqrt((head / scale) ** 2 + tail);
    const r = head > 0 ? -norm : norm;
    const v0 = head - r;
    const beta = -v0 / r;
    betas[k] = beta;
    offDiagonal[k] = r;
    a[column + k + 1] = 1;
    for (let i = k + 2; i < n; i++) a[column + i] /= v0;
    rankTwoUpdate(a, n, k, beta, w);
  }
  if (n > 0) diagonal[n - 1] = a[n * n - 1];
  return accumulate(a, n, betas);
}

/** `A := H A H` on the trailing block, with v in column k: A -= v w' + w v', w = beta A v - (beta^2/2)(v'Av) v. */
function rankTwoUpdate(a: Float64Array, n: number, k: number, beta: number, w: Float64Array): void {
  const v = k * n;
  for (let i = k + 1; i < n; i++) w[i] = 0;
  for (let j = k + 1; j < n; j++) {
    const column = j * n;
    const vj = a[v + j];
    let sum = a[column + j] * vj;
    for (let i = j + 1; i < n; i++) {
      const value = a[column + i];
      sum += value * a[v + i];
      w[i] += value * vj;
    }
    w[j] += sum;
  }
  let vw = 0;
  for (let i = k + 1; i < n; i++) {
    w[i] *= beta;
    vw += a[v + i] * w[i];
  }
  const shift = 0.5 * beta * vw;
  for (let i = k + 1; i < n; i++) w[i] -= shift * a[v + i];
  for (let j = k + 1; j < n; j++) {
    const column = j * n;
    const vj = a[v + j];
    const wj = w[j];
    for (let i = j; i < n; i++) a[column + i] -= a[v + i] * wj + w[i] * vj;
  }
}

/** Product of the reflections, from the last to the first so that each touches only its own block. */
function accumulate(a: Float64Array, n: number, betas: Float64Array): Float64Array {
  const q = new Float64Array(n * n);
  for (let j = 0; j < n; j++) q[j + j * n] = 1;
  for (let k = n - 3; k >= 0; k--) {
    const beta = betas[k];
    if (beta === 0) continue;
    const v = k * n;
    for (let j = k + 1; j < n; j++) {
      const column = j * n;
      let sum = 0;
      for (let i = k + 1; i < n; i++) sum += a[v + i] * q[column + i];
      sum *= beta;
      for (let i = k + 1; i < n; i++) q[column + i] -= sum * a[v + i];
    }
  }
  return q;
}

/** Diagonalises the tridiagonal matrix by chasing a bulge upwards; rotations are gathered in the columns of `q`. */
function implicitQl(d: Float64Array, e: Float64Array, q: Float64Array, n: number): void {
  for (let l = 0; l < n; l++) {
    for (let iteration = 0; ; iteration++) {
      if (iteration === MAX_ITERATIONS) {
        throw fail('fit-failed', 'the eigenvalues of a matrix did not converge', 'please report this with the input');
      }
      let m = l;
      while (m < n - 1 && Math.abs(e[m]) > Number.EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1]))) m++;
      if (m === l) break;
      const half = (d[l + 1] - d[l]) / (2 * e[l]);
      const root = hypot(half, 1);
      let g = d[m] - d[l] + e[l] / (half + (half >= 0 ? root : -root));
      let s = 1;
      let c = 1;
      let shift = 0;
      let split = false;
      for (let i = m - 1; i >= l; i--) {
        const f = s * e[i];
        const b = c * e[i];
        const r = hypot(f, g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1] -= shift;
          e[m] = 0;
          split = true;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1] - shift;
        const h = (d[i] - g) * s + 2 * c * b;
        shift = s * h;
        d[i + 1] = g + shift;
        g = c * h - b;
        turnColumns(q, n, i, c, s);
      }
      if (split) continue;
      d[l] -= shift;
      e[l] = g;
      e[m] = 0;
    }
  }
}

function turnColumns(q: Float64Array, n: number, i: number, c: number, s: number): void {
  const left = i * n;
  const right = left + n;
  for (let k = 0; k < n; k++) {
    const x = q[left + k];
    const y = q[right + k];
    q[left + k] = c * x - s * y;
    q[right + k] = s * x + c * y;
  }
}

function sortAscending(values: Float64Array, vectors: Float64Array, n: number): SymmetricEigen {
  const order = Array.from(values.keys()).sort((p, q) => values[p] - values[q]);
  const sortedValues = new Float64Array(n);
  const sortedVectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    sortedValues[to] = values[from];
    sortedVectors.set(vectors.subarray(from * n, from * n + n), to * n);
  });
  return { values: sortedValues, vectors: sortedVectors };
}
