/** What the fit of one circuit to one spectrum gives: everything later rooms need, nothing that must be computed again. */
import type { Circuit } from '../circuit/circuit.js';
import type { Spectrum } from '../spectrum.js';
import type { Weighting } from './weights.js';

export interface SpectrumFit {
  readonly circuit: Circuit;
  readonly spectrum: Spectrum;
  readonly weighting: Weighting;
  /** Natural parameters of the whole circuit, arcs in ascending order of time constant. */
  readonly natural: Float64Array;
  /**
   * Covariance of the internal parameters (ln of positive ones, exponents as they are), all parameters x all parameters,
   * zero for fixed ones. Scaled by the reduced chi-square unless the weights' scale is known (`supplied`).
   */
  readonly covariance: Float64Array;
  /** Number of free parameters. */
  readonly freeCount: number;
  readonly sumOfSquares: number;
  /** 2N - free parameters. */
  readonly degreesOfFreedom: number;
  readonly reducedChiSquare: number;
  /** Directions of parameter space that the data determine; less than `freeCount` when the covariance is singular. */
  readonly rank: number;
  /** Condition number of the column-scaled Jacobian. */
  readonly condition: number;
  /** Names of parameters that sit on a bound. */
  readonly atBound: readonly string[];
  readonly fixed: readonly string[];
  readonly converged: boolean;
  readonly stopReason: string;
  readonly startsTried: number;
  readonly startsAgreeing: number;
  /** Sum of squares of the next higher minimum met on the way, if any. */
  readonly runnerUpSumOfSquares: number | null;
  /** Sum of squares of a lower minimum that was set aside because the data do not determine its parameters. */
  readonly degenerateSumOfSquares: number | null;
  readonly modelReal: Float64Array;
  readonly modelImaginary: Float64Array;
}

/** Standard error of natural parameter `k`: σ(ln p)·p for positive ones, σ for exponents. */
export function standardError(fit: SpectrumFit, k: number): number {
  const p = fit.natural.length;
  const sigma = Math.sqrt(Math.max(0, fit.covariance[k * p + k]));
  return fit.circuit.parameters[k].scale === 'log' ? sigma * fit.natural[k] : sigma;
}

/** Covariance of natural parameters `indices`, row-major. */
export function naturalCovariance(fit: SpectrumFit, indices: readonly number[]): Float64Array {
  const p = fit.natural.length;
  const slope = (k: number) => (fit.circuit.parameters[k].scale === 'log' ? fit.natural[k] : 1);
  return Float64Array.from({ length: indices.length ** 2 }, (_, at) => {
    const a = indices[Math.floor(at / indices.length)];
    const b = indices[at % indices.length];
    return fit.covariance[a * p + b] * slope(a) * slope(b);
  });
}

/** Covariance of internal parameters `indices`, row-major. */
export function internalCovariance(fit: SpectrumFit, indices: readonly number[]): Float64Array {
  const p = fit.natural.length;
  return Float64Array.from(
    { length: indices.length ** 2 },
    (_, at) => fit.covariance[indices[Math.floor(at / indices.length)] * p + indices[at % indices.length]],
  );
}

/** Correlation of two parameters, 0 where one is fixed. */
export function correlation(fit: SpectrumFit, a: number, b: number): number {
  const p = fit.natural.length;
  const norm = Math.sqrt(fit.covariance[a * p + a] * fit.covariance[b * p + b]);
  return norm > 0 ? fit.covariance[a * p + b] / norm : 0;
}
