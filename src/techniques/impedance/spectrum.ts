/** An impedance spectrum in SI units, Im Z with its own sign (negative for a capacitor). */
export interface Spectrum {
  /** Hz, positive, in the order of the file. */
  readonly frequencyHz: Float64Array;
  /** Ohm. */
  readonly real: Float64Array;
  /** Ohm, negative = capacitive. */
  readonly imaginary: Float64Array;
  /** Standard deviation of Re Z and Im Z, Ohm, where the file or the user supplies one. */
  readonly sigmaOhm?: Float64Array;
}

/** The points of a spectrum for which `keep` holds, as a new spectrum. */
export function filterSpectrum(spectrum: Spectrum, keep: (index: number) => boolean): Spectrum {
  const indices: number[] = [];
  for (let i = 0; i < spectrum.frequencyHz.length; i++) if (keep(i)) indices.push(i);
  const pick = (values: Float64Array) => Float64Array.from(indices, (i) => values[i]);
  return {
    frequencyHz: pick(spectrum.frequencyHz),
    real: pick(spectrum.real),
    imaginary: pick(spectrum.imaginary),
    ...(spectrum.sigmaOhm ? { sigmaOhm: pick(spectrum.sigmaOhm) } : {}),
  };
}
