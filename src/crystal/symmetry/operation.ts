/** A symmetry operation of a space group on fractional coordinates: x' = R x + t. */
export interface SymmetryOperation {
  /** R, row by row: nine of -1, 0, 1. */
  readonly rotation: readonly number[];
  /** t, three multiples of 1/24 in [0, 1). */
  readonly translation: readonly number[];
}
