/** Rows of a Neware test, whatever file they came from, as one table. */
import type { Column, Diagnostic, Table } from '../recording.js';
import { isCharge, isDischarge, stepTypeName } from './neware-codes.js';

/** One array for each quantity, all of one length; units in the names. */
export interface NewareRows {
  readonly index: Uint32Array;
  /** As the instrument numbers them; null where the file does not. */
  readonly cycle: Uint32Array | null;
  readonly stepIndex: Uint32Array;
  readonly stepType: Uint8Array;
  readonly stepTimeS: Float64Array;
  readonly potentialV: Float64Array | Float32Array;
  readonly currentMa: Float64Array | Float32Array;
  readonly chargeMah: Float64Array;
  readonly dischargeMah: Float64Array;
  readonly chargeMwh: Float64Array;
  readonly dischargeMwh: Float64Array;
  /** Seconds since 1970, UTC or local as the version has it; NaN where unknown. */
  readonly timestampS: Float64Array;
  /** Range codes where currents are counts; null for files that hold milliampere. */
  readonly range: Int32Array | null;
}

/** Makes the table: step numbers, counted cycles and the time of the whole test are derived here. */
export function newareTable(rows: NewareRows, extra: readonly Column[]): { table: Table; diagnostics: Diagnostic[] } {
  const count = rows.index.length;
  const step = stepNumbers(rows);
  const diagnostics: Diagnostic[] = [];
  const columns: Column[] = [
    { name: 'index', unit: '', values: rows.index },
    ...(rows.cycle === null ? [] : [{ name: 'cycle', unit: '', kind: 'cycle' as const, values: rows.cycle }]),
    {
      name: 'cycle (counted)',
      unit: '',
      ...(rows.cycle === null ? { kind: 'cycle' as const } : {}),
      values: countedCycles(rows, step),
    },
    { name: 'step', unit: '', kind: 'step', values: step },
    { name: 'step index', unit: '', values: rows.stepIndex },
    { name: 'status', unit: '', kind: 'state', text: statusTexts(rows.stepType) },
    { name: 'step time', unit: 's', kind: 'step-time', values: rows.stepTimeS },
    { name: 'total time', unit: 's', kind: 'time', values: totalTime(rows, step) },
    { name: 'voltage', unit: 'V', kind: 'potential', values: rows.potentialV },
    { name: 'current', unit: 'mA', kind: 'current', values: rows.currentMa },
    { name: 'charge capacity', unit: 'mAh', values: rows.chargeMah },
    { name: 'discharge capacity', unit: 'mAh', values: rows.dischargeMah },
    { name: 'charge energy', unit: 'mWh', values: rows.chargeMwh },
    { name: 'discharge energy', unit: 'mWh', values: rows.dischargeMwh },
    { name: 'timestamp', unit: 's', values: rows.timestampS },
    ...(rows.range === null ? [] : [{ name: 'range', unit: '', values: rows.range }]),
    ...extra,
  ];
  if (count === 0)
    diagnostics.push({
      code: 'empty',
      severity: 'warning',
      message: 'the test holds no record: it was made and never run',
    });
  return { table: { name: 'data', rows: count, columns }, diagnostics };
}

/** A new step begins where the line of the schedule, what it does, or the clock of the step changes. */
function stepNumbers({ stepIndex, stepType, stepTimeS }: NewareRows): Uint32Array {
  const steps = new Uint32Array(stepIndex.length);
  let step = 0;
  for (let row = 0; row < steps.length; row++) {
    const begins =
      row === 0 ||
      stepIndex[row] !== stepIndex[row - 1] ||
      stepType[row] !== stepType[row - 1] ||
      stepTimeS[row]! < stepTimeS[row - 1]!;
    if (begins) step += 1;
    steps[row] = step;
  }
  return steps;
}

/** Cycles as people count them: one more at each charge that follows a discharge, rests between them not counting. */
function countedCycles({ stepType }: NewareRows, step: Uint32Array): Uint32Array {
  const cycles = new Uint32Array(step.length);
  let cycle = 1;
  let discharged = false;
  for (let row = 0; row < step.length; row++) {
    const code = stepType[row]!;
    if (row === 0 || step[row] !== step[row - 1]) {
      if (isCharge(code) && discharged) cycle += 1;
      if (isCharge(code)) discharged = false;
      else if (isDischarge(code)) discharged = true;
    }
    cycles[row] = cycle;
  }
  return cycles;
}

function statusTexts(stepType: Uint8Array): string[] {
  const names = Array.from({ length: 256 }, (_, code) => stepTypeName(code));
  const texts = new Array<string>(stepType.length);
  for (let row = 0; row < stepType.length; row++) texts[row] = names[stepType[row]!]!;
  return texts;
}

/** Two clocks that differ by less than this tell the same time. */
const CLOCK_S = 3;

/**
 * Time since the first record: the times within the steps one after the other. Where the time stamps say that more passed between two steps (a
 * pause), theirs counts.
 */
function totalTime({ stepTimeS, timestampS }: NewareRows, step: Uint32Array): Float64Array {
  const total = new Float64Array(step.length);
  let base = -(stepTimeS[0] ?? 0);
  for (let row = 0; row < step.length; row++) {
    if (row > 0 && step[row] !== step[row - 1]) {
      const passed = timestampS[row]! - timestampS[row - 1]!;
      const own = stepTimeS[row]!;
      base = total[row - 1]! + (passed > own + CLOCK_S ? passed - own : 0);
    }
    total[row] = Math.max(base + stepTimeS[row]!, row > 0 ? total[row - 1]! : 0);
  }
  return total;
}
