/**
 * The newer streams: potential and current of every record, and the clock and the counters only of some of them. What lies between is
 * filled in as Neware's own program does it: the interval of the last named record holds, and the current is summed.
 */
import type { Diagnostic } from '../recording.js';
import { eachRecord, type NdcStream } from './ndc-pages.js';
import { emptyRows, type NewareRows } from './neware-rows.js';

interface Step {
  readonly cycle: number;
  readonly stepIndex: number;
  readonly stepType: number;
}

/** Bytes of a record of runInfo and of the step table, by version. */
const RUN_INFO_BYTES: Readonly<Record<number, number>> = { 11: 47, 14: 55, 16: 100, 17: 100 };
const STEP_BYTES: Readonly<Record<number, number>> = { 11: 37, 14: 37, 16: 100, 17: 100 };
const DATA_BYTES = 8;
const SECONDS_PER_HOUR = 3600;

/** Versions that count in volt and ampere; the others in 10^-4 V and mA. */
const inVoltAmpere = (version: number): boolean => version === 14 || version === 17;

export function readFilledRecords(
  data: NdcStream,
  runInfo: NdcStream | undefined,
  steps: NdcStream | undefined,
): { rows: NewareRows; slots: Uint32Array; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const { rows, slots, whole } = potentialsAndCurrents(data);
  if (!whole) diagnostics.push(cut(data.name));
  const named = runInfo === undefined ? [] : namedRecords(runInfo, diagnostics);
  const table = steps === undefined ? [] : stepTable(steps, diagnostics);
  if (runInfo === undefined || steps === undefined) {
    const missing = [...(runInfo === undefined ? ['runInfo'] : []), ...(steps === undefined ? ['step'] : [])];
    const message = `the stream${missing.length === 1 ? '' : 's'} ${missing.join(' and ')} of the test ${missing.length === 1 ? 'is' : 'are'} missing: ${runInfo === undefined ? 'there is no clock and no capacity' : 'what the steps do is not known'}`;
    diagnostics.push({ code: 'missing-stream', severity: 'error', message });
  }
  const unknownSteps = fill(rows, named, runInfo, table, data.version);
  if (steps !== undefined && unknownSteps > 0) {
    const message = `${unknownSteps} record(s) name a step that the step table does not hold: what they do is not known`;
    diagnostics.push({ code: 'unknown-step', severity: 'warning', message });
  }
  const share = rows.index.length === 0 ? 1 : named.length / rows.index.length;
  if (runInfo !== undefined && share < 1) {
    const message = `the file holds the clock and the counters of ${named.length} of ${rows.index.length} records; those between are interpolated from the interval and the current, as the vendor's program does, and so is the total time`;
    diagnostics.push({ code: 'interpolated', severity: 'info', message });
  }
  return { rows, slots, diagnostics };
}

export function cut(name: string): Diagnostic {
  return {
    code: 'truncated',
    severity: 'warning',
    message: `${name} ends in the middle of a page: its last records may be missing`,
  };
}

function potentialsAndCurrents(data: NdcStream): { rows: NewareRows; slots: Uint32Array; whole: boolean } {
  const { bytes, version } = data;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  const whole = eachRecord(data, DATA_BYTES, () => {
    count += 1;
  });
  const slots = new Uint32Array(count);
  const rows = emptyRows(count, {
    potentialV: new Float32Array(count),
    currentMa: new Float32Array(count),
    stepIndex: new Uint32Array(count),
    stepRow: new Uint32Array(count),
  });
  const [volt, milliampere] = inVoltAmpere(version) ? [1, 1000] : [1e-4, 1];
  let row = 0;
  eachRecord(data, DATA_BYTES, (at, slot) => {
    slots[row] = slot;
    rows.index[row] = slot + 1;
    rows.potentialV[row] = view.getFloat32(at, true) * volt;
    rows.currentMa[row] = view.getFloat32(at + 4, true) * milliampere;
    row += 1;
  });
  return { rows, slots, whole };
}

interface Named {
  readonly index: number;
  readonly at: number;
}

/** Records of runInfo by index; of a repeated one the first counts. */
function namedRecords(stream: NdcStream, diagnostics: Diagnostic[]): Named[] {
  const { bytes } = stream;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const named: Named[] = [];
  const whole = eachRecord(stream, RUN_INFO_BYTES[stream.version]!, (at) => {
    const index = view.getUint32(at + 41, true);
    if (index > 0) named.push({ index, at });
  });
  if (!whole) diagnostics.push(cut(stream.name));
  // Nearly always in order already; the sort is stable, so the first of those with one index stays first.
  named.sort((a, b) => a.index - b.index);
  return named.filter((record, k) => k === 0 || record.index !== named[k - 1]!.index);
}

function stepTable(stream: NdcStream, diagnostics: Diagnostic[]): Step[] {
  const { bytes } = stream;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const steps: Step[] = [];
  const whole = eachRecord(stream, STEP_BYTES[stream.version]!, (at) => {
    steps.push({
      cycle: view.getUint32(at, true) + 1,
      stepIndex: view.getUint32(at + 4, true),
      stepType: view.getUint8(at + 24),
    });
  });
  if (!whole) diagnostics.push(cut(stream.name));
  return steps;
}

/**
 * Walks the records and, beside them, the named ones; the last named one rules until the next.
 *
 * @returns how many named records are of a step that is not in the table
 */
function fill(
  rows: NewareRows,
  named: readonly Named[],
  runInfo: NdcStream | undefined,
  steps: readonly Step[],
  version: number,
): number {
  const count = rows.index.length;
  const view = runInfo && new DataView(runInfo.bytes.buffer, runInfo.bytes.byteOffset, runInfo.bytes.byteLength);
  const capacity = inVoltAmpere(version) ? 1000 : 1 / SECONDS_PER_HOUR;
  let next = 0;
  let ruler = 0;
  let rules = false;
  let [timeS, dtS, unixS, charge, discharge, chargeE, dischargeE, flowed, work] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  let step: Step | undefined;
  let stepRow = 0;
  let unknownSteps = 0;
  for (let row = 0; row < count; row++) {
    const index = rows.index[row]!;
    while (view !== undefined && next < named.length && named[next]!.index <= index) {
      const { at } = named[next]!;
      ruler = named[next]!.index;
      rules = true;
      timeS = view.getUint32(at, true) / 1000;
      charge = Math.abs(view.getFloat32(at + 5, true)) * capacity;
      discharge = Math.abs(view.getFloat32(at + 9, true)) * capacity;
      chargeE = Math.abs(view.getFloat32(at + 13, true)) * capacity;
      dischargeE = Math.abs(view.getFloat32(at + 17, true)) * capacity;
      dtS = view.getInt32(at + 29, true) / 1000;
      unixS = view.getUint32(at + 33, true) + view.getUint16(at + 45, true) / 1000;
      stepRow = view.getUint32(at + 37, true);
      step = steps[stepRow - 1];
      if (step === undefined) unknownSteps += 1;
      [flowed, work] = [0, 0];
      next += 1;
    }
    rows.stepRow![row] = stepRow;
    rows.stepIndex[row] = step?.stepIndex ?? 0;
    rows.stepType[row] = step?.stepType ?? 0;
    rows.cycle![row] = step?.cycle ?? 0;
    if (!rules) {
      rows.stepTimeS[row] = Number.NaN;
      rows.timestampS[row] = Number.NaN;
      continue;
    }
    const after = index - ruler;
    if (after > 0) {
      const share = (rows.currentMa[row]! * dtS) / SECONDS_PER_HOUR;
      flowed += share;
      work += share * rows.potentialV[row]!;
    }
    rows.stepTimeS[row] = timeS + after * dtS;
    rows.timestampS[row] = unixS + after * dtS;
    rows.chargeMah[row] = charge + Math.max(flowed, 0);
    rows.dischargeMah[row] = discharge - Math.min(flowed, 0);
    rows.chargeMwh[row] = chargeE + Math.max(work, 0);
    rows.dischargeMwh[row] = dischargeE - Math.min(work, 0);
  }
  return unknownSteps;
}
