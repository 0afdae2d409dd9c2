/** Values, standard errors and covariances of all numbers of a fit, from the full covariance of its variables. */
import { symmetricEigen } from '../../../numerics/linear-algebra/symmetric-eigen.js';
import type { SpectrumModel } from '../model/spectrum-model.js';
import type { FittedNumbers, FittedParameter, NumberAt } from '../series-fit.js';
import type { Spectrum } from '../spectrum.js';
import type { Dependence, NumberPlan } from './number-plan.js';
import type { SeriesModel } from './series-model.js';

/** Combinations of which the data say less than this part of what single variables have are not determined. */
const UNDETERMINED = 1e-10;
/** A variable with this share in an undetermined combination is named in it. */
const NAMED_SHARE = 0.1;

export interface VariableCovariance {
  /** Unscaled, row by row; zero where nothing is determined. */
  readonly matrix: Float64Array;
  readonly rank: number;
  /** Variables that belong to combinations which the data do not determine. */
  readonly undetermined: readonly (readonly number[])[];
}

/** The inverse of the normal matrix of all variables of all spectra; variables on a bound count as free. */
export function variableCovariance(
  series: SeriesModel,
  plan: NumberPlan,
  locals: readonly Float64Array[],
  shared: Float64Array,
): VariableCovariance {
  const size = plan.variables.length;
  const normal = new Float64Array(size * size);
  const k = plan.shared.length;
  for (let s = 0; s < series.setCount; s++) {
    const n = series.residualCount(s);
    const own = plan.locals[s]!;
    const jl = new Float64Array(n * own.length);
    const js = new Float64Array(n * k);
    series.evaluate(s, locals[s]!, shared, new Float64Array(n), jl, js);
    const all = [
      ...own.map((variable, place) => ({ variable, column: jl.subarray(place * n, (place + 1) * n) })),
      ...plan.shared.flatMap((variable, place) => {
        const column = js.subarray(place * n, (place + 1) * n);
        return column.some((value) => value !== 0) ? [{ variable, column }] : [];
      }),
    ];
    for (const [a, { variable: v, column: one }] of all.entries()) {
      for (let b = 0; b <= a; b++) {
        const { variable: w, column: two } = all[b]!;
        let sum = 0;
        for (let i = 0; i < n; i++) sum += one[i]! * two[i]!;
        normal[v * size + w]! += sum;
        if (v !== w) normal[w * size + v]! += sum;
      }
    }
  }
  return invert(normal, size);
}

function invert(normal: Float64Array, size: number): VariableCovariance {
  const lengths = Float64Array.from({ length: size }, (_, j) => Math.sqrt(normal[j * size + j]!));
  const scaled = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const length = lengths[i]! * lengths[j]!;
      scaled[i * size + j] = length > 0 ? normal[i * size + j]! / length : 0;
    }
  }
  const { values, vectors } = symmetricEigen(scaled, size);
  const matrix = new Float64Array(size * size);
  const undetermined: number[][] = [];
  let rank = 0;
  for (let e = 0; e < size; e++) {
    const vector = vectors.subarray(e * size, (e + 1) * size);
    if (!(values[e]! > UNDETERMINED)) {
      undetermined.push([...vector.keys()].filter((j) => Math.abs(vector[j]!) > NAMED_SHARE));
      continue;
    }
    rank += 1;
    for (let i = 0; i < size; i++) {
      const share = vector[i]! / values[e]!;
      if (share === 0) continue;
      for (let j = 0; j < size; j++) matrix[i * size + j]! += share * vector[j]!;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const length = lengths[i]! * lengths[j]!;
      if (length > 0) matrix[i * size + j]! /= length;
    }
  }
  return { matrix, rank, undetermined };
}

export interface FittedState {
  readonly spectra: readonly Spectrum[];
  readonly models: readonly SpectrumModel[];
  readonly plan: NumberPlan;
  /** All variables, in the order of the plan. */
  readonly variables: Float64Array;
  readonly covariance: VariableCovariance;
  /** What every covariance is multiplied with. */
  readonly scale: number;
}

export function fittedNumbers({ spectra, models, plan, variables, covariance, scale }: FittedState): FittedNumbers {
  const size = variables.length;
  const { matrix } = covariance;
  const loose = new Set(covariance.undetermined.flat());
  const sharedVariables = new Set(plan.shared);
  const places = new Map<string, Map<number, Dependence>>();
  const units = new Map<string, string>();
  models.forEach(({ numbers }, s) => {
    numbers.numbers.forEach(({ name, unit }, k) => {
      if (!places.has(name)) places.set(name, new Map());
      units.set(name, unit);
      const steps = places.get(name)!;
      if (!steps.has(spectra[s]!.step)) steps.set(spectra[s]!.step, plan.dependences[s]![k]!);
    });
  });
  const bound = (variable: number): 'lower' | 'upper' | null => {
    const { lower, upper } = plan.variables[variable]!;
    return variables[variable] === lower ? 'lower' : variables[variable] === upper ? 'upper' : null;
  };
  const covarianceOf = (a: Dependence | undefined, b: Dependence | undefined): number => {
    let sum = 0;
    for (const one of a?.terms ?? []) {
      for (const two of b?.terms ?? []) sum += one.factor * two.factor * matrix[one.variable * size + two.variable]!;
    }
    return scale * sum;
  };
  const find = (name: string, step: number): FittedParameter | undefined => {
    const dependence = places.get(name)?.get(step);
    if (dependence === undefined) return undefined;
    const { terms, constant, tied } = dependence;
    const value = terms.reduce((sum, { variable, factor }) => sum + factor * variables[variable]!, constant);
    const undetermined = terms.some(({ variable }) => loose.has(variable));
    const free = terms.length > 0;
    return {
      name,
      unit: units.get(name)!,
      value,
      sigma: free && !undetermined ? Math.sqrt(Math.max(0, covarianceOf(dependence, dependence))) : null,
      state: undetermined ? 'undetermined' : tied ? 'tied' : free ? 'free' : 'held',
      bound: terms.length === 1 ? bound(terms[0]!.variable) : null,
      shared: terms.every(({ variable }) => sharedVariables.has(variable)),
    };
  };
  return {
    names: [...places.keys()],
    find,
    covariance(numbers: readonly NumberAt[]) {
      const list = numbers.map(({ name, step }) => places.get(name)?.get(step));
      const out = new Float64Array(list.length ** 2);
      list.forEach((a, i) => {
        list.forEach((b, j) => {
          out[i * list.length + j] = covarianceOf(a, b);
        });
      });
      return out;
    },
  };
}
