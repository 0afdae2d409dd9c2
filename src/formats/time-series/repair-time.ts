/** Time as it should run: rows without numbers left out, restarted counters continued, everything said. */
import { fail } from '../../errors.js';
import type { Diagnostic } from '../recording.js';

/** A fall of less than this is the clock's jitter between two channels of an instrument. */
const JITTER_S = 0.5;

/** Rows whose numbers are all finite; null when all are. */
export function usableRows(timeS: Float64Array, potentialV: Float64Array, flow: Float64Array): Int32Array | null {
  const rows = timeS.length;
  // A sum is finite only where all three are.
  const usable = (row: number): boolean => Number.isFinite(timeS[row]! + potentialV[row]! + flow[row]!);
  let good = 0;
  for (let row = 0; row < rows; row++) if (usable(row)) good += 1;
  if (good === rows) return null;
  const kept = new Int32Array(good);
  let at = 0;
  for (let row = 0; row < rows; row++) if (usable(row)) kept[at++] = row;
  return kept;
}

/**
 * The same times, never falling. A clock that begins again (several runs in one file) is continued by one usual step; a fall
 * within the jitter of a clock is levelled; any other fall is an error, for nobody can tell which time is right.
 *
 * @returns the given array where nothing had to be done
 * @throws `malformed-file` with the row
 */
export function continuousTime(timeS: Float64Array, file: string): { timeS: Float64Array; diagnostics: Diagnostic[] } {
  const rows = timeS.length;
  let falls = 0;
  let equal = 0;
  for (let row = 1; row < rows; row++) {
    if (timeS[row]! < timeS[row - 1]!) falls += 1;
    else if (timeS[row] === timeS[row - 1]) equal += 1;
  }
  const diagnostics: Diagnostic[] = [];
  if (equal > 0) {
    const message = `${equal} row${equal === 1 ? ' has' : 's have'} the time of the row before; they are kept and take no time`;
    diagnostics.push({ code: 'repeated-times', severity: 'info', message });
  }
  if (falls === 0) return { timeS, diagnostics };
  if (falls > 0.5 * (rows - 1)) {
    throw fail(
      'malformed-file',
      `the time runs backwards: it falls from row to row in ${falls} of ${rows - 1} rows`,
      'sort the rows by time, or check which column is the time',
      { file },
    );
  }
  const step = usualStep(timeS);
  const repaired = new Float64Array(rows);
  repaired[0] = timeS[0]!;
  let offset = 0;
  let restarts = 0;
  let jitters = 0;
  for (let row = 1; row < rows; row++) {
    const fall = timeS[row - 1]! - timeS[row]!;
    if (fall > JITTER_S) {
      // A counter that begins again stands near where counters begin.
      if (timeS[row]! - Math.min(0, timeS[0]!) > Math.max(10 * step, 0.02 * timeS[row - 1]!))
        throw falling(file, row, fall);
      offset = repaired[row - 1]! + step - timeS[row]!;
      restarts += 1;
    }
    repaired[row] = timeS[row]! + offset;
    if (repaired[row]! < repaired[row - 1]!) {
      repaired[row] = repaired[row - 1]!;
      jitters += 1;
    }
  }
  if (restarts > 0) {
    const message = `the time begins again ${restarts} time${restarts === 1 ? '' : 's'}: several runs in one file, joined one after the other`;
    diagnostics.push({ code: 'time-restarts', severity: 'warning', message });
  }
  if (jitters > 0) {
    const message = `${jitters} time${jitters === 1 ? ' is' : 's are'} slightly before the one above and taken as equal`;
    diagnostics.push({ code: 'time-jitter', severity: 'info', message });
  }
  return { timeS: repaired, diagnostics };
}

function falling(file: string, row: number, fall: number) {
  return fail(
    'malformed-file',
    `the time falls by ${fall.toPrecision(4)} s at row ${row + 1}, in the middle of the run`,
    'sort the rows by time, or export the file again; runs that belong together may be given as several files with --join',
    { file },
  );
}

/** Median of a sample of the steps forward. */
function usualStep(timeS: Float64Array): number {
  const steps: number[] = [];
  const stride = Math.max(1, Math.floor(timeS.length / 1000));
  for (let row = 1; row < timeS.length; row += stride) {
    const step = timeS[row]! - timeS[row - 1]!;
    if (step > 0) steps.push(step);
  }
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? 1;
}
