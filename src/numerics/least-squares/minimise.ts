import { fail } from '../../errors.js';
import { DenseLandscape } from './dense-landscape.js';
import { type DescentOptions, type DescentReport, descend } from './descent.js';
import type { ResidualModel } from './residual-model.js';
import { createWorkspace, setParameterCount, type Workspace } from './workspace.js';

export interface MinimiseOptions extends DescentOptions {
  /** Box of the parameters; infinite entries (or no array) leave a side open, equal entries fix a parameter. */
  readonly lower?: Float64Array | undefined;
  readonly upper?: Float64Array | undefined;
  /** Largest change of each parameter in one step, e.g. 2 for a logarithm. @default Infinity */
  readonly stepLimit?: Float64Array | undefined;
  /**
   * For a model without derivatives. `auto`: forward differences on the way, central ones for the last steps.
   * @default 'auto'
   */
  readonly differences?: 'forward' | 'central' | 'auto' | undefined;
  /** Sizes of the parameters for differences, where the value itself may be near zero. */
  readonly typicalSize?: Float64Array | undefined;
}

export interface Minimum extends DescentReport {
  readonly parameters: Float64Array;
  /** Calls of the model, with or without Jacobian. */
  readonly evaluations: number;
  /** The bound on which each parameter lies, whichever way the gradient points. */
  readonly atBound: readonly ('lower' | 'upper' | null)[];
}

/**
 * Minimises the sum of squares of a residual model in a box, by Levenberg-Marquardt (see `descend`) on normal equations
 * scaled by the column lengths of the Jacobian (J. J. Moré, Lect. Notes Math. 630 (1978) 105, doi:10.1007/BFb0067700),
 * with QR of the Jacobian where these are too badly conditioned, and with bounds and step limits inside the step (see
 * `boxStep`). The result does not depend on the units of the parameters. Fitting allocates nothing but the answer when a
 * workspace is given.
 *
 * @param start parameterCount values; moved into the box when outside
 * @param workspace memory to reuse over many fits
 * @throws fit-failed when residuals or derivatives are not finite at the start; invalid-option for a nonsense box
 */
export function minimise(
  model: ResidualModel,
  start: Float64Array,
  options: MinimiseOptions = {},
  workspace: Workspace = createWorkspace(),
): Minimum {
  const w = workspace;
  enterBox(w, model.parameterCount, start, options);
  const landscape = new DenseLandscape(model, w, options.differences ?? 'auto', options.typicalSize);
  const report = descend(landscape, options);
  if (report === null) {
    throw fail(
      'fit-failed',
      'the model gives residuals or derivatives that are not finite at the start values',
      'change the start values or the bounds',
    );
  }
  return {
    parameters: w.point.slice(),
    sumOfSquares: report.sumOfSquares,
    iterations: report.iterations,
    evaluations: landscape.evaluations,
    converged: report.converged,
    stopReason: report.stopReason,
    atBound: Array.from(w.point, (value, j) =>
      value === w.lower[j] ? 'lower' : value === w.upper[j] ? 'upper' : null,
    ),
    scaledGradient: report.scaledGradient,
  };
}

/** Bounds and limits into the workspace, the start moved into the box. */
function enterBox(w: Workspace, size: number, start: Float64Array, options: MinimiseOptions): void {
  if (start.length !== size) {
    throw fail(
      'invalid-option',
      `${start.length} start values for ${size} parameters`,
      'give one start value per parameter',
    );
  }
  setParameterCount(w, size);
  for (let j = 0; j < size; j++) {
    const low = options.lower?.[j] ?? Number.NEGATIVE_INFINITY;
    const high = options.upper?.[j] ?? Number.POSITIVE_INFINITY;
    if (!(low <= high)) {
      throw fail(
        'invalid-option',
        `parameter ${j + 1} has no room between its bounds ${low} and ${high}`,
        'mend the bounds',
      );
    }
    w.lower[j] = low;
    w.upper[j] = high;
    w.limit[j] = options.stepLimit?.[j] ?? Number.POSITIVE_INFINITY;
    w.point[j] = Math.min(high, Math.max(low, start[j]));
  }
}
