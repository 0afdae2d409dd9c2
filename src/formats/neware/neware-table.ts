/** Rows of a Neware test, whatever file they came from, as one table. */
import type { Column, Diagnostic, Table } from '../recording.js';
import { CLOCK_S, clockChecks, loneRecords } from './clock-checks.js';
import { isCharge, isDischarge, stepTypeName } from './neware-codes.js';
import type { NewareRows } from './neware-rows.js';

export interface NewareTable {
  readonly table: Table;
  /** ISO 8601, with `Z` where the file counts in UTC. */
  readonly startTime?: string;
  readonly diagnostics: Diagnostic[];
}

/** Makes the table: step numbers, counted cycles and the time of the whole test are derived here. */
export function newareTable(rows: NewareRows, extra: readonly Column[]): NewareTable {
  const count = rows.index.length;
  const step = stepNumbers(rows);
  const diagnostics = [...clockChecks(rows, step), ...(rows.totalTimeS === null ? [] : loneRecords(rows, step))];
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
    { name: 'total time', unit: 's', kind: 'time', values: rows.totalTimeS ?? totalTime(rows, step) },
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
  const startTime = startOf(rows);
  const table = { name: 'data', rows: count, columns };
  return startTime === undefined ? { table, diagnostics } : { table, startTime, diagnostics };
}

/** No cycler ran later than this; a damaged stamp is none. */
const LATEST_S = Date.UTC(2200, 0) / 1000;

function startOf({ timestampS, isLocalTime }: NewareRows): string | undefined {
  const first = timestampS[0];
  if (first === undefined || !(first > 0 && first < LATEST_S)) return undefined;
  const text = new Date(first * 1000).toISOString().replace('.000', '');
  return isLocalTime ? text.replace('Z', '') : text;
}

/** A new step begins with the row of the step table; else where the line of the schedule, what it does, or the clock of the step changes. */
function stepNumbers({ stepRow, stepIndex, stepType, stepTimeS }: NewareRows): Uint32Array {
  const steps = new Uint32Array(stepIndex.length);
  let step = 0;
  for (let row = 0; row < steps.length; row++) {
    const begins =
      row === 0 ||
      (stepRow !== null
        ? stepRow[row] !== stepRow[row - 1]
        : stepIndex[row] !== stepIndex[row - 1] ||
          stepType[row] !== stepType[row - 1] ||
          stepTimeS[row]! < stepTimeS[row - 1]!);
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

/**
 * Time since the first record: the times within the steps one after the other. Where the time stamps say that more passed
 * between two steps (a pause), theirs counts.
 */
function totalTime({ stepTimeS, timestampS }: NewareRows, step: Uint32Array): Float64Array {
  const total = new Float64Array(step.length);
  let base = Number.NaN;
  let last = -1;
  for (let row = 0; row < step.length; row++) {
    const own = stepTimeS[row]!;
    if (Number.isNaN(own)) {
      total[row] = Number.NaN;
      continue;
    }
    if (last < 0) base = -own;
    else if (step[row] !== step[last]) {
      const passed = timestampS[row]! - timestampS[last]!;
      base = total[last]! + (passed > own + CLOCK_S ? passed - own : 0);
    }
    total[row] = Math.max(base + own, last < 0 ? 0 : total[last]!);
    last = row;
  }
  return total;
}
