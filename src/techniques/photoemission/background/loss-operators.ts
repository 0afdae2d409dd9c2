/** The linear operators of backgrounds inside the fit; see `LossOperator`. */
import type { LossOperator } from './background.js';
import { kernelAt, type TougaardKernel } from './tougaard-kernel.js';

/** A grid is even when no point lies off it by more than this part of the step. */
const UNEVENNESS = 1e-3;
/** Up to here an uneven grid keeps its kernel, one number for each pair of points. */
const MOST_KEPT = 1200;

/** Integral from the low end, by trapezoids; `step` is then in 1/eV and does not depend on the spacing of the points. */
export function shirleyOperator(energiesEv: Float64Array): LossOperator {
  const halfGaps = energiesEv.map((x, i) => (i === 0 ? 0 : (x - energiesEv[i - 1]!) / 2));
  return {
    apply(column, out) {
      let sum = 0;
      let before = column[0]!;
      out[0] = 0;
      for (let i = 1; i < halfGaps.length; i++) {
        const here = column[i]!;
        sum += halfGaps[i]! * (before + here);
        out[i] = sum;
        before = here;
      }
    },
  };
}

/**
 * What electrons of lower binding energy leave at higher ones by losing energy:
 * `out_i = sum over x_j < x_i of K(x_i - x_j) column_j w_j`, with K for B = 1 and w_j the width of the cell of point j.
 * `step` is then B in eV^2.
 */
export function tougaardOperator(energiesEv: Float64Array, kernel: TougaardKernel): LossOperator {
  const n = energiesEv.length;
  const widths = cellWidths(energiesEv);
  const step = (energiesEv[n - 1]! - energiesEv[0]!) / (n - 1);
  if (isEven(energiesEv, step)) {
    const table = Float64Array.from({ length: n }, (_, k) => kernelAt(kernel, k * step) * step);
    return {
      apply(column, out) {
        for (let i = 0; i < n; i++) {
          let sum = 0;
          for (let j = 0; j < i; j++) sum += table[i - j]! * column[j]!;
          out[i] = sum;
        }
      },
    };
  }
  if (n > MOST_KEPT) {
    return {
      apply(column, out) {
        for (let i = 0; i < n; i++) {
          let sum = 0;
          const x = energiesEv[i]!;
          for (let j = 0; j < i; j++) sum += kernelAt(kernel, x - energiesEv[j]!) * widths[j]! * column[j]!;
          out[i] = sum;
        }
      },
    };
  }
  const pairs = new Float64Array((n * (n - 1)) / 2);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < i; j++) pairs[at++] = kernelAt(kernel, energiesEv[i]! - energiesEv[j]!) * widths[j]!;
  }
  return {
    apply(column, out) {
      for (let i = 0, at = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < i; j++) sum += pairs[at++]! * column[j]!;
        out[i] = sum;
      }
    },
  };
}

/** Half of the gaps to both neighbours; an end has the same gap on its outer side. Points of one energy share a cell. */
function cellWidths(x: Float64Array): Float64Array {
  const n = x.length;
  const gap = (i: number): number => x[i + 1]! - x[i]!;
  let first = 0;
  while (first < n - 2 && gap(first) === 0) first += 1;
  let last = n - 2;
  while (last > 0 && gap(last) === 0) last -= 1;
  return x.map((_, i) => (n < 2 ? 0 : ((i === 0 ? gap(first) : gap(i - 1)) + (i === n - 1 ? gap(last) : gap(i))) / 2));
}

function isEven(x: Float64Array, step: number): boolean {
  return step > 0 && x.every((value, i) => Math.abs(value - (x[0]! + i * step)) <= UNEVENNESS * step);
}
