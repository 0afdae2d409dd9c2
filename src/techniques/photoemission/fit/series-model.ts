/** Spectra and the plan of their numbers as one model with variables of each spectrum and variables in common. */
import type { SharedModel } from '../../../numerics/index.js';
import type { SpectrumModel } from '../model/spectrum-model.js';
import type { NumberPlan } from './number-plan.js';

export interface SeriesModel extends SharedModel {
  /** The numbers of a spectrum's model at values of all variables, into `out`. */
  numbersOf(spectrum: number, variables: Float64Array, out: Float64Array): void;
}

/** A term as the inner loop wants it: number of the model, place among local or shared variables, factor. */
interface Slot {
  readonly number: number;
  readonly place: number;
  readonly factor: number;
}

export function seriesModel(models: readonly SpectrumModel[], plan: NumberPlan): SeriesModel {
  const constants = plan.dependences.map((list) => Float64Array.from(list, ({ constant }) => constant));
  const slots = plan.dependences.map((list, s) => {
    const placesOf = (variables: readonly number[]): Slot[] => {
      const places = new Map(variables.map((variable, place) => [variable, place]));
      return list.flatMap(({ terms }, number) =>
        terms.flatMap(({ variable, factor }) => {
          const place = places.get(variable);
          return place === undefined ? [] : [{ number, place, factor }];
        }),
      );
    };
    return { local: placesOf(plan.locals[s]!), shared: placesOf(plan.shared) };
  });
  const most = models.reduce((size, model) => Math.max(size, model.pointCount * model.numbers.numbers.length), 0);
  const columns = new Float64Array(most);
  const values = constants.map((list) => new Float64Array(list.length));
  return {
    setCount: models.length,
    sharedCount: plan.shared.length,
    residualCount: (s) => models[s]!.pointCount,
    localCount: (s) => plan.locals[s]!.length,
    evaluate(s, local, shared, residuals, localJacobian, sharedJacobian) {
      const model = models[s]!;
      const own = values[s]!;
      own.set(constants[s]!);
      for (const { number, place, factor } of slots[s]!.local) own[number]! += factor * local[place]!;
      for (const { number, place, factor } of slots[s]!.shared) own[number]! += factor * shared[place]!;
      if (localJacobian === null || sharedJacobian === null) {
        model.evaluate(own, residuals, null);
        return;
      }
      const n = model.pointCount;
      const jacobian = columns.subarray(0, n * own.length);
      model.evaluate(own, residuals, jacobian);
      scatter(jacobian, n, slots[s]!.local, localJacobian);
      scatter(jacobian, n, slots[s]!.shared, sharedJacobian);
    },
    numbersOf(s, variables, out) {
      out.set(constants[s]!);
      plan.dependences[s]!.forEach(({ terms }, number) => {
        for (const { variable, factor } of terms) out[number]! += factor * variables[variable]!;
      });
    },
  };
}

function scatter(from: Float64Array, n: number, slots: readonly Slot[], to: Float64Array): void {
  to.fill(0);
  for (const { number, place, factor } of slots) {
    const [f, t] = [number * n, place * n];
    for (let i = 0; i < n; i++) to[t + i]! += factor * from[f + i]!;
  }
}
