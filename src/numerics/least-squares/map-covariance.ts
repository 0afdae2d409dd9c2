import type { CovarianceEstimate, SingularDirection } from './covariance.js';

/** The undetermined parts of a function cancel when their sum is below this share of the sum of their sizes. */
const CANCELS = 1e-6;

/**
 * Covariance of functions of the parameters: of natural parameters from fitted logarithms, of sums, of derived
 * quantities together with their correlations.
 *
 * @param gradients functionCount x parameterCount, column-major: `gradients[f + j * functionCount] = d f / d parameter_j`
 */
export function mapCovariance(
  estimate: CovarianceEstimate,
  gradients: Float64Array,
  functionCount: number,
): CovarianceEstimate {
  const { parameterCount, rank } = estimate;
  const apply = (vector: Float64Array, scale: Float64Array | null): Float64Array => {
    const out = new Float64Array(functionCount);
    for (let j = 0; j < parameterCount; j++) {
      for (let f = 0; f < functionCount; f++) {
        const part = gradients[f + j * functionCount] * vector[j];
        out[f] += part;
        if (scale !== null) scale[f] += Math.abs(part);
      }
    }
    return out;
  };
  const root = new Float64Array(functionCount * rank);
  for (let k = 0; k < rank; k++) {
    root.set(apply(estimate.root.subarray(k * parameterCount, (k + 1) * parameterCount), null), k * functionCount);
  }
  const singularDirections: SingularDirection[] = [];
  for (const { direction, singularValue } of estimate.singularDirections) {
    const scale = new Float64Array(functionCount);
    const change = apply(direction, scale);
    const parameters: number[] = [];
    change.forEach((value, f) => {
      if (Math.abs(value) > CANCELS * scale[f]) parameters.push(f);
      else change[f] = 0;
    });
    if (parameters.length > 0) singularDirections.push({ parameters, direction: change, singularValue });
  }
  const held: number[] = [];
  for (let f = 0; f < functionCount; f++) {
    let constant = true;
    for (let j = 0; j < parameterCount && constant; j++) {
      constant = gradients[f + j * functionCount] === 0 || estimate.held.includes(j);
    }
    if (constant) held.push(f);
  }
  const { condition, degreesOfFreedom, reducedChiSquare } = estimate;
  return completeEstimate({
    parameterCount: functionCount,
    root,
    rank,
    condition,
    degreesOfFreedom,
    reducedChiSquare,
    held,
    singularDirections,
  });
}

/** Fills in what follows from the root and the singular directions. */
export function completeEstimate(
  estimate: Omit<CovarianceEstimate, 'covariance' | 'correlation' | 'standardErrors'>,
): CovarianceEstimate {
  const { parameterCount, root, rank, singularDirections } = estimate;
  const covariance = multiplyRoot(root, parameterCount, rank);
  markUndetermined(covariance, parameterCount, singularDirections);
  const standardErrors = new Float64Array(parameterCount);
  for (let j = 0; j < parameterCount; j++) standardErrors[j] = Math.sqrt(covariance[j + j * parameterCount]);
  return { ...estimate, covariance, correlation: correlations(covariance, standardErrors), standardErrors };
}

/**
 * Variance of a function of the parameters from its gradient (length parameterCount): g'Cg. Infinity when the function
 * changes along a direction that the data do not determine; finite for what they do determine even if single parameters
 * are not (the sum of two resistances whose split is open).
 */
export function varianceOf(estimate: CovarianceEstimate, gradient: ArrayLike<number>): number {
  const { parameterCount, rank, root } = estimate;
  for (const { direction } of estimate.singularDirections) {
    let change = 0;
    let scale = 0;
    for (let j = 0; j < parameterCount; j++) {
      const part = gradient[j] * direction[j];
      change += part;
      scale += Math.abs(part);
    }
    if (Math.abs(change) > CANCELS * scale) return Number.POSITIVE_INFINITY;
  }
  let variance = 0;
  for (let k = 0; k < rank; k++) {
    let part = 0;
    for (let j = 0; j < parameterCount; j++) part += gradient[j] * root[j + k * parameterCount];
    variance += part * part;
  }
  return variance;
}

/** W W'. */
function multiplyRoot(root: Float64Array, size: number, rank: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let k = 0; k < rank; k++) {
    for (let j = 0; j < size; j++) {
      const factor = root[j + k * size];
      if (factor === 0) continue;
      for (let i = 0; i < size; i++) out[i + j * size] += factor * root[i + k * size];
    }
  }
  return out;
}

function markUndetermined(covariance: Float64Array, size: number, directions: readonly SingularDirection[]): void {
  for (const { parameters } of directions) {
    for (const j of parameters) {
      for (let i = 0; i < size; i++) {
        covariance[i + j * size] = Number.NaN;
        covariance[j + i * size] = Number.NaN;
      }
    }
  }
  for (const { parameters } of directions) {
    for (const j of parameters) covariance[j + j * size] = Number.POSITIVE_INFINITY;
  }
}

function correlations(covariance: Float64Array, sigma: Float64Array): Float64Array {
  const size = sigma.length;
  const out = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      out[i + j * size] = i === j ? 1 : covariance[i + j * size] / (sigma[i] * sigma[j]);
    }
  }
  return out;
}
