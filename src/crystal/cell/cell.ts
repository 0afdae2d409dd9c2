/** Edges and angles of a unit cell. */
export interface Cell {
  /** Edges in angstrom. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Angles in degrees: alpha between b and c, and so on. */
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/** The names of its numbers, in the order in which vectors of six hold them. */
export const cellNames = ['a', 'b', 'c', 'alpha', 'beta', 'gamma'] as const;
