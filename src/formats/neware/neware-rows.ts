/** Rows of a Neware test, whatever file they came from: one array for each quantity, units in the names. */
import type { Diagnostic } from '../recording.js';

/** Whole numbers without sign, as wide as the file has them. */
export type CountArray = Uint32Array | Uint16Array | Uint8Array;

export interface NewareRows {
  readonly index: Uint32Array;
  /** As the instrument numbers them; null where the file does not. */
  readonly cycle: Uint32Array | null;
  /** Line of the schedule. */
  readonly stepIndex: CountArray;
  readonly stepType: Uint8Array;
  /** Row of the step table, one more at each step that was run; null where the file has no such table. */
  readonly stepRow: Uint32Array | null;
  readonly stepTimeS: Float64Array;
  /** Time since the test began, as the instrument counts it; null where the file has only the time within the steps. */
  readonly totalTimeS: Float64Array | null;
  readonly potentialV: Float64Array | Float32Array;
  readonly currentMa: Float64Array | Float32Array;
  readonly chargeMah: Float64Array;
  readonly dischargeMah: Float64Array;
  readonly chargeMwh: Float64Array;
  readonly dischargeMwh: Float64Array;
  /** Seconds since 1970; NaN where unknown. */
  readonly timestampS: Float64Array;
  /** The time stamps are of the computer's calendar, in its own zone, and not of UTC. */
  readonly isLocalTime: boolean;
  /** Range codes where currents are counts; null for files that hold milliampere. */
  readonly range: Int32Array | null;
}

/** Rows of zeros to be filled in. */
export function emptyRows(count: number, special: Partial<NewareRows> = {}): NewareRows {
  const doubles = (): Float64Array => new Float64Array(count);
  return {
    index: new Uint32Array(count),
    cycle: new Uint32Array(count),
    stepIndex: new Uint8Array(count),
    stepType: new Uint8Array(count),
    stepRow: null,
    stepTimeS: doubles(),
    totalTimeS: null,
    chargeMah: doubles(),
    dischargeMah: doubles(),
    chargeMwh: doubles(),
    dischargeMwh: doubles(),
    timestampS: doubles(),
    isLocalTime: false,
    range: null,
    potentialV: special.potentialV ?? doubles(),
    currentMa: special.currentMa ?? doubles(),
    ...special,
  };
}

/** A number of 64 bits with its sign; exact up to 2^53, which no counter reaches. */
export function int64(view: DataView, at: number): number {
  return view.getUint32(at, true) + 2 ** 32 * view.getInt32(at + 4, true);
}

/** Records in the order of their index, each once: of those with one index the first in the file. */
export function inOrder(
  places: readonly number[],
  indexOf: (at: number) => number,
): { order: readonly number[]; diagnostics: Diagnostic[] } {
  let isOrdered = true;
  for (let k = 1; k < places.length && isOrdered; k++) isOrdered = indexOf(places[k]!) > indexOf(places[k - 1]!);
  if (isOrdered) return { order: places, diagnostics: [] };
  const sorted = [...places].sort((a, b) => indexOf(a) - indexOf(b) || a - b);
  const order = sorted.filter((at, k) => k === 0 || indexOf(at) !== indexOf(sorted[k - 1]!));
  const twice = places.length - order.length;
  const message = `the records do not stand in order and were sorted by their index${twice > 0 ? `; ${twice} that stand twice were left out` : ''}`;
  return { order, diagnostics: [{ code: 'out-of-order', severity: 'info', message }] };
}

/** Records are numbered from 1 without gaps; what the missing ones held is lost. */
export function missingRecords(index: Uint32Array): Diagnostic[] {
  const missing = index.length === 0 ? 0 : index.at(-1)! - index.length;
  if (missing <= 0) return [];
  const where = index[0]! > 1 ? `the first that is there is number ${index[0]}` : 'they lack between others';
  const message = `${missing} record${missing === 1 ? ' is' : 's are'} missing: ${where}`;
  return [{ code: 'missing-records', severity: 'warning', message }];
}

/** The record that begins at `byte` does not end. */
export function cutRecord(byte: number): Diagnostic {
  return { code: 'truncated', severity: 'warning', message: 'the file ends in the middle of a record', byte };
}
