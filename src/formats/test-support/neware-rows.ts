/** What a simulated Neware test measured, before it is written in any of the formats. */
export interface SampleRow {
  readonly index: number;
  /** As the instrument numbers it, from 1. */
  readonly cycle: number;
  readonly stepIndex: number;
  readonly stepType: number;
  /** Row of the step table, from 1. */
  readonly stepRow: number;
  readonly stepTimeS: number;
  readonly potentialV: number;
  readonly currentMa: number;
  readonly chargeMah: number;
  readonly dischargeMah: number;
  readonly chargeMwh: number;
  readonly dischargeMwh: number;
  readonly unixS: number;
  readonly temperatureC: number;
}

export const SAMPLE_START_S = Date.UTC(2025, 4, 15, 12, 0, 0) / 1000;
const INTERVAL_S = 10;
const ROWS_PER_STEP = 8;
/** Rest, charge, discharge, charge: the second charge begins the second cycle. */
const STEPS = [
  { stepType: 4, currentMa: 0, cycle: 1 },
  { stepType: 1, currentMa: 0.36, cycle: 1 },
  { stepType: 2, currentMa: -0.36, cycle: 1 },
  { stepType: 1, currentMa: 0.36, cycle: 2 },
] as const;

/** 32 rows in 4 steps; every number is whole in the counts of range 1 (1e-4 V, 1e-4 mA). */
export function sampleRows(): SampleRow[] {
  return STEPS.flatMap(({ stepType, currentMa, cycle }, step) =>
    Array.from({ length: ROWS_PER_STEP }, (_, k) => {
      const stepTimeS = k * INTERVAL_S;
      const mah = (Math.abs(currentMa) * stepTimeS) / 3600;
      const [charge, discharge] = currentMa > 0 ? [mah, 0] : [0, mah];
      const potentialV = 3 + 0.01 * k + 0.1 * step;
      return {
        index: step * ROWS_PER_STEP + k + 1,
        cycle,
        stepIndex: step + 1,
        stepType,
        stepRow: step + 1,
        stepTimeS,
        potentialV,
        currentMa,
        chargeMah: charge,
        dischargeMah: discharge,
        chargeMwh: 3 * charge,
        dischargeMwh: 3 * discharge,
        unixS: SAMPLE_START_S + step * ROWS_PER_STEP * INTERVAL_S + stepTimeS,
        temperatureC: 25 + 0.5 * step,
      };
    }),
  );
}
