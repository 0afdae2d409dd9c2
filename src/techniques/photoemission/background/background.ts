/** What lies under the lines: electrons that lost energy on their way out, and lines of lower binding energy. */

export const backgroundNames = [
  'none',
  'linear',
  'shirley',
  'smart',
  'active-shirley',
  'tougaard',
  'tougaard-u3',
  'tougaard-u4',
  'active-tougaard',
] as const;
export type BackgroundName = (typeof backgroundNames)[number];

/** Constants of a Tougaard cross-section, eV^2; `cPrime` and `d` only where the kernel has them. */
export interface TougaardConstants {
  readonly b?: number;
  readonly c: number;
  readonly d?: number;
  readonly cPrime?: number;
}

/** Made from the data before the fit and then subtracted: its error is in no standard error. */
export interface StaticBackground {
  readonly values: Float64Array;
  /** Mean intensities of the ends it was made to meet. */
  readonly lowEnd: number;
  readonly highEnd: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** Factor B of a Tougaard background, eV^2. */
  readonly factor?: number;
  /** Points at which it was clipped to the data (`smart`). */
  readonly clipped?: number;
}

/**
 * A background inside the fit is `offset + slope (x - x_0) + step L[peaks](x)`, with a linear operator L on the sum of the
 * lines: the integral from the low end (Shirley) or a loss function (Tougaard). x_0 is the lowest energy.
 */
export interface LossOperator {
  /** `out = L[column]`, both of the length of the grid it was made for. `out` may not be `column`. */
  apply(column: Float64Array, out: Float64Array): void;
}

/** A background as the model needs it for one spectrum. */
export type BackgroundPlan =
  | { readonly kind: 'static'; readonly name: BackgroundName; readonly made: StaticBackground }
  | {
      readonly kind: 'active';
      readonly name: BackgroundName;
      /** Whether a slope belongs to it. */
      readonly slope: boolean;
      /** Undefined for a straight line. */
      readonly loss: LossOperator | undefined;
      /** Unit of `step`: `1/eV` for Shirley, `eV^2` for Tougaard. */
      readonly stepUnit: string;
    };
