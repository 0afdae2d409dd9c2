import { scaleColumns } from '../linear-algebra/linear-least-squares.js';
import { pivotedQr } from '../linear-algebra/qr.js';
import { singularValueDecomposition } from '../linear-algebra/svd.js';
import { withDifferences } from './difference-jacobian.js';
import { completeEstimate } from './map-covariance.js';
import type { Minimum } from './minimise.js';
import type { ResidualModel } from './residual-model.js';

export interface CovarianceOptions {
  /**
   * `residuals`: the errors of the data are known up to a common factor, which the scatter of the residuals gives:
   * the covariance is multiplied by S / (n - p). `known`: residuals are in units of their standard deviation.
   * @default 'residuals'
   */
  readonly scale?: 'residuals' | 'known' | undefined;
  /**
   * Parameters that ended on a bound. `free`: they count like the others (the answer of a fit without bounds, if its
   * minimum were here). `held`: they are constants: no variance, no degree of freedom.
   * @default 'free'
   */
  readonly bounds?: 'free' | 'held' | undefined;
  /** Parameters that are constants for another reason. */
  readonly held?: readonly number[] | undefined;
  /**
   * A singular value of the Jacobian with columns of unit length below this part of the largest counts as zero.
   * @default 1e-10
   */
  readonly tolerance?: number | undefined;
}

/** A combination of parameters that the data do not determine. */
export interface SingularDirection {
  /** The parameters that take part, the most involved first. */
  readonly parameters: readonly number[];
  /** How to move all parameters without changing the model, in their own units; the largest scaled part is 1. */
  readonly direction: Float64Array;
  /** Singular value relative to the largest. */
  readonly singularValue: number;
}

export interface CovarianceEstimate {
  readonly parameterCount: number;
  /**
   * parameterCount x parameterCount, symmetric. Zero for held parameters. A parameter that takes part in a singular
   * direction has an infinite variance, and NaN as its covariances; `varianceOf` still knows the combinations that are
   * determined.
   */
  readonly covariance: Float64Array;
  /** The same as correlations, 1 on the diagonal, NaN where there is none. */
  readonly correlation: Float64Array;
  readonly standardErrors: Float64Array;
  /** Independent combinations of the parameters (held ones left out) that the data determine. */
  readonly rank: number;
  /** Largest over smallest singular value of the Jacobian with columns of unit length; Infinity when singular. */
  readonly condition: number;
  /** n - rank; when it is 0 the scatter says nothing, and variances that need it are NaN. */
  readonly degreesOfFreedom: number;
  /** S / degreesOfFreedom. */
  readonly reducedChiSquare: number;
  readonly held: readonly number[];
  readonly singularDirections: readonly SingularDirection[];
  /** C = W W' of the determined part, parameterCount x rank, column-major; for `varianceOf`. */
  readonly root: Float64Array;
}

/** Smaller components of a singular direction, relative to its largest, are rounding. */
const TAKES_PART = 1e-6;

/**
 * Covariance of the parameters at a minimum from the singular values of J (QR first, then SVD of R), never from J'J.
 *
 * Valid where the model is linear over the width of the errors; `profileInterval` tells when it is not.
 *
 * @param minimum its parameters, sum of squares and bounds; J is evaluated there afresh (by central differences when
 *   the model has none)
 */
export function estimateCovariance(
  model: ResidualModel,
  minimum: Pick<Minimum, 'parameters' | 'sumOfSquares' | 'atBound'>,
  options: CovarianceOptions = {},
): CovarianceEstimate {
  const rows = model.residualCount;
  const jacobian = new Float64Array(rows * model.parameterCount);
  const differentiable = withDifferences(model, { central: true });
  differentiable.evaluate(minimum.parameters, new Float64Array(rows), jacobian);
  const held = new Set(options.held ?? []);
  if (options.bounds === 'held') {
    minimum.atBound.forEach((bound, j) => {
      if (bound !== null) held.add(j);
    });
  }
  return covarianceFromJacobian(jacobian, rows, model.parameterCount, minimum.sumOfSquares, {
    ...options,
    held: [...held].sort((a, b) => a - b),
  });
}

/** The same from a Jacobian at hand (rows x parameterCount, column-major, left untouched). */
export function covarianceFromJacobian(
  jacobian: Float64Array,
  rows: number,
  parameterCount: number,
  sumOfSquares: number,
  options: Omit<CovarianceOptions, 'bounds'> = {},
): CovarianceEstimate {
  const { scale = 'residuals', held = [], tolerance = 1e-10 } = options;
  const free: number[] = [];
  for (let j = 0; j < parameterCount; j++) if (!held.includes(j)) free.push(j);
  const size = free.length;
  const columns = new Float64Array(rows * size);
  free.forEach((j, a) => {
    columns.set(jacobian.subarray(j * rows, (j + 1) * rows), a * rows);
  });
  const lengths = scaleColumns(columns, rows, size);
  const { values, vectors } = rightSingular(columns, rows, size);
  const largest = values[0] ?? 0;
  let rank = 0;
  while (rank < size && values[rank] > tolerance * largest) rank++;

  const degreesOfFreedom = rows - rank;
  const reducedChiSquare = degreesOfFreedom > 0 ? sumOfSquares / degreesOfFreedom : Number.NaN;
  const sigma = scale === 'known' ? 1 : Math.sqrt(reducedChiSquare);

  const root = new Float64Array(parameterCount * rank);
  for (let k = 0; k < rank; k++) {
    free.forEach((j, a) => {
      root[j + k * parameterCount] = (sigma * vectors[a + k * size]) / (values[k] * lengths[a]);
    });
  }
  const singularDirections: SingularDirection[] = [];
  for (let k = rank; k < size; k++) {
    const vector = vectors.subarray(k * size, (k + 1) * size);
    singularDirections.push(singularDirection(vector, free, lengths, parameterCount, values[k] / (largest || 1)));
  }
  const condition = size === 0 ? 1 : rank < size ? Number.POSITIVE_INFINITY : largest / values[size - 1];
  return completeEstimate({
    parameterCount,
    root,
    rank,
    condition,
    degreesOfFreedom,
    reducedChiSquare,
    held,
    singularDirections,
  });
}

/** All `size` right singular vectors (column-major) and values of a tall or wide matrix, which is overwritten. */
function rightSingular(a: Float64Array, rows: number, size: number): { values: Float64Array; vectors: Float64Array } {
  const qr = pivotedQr(a, rows, size);
  // R, filled up with rows of zeros when there are fewer residuals than parameters, so that every direction appears.
  const r = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let i = 0; i <= Math.min(k, rows - 1); i++) r[i + k * size] = qr.factor[i + k * rows];
  }
  const svd = singularValueDecomposition(r, size, size);
  const vectors = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let a = 0; a < size; a++) vectors[qr.pivots[a] + k * size] = svd.v[a + k * size];
  }
  return { values: svd.values, vectors };
}

function singularDirection(
  vector: Float64Array,
  free: readonly number[],
  lengths: Float64Array,
  parameterCount: number,
  singularValue: number,
): SingularDirection {
  const largest = vector.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
  const direction = new Float64Array(parameterCount);
  free.forEach((j, a) => {
    const part = vector[a] / largest;
    if (Math.abs(part) >= TAKES_PART) direction[j] = part / lengths[a];
  });
  const parameters = free
    .map((j, a) => ({ j, part: Math.abs(vector[a]) / largest }))
    .filter(({ part }) => part >= TAKES_PART)
    .sort((p, q) => q.part - p.part)
    .map(({ j }) => j);
  return { parameters, direction, singularValue };
}
