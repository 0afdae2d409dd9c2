/** One hold of the potential: the rows of a run between two changes. */
export interface PolarizationStep {
  /** Short name in tables: of the recording, numbered when it has several. */
  readonly label: string;
  /** Potential over the hold, V, with its sign. */
  readonly potentialV: number;
  /** Seconds since the potential was applied; all above zero. */
  readonly timeS: Float64Array;
  /** Current with its sign, A. */
  readonly currentA: Float64Array;
  /** Seconds from the start of the test to the step. */
  readonly startS: number;
}
