/**
 * A number one step on, as arrow keys do it: the second leading digit changes by one, whatever the magnitude (150 to 160,
 * 4.2e-7 to 4.3e-7, 0.93 to 0.94), so that ohms and picofarads step alike.
 *
 * @param bounds ends that are not passed; null is open
 * @returns undefined for a text that is no number, and at a bound
 */
export function stepNumber(
  text: string,
  direction: 1 | -1,
  bounds: readonly [number | null, number | null] = [null, null],
): string | undefined {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return undefined;
  const next = Number((value + direction * stepOf(value, direction)).toPrecision(12));
  const [low, high] = [bounds[0] ?? Number.NEGATIVE_INFINITY, bounds[1] ?? Number.POSITIVE_INFINITY];
  const within = Math.min(Math.max(next, low), high);
  return within === value ? undefined : shortNumber(within);
}

/** As people write it: `0.93`, `150`, `4.2e-7`, never `0.00000042`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e6)) return String(value);
  return value.toExponential().replace('e+', 'e');
}

function stepOf(value: number, direction: 1 | -1): number {
  if (value === 0) return 0.1;
  const magnitude = 10 ** Math.floor(Math.log10(Math.abs(value)) + 1e-9);
  // From 1.0 towards zero the next two-digit number is 0.99.
  const towardsZero = Math.sign(value) !== direction && Math.abs(Math.abs(value) / magnitude - 1) < 1e-9;
  return towardsZero ? magnitude / 100 : magnitude / 10;
}
