/** Matrices for tests: column-major, reproducible from a seed. */

/** Numbers in -1..1 from a small linear congruential generator. */
export function randomMatrix(rows: number, columns: number, seed: number): Float64Array {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < out.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out[i] = state / 2147483648 - 1;
  }
  return out;
}

export function multiply(a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) {
    for (let k = 0; k < inner; k++) {
      for (let i = 0; i < rows; i++) out[i + j * rows] += a[i + k * rows] * b[k + j * inner];
    }
  }
  return out;
}

export function transpose(a: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j + i * columns] = a[i + j * rows];
  return out;
}

export function hilbert(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[i + j * n] = 1 / (i + j + 1);
  return out;
}

/** Largest |a - b|, NaN when anything is. */
export function distance(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}

export function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i + i * n] = 1;
  return out;
}
