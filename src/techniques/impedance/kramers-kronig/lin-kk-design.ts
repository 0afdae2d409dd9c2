/**
 * The linear models of the Kramers-Kronig test (B. A. Boukamp, J. Electrochem. Soc. 142 (1995) 1885,
 * doi:10.1149/1.2044210; M. Schoenleber et al., Electrochim. Acta 131 (2014) 20, doi:10.1016/j.electacta.2014.01.034):
 * a sum of RC elements with fixed time constants obeys the Kramers-Kronig relations, whatever the signs of its
 * coefficients. Data that no such sum describes do not.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { pow } from '../../../numerics/elementary/pow.js';
import type { Spectrum } from '../spectrum.js';

/** `impedance`: `Z = R0 + sum R_k/(1 + jwt_k) + jwL + 1/(jwC)`; `admittance`: `Y = 1/R + sum jwC_k/(1 + jwt_k) + jwC + 1/(jwL)`. */
export type LinKkForm = 'impedance' | 'admittance';

export interface LinKkModel {
  readonly form: LinKkForm;
  /** The term `1/(jwC)` of the impedance form, `1/(jwL)` of the admittance form. */
  readonly lowFrequencyTerm: boolean;
  /** The term `jwL` of the impedance form, `jwC` of the admittance form. */
  readonly highFrequencyTerm: boolean;
}

/** A spectrum made ready for the test: the quantity that is modelled, and the weight of each point. */
export interface LinKkData {
  readonly count: number;
  /** Angular frequencies, rad/s. */
  readonly omega: Float64Array;
  /** Z (Ohm) or Y (S). */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  /** 1/|Z| or 1/|Y|. */
  readonly weight: Float64Array;
  readonly smallestOmega: number;
  readonly largestOmega: number;
}

/** Prepares the points of a spectrum; a `keep` of zeros and ones leaves points out. */
export function linKkData(spectrum: Spectrum, form: LinKkForm, keep?: Uint8Array): LinKkData {
  const indices: number[] = [];
  for (let i = 0; i < spectrum.frequencyHz.length; i++) if (keep?.[i] !== 0) indices.push(i);
  const count = indices.length;
  const omega = new Float64Array(count);
  const real = new Float64Array(count);
  const imaginary = new Float64Array(count);
  const weight = new Float64Array(count);
  indices.forEach((from, i) => {
    const re = spectrum.real[from];
    const im = spectrum.imaginary[from];
    const square = re * re + im * im;
    omega[i] = 2 * Math.PI * spectrum.frequencyHz[from];
    real[i] = form === 'impedance' ? re : re / square;
    imaginary[i] = form === 'impedance' ? im : -im / square;
    weight[i] = form === 'impedance' ? 1 / Math.sqrt(square) : Math.sqrt(square);
  });
  let smallestOmega = Number.POSITIVE_INFINITY;
  let largestOmega = 0;
  for (const w of omega) {
    smallestOmega = Math.min(smallestOmega, w);
    largestOmega = Math.max(largestOmega, w);
  }
  return { count, omega, real, imaginary, weight, smallestOmega, largestOmega };
}

/**
 * `elements` time constants in s, evenly spaced in ln tau from 1/w_max to 1/w_min, both moved outwards by
 * `extensionDecades`. A single element stands at the long end.
 */
export function timeConstants(data: LinKkData, elements: number, extensionDecades: number): Float64Array {
  const factor = pow(10, extensionDecades);
  const shortest = 1 / (data.largestOmega * factor);
  const longest = factor / data.smallestOmega;
  if (elements === 1) return Float64Array.of(longest);
  const step = log(longest / shortest) / (elements - 1);
  return Float64Array.from({ length: elements }, (_, k) => shortest * exp(step * k));
}

/** Columns of the model: 1, the elements, then the low- and the high-frequency term where present. */
export function columnCount(model: LinKkModel, elements: number): number {
  return 1 + elements + (model.lowFrequencyTerm ? 1 : 0) + (model.highFrequencyTerm ? 1 : 0);
}

/**
 * Fills the real and the imaginary part of the design matrix, each row times its weight. The columns `-j/w` and `jw` carry
 * a factor (w_min and 1/w_max) that keeps their size near one; `columnUnit` gives it back.
 *
 * @param realPart, imaginaryPart column-major with `stride` between columns; rows 0..count of each column are written from
 *   the offsets on
 */
export function fillDesign(
  data: LinKkData,
  model: LinKkModel,
  taus: Float64Array,
  realPart: Float64Array,
  realOffset: number,
  imaginaryPart: Float64Array,
  imaginaryOffset: number,
  stride: number,
): void {
  const { count, omega, weight, smallestOmega, largestOmega } = data;
  for (let i = 0; i < count; i++) {
    realPart[realOffset + i] = weight[i];
    imaginaryPart[imaginaryOffset + i] = 0;
  }
  let column = 1;
  for (let k = 0; k < taus.length; k++, column++) {
    const tau = taus[k];
    const re = realOffset + column * stride;
    const im = imaginaryOffset + column * stride;
    for (let i = 0; i < count; i++) {
      const u = omega[i] * tau;
      const share = weight[i] / (1 + u * u);
      if (model.form === 'impedance') {
        realPart[re + i] = share;
        imaginaryPart[im + i] = -u * share;
      } else {
        // jwC/(1 + jwt), with C = c/tau so that the column stays between 0 and 1.
        realPart[re + i] = u * u * share;
        imaginaryPart[im + i] = u * share;
      }
    }
  }
  if (model.lowFrequencyTerm) {
    const offset = column * stride;
    for (let i = 0; i < count; i++) {
      realPart[realOffset + offset + i] = 0;
      imaginaryPart[imaginaryOffset + offset + i] = (-smallestOmega / omega[i]) * weight[i];
    }
    column++;
  }
  if (model.highFrequencyTerm) {
    const offset = column * stride;
    for (let i = 0; i < count; i++) {
      realPart[realOffset + offset + i] = 0;
      imaginaryPart[imaginaryOffset + offset + i] = (omega[i] / largestOmega) * weight[i];
    }
  }
}
