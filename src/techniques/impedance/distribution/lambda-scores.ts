/**
 * How good is a lambda? All scores of all lambdas come from one eigendecomposition: with
 * `A'A + s M = L L'` and `L^-1 A'A L^-T = V diag(c) V'`, the fit without sign constraint for any lambda is diagonal.
 * GCV after G. H. Golub, M. Heath, G. Wahba, Technometrics 21 (1979) 215, doi:10.1080/00401706.1979.10489751; its robust
 * and modified forms and the re-im test as compared by A. Maradesa et al., J. Electrochem. Soc. 170 (2023) 030502,
 * doi:10.1149/1945-7111/acbca4; L-curve after P. C. Hansen, SIAM Rev. 34 (1992) 561, doi:10.1137/1034115.
 */
import { log } from '../../../numerics/elementary/log.js';
import { choleskyInPlace } from '../../../numerics/linear-algebra/cholesky.js';
import { symmetricEigen } from '../../../numerics/linear-algebra/symmetric-eigen.js';
import { penalisedGram, type RegularisedProblem } from './regularised-problem.js';

export interface LambdaScore {
  readonly lambda: number;
  readonly gcv: number;
  readonly modifiedGcv: number;
  readonly robustGcv: number;
  /** Curvature of the L-curve (ln residual, ln roughness); the corner is its maximum. */
  readonly curvature: number;
  readonly residualSumOfSquares: number;
  readonly roughness: number;
  /** Effective number of parameters, trace of the influence matrix. */
  readonly freedom: number;
}

/** @param lambdas ascending, evenly spaced in ln lambda (the curvature is taken by differences) */
export function scoreLambdas(problem: RegularisedProblem, lambdas: Float64Array): LambdaScore[] {
  const { c, projection, reference } = diagonalise(problem);
  const n = 2 * problem.pointCount;
  const rho = n < 50 ? 1.3 : 2;
  const xi = n < 100 ? 0.2 : 0.3;
  const partial = Array.from(lambdas, (lambda) => {
    const ratio = lambda / reference;
    let trace = 0;
    let traceSquare = 0;
    let residual = problem.rightSquare;
    let roughness = 0;
    for (let k = 0; k < c.length; k++) {
      const denominator = c[k] + ratio * (1 - c[k]);
      const filter = c[k] / denominator;
      trace += filter;
      traceSquare += filter * filter;
      const part = projection[k] / denominator;
      residual += part * part * c[k] - 2 * part * projection[k];
      roughness += (part * part * (1 - c[k])) / reference;
    }
    residual = Math.max(residual, problem.rightSquare * Number.EPSILON);
    const gcv = (n * residual) / (n - trace) ** 2;
    return {
      lambda,
      gcv,
      modifiedGcv: rho * trace < n ? (n * residual) / (n - rho * trace) ** 2 : Number.POSITIVE_INFINITY,
      robustGcv: (xi + ((1 - xi) * traceSquare) / n) * gcv,
      residualSumOfSquares: residual,
      roughness: Math.max(roughness, Number.MIN_VALUE),
      freedom: trace,
    };
  });
  return partial.map((score, k) => ({ ...score, curvature: curvatureAt(partial, k) }));
}

interface Diagonal {
  readonly c: Float64Array;
  /** V' L^-1 A'b. */
  readonly projection: Float64Array;
  /** The s of `A'A + s M`. */
  readonly reference: number;
}

function diagonalise(problem: RegularisedProblem): Diagonal {
  const { columnCount: n, seriesCount, gram, penalty, projected } = problem;
  const size = n - seriesCount;
  let gramTrace = 0;
  let penaltyTrace = 0;
  for (let k = 0; k < size; k++) {
    gramTrace += gram[(k + seriesCount) * (n + 1)];
    penaltyTrace += penalty[k * (size + 1)];
  }
  const reference = (1e-4 * gramTrace) / penaltyTrace;
  const l = new Float64Array(n * n);
  // Directions that neither data nor penalty see are held by a breath of ridge, no more than needed.
  let ridge = 1e-13;
  do {
    penalisedGram(problem, reference, l);
    for (let k = 0; k < n; k++) l[k * (n + 1)] *= 1 + ridge;
    ridge *= 10;
  } while (!choleskyInPlace(l, n) && ridge < 1e-6);
  const scaled = gram.slice();
  solveLowerColumns(l, n, scaled);
  transposeInPlace(scaled, n);
  solveLowerColumns(l, n, scaled);
  const { values, vectors } = symmetricEigen(scaled, n);
  const right = projected.slice();
  solveLower(l, n, right, 0);
  const projection = new Float64Array(n);
  const c = values.map((value) => Math.min(1, Math.max(0, value)));
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += vectors[k * n + i] * right[i];
    projection[k] = sum;
  }
  return { c, projection, reference };
}

function solveLower(l: Float64Array, n: number, b: Float64Array, offset: number): void {
  for (let j = 0; j < n; j++) {
    const column = j * n;
    const value = b[offset + j] / l[column + j];
    b[offset + j] = value;
    if (value === 0) continue;
    for (let i = j + 1; i < n; i++) b[offset + i] -= value * l[column + i];
  }
}

function solveLowerColumns(l: Float64Array, n: number, matrix: Float64Array): void {
  for (let j = 0; j < n; j++) solveLower(l, n, matrix, j * n);
}

function transposeInPlace(matrix: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) {
    for (let i = j + 1; i < n; i++) {
      const value = matrix[i + j * n];
      matrix[i + j * n] = matrix[j + i * n];
      matrix[j + i * n] = value;
    }
  }
}

type Point = Pick<LambdaScore, 'residualSumOfSquares' | 'roughness' | 'lambda'>;

/** Curvature at point k from its two neighbours; 0 at the ends. */
function curvatureAt(points: readonly Point[], k: number): number {
  if (k === 0 || k === points.length - 1) return 0;
  const x = (i: number): number => log(points[i].residualSumOfSquares);
  const y = (i: number): number => log(points[i].roughness);
  const step = log(points[k + 1].lambda / points[k].lambda);
  const dx = (x(k + 1) - x(k - 1)) / (2 * step);
  const dy = (y(k + 1) - y(k - 1)) / (2 * step);
  const ddx = (x(k + 1) - 2 * x(k) + x(k - 1)) / step ** 2;
  const ddy = (y(k + 1) - 2 * y(k) + y(k - 1)) / step ** 2;
  const length = (dx * dx + dy * dy) * Math.sqrt(dx * dx + dy * dy);
  return length > 0 ? (dx * ddy - dy * ddx) / length : 0;
}
