/** Current against the time since the potential was applied. */
export interface Readings {
  /** Seconds since the potential was applied; all above zero. */
  readonly timeS: Float64Array;
  /** Current with its sign, A. */
  readonly currentA: Float64Array;
  /** Row of the table of each reading, counted from 1; absent where the run is not simply one table of a file. */
  readonly rows?: Int32Array;
}

/** One hold of the potential: the rows of a run between two changes. */
export interface PolarizationStep extends Readings {
  /** Short name in tables: of the recording, numbered when it has several. */
  readonly label: string;
  /** Potential over the hold, V, with its sign. */
  readonly potentialV: number;
  /** Seconds from the start of the test to the step. */
  readonly startS: number;
  /** First and last row of the hold; the first often still shows what was before, and is no reading. Absent like `rows`. */
  readonly hold?: readonly [number, number];
  /** Readings that the user leaves out; absent where there are none. */
  readonly excluded?: Readings;
}
