/** Two clocks tell each record its time: that of the step, and the date. Where they disagree, what is derived from them is in doubt. */
import type { Diagnostic } from '../recording.js';
import type { NewareRows } from './neware-rows.js';

/** Two clocks that differ by less than this, and by less than this part of what passed, tell the same time. */
export const CLOCK_S = 3;
const CLOCK_PART = 0.02;

/**
 * Steps, cycles and the time of the test are derived from the rows before, so one damaged record moves all behind it: this says where the
 * first contradiction stands.
 *
 * @param step running number of the step of each row
 */
export function clockChecks(rows: NewareRows, step: Uint32Array): Diagnostic[] {
  const { index, stepIndex, stepType, stepTimeS, timestampS } = rows;
  let count = 0;
  let first = -1;
  let stepBegin = 0;
  for (let row = 1; row < step.length; row++) {
    const passed = timestampS[row]! - timestampS[row - 1]!;
    const own = stepTimeS[row]!;
    const before = stepTimeS[row - 1]!;
    const begins = step[row] !== step[row - 1];
    const allowed = CLOCK_S + CLOCK_PART * Math.abs(passed);
    let isOdd: boolean;
    if (begins) {
      // The step began before the record that stands before it, or there is no time for that record's own step.
      const isAlone = row - stepBegin === 1 && before === 0;
      const isSame = stepIndex[row] === stepIndex[row - 1] && stepType[row] === stepType[row - 1];
      isOdd = own > passed + allowed || passed < -allowed || ((isAlone || isSame) && own > 0 && own >= passed);
      stepBegin = row;
    } else isOdd = Math.abs(passed - (own - before)) > allowed;
    if (!isOdd) continue;
    count += 1;
    if (first < 0) first = row;
  }
  if (count === 0) return [];
  const message = `the clock of the step and the date disagree at ${count} record(s), first at index ${index[first]}: steps, cycles and the time of the test may be wrong from there on`;
  return [{ code: 'clocks-disagree', severity: 'warning', message }];
}

/**
 * Where a file has one clock only, a damaged record looks like a step of its own between two others, and moves the number of all steps behind.
 * Such steps can be real, so this is a word and no more.
 */
export function loneRecords({ index }: NewareRows, step: Uint32Array): Diagnostic[] {
  let count = 0;
  let first = -1;
  for (let row = 0; row + 1 < step.length; row++) {
    if ((row > 0 && step[row] === step[row - 1]) || step[row] === step[row + 1]) continue;
    count += 1;
    if (first < 0) first = row;
  }
  if (count === 0) return [];
  const message = `${count} step(s) hold one record each, first at index ${index[first]}: if such a record is damaged, the steps behind it are counted wrong`;
  return [{ code: 'lone-records', severity: 'info', message }];
}
