/** What a refinement knows of its numbers: covariance, combinations that are not determined, what one more cycle would move. */
import { covarianceFromJacobian } from '../../../numerics/least-squares/covariance.js';
import { at } from '../model/model-parameters.js';
import type { SingularCombination } from '../refinement.js';
import { type RefineFrame, residualModel, type StagesOutcome } from './run-stages.js';

/** A singular value this far below the largest of the scaled Jacobian is no information. */
const SINGULAR = 1e-6;
const TOLD_CORRELATION = 0.9;

export interface Uncertainties {
  /** Parameters with a standard deviation, and their covariance (weights taken as they are). */
  readonly free: readonly number[];
  readonly covariance: Float64Array;
  readonly ofSingular: ReadonlySet<number>;
  readonly singular: readonly SingularCombination[];
  readonly lastShift: number;
}

/** Where a refinement ended, by the Jacobian there. */
export function uncertainties(frame: RefineFrame, outcome: StagesOutcome): Uncertainties {
  const { model } = frame;
  const { released, columns, atBound, values } = outcome;
  const { parameters } = model.list;
  const residual = residualModel(frame, released, values);
  const rows = residual.residualCount;
  const count = released.columns.length;
  const jacobian = new Float64Array(rows * count);
  const residuals = new Float64Array(rows);
  residual.evaluate(columns, residuals, jacobian);
  const covarianceOf = (held: readonly number[]) =>
    covarianceFromJacobian(jacobian, rows, count, 0, { scale: 'known', held, tolerance: SINGULAR });
  // A bound that the noise has driven a number onto does not make the others better known than they were without it.
  const estimate = covarianceOf([]);
  const atEnd = atBound.flatMap((bound, column) => (bound === null ? [] : [column]));
  const inside = atEnd.length === 0 ? estimate : covarianceOf(atEnd);
  const links = released.links(columns);
  const free = released.columns.filter((n, column) => isTold(n, column, released, atBound));
  const ofColumns = estimate.covariance.map(finite);
  const size = free.length;
  const covariance = new Float64Array(size * size);
  const rowOf = free.map((n) => {
    const row = new Float64Array(count);
    for (let e = links.start[n]; e < links.start[n + 1]; e++) row[links.column[e]] += links.factor[e];
    return row;
  });
  const half = rowOf.map((row) => product(row, ofColumns, count));
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) covariance[a * size + b] = dot(half[a]!, rowOf[b]!);
  }
  const named = (column: number) => parameters[released.columns[column]!]!.name;
  const singular = estimate.singularDirections.map(({ direction, parameters: involved }) => {
    const scaled = involved.map((column) => direction[column]! * (columnLength(jacobian, column, rows) || 1));
    const largest = Math.max(...scaled.map(Math.abs));
    const terms = involved.map((column, k) => [named(column), scaled[k]! / largest] as const);
    return { terms: terms.filter(([, weight]) => Math.abs(weight) > 0.1).slice(0, 6) };
  });
  const ofSingular = new Set<number>();
  for (const { direction } of estimate.singularDirections) {
    direction.forEach((part, column) => {
      if (part !== 0 && !Number.isFinite(estimate.standardErrors[column]!)) ofSingular.add(released.columns[column]!);
    });
  }
  return {
    free,
    covariance,
    ofSingular,
    singular,
    lastShift: lastShift(jacobian, residuals, inside.covariance, rows, count),
  };
}

/** A width has an uncertainty even where one of the coordinates of its course is at the end of its room. */
function isTold(
  n: number,
  column: number,
  { isCoordinate }: StagesOutcome['released'],
  atBound: StagesOutcome['atBound'],
): boolean {
  return atBound[column] === null || (isCoordinate(column) && n !== at.asymmetry);
}

/** What one more undamped cycle would move, in standard deviations. */
function lastShift(
  jacobian: Float64Array,
  residuals: Float64Array,
  covariance: Float64Array,
  rows: number,
  count: number,
): number {
  const gradient = new Float64Array(count);
  for (let column = 0; column < count; column++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += jacobian[column * rows + i] * residuals[i];
    gradient[column] = sum;
  }
  let largest = 0;
  for (let a = 0; a < count; a++) {
    const variance = covariance[a * count + a];
    if (!(variance > 0 && variance < Number.POSITIVE_INFINITY)) continue;
    let shift = 0;
    for (let b = 0; b < count; b++) shift -= finite(covariance[a * count + b]) * gradient[b];
    largest = Math.max(largest, Math.abs(shift) / Math.sqrt(variance));
  }
  return largest;
}

/** Of what the data do not determine nothing is said. */
function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/** Correlations beyond 0.9, strongest first. */
export function correlations(
  { free, covariance }: Uncertainties,
  names: readonly string[],
): (readonly [string, string, number])[] {
  const size = free.length;
  const found: [string, string, number][] = [];
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const both = Math.sqrt(covariance[a * size + a] * covariance[b * size + b]);
      const value = covariance[a * size + b] / both;
      if (Math.abs(value) > TOLD_CORRELATION) found.push([names[free[a]!]!, names[free[b]!]!, value]);
    }
  }
  return found.sort((p, q) => Math.abs(q[2]) - Math.abs(p[2]));
}

function product(row: Float64Array, matrix: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size);
  for (let a = 0; a < size; a++) {
    const value = row[a]!;
    if (value === 0) continue;
    for (let b = 0; b < size; b++) out[b]! += value * matrix[a * size + b]!;
  }
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function columnLength(jacobian: Float64Array, column: number, rows: number): number {
  let sum = 0;
  for (let i = column * rows; i < (column + 1) * rows; i++) sum += jacobian[i]! * jacobian[i]!;
  return Math.sqrt(sum);
}
