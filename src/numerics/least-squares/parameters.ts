import { fail } from '../../errors.js';
import { exp } from '../elementary/exp.js';
import { log } from '../elementary/log.js';
import { pow } from '../elementary/pow.js';
import type { CovarianceEstimate } from './covariance.js';
import { mapCovariance } from './map-covariance.js';
import type { ResidualModel } from './residual-model.js';

/** A parameter as a function of others. */
export interface Tie {
  readonly from: readonly string[];
  /** The value from those of `from`; fills `gradient` with the derivatives by them. */
  evaluate(values: Float64Array, gradient: Float64Array): number;
}

/** One natural parameter of a model: the number people talk about, in its own unit. */
export interface ParameterSpec {
  readonly name: string;
  /** Start value; the value itself when fixed; ignored when tied. */
  readonly value: number;
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
  /** `log`: the fit moves ln(value), which must be positive: for what spans decades and cannot be negative. */
  readonly scale?: 'linear' | 'log' | undefined;
  readonly fixed?: boolean | undefined;
  readonly tied?: Tie | undefined;
  /** Largest change in one step, of ln(value) for a logarithmic parameter. @default 3 for log, Infinity for linear */
  readonly stepLimit?: number | undefined;
}

/** Natural parameters as functions of the free ones that a fit moves. */
export interface ParameterSpace {
  readonly names: readonly string[];
  readonly freeNames: readonly string[];
  /** Start, bounds and step limits of the free parameters, as `minimise` wants them. */
  readonly start: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly stepLimit: Float64Array;
  /** Natural values from free ones; fills and returns `out` (length of `names`). */
  toNatural(free: Float64Array, out?: Float64Array): Float64Array;
  /** Free values from natural ones; those of fixed and tied parameters are not looked at. */
  toFree(natural: Float64Array, out?: Float64Array): Float64Array;
  /** d natural / d free at `free`: names x freeNames, column-major. */
  gradients(free: Float64Array): Float64Array;
  /** A model of all natural parameters as one of the free ones, derivatives by the chain rule. */
  wrap(model: ResidualModel): ResidualModel;
  /** The covariance of all natural parameters, fixed (zero) and tied ones too, from that of the free ones at `free`. */
  naturalCovariance(estimate: CovarianceEstimate, free: Float64Array): CovarianceEstimate;
}

/** `constant + sum of factor * other`: a sum, a difference, a ratio of 2 to 1. */
export function linearTie(terms: Readonly<Record<string, number>>, constant = 0): Tie {
  const from = Object.keys(terms);
  const factors = Object.values(terms);
  return {
    from,
    evaluate(values, gradient) {
      let sum = constant;
      for (let k = 0; k < factors.length; k++) {
        gradient[k] = factors[k];
        sum += factors[k] * values[k];
      }
      return sum;
    },
  };
}

/** `factor * product of other^power`: a quotient, an area, a capacitance from R and tau. */
export function productTie(powers: Readonly<Record<string, number>>, factor = 1): Tie {
  const from = Object.keys(powers);
  const exponents = Object.values(powers);
  return {
    from,
    evaluate(values, gradient) {
      let product = factor;
      for (let k = 0; k < exponents.length; k++) product *= pow(values[k], exponents[k]);
      for (let k = 0; k < exponents.length; k++) {
        let slope = factor * exponents[k] * pow(values[k], exponents[k] - 1);
        for (let m = 0; m < exponents.length; m++) if (m !== k) slope *= pow(values[m], exponents[m]);
        gradient[k] = slope;
      }
      return product;
    },
  };
}

/**
 * Makes the space of free parameters of a model from the specification of its natural ones, in the order of the model.
 *
 * @throws invalid-option for a name given twice, a tie to an unknown name or in a circle, a bound on a tied parameter, a
 *   logarithmic parameter that is not positive
 */
export function createParameterSpace(specs: readonly ParameterSpec[]): ParameterSpace {
  const count = specs.length;
  const index = new Map(specs.map((spec, k) => [spec.name, k]));
  if (index.size < count) throw invalid('two parameters have the same name', 'rename one of them');
  specs.forEach(check);
  const order = tieOrder(specs, index);
  const free = specs.map((_, k) => k).filter((k) => !specs[k].fixed && !specs[k].tied);
  const sources = specs.map((spec) => (spec.tied?.from ?? []).map((name) => index.get(name)!));
  const isLog = specs.map((spec) => spec.scale === 'log');
  const inner = (value: number | undefined, k: number, open: number): number =>
    value === undefined ? open : isLog[k] ? (value > 0 ? log(value) : Number.NEGATIVE_INFINITY) : value;

  const toNatural = (values: Float64Array, out: Float64Array = new Float64Array(count)): Float64Array => {
    for (let k = 0; k < count; k++) if (specs[k].fixed) out[k] = specs[k].value;
    free.forEach((k, a) => {
      out[k] = isLog[k] ? exp(values[a]) : values[a];
    });
    for (const k of order) out[k] = evaluateTie(k, out, null, 0);
    return out;
  };
  const gradientWork = specs.map((spec) => new Float64Array(spec.tied?.from.length ?? 0));
  const valueWork = specs.map((spec) => new Float64Array(spec.tied?.from.length ?? 0));
  /** Value of tied parameter k; with `matrix` (natural x free) also its rows, from the finished rows of its sources. */
  function evaluateTie(k: number, natural: Float64Array, matrix: Float64Array | null, width: number): number {
    const values = valueWork[k];
    const slopes = gradientWork[k];
    sources[k].forEach((source, s) => {
      values[s] = natural[source];
    });
    const value = specs[k].tied!.evaluate(values, slopes);
    if (matrix !== null) {
      for (let a = 0; a < width; a++) {
        let sum = 0;
        sources[k].forEach((source, s) => {
          sum += slopes[s] * matrix[source + a * count];
        });
        matrix[k + a * count] = sum;
      }
    }
    return value;
  }
  const fillGradients = (values: Float64Array, natural: Float64Array, matrix: Float64Array): void => {
    toNatural(values, natural);
    matrix.fill(0);
    free.forEach((k, a) => {
      matrix[k + a * count] = isLog[k] ? natural[k] : 1;
    });
    for (const k of order) evaluateTie(k, natural, matrix, free.length);
  };
  const gradients = (values: Float64Array): Float64Array => {
    const matrix = new Float64Array(count * free.length);
    fillGradients(values, new Float64Array(count), matrix);
    return matrix;
  };

  return {
    names: specs.map((spec) => spec.name),
    freeNames: free.map((k) => specs[k].name),
    start: Float64Array.from(free, (k) => inner(specs[k].value, k, Number.NaN)),
    lower: Float64Array.from(free, (k) => inner(specs[k].lower, k, Number.NEGATIVE_INFINITY)),
    upper: Float64Array.from(free, (k) => inner(specs[k].upper, k, Number.POSITIVE_INFINITY)),
    stepLimit: Float64Array.from(free, (k) => specs[k].stepLimit ?? (isLog[k] ? 3 : Number.POSITIVE_INFINITY)),
    toNatural,
    toFree: (natural, out = new Float64Array(free.length)) => {
      free.forEach((k, a) => {
        out[a] = inner(natural[k], k, Number.NaN);
      });
      return out;
    },
    gradients,
    wrap: (model) => wrapModel(model, count, free.length, toNatural, fillGradients),
    naturalCovariance: (estimate, values) => mapCovariance(estimate, gradients(values), count),
  };
}

function wrapModel(
  model: ResidualModel,
  count: number,
  freeCount: number,
  toNatural: (values: Float64Array, out: Float64Array) => Float64Array,
  fillGradients: (values: Float64Array, natural: Float64Array, matrix: Float64Array) => void,
): ResidualModel {
  if (model.parameterCount !== count) {
    throw invalid(`${count} parameters are specified for a model of ${model.parameterCount}`, 'specify each of them');
  }
  const rows = model.residualCount;
  const natural = new Float64Array(count);
  const matrix = new Float64Array(count * freeCount);
  let inner: Float64Array | null = null;
  return {
    residualCount: rows,
    parameterCount: freeCount,
    hasJacobian: model.hasJacobian !== false,
    evaluate(values, residuals, jacobian) {
      if (jacobian === null) {
        model.evaluate(toNatural(values, natural), residuals, null);
        return;
      }
      inner ??= new Float64Array(rows * count);
      fillGradients(values, natural, matrix);
      model.evaluate(natural, residuals, inner);
      for (let a = 0; a < freeCount; a++) {
        const column = a * rows;
        let first = true;
        for (let k = 0; k < count; k++) {
          const factor = matrix[k + a * count];
          if (factor === 0) continue;
          const from = k * rows;
          if (first) for (let i = 0; i < rows; i++) jacobian[column + i] = factor * inner[from + i];
          else for (let i = 0; i < rows; i++) jacobian[column + i] += factor * inner[from + i];
          first = false;
        }
        if (first) jacobian.fill(0, column, column + rows);
      }
    },
  };
}

function check(spec: ParameterSpec): void {
  const { name, value, lower, upper, scale, tied, fixed } = spec;
  if (tied && fixed) throw invalid(`${name} is both fixed and tied`, 'choose one');
  if (tied && (lower !== undefined || upper !== undefined)) {
    throw invalid(`${name} is tied and has a bound`, 'bound the parameters that it is tied to');
  }
  if (tied) return;
  if (!Number.isFinite(value)) throw invalid(`${name} has no start value`, 'give it one');
  if (scale === 'log' && !(value > 0))
    throw invalid(`${name} = ${value} has no logarithm`, 'start from a positive value');
  if (lower !== undefined && upper !== undefined && !(lower <= upper)) {
    throw invalid(`${name} has its lower bound ${lower} above its upper bound ${upper}`, 'mend the bounds');
  }
}

/** The tied parameters, each after all that it depends on. */
function tieOrder(specs: readonly ParameterSpec[], index: ReadonlyMap<string, number>): number[] {
  const order: number[] = [];
  const state = new Map<number, 'open' | 'done'>();
  const visit = (k: number): void => {
    if (state.get(k) === 'done') return;
    const { name, tied } = specs[k];
    if (state.get(k) === 'open') throw invalid(`${name} is tied to itself in a circle`, 'set one of the circle free');
    state.set(k, 'open');
    for (const source of tied?.from ?? []) {
      const at = index.get(source);
      if (at === undefined) throw invalid(`${name} is tied to ${source}, which does not exist`, 'mend the name');
      visit(at);
    }
    state.set(k, 'done');
    if (tied) order.push(k);
  };
  specs.forEach((_, k) => {
    visit(k);
  });
  return order;
}

function invalid(message: string, hint: string): Error {
  return fail('invalid-option', message, hint);
}
