/** The descent of a series from one start. A single spectrum goes the shorter way, which evaluates its model half as often. */
import { minimise, minimiseShared } from '../../../numerics/index.js';
import type { DescentOptions } from '../../../numerics/least-squares/descent.js';
import type { NumberPlan } from './number-plan.js';
import type { SeriesModel } from './series-model.js';

/** The fit has arrived when a step promises less than this share of the sum of squares: a thousandth of a sigma. */
const DECREASE = 1e-9;
const MOST_ITERATIONS = 400;

/** Where a descent ended: variables of each spectrum and those in common, in the order of the plan's lists. */
export interface SeriesMinimum {
  readonly locals: readonly Float64Array[];
  readonly shared: Float64Array;
  readonly sumOfSquares: number;
  /** Sum of squares of each spectrum. */
  readonly setSums: Float64Array;
  readonly converged: boolean;
}

/**
 * @param start values of all variables of the plan
 * @throws `fit-failed` when residuals or derivatives are not finite at the start
 */
export function minimiseSeries(
  series: SeriesModel,
  plan: NumberPlan,
  start: Float64Array,
  onStep?: () => void,
): SeriesMinimum {
  const options: DescentOptions = {
    decreaseTolerance: DECREASE,
    maxIterations: MOST_ITERATIONS,
    ...(onStep === undefined ? {} : { onStep }),
  };
  const box = (variables: readonly number[]) => ({
    start: Float64Array.from(variables, (v) => start[v]!),
    lower: Float64Array.from(variables, (v) => plan.variables[v]!.lower),
    upper: Float64Array.from(variables, (v) => plan.variables[v]!.upper),
    stepLimit: Float64Array.from(variables, (v) => plan.variables[v]!.limit),
  });
  if (series.setCount !== 1) return minimiseShared(series, plan.locals.map(box), box(plan.shared), options);
  // Nothing is shared by one spectrum with itself.
  const none = new Float64Array(0);
  const alone = {
    residualCount: series.residualCount(0),
    parameterCount: series.localCount(0),
    evaluate(values: Float64Array, residuals: Float64Array, jacobian: Float64Array | null) {
      series.evaluate(0, values, none, residuals, jacobian, jacobian === null ? null : none);
    },
  };
  const { start: from, ...bounds } = box(plan.locals[0]!);
  const { parameters, sumOfSquares, converged } = minimise(alone, from, { ...bounds, ...options });
  return { locals: [parameters], shared: none, sumOfSquares, setSums: Float64Array.of(sumOfSquares), converged };
}
