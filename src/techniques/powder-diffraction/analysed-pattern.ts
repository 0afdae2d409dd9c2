import type { Conditions, Finding } from '../technique.js';
import type { CellSpread } from './fit/profile-check.js';
import type { Refinement } from './refinement.js';

/** A pattern of the series with all that was found out about it. */
export interface AnalysedPattern {
  readonly label: string;
  /** Label of the recording it stands in, which may hold several. */
  readonly recording: string;
  readonly conditions: Conditions;
  /** What the file says of where it comes from. */
  readonly origin: { readonly instrument?: string; readonly measured?: string };
  readonly refinement: Refinement;
  /** The widths of the diffractometer were given and held. */
  readonly instrumentKnown: boolean;
  /** How far the cells depend on how lines are described; absent where it was not asked. */
  readonly spread?: readonly CellSpread[];
  /** Phases of which nothing is seen, and which are told among the findings. */
  readonly absent: readonly string[];
  /** What the way to the result is worth a word about; checks add theirs. */
  readonly findings: readonly Finding[];
  /** Rows left out by the option `exclude`. */
  readonly excludedRows: ReadonlySet<number>;
}
