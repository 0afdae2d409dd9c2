/**
 * Several uncertain numbers together: what goes into and comes out of everything derived from a fit. Covariances are kept
 * whole, since areas and positions of one spectrum err together, and those of one series too.
 */
import { type Propagated, quadraticForm } from '../../../quantity/propagate.js';
import type { FittedNumbers, NumberAt } from '../series-fit.js';

export interface UncertainNumbers {
  readonly values: Float64Array;
  /** Row by row; the square of each sigma on the diagonal. Zero: exact. Not finite: not determined. */
  readonly covariance: Float64Array;
}

/** A value known from elsewhere: a reference energy, a path length, a gap. */
export interface Given {
  readonly value: number;
  readonly sigma: number;
}

/** Numbers of a fit; undefined where one of them does not exist. One that the data do not determine has an infinite variance. */
export function takeNumbers(numbers: FittedNumbers, at: readonly NumberAt[]): UncertainNumbers | undefined {
  const found = at.map(({ name, step }) => numbers.find(name, step));
  if (found.some((number) => number === undefined)) return undefined;
  const covariance = numbers.covariance(at).slice();
  found.forEach((number, i) => {
    if (number!.state === 'undetermined') covariance[i * at.length + i] = Number.POSITIVE_INFINITY;
  });
  return { values: Float64Array.from(found, (number) => number!.value), covariance };
}

/** Numbers that err each by itself. */
export function independentNumbers(given: readonly Given[]): UncertainNumbers {
  const n = given.length;
  const covariance = new Float64Array(n * n);
  given.forEach(({ sigma }, i) => {
    covariance[i * n + i] = sigma ** 2;
  });
  return { values: Float64Array.from(given, ({ value }) => value), covariance };
}

/** Groups of numbers one after the other, without covariance between the groups. */
export function joinNumbers(...groups: readonly UncertainNumbers[]): UncertainNumbers {
  const n = groups.reduce((sum, { values }) => sum + values.length, 0);
  const values = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  let first = 0;
  for (const group of groups) {
    const size = group.values.length;
    values.set(group.values, first);
    for (let i = 0; i < size; i++) {
      covariance.set(group.covariance.subarray(i * size, (i + 1) * size), (first + i) * n + first);
    }
    first += size;
  }
  return { values, covariance };
}

/** Some of the numbers, in the order asked for. */
export function selectNumbers(numbers: UncertainNumbers, places: readonly number[]): UncertainNumbers {
  const n = numbers.values.length;
  const covariance = new Float64Array(places.length ** 2);
  places.forEach((i, a) => {
    places.forEach((j, b) => {
      covariance[a * places.length + b] = numbers.covariance[i * n + j]!;
    });
  });
  return { values: Float64Array.from(places, (i) => numbers.values[i]!), covariance };
}

/**
 * Results of the inputs with their covariance, to first order: J C J' (JCGM 102:2011, 6.2). A result does not suffer from
 * an input it does not depend on, even where that one is not determined.
 *
 * @param values the results at the values of the inputs
 * @param gradients of each result, the derivatives by all inputs
 */
export function propagateNumbers(
  inputs: UncertainNumbers,
  values: ArrayLike<number>,
  gradients: readonly ArrayLike<number>[],
): UncertainNumbers {
  const n = inputs.values.length;
  const rows = gradients.length;
  const used = gradients.map((gradient) => Array.from({ length: n }, (_, j) => j).filter((j) => gradient[j] !== 0));
  const covariance = new Float64Array(rows * rows);
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (const i of used[a]!) {
        for (const j of used[b]!) sum += gradients[a]![i]! * gradients[b]![j]! * inputs.covariance[i * n + j]!;
      }
      covariance[a * rows + b] = sum;
      covariance[b * rows + a] = sum;
    }
  }
  return { values: Float64Array.from(values), covariance };
}

/** One number with its sigma, null where it is not determined. */
export function numberAt(numbers: UncertainNumbers, i: number): Propagated {
  const variance = numbers.covariance[i * numbers.values.length + i]!;
  return { value: numbers.values[i]!, sigma: Number.isFinite(variance) ? Math.sqrt(Math.max(0, variance)) : null };
}

/** A sum of the numbers, each times its weight. */
export function combineNumbers(numbers: UncertainNumbers, weights: ArrayLike<number>): Propagated {
  let value = 0;
  for (let i = 0; i < numbers.values.length; i++) value += weights[i]! * numbers.values[i]!;
  return numberAt(propagateNumbers(numbers, [value], [weights]), 0);
}

/** Sigma of a combination that has weights but no value of its own: the root of g'Cg. */
export function sigmaAlong(numbers: UncertainNumbers, gradient: ArrayLike<number>): number {
  return Math.sqrt(Math.max(0, quadraticForm(gradient, numbers.covariance)));
}
