/**
 * The linear problem behind a distribution: weighted rows of the spectrum, columns for the series terms and for the basis,
 * and the penalty. Built once; every choice of lambda, every bootstrap and every sample works on its normal equations.
 */
import { hypot } from '../../../numerics/elementary/hypot.js';
import { pow } from '../../../numerics/elementary/pow.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';
import { normalMatrix, normalVector } from '../../../numerics/linear-algebra/normal-matrix.js';
import type { Spectrum } from '../spectrum.js';
import { type Basis, fillBasisColumns, fillPenalty, type PenaltyOrder } from './basis.js';

export type DistributionWeighting = 'modulus' | 'unit';

/** Terms in series with the distribution; each has one coefficient. */
export interface SeriesTerms {
  /** `jwL`. */
  readonly inductor: boolean;
  /** Exponent n of a blocking tail `1/(Q (jw)^n)`; 1 is a capacitor; null for none. */
  readonly tailExponent: number | null;
}

export interface RegularisedProblem {
  readonly pointCount: number;
  readonly omega: Float64Array;
  readonly weights: Float64Array;
  readonly terms: SeriesTerms;
  readonly basis: Basis;
  /** Columns before those of the basis: R_inf, then L, then the tail. */
  readonly seriesCount: number;
  readonly columnCount: number;
  /** 2 x pointCount rows, column-major, weighted; columns divided by `units`. */
  readonly design: Float64Array;
  readonly right: Float64Array;
  /** Natural value = coefficient x unit: Ohm for R_inf and gamma, H, and S^-1 s^-n for the tail. */
  readonly units: Float64Array;
  readonly gram: Float64Array;
  readonly projected: Float64Array;
  readonly rightSquare: number;
  /** Penalty of the basis coefficients alone, basis x basis. */
  readonly penalty: Float64Array;
  readonly penaltyOrder: PenaltyOrder;
}

export interface ProblemOptions {
  readonly weighting: DistributionWeighting;
  readonly penaltyOrder: PenaltyOrder;
  readonly terms: SeriesTerms;
  /**
   * Ohm in which gamma enters the penalty: 1 keeps lambda of unit weighting comparable with other programs; with modulus
   * weighting a typical |Z| makes lambda independent of the size of the cell.
   */
  readonly ohmUnit: number;
}

export function regularisedProblem(spectrum: Spectrum, basis: Basis, options: ProblemOptions): RegularisedProblem {
  const count = spectrum.frequencyHz.length;
  const rows = 2 * count;
  const omega = spectrum.frequencyHz.map((f) => 2 * Math.PI * f);
  const weights = Float64Array.from({ length: count }, (_, i) =>
    options.weighting === 'unit' ? 1 : 1 / hypot(spectrum.real[i], spectrum.imaginary[i]),
  );
  const { inductor, tailExponent } = options.terms;
  const seriesCount = 1 + (inductor ? 1 : 0) + (tailExponent === null ? 0 : 1);
  const columnCount = seriesCount + basis.tauS.length;
  const design = new Float64Array(rows * columnCount);
  const units = new Float64Array(columnCount).fill(options.ohmUnit);
  design.fill(1, 0, count);
  if (inductor) {
    units[1] = 1;
    for (let i = 0; i < count; i++) design[rows + count + i] = omega[i];
  }
  if (tailExponent !== null) {
    units[seriesCount - 1] = 1;
    fillTail(omega, tailExponent, design, rows * (seriesCount - 1));
  }
  fillBasisColumns(basis, omega, design, rows * seriesCount);
  for (let k = 0; k < columnCount; k++) {
    const column = k * rows;
    for (let i = 0; i < count; i++) {
      const factor = weights[i] * units[k];
      design[column + i] *= factor;
      design[column + count + i] *= factor;
    }
  }
  const right = new Float64Array(rows);
  let rightSquare = 0;
  for (let i = 0; i < count; i++) {
    right[i] = spectrum.real[i] * weights[i];
    right[count + i] = spectrum.imaginary[i] * weights[i];
    rightSquare += right[i] ** 2 + right[count + i] ** 2;
  }
  const gram = new Float64Array(columnCount * columnCount);
  const projected = new Float64Array(columnCount);
  normalMatrix(design, rows, columnCount, gram);
  normalVector(design, right, rows, columnCount, projected);
  const penalty = new Float64Array(basis.tauS.length ** 2);
  fillPenalty(basis, options.penaltyOrder, penalty);
  return {
    pointCount: count,
    omega,
    weights,
    terms: options.terms,
    basis,
    seriesCount,
    columnCount,
    design,
    right,
    units,
    gram,
    projected,
    rightSquare,
    penalty,
    penaltyOrder: options.penaltyOrder,
  };
}

/** `(jw)^-n`: real rows, then imaginary rows. */
export function fillTail(omega: Float64Array, exponent: number, target: Float64Array, offset: number): void {
  const cosine = cos((exponent * Math.PI) / 2);
  const sine = sin((exponent * Math.PI) / 2);
  for (let i = 0; i < omega.length; i++) {
    const size = pow(omega[i], -exponent);
    target[offset + i] = size * cosine;
    target[offset + omega.length + i] = -size * sine;
  }
}

/** `out = gram + lambda * penalty` (penalty on the basis columns only). */
export function penalisedGram(problem: RegularisedProblem, lambda: number, out: Float64Array): void {
  const { gram, penalty, columnCount, seriesCount } = problem;
  out.set(gram);
  const size = columnCount - seriesCount;
  for (let j = 0; j < size; j++) {
    const column = (j + seriesCount) * columnCount + seriesCount;
    for (let i = 0; i < size; i++) out[column + i] += lambda * penalty[i + j * size];
  }
}

/** Residuals `right - design x`, 2 x pointCount. */
export function problemResiduals(problem: RegularisedProblem, x: Float64Array): Float64Array {
  const residual = problem.right.slice();
  const rows = residual.length;
  for (let k = 0; k < problem.columnCount; k++) {
    const value = x[k];
    if (value === 0) continue;
    const column = k * rows;
    for (let i = 0; i < rows; i++) residual[i] -= value * problem.design[column + i];
  }
  return residual;
}
