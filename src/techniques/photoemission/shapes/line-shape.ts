/** What the model asks of a line shape: values and analytic derivatives on a grid. */

export type ShapeName = 'voigt' | 'gl' | 'sgl' | 'doniach' | 'la';

/** A number of a shape beside its amplitude and centre. */
export interface ShapeParameter {
  /** As in the quantities: `gaussian`, `lorentzian` (FWHM, eV), `fwhm`, `mixing`, `asymmetry`. */
  readonly name: string;
  readonly unit: 'eV' | '1';
  /** Bounds that hold without any option. */
  readonly lower: number;
  readonly upper: number;
  /** A usual value to start from. */
  readonly usual: number;
  /** Held at the usual (or typed) value unless the user frees it: the mixing of GL(30). */
  readonly heldByDefault: boolean;
}

export interface LineShape {
  readonly name: ShapeName;
  readonly parameters: readonly ShapeParameter[];
  /** What multiplies `evaluate`: the area (intensity x eV), or the height of the maximum for lines of infinite area. */
  readonly amplitude: 'area' | 'height';
  /**
   * The line of unit amplitude with its centre at `centreEv`, binding energies ascending. `slopes`, when given, has
   * (1 + parameters.length) columns of length n: by the centre, then by each parameter, column-major.
   * Allocates nothing that grows with the number of calls.
   */
  evaluate(
    energiesEv: Float64Array,
    centreEv: number,
    parameters: Float64Array,
    values: Float64Array,
    slopes: Float64Array | null,
  ): void;
  /** Full width at half maximum, eV. */
  fwhmEv(parameters: Float64Array): number;
  /** Distance of the maximum from the centre, eV (zero for symmetric lines). */
  maximumOffsetEv(parameters: Float64Array): number;
}
