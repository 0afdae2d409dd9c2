import type { Random } from '../random.js';
import { quantile } from '../statistics/summary.js';
import { withDifferences } from './difference-jacobian.js';
import { leverages } from './leverages.js';
import { type MinimiseOptions, type Minimum, minimise } from './minimise.js';
import type { ResidualModel } from './residual-model.js';
import { createWorkspace } from './workspace.js';

export interface BootstrapOptions extends MinimiseOptions {
  /**
   * `wild`: each residual keeps its place and gets a random sign: right for errors of unequal size. `residual`: residuals
   * are drawn with replacement: right for errors of one distribution. @default 'wild'
   */
  readonly kind?: 'wild' | 'residual' | undefined;
  /** @default 1000 */
  readonly samples?: number | undefined;
  /** Residuals with the same number get the same sign in `wild` (real and imaginary part, neighbours that correlate). */
  readonly groups?: ArrayLike<number> | undefined;
}

export interface Bootstrap {
  /** Parameters of each refit that converged, one after the other. */
  readonly samples: readonly Float64Array[];
  /** Refits that did not converge, not among the samples. */
  readonly failed: number;
  /** Percentile interval of a parameter or of a function of the parameters. */
  interval(what: number | ((parameters: Float64Array) => number), level?: number): readonly [number, number];
}

/**
 * Refits many data sets that the model at its minimum could have produced, with errors made from the residuals
 * (B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap, Chapman and Hall 1993; wild: C. F. J. Wu, Ann. Stat. 14
 * (1986) 1261, doi:10.1214/aos/1176350142). Residuals are enlarged by 1 / sqrt(1 - leverage), since a fit makes them too
 * small. Deterministic for a seeded generator.
 */
export function bootstrap(
  model: ResidualModel,
  minimum: Pick<Minimum, 'parameters'>,
  random: Random,
  options: BootstrapOptions = {},
): Bootstrap {
  const { kind = 'wild', samples: count = 1000, groups } = options;
  const rows = model.residualCount;
  const fitted = new Float64Array(rows);
  const jacobian = new Float64Array(rows * model.parameterCount);
  withDifferences(model, { central: true }).evaluate(minimum.parameters, fitted, jacobian);
  const pull = leverages(jacobian, rows, model.parameterCount);
  const errors = fitted.map((residual, i) => residual / Math.sqrt(Math.max(1e-6, 1 - pull[i])));
  const mean = errors.reduce((sum, e) => sum + e, 0) / rows;
  const drawn = new Float64Array(rows);
  // New data f(best) - error make the residuals r - r(best) + error; the derivatives stay.
  const shifted: ResidualModel = {
    residualCount: rows,
    parameterCount: model.parameterCount,
    hasJacobian: model.hasJacobian !== false,
    evaluate(parameters, residuals, derivatives) {
      model.evaluate(parameters, residuals, derivatives);
      for (let i = 0; i < rows; i++) residuals[i] += drawn[i] - fitted[i];
    },
  };
  const workspace = createWorkspace();
  const samples: Float64Array[] = [];
  let failed = 0;
  for (let k = 0; k < count; k++) {
    if (kind === 'residual') for (let i = 0; i < rows; i++) drawn[i] = errors[random.integer(rows)] - mean;
    else drawWild(errors, groups, random, drawn);
    const refit = minimise(shifted, minimum.parameters, options, workspace);
    if (refit.converged) samples.push(refit.parameters);
    else failed++;
  }
  return {
    samples,
    failed,
    interval(what, level = 0.95) {
      const values = Float64Array.from(samples, (p) => (typeof what === 'number' ? p[what] : what(p)));
      return [quantile(values, (1 - level) / 2), quantile(values, (1 + level) / 2)];
    },
  };
}

function drawWild(
  errors: Float64Array,
  groups: ArrayLike<number> | undefined,
  random: Random,
  drawn: Float64Array,
): void {
  if (groups === undefined) {
    for (let i = 0; i < errors.length; i++) drawn[i] = random.uniform() < 0.5 ? -errors[i] : errors[i];
    return;
  }
  const signs = new Map<number, number>();
  for (let i = 0; i < errors.length; i++) {
    const group = groups[i];
    let sign = signs.get(group);
    if (sign === undefined) {
      sign = random.uniform() < 0.5 ? -1 : 1;
      signs.set(group, sign);
    }
    drawn[i] = sign * errors[i];
  }
}
