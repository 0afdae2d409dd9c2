/** Repeated measurements of numbers that err together, for tests of coverage. */
import { choleskyInPlace } from '../../../../numerics/linear-algebra/cholesky.js';
import type { Random } from '../../../../numerics/random.js';
import type { UncertainNumbers } from '../propagate-numbers.js';

/** A covariance with these sigmas and one correlation between all of them. */
export function evenCovariance(sigmas: readonly number[], correlation: number): Float64Array {
  return Float64Array.from({ length: sigmas.length ** 2 }, (_, at) => {
    const i = Math.floor(at / sigmas.length);
    const j = at % sigmas.length;
    return sigmas[i]! * sigmas[j]! * (i === j ? 1 : correlation);
  });
}

/** Normal numbers about the values, with the covariance (positive definite). */
export function drawNumbers(truth: UncertainNumbers, random: Random): UncertainNumbers {
  const n = truth.values.length;
  const l = truth.covariance.slice();
  if (!choleskyInPlace(l, n)) throw new RangeError('the covariance is not positive definite');
  const normals = Array.from({ length: n }, () => random.normal());
  const values = truth.values.map((value, i) => {
    let sum = value;
    for (let j = 0; j <= i; j++) sum += l[i + j * n]! * normals[j]!;
    return sum;
  });
  return { values, covariance: truth.covariance };
}
