/** What no eye sees is not written into figures: they are a good part of what a study weighs. */

/** Energies in eV, to a tenth of a millielectronvolt. */
export function energies(values: Iterable<number>): number[] {
  return Array.from(values, (value) => Math.round(value * 1e4) / 1e4);
}

/** Intensities, to five digits of the largest. */
export function intensities(values: ArrayLike<number>): number[] {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  if (!(most > 0)) return Array.from(values);
  // Decimal places that hold five digits of the largest.
  const places = Math.max(0, 5 - String(Math.floor(most)).length);
  return Array.from(values, (value) => Number(value.toFixed(Math.min(20, places))));
}
