import { scaleColumns } from '../linear-algebra/linear-least-squares.js';
import { applyQTransposed, pivotedQr } from '../linear-algebra/qr.js';
import { type CovarianceEstimate, type CovarianceOptions, covarianceFromJacobian } from './covariance.js';
import type { SharedMinimum } from './shared-fit.js';
import type { SharedModel } from './shared-model.js';

export interface SharedCovariance {
  /** Of the shared parameters. */
  readonly shared: CovarianceEstimate;
  /** Per set: of its local parameters followed by the shared ones, all covariances between them included. */
  readonly sets: readonly CovarianceEstimate[];
  readonly degreesOfFreedom: number;
  readonly reducedChiSquare: number;
}

/** A few rows that stand for many residuals: their Gram matrix is the same. */
interface Rows {
  readonly count: number;
  /** count x columns, column-major. */
  readonly values: Float64Array;
}

/**
 * Covariance of a fit with shared parameters, at a cost linear in the number of sets: QR of each set leaves a triangle for
 * its local parameters and a few rows that speak about the shared ones alone; those of all sets together give the shared
 * parameters, and with the triangle of a set everything that belongs to it.
 *
 * The scatter of all residuals together gives the scale (see `CovarianceOptions`).
 */
export function estimateSharedCovariance(
  model: SharedModel,
  minimum: SharedMinimum,
  options: Pick<CovarianceOptions, 'scale' | 'bounds' | 'tolerance'> = {},
): SharedCovariance {
  const k = model.sharedCount;
  const heldOf = (bounds: readonly ('lower' | 'upper' | null)[]): number[] =>
    options.bounds === 'held' ? bounds.flatMap((bound, j) => (bound === null ? [] : [j])) : [];
  const sharedHeld = heldOf(minimum.sharedAtBound);
  const localHeld = minimum.localsAtBound.map(heldOf);

  let residualCount = 0;
  const triangles: Rows[] = [];
  const remainders: Rows[] = [];
  for (let s = 0; s < model.setCount; s++) {
    residualCount += model.residualCount(s);
    const { own, common } = splitSet(model, s, minimum, localHeld[s]);
    triangles.push(own);
    remainders.push(common);
  }
  const together = reduceRows(stack(remainders, k), k);
  const localRank = triangles.reduce((sum, { count }) => sum + count, 0);

  const describe = (rows: Rows, columns: number, held: readonly number[], sigma: number): CovarianceEstimate =>
    covarianceFromJacobian(
      rows.values.map((value) => value / sigma),
      rows.count,
      columns,
      0,
      { scale: 'known', held, tolerance: options.tolerance },
    );
  const degreesOfFreedom = residualCount - localRank - describe(together, k, sharedHeld, 1).rank;
  const reducedChiSquare = degreesOfFreedom > 0 ? minimum.sumOfSquares / degreesOfFreedom : Number.NaN;
  const sigma = options.scale === 'known' ? 1 : Math.sqrt(reducedChiSquare);
  const finish = (rows: Rows, columns: number, held: readonly number[]): CovarianceEstimate => ({
    ...describe(rows, columns, held, sigma),
    degreesOfFreedom,
    reducedChiSquare,
  });
  return {
    shared: finish(together, k, sharedHeld),
    sets: triangles.map((own, s) => {
      const q = model.localCount(s);
      const padded = { count: together.count, values: new Float64Array(together.count * (q + k)) };
      padded.values.set(together.values, together.count * q);
      return finish(stack([own, padded], q + k), q + k, [...localHeld[s], ...sharedHeld.map((j) => q + j)]);
    }),
    degreesOfFreedom,
    reducedChiSquare,
  };
}

/** The rows of one set that hold its local parameters (columns: local, shared), and those that do not (shared only). */
function splitSet(
  model: SharedModel,
  set: number,
  minimum: SharedMinimum,
  held: readonly number[],
): { own: Rows; common: Rows } {
  const rows = model.residualCount(set);
  const q = model.localCount(set);
  const k = model.sharedCount;
  const local = new Float64Array(rows * q);
  const shared = new Float64Array(rows * k);
  model.evaluate(set, minimum.locals[set], minimum.shared, new Float64Array(rows), local, shared);
  const free = Array.from({ length: q }, (_, j) => j).filter((j) => !held.includes(j));
  const columns = new Float64Array(rows * free.length);
  free.forEach((j, a) => {
    columns.set(local.subarray(j * rows, (j + 1) * rows), a * rows);
  });
  const lengths = scaleColumns(columns, rows, free.length);
  const qr = pivotedQr(columns, rows, free.length);
  const { rank, factor, pivots } = qr;
  const own = new Float64Array(rank * (q + k));
  for (let a = 0; a < free.length; a++) {
    const column = free[pivots[a]] * rank;
    for (let i = 0; i <= Math.min(a, rank - 1); i++) own[column + i] = factor[i + a * rows] * lengths[pivots[a]];
  }
  const rest = rows - rank;
  const common = new Float64Array(rest * k);
  for (let c = 0; c < k; c++) {
    const column = shared.subarray(c * rows, (c + 1) * rows);
    applyQTransposed(qr, column);
    own.set(column.subarray(0, rank), (q + c) * rank);
    common.set(column.subarray(rank), c * rest);
  }
  return { own: { count: rank, values: own }, common: reduceRows({ count: rest, values: common }, k) };
}

/** At most `columns` rows with the same Gram matrix. */
function reduceRows({ count, values }: Rows, columns: number): Rows {
  if (count <= columns) return { count, values };
  const { factor, pivots } = pivotedQr(values.slice(), count, columns);
  const out = new Float64Array(columns * columns);
  for (let c = 0; c < columns; c++) {
    for (let i = 0; i <= c; i++) out[i + pivots[c] * columns] = factor[i + c * count];
  }
  return { count: columns, values: out };
}

function stack(parts: readonly Rows[], columns: number): Rows {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const values = new Float64Array(count * columns);
  let row = 0;
  for (const part of parts) {
    for (let c = 0; c < columns; c++) {
      values.set(part.values.subarray(c * part.count, (c + 1) * part.count), c * count + row);
    }
    row += part.count;
  }
  return { count, values };
}
