/** The first stages: are the lines where the cell has them, and if not, where is the cell? */
import { findCell } from './find-cell.js';
import { onTheWay, type RefineFrame, runStages, type StagesOutcome } from './run-stages.js';
import type { Stage } from './stages.js';
import { unexplained } from './unexplained.js';

/** Share of the intensity above background left unexplained from which on the cell itself is doubted. */
const DOUBTFUL = 0.4;

/** Where the search for a start has ended. */
export interface Begun {
  readonly values: Float64Array;
  readonly found: boolean;
  readonly absent: readonly number[];
  /** Of the first stages, from which the others may go on. */
  readonly outcome?: StagesOutcome;
}

/** The first stages from the cell as given and, where that does not do, from one found by blurring. */
export function beginStages(
  frame: RefineFrame,
  stages: readonly Stage[],
  values: Float64Array,
  linear: ReadonlySet<number>,
): Begun {
  const { model } = frame;
  const cells = stages
    .flatMap(({ parameters }) => parameters)
    .filter((n) => model.list.parameters[n]!.group === 'cell');
  if (frame.intensities !== 'structure' || cells.length === 0) return { values, found: false, absent: [] };
  const absentIn = (all: Float64Array) => model.list.phases.flatMap(({ scale }, k) => (all[scale] === 0 ? [k] : []));
  // At least one is left to be refined to the end.
  const first = stages.slice(0, Math.min(3, stages.length - 1));
  if (first.length === 0) return { values, found: false, absent: [] };
  const own = runStages(frame, first, values, onTheWay);
  const ownAbsent = absentIn(own.values);
  if (unexplained(model, own.values) < DOUBTFUL) return { values, found: false, absent: ownAbsent, outcome: own };
  const other = findCell(frame, values, cells, [...linear]);
  const found = runStages(frame, first, other, onTheWay);
  return found.sumOfSquares < 0.95 * own.sumOfSquares
    ? { values: other, found: true, absent: absentIn(found.values), outcome: found }
    : { values, found: false, absent: ownAbsent, outcome: own };
}
