/** Currents as short numbers: pA to mA. */

/** The unit in which currents of this size are short numbers. */
export function scaleOf(ampere: number): { readonly size: number; readonly unit: string } {
  if (ampere < 1e-9) return { size: 1e-12, unit: 'pA' };
  if (ampere < 1e-6) return { size: 1e-9, unit: 'nA' };
  return ampere < 1e-3 ? { size: 1e-6, unit: 'µA' } : { size: 1e-3, unit: 'mA' };
}

/** For messages: `45.2 nA`. */
export function printAmpere(ampere: number): string {
  const { size, unit } = scaleOf(Math.abs(ampere));
  return `${Number((ampere / size).toPrecision(3))} ${unit}`;
}
