/** What a room of the technique is given of one test, and what it adds to the result. */

import type { Figure } from '../../figure/figure.js';
import type { TimeSeries } from '../../formats/time-series/time-series.js';
import type { Quantity } from '../../quantity/quantity.js';
import type { Sample } from '../sample.js';
import type { Finding, ResultTable } from '../technique.js';
import type { Cycle, HalfCycle, HalfCycleMetrics } from './half-cycles/half-cycle.js';
import type { CyclingOptions } from './options.js';

/** One test: its run, cut into half cycles. */
export interface CyclingTest {
  /** Label of the recording, or of the joined recordings. */
  readonly label: string;
  readonly series: TimeSeries;
  readonly halfCycles: readonly HalfCycle[];
  /** One for each half cycle. */
  readonly metrics: readonly HalfCycleMetrics[];
  readonly cycles: readonly Cycle[];
  readonly sample: Sample;
  readonly options: CyclingOptions;
}

export interface CyclingPart {
  readonly quantities: Readonly<Record<string, Quantity>>;
  readonly findings: readonly Finding[];
  /** Ids within the test: `cycles`, `half-cycles`. */
  readonly tables: readonly ResultTable[];
  /** Ids within the test: `voltage`, `capacity`. */
  readonly figures: readonly Figure[];
  readonly methods: readonly string[];
}
