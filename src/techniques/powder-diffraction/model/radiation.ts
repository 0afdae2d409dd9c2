/** What is sent onto the sample, and how the diffractometer weights it. */
export interface Radiation {
  /** As printed: `Cu Kalpha`. */
  readonly name: string;
  readonly kind: 'x-ray' | 'neutron';
  /** Lines in angstrom with their intensity relative to the first: Kalpha1, Kalpha2. */
  readonly lines: readonly { readonly wavelengthAngstrom: number; readonly ratio: number }[];
  /** K of (1 + K cos² 2theta): 1 without monochromator, cos²(2theta_m) with a mosaic one, about 0 at a synchrotron. */
  readonly polarizationK: number;
  readonly geometry: 'bragg-brentano' | 'debye-scherrer';
  /** Goniometer radius in millimetres; the displacement is relative to it. */
  readonly radiusMm: number;
  /** True where the user or the instrument parameters say it; false where it was read from the measurement. */
  readonly given: boolean;
}
