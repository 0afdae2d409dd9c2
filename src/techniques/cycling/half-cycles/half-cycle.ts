/** One run of current in one direction, from one reversal to the next; the rooms of this technique all speak in these. */
export interface HalfCycle {
  /** First row of the half cycle and the row after its last; rests before and after are outside. */
  readonly from: number;
  readonly to: number;
  /** +1: electrons leave the working electrode (a full cell charges). -1: the other way. */
  readonly sign: 1 | -1;
  /** First row of the constant-voltage part that ends it; `to` where there is none. */
  readonly holdFrom: number;
  /** Row after the rest that follows it; `to` where none follows. */
  readonly restTo: number;
  /** Step, cycle and half cycle as the instrument numbers its first row; null where it does not. */
  readonly instrument: {
    readonly step: number | null;
    readonly cycle: number | null;
    readonly halfCycle: number | null;
  };
}

/** What one half cycle says, however many rows it has; units in the names. */
export interface HalfCycleMetrics {
  /** Rests inside are not counted. */
  readonly durationS: number;
  /** How well the instant of the reversal is known: the step between the rows around it over sqrt(12). */
  readonly switchSigmaS: number;
  /** Charge that flowed, with its sign: the instrument's own integral where it stores a credible one, else the trapezoid of the current. */
  readonly chargeC: number;
  /** Both, to compare; null where the instrument stores none. */
  readonly trapezoidC: number;
  readonly instrumentC: number | null;
  /** Integral of V dq, with the sign of the current times that of the potential. */
  readonly energyJ: number;
  /** Mean current of the part under current control, with its sign. */
  readonly currentA: number;
  /** Potential weighted with time (trapezoid), the stale first row left out. */
  readonly meanPotentialV: number;
  /** Median over the middle half of the time: the plateau. */
  readonly plateauPotentialV: number;
  readonly endPotentialV: number;
  readonly minPotentialV: number;
  readonly maxPotentialV: number;
  /** Highest |V| before the plateau and when, since the reversal (nucleation). */
  readonly peakPotentialV: number;
  readonly peakTimeS: number;
  /** Standard deviation of V about a slow trend, from differences of neighbours: the noise. */
  readonly noiseV: number;
  /** Rows that the potentials were taken from. */
  readonly points: number;
}

/** Two half cycles of opposite sign that belong together, in the order the user calls a cycle. */
export interface Cycle {
  /** From 1, counted here. */
  readonly number: number;
  /** The instrument's number of its first half cycle, null where it has none. */
  readonly instrumentNumber: number | null;
  /** Indices into the list of half cycles; null where a half is missing (first or last cycle). */
  readonly first: number | null;
  readonly second: number | null;
}
