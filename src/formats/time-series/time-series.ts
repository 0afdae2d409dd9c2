/**
 * What a potentiostat or a cycler measured, in one shape whatever the vendor: time, potential, current in SI units with one
 * sign convention, and what the instrument said of each row. Made from a Recording by `readTimeSeries`; several files of
 * one job are joined by `joinTimeSeries`.
 */
import type { Diagnostic } from '../recording.js';

/** What the instrument held in a row. */
export const controlState = { unknown: 0, current: 1, potential: 2, rest: 3 } as const;

export interface TimeSeries {
  readonly rows: number;
  /** Seconds since the start of the test, never falling; joined files continue. */
  readonly timeS: Float64Array;
  readonly potentialV: Float64Array;
  /**
   * Positive where electrons leave the working electrode (oxidation; a full cell charges). Vendors agree on it but for a
   * few that store magnitudes, whose sign the reader's state words give.
   */
  readonly currentA: Float64Array;
  /**
   * `stored`: as the file has it. `from-charge`: the mean since the row before, dq/dt of the stored charge (EC-Lab GCPL
   * stores no current; its text exports hold the same mean as `<I>`).
   */
  readonly currentOrigin: 'stored' | 'from-charge';
  /** Charge since the start in coulomb with the sign of the current, as the instrument integrated it; null where it stores none. */
  readonly chargeC: Float64Array | null;
  /** `controlState` of each row; null where the file does not say. */
  readonly state: Uint8Array | null;
  /** Set current in ampere of each row under current control, NaN elsewhere; null where the file does not say. */
  readonly setCurrentA: Float64Array | null;
  /** Program step and cycle as the instrument numbers them; null where the file does not say. */
  readonly step: Int32Array | null;
  readonly cycle: Int32Array | null;
  /** Half cycles as the instrument numbers them (EC-Lab); null elsewhere. */
  readonly halfCycle: Int32Array | null;
  readonly temperatureC: Float64Array | null;
  /** First row of each file after the first, where several were joined. */
  readonly joins: readonly number[];
  /** What was assumed, repaired or left out. */
  readonly diagnostics: readonly Diagnostic[];
}
