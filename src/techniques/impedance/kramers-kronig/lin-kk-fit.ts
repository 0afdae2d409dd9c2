import { householderSolveInPlace } from '../../../numerics/linear-algebra/householder-solve.js';
import { columnCount, fillDesign, type LinKkData, type LinKkModel } from './lin-kk-design.js';

/** Which rows decide the coefficients. */
export type LinKkRows = 'complex' | 'real' | 'imaginary';

export interface LinKkFit {
  readonly model: LinKkModel;
  readonly timeConstantsS: Float64Array;
  /** In the order of the columns: constant, elements, low-frequency term, high-frequency term; of scaled columns. */
  readonly coefficients: Float64Array;
  /** Sum of squares of the weighted residuals of the rows that were fitted. */
  readonly sumOfSquares: number;
  /**
   * `1 - sum of negative / sum of positive coefficients` of the elements: near 1 while they describe the data, low when
   * they fight each other to follow the noise.
   */
  readonly mu: number;
}

/** (measured - fitted)/|measured|, of Z or Y as the form says, in the order of the data. */
export interface LinKkResiduals {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Buffers for designs of up to `pointCount x columns` complex rows, shared by the fits of a scan. */
export interface LinKkWorkspace {
  readonly design: Float64Array;
  readonly right: Float64Array;
}

export function linKkWorkspace(pointCount: number, columns: number): LinKkWorkspace {
  return { design: new Float64Array(2 * pointCount * columns), right: new Float64Array(2 * pointCount) };
}

/** One linear fit of the elements `taus`. */
export function fitLinKk(
  data: LinKkData,
  model: LinKkModel,
  taus: Float64Array,
  rows: LinKkRows,
  workspace: LinKkWorkspace,
): LinKkFit {
  const coefficients = new Float64Array(columnCount(model, taus.length));
  const solve = rows === 'complex' ? solveComplex : rows === 'real' ? solveReal : solveImaginary;
  const sumOfSquares = solve(data, model, taus, workspace, coefficients);
  return { model, timeConstantsS: taus, coefficients, sumOfSquares, mu: mutualCancellation(coefficients, taus.length) };
}

/** Real and imaginary rows stacked. */
function solveComplex(
  data: LinKkData,
  model: LinKkModel,
  taus: Float64Array,
  { design, right }: LinKkWorkspace,
  coefficients: Float64Array,
): number {
  const { count, real, imaginary, weight } = data;
  fillDesign(data, model, taus, design, 0, design, count, 2 * count);
  for (let i = 0; i < count; i++) {
    right[i] = real[i] * weight[i];
    right[count + i] = imaginary[i] * weight[i];
  }
  return householderSolveInPlace(design, 2 * count, coefficients.length, right.subarray(0, 2 * count), coefficients);
}

/** Constant and elements from the real part; the reactive terms, which it does not see, from what is left of the other. */
function solveReal(
  data: LinKkData,
  model: LinKkModel,
  taus: Float64Array,
  { design, right }: LinKkWorkspace,
  coefficients: Float64Array,
): number {
  const { count, real, imaginary, weight } = data;
  const columns = coefficients.length;
  const seen = 1 + taus.length;
  const other = new Float64Array(count * columns);
  fillDesign(data, model, taus, design, 0, other, 0, count);
  for (let i = 0; i < count; i++) right[i] = real[i] * weight[i];
  const sum = householderSolveInPlace(design, count, seen, right.subarray(0, count), coefficients.subarray(0, seen));
  if (seen < columns) {
    const rest = imaginary.map((value, i) => value * weight[i]);
    for (let k = 1; k < seen; k++) {
      for (let i = 0; i < count; i++) rest[i] -= coefficients[k] * other[k * count + i];
    }
    householderSolveInPlace(other.subarray(seen * count), count, columns - seen, rest, coefficients.subarray(seen));
  }
  return sum;
}

/** Elements and reactive terms from the imaginary part; the constant, which it does not see, as a weighted mean. */
function solveImaginary(
  data: LinKkData,
  model: LinKkModel,
  taus: Float64Array,
  { design, right }: LinKkWorkspace,
  coefficients: Float64Array,
): number {
  const { count, real, imaginary, weight } = data;
  const columns = coefficients.length;
  const other = new Float64Array(count * columns);
  fillDesign(data, model, taus, other, 0, design, 0, count);
  for (let i = 0; i < count; i++) right[i] = imaginary[i] * weight[i];
  const unknowns = coefficients.subarray(1);
  const sum = householderSolveInPlace(design.subarray(count), count, columns - 1, right.subarray(0, count), unknowns);
  let above = 0;
  let below = 0;
  for (let i = 0; i < count; i++) {
    let rest = real[i] * weight[i];
    for (let k = 1; k < columns; k++) rest -= coefficients[k] * other[k * count + i];
    above += rest * weight[i];
    below += weight[i] * weight[i];
  }
  coefficients[0] = above / below;
  return sum;
}

/** Weighted residuals of a fit, also at points that took no part in it when `data` holds more of them. */
export function linKkResiduals(data: LinKkData, fit: LinKkFit, workspace: LinKkWorkspace): LinKkResiduals {
  const { count, weight } = data;
  const { design } = workspace;
  fillDesign(data, fit.model, fit.timeConstantsS, design, 0, design, count, 2 * count);
  const real = data.real.map((value, i) => value * weight[i]);
  const imaginary = data.imaginary.map((value, i) => value * weight[i]);
  for (let k = 0; k < fit.coefficients.length; k++) {
    const value = fit.coefficients[k];
    const offset = 2 * count * k;
    for (let i = 0; i < count; i++) {
      real[i] -= value * design[offset + i];
      imaginary[i] -= value * design[offset + count + i];
    }
  }
  return { real, imaginary };
}

function mutualCancellation(coefficients: Float64Array, elements: number): number {
  let negative = 0;
  let positive = 0;
  for (let k = 1; k <= elements; k++) {
    const value = coefficients[k];
    if (value < 0) negative -= value;
    else positive += value;
  }
  return positive > 0 ? 1 - negative / positive : Number.NEGATIVE_INFINITY;
}
