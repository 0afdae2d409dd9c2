import { fail } from '../../errors.js';
import { type DescentOptions, type DescentReport, descend } from './descent.js';
import { SharedLandscape } from './shared-landscape.js';
import type { SharedModel } from './shared-model.js';

/** Start, bounds and step limits of parameters of one kind. */
export interface ParameterBox {
  readonly start: Float64Array;
  readonly lower?: Float64Array | undefined;
  readonly upper?: Float64Array | undefined;
  readonly stepLimit?: Float64Array | undefined;
}

export interface SharedMinimum extends DescentReport {
  readonly shared: Float64Array;
  /** Local parameters of each set. */
  readonly locals: readonly Float64Array[];
  /** Sum of squares of each set. */
  readonly setSums: Float64Array;
  readonly sharedAtBound: readonly ('lower' | 'upper' | null)[];
  readonly localsAtBound: readonly (readonly ('lower' | 'upper' | null)[])[];
  /** Evaluations of all sets. */
  readonly evaluations: number;
}

/**
 * Fits many data sets at once, with parameters of each set and parameters common to all: the same descent as `minimise`,
 * at a cost per step that is linear in the number of sets.
 *
 * @param locals one box per set
 * @throws fit-failed when residuals or derivatives are not finite at the start; invalid-option for boxes that do not fit
 */
export function minimiseShared(
  model: SharedModel,
  locals: readonly ParameterBox[],
  shared: ParameterBox,
  options: DescentOptions = {},
): SharedMinimum {
  if (locals.length !== model.setCount) {
    throw fail('invalid-option', `${locals.length} starts for ${model.setCount} data sets`, 'give one per data set');
  }
  locals.forEach((box, s) => {
    checkBox(box, model.localCount(s), `data set ${s + 1}`);
  });
  checkBox(shared, model.sharedCount, 'the shared parameters');
  const landscape = new SharedLandscape(model, locals, shared);
  const report = descend(landscape, options);
  if (report === null) {
    throw fail(
      'fit-failed',
      'the model gives residuals or derivatives that are not finite at the start values',
      'change the start values or the bounds',
    );
  }
  return {
    ...report,
    shared: landscape.shared.point.slice(),
    locals: landscape.locals.map(({ point }) => point.slice()),
    setSums: landscape.setSums(),
    sharedAtBound: boundsReached(landscape.shared.point, shared),
    localsAtBound: landscape.locals.map(({ point }, s) => boundsReached(point, locals[s])),
    evaluations: landscape.evaluations,
  };
}

function boundsReached(point: Float64Array, box: ParameterBox): ('lower' | 'upper' | null)[] {
  return Array.from(point, (value, j) =>
    value === box.lower?.[j] ? 'lower' : value === box.upper?.[j] ? 'upper' : null,
  );
}

function checkBox({ start, lower, upper }: ParameterBox, count: number, whose: string): void {
  if (start.length !== count) {
    throw fail(
      'invalid-option',
      `${start.length} start values for ${count} parameters of ${whose}`,
      'give one for each',
    );
  }
  for (let j = 0; j < count; j++) {
    if (!((lower?.[j] ?? Number.NEGATIVE_INFINITY) <= (upper?.[j] ?? Number.POSITIVE_INFINITY))) {
      throw fail('invalid-option', `parameter ${j + 1} of ${whose} has no room between its bounds`, 'mend the bounds');
    }
  }
}
