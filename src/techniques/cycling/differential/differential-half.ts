/** What is known of one half cycle that is drawn. */
import type { DifferentialCapacity, VoltageDerivative } from './differential-capacity.js';
import type { DifferentialPeak } from './peaks.js';
import type { TurningPoints } from './turning-points.js';

/** One half cycle of a cycle that is drawn. */
export interface DifferentialHalf {
  readonly cycle: number;
  readonly sign: 1 | -1;
  readonly curve: DifferentialCapacity;
  readonly peaks: readonly DifferentialPeak[];
  readonly turning: TurningPoints;
  readonly derivative: VoltageDerivative | undefined;
}
