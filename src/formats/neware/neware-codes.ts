/** Codes of Neware's files: what a step does, and what one count of a current range is worth. */

/** Step types as people's other programs call them; a type that is not here is called `type N`. */
const STEP_TYPES: Readonly<Record<number, string>> = {
  1: 'CC_Chg',
  2: 'CC_DChg',
  3: 'CV_Chg',
  4: 'Rest',
  5: 'Cycle',
  7: 'CCCV_Chg',
  8: 'CP_DChg',
  9: 'CP_Chg',
  10: 'CR_DChg',
  13: 'Pause',
  16: 'Pulse',
  17: 'SIM',
  18: 'PCCCV_Chg',
  19: 'CV_DChg',
  20: 'CCCV_DChg',
  21: 'Control',
  22: 'OCV',
  25: 'Ramp',
  26: 'CPCV_DChg',
  27: 'CPCV_Chg',
};

export function stepTypeName(code: number): string {
  return STEP_TYPES[code] ?? `type ${code}`;
}

/** mA for one count of the current in a range; undefined for a range that nobody knows. */
export function rangeMultiplier(range: number): number | undefined {
  if (range === 0) return 0;
  const size = Math.abs(range);
  if (range === -100_000_000) return 10;
  const known = range > 0 ? POSITIVE.get(size) : NEGATIVE.get(size);
  return known;
}

const POSITIVE = new Map<number, number>([
  ...[1, 2, 5].map((range) => [range, 1e-4] as const),
  ...[10, 20, 25, 50].map((range) => [range, 1e-3] as const),
  ...[100, 200, 250, 500].map((range) => [range, 1e-2] as const),
  ...[1000, 6000, 10_000, 12_000, 20_000, 30_000, 40_000, 50_000, 60_000, 100_000, 200_000].map(
    (range) => [range, 0.1] as const,
  ),
]);
const NEGATIVE = new Map<number, number>([
  ...[1, 2, 5].map((range) => [range, 1e-5] as const),
  ...[10, 20, 25, 50].map((range) => [range, 1e-4] as const),
  ...[100, 500].map((range) => [range, 1e-3] as const),
  ...[1000, 2000, 3000, 5000, 6000, 10_000, 12_000, 20_000, 30_000, 40_000, 50_000, 60_000, 100_000, 200_000].map(
    (range) => [range, 1e-2] as const,
  ),
]);

const CHARGES = new Set([1, 3, 7, 9, 18, 27]);
const DISCHARGES = new Set([2, 8, 10, 19, 20, 26]);

export const isCharge = (code: number): boolean => CHARGES.has(code);
export const isDischarge = (code: number): boolean => DISCHARGES.has(code);
