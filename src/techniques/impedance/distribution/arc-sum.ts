import { exp } from '../../../numerics/elementary/exp.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';
import type { ResidualModel } from '../../../numerics/least-squares/residual-model.js';
import type { WeightedSpectrum } from './weighted-spectrum.js';

/** One relaxation `R/(1 + (jwt)^n)`. */
export interface Relaxation {
  readonly resistanceOhm: number;
  readonly tauS: number;
  readonly exponent: number;
}

/** Whether the sum has an inductor and a tail `e (jw)^-m`, and whether m is fitted. */
export interface ArcSumTerms {
  readonly inductor: boolean;
  readonly tail: 'none' | 'capacitor' | 'constant-phase';
}

/** Parameters before those of the arcs. */
export function seriesParameterCount(terms: ArcSumTerms): number {
  return 1 + (terms.inductor ? 1 : 0) + (terms.tail === 'none' ? 0 : terms.tail === 'capacitor' ? 1 : 2);
}

/**
 * `Z = R_inf + jwL + e (jw)^-m + sum R_k/(1 + (jwt_k)^n_k)` as a residual model. Parameters: R_inf, [L], [ln e, [m]], then
 * ln R_k, ln tau_k, n_k of each arc. Residual rows: weighted (fit - measured), real rows then imaginary rows.
 */
export class ArcSum implements ResidualModel {
  readonly residualCount: number;
  readonly parameterCount: number;
  readonly varianceFloor: number;
  readonly #spectrum: WeightedSpectrum;
  readonly #terms: ArcSumTerms;
  readonly #arcCount: number;

  constructor(spectrum: WeightedSpectrum, terms: ArcSumTerms, arcCount: number) {
    this.#spectrum = spectrum;
    this.#terms = terms;
    this.#arcCount = arcCount;
    this.varianceFloor = spectrum.varianceFloor;
    this.residualCount = 2 * spectrum.omega.length;
    this.parameterCount = seriesParameterCount(terms) + 3 * arcCount;
  }

  evaluate(parameters: Float64Array, residuals: Float64Array, jacobian: Float64Array | null): void {
    const { omega, real, imaginary, weights } = this.#spectrum;
    const n = omega.length;
    for (let i = 0; i < n; i++) {
      residuals[i] = (parameters[0] - real[i]) * weights[i];
      residuals[n + i] = -imaginary[i] * weights[i];
    }
    if (jacobian !== null) {
      for (let i = 0; i < n; i++) {
        jacobian[i] = weights[i];
        jacobian[n + i] = 0;
      }
    }
    let at = 1;
    if (this.#terms.inductor) {
      for (let i = 0; i < n; i++) residuals[n + i] += parameters[1] * omega[i] * weights[i];
      if (jacobian !== null) {
        for (let i = 0; i < n; i++) {
          jacobian[2 * n + i] = 0;
          jacobian[3 * n + i] = omega[i] * weights[i];
        }
      }
      at = 2;
    }
    if (this.#terms.tail !== 'none') at = this.#addTail(parameters, at, residuals, jacobian);
    for (let k = 0; k < this.#arcCount; k++) this.#addArc(parameters, at + 3 * k, residuals, jacobian);
  }

  #addTail(parameters: Float64Array, at: number, residuals: Float64Array, jacobian: Float64Array | null): number {
    const { omega, logOmega, weights } = this.#spectrum;
    const n = omega.length;
    const fitted = this.#terms.tail === 'constant-phase';
    const exponent = fitted ? parameters[at + 1] : 1;
    const quarter = Math.PI / 2;
    const cosine = cos(exponent * quarter);
    const sine = sin(exponent * quarter);
    for (let i = 0; i < n; i++) {
      const size = exp(parameters[at] - exponent * logOmega[i]) * weights[i];
      const re = size * cosine;
      const im = -size * sine;
      residuals[i] += re;
      residuals[n + i] += im;
      if (jacobian === null) continue;
      jacobian[2 * n * at + i] = re;
      jacobian[2 * n * at + n + i] = im;
      if (!fitted) continue;
      // d/dm of (jw)^-m = -(ln w + j pi/2) (jw)^-m.
      jacobian[2 * n * (at + 1) + i] = -logOmega[i] * re + quarter * im;
      jacobian[2 * n * (at + 1) + n + i] = -logOmega[i] * im - quarter * re;
    }
    return at + (fitted ? 2 : 1);
  }

  #addArc(parameters: Float64Array, at: number, residuals: Float64Array, jacobian: Float64Array | null): void {
    const { logOmega, weights } = this.#spectrum;
    const count = logOmega.length;
    const resistance = exp(parameters[at]);
    const logTau = parameters[at + 1];
    const exponent = parameters[at + 2];
    const quarter = Math.PI / 2;
    const cosine = cos(exponent * quarter);
    const sine = sin(exponent * quarter);
    const rows = 2 * count;
    for (let i = 0; i < count; i++) {
      const logU = logOmega[i] + logTau;
      const size = exp(exponent * logU);
      const yRe = size * cosine;
      const yIm = size * sine;
      // q = 1/(1 + y)
      const square = (1 + yRe) * (1 + yRe) + yIm * yIm;
      const qRe = (1 + yRe) / square;
      const qIm = -yIm / square;
      const w = weights[i] * resistance;
      residuals[i] += w * qRe;
      residuals[count + i] += w * qIm;
      if (jacobian === null) continue;
      jacobian[rows * at + i] = w * qRe;
      jacobian[rows * at + count + i] = w * qIm;
      // dZ/dy = -R q^2; y' = n y for ln tau, ln(jwt) y for n.
      const q2Re = qRe * qRe - qIm * qIm;
      const q2Im = 2 * qRe * qIm;
      const yqRe = -w * (q2Re * yRe - q2Im * yIm);
      const yqIm = -w * (q2Re * yIm + q2Im * yRe);
      jacobian[rows * (at + 1) + i] = exponent * yqRe;
      jacobian[rows * (at + 1) + count + i] = exponent * yqIm;
      jacobian[rows * (at + 2) + i] = logU * yqRe - quarter * yqIm;
      jacobian[rows * (at + 2) + count + i] = logU * yqIm + quarter * yqRe;
    }
  }
}
