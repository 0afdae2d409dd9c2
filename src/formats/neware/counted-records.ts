/** Records of the older files: integers in counts, their size set by the current range. */
import type { Diagnostic } from '../recording.js';
import { rangeMultiplier } from './neware-codes.js';
import type { NewareRows } from './neware-table.js';

/** Where the fields of a record stand, in bytes from its beginning. */
export interface CountedLayout {
  readonly index: number;
  readonly cycle: number;
  readonly stepIndex: number;
  readonly stepIndexWide: boolean;
  readonly stepType: number;
  readonly stepTimeMs: number;
  readonly potential: number;
  readonly current: number;
  readonly capacities: number;
  readonly energies: number;
  /** Year, month, day, hour, minute, second; or seconds since 1970 as u8. */
  readonly calendar?: number;
  readonly unix?: number;
  readonly range: number;
}

/** 10^-4 V for one count. */
const VOLT = 1e-4;

/**
 * Rows from the places of their records; sorted by index, of repeated ones the first.
 *
 * @param places where each record begins
 */
export function readCountedRecords(
  bytes: Uint8Array,
  places: readonly number[],
  layout: CountedLayout,
): { rows: NewareRows; diagnostics: Diagnostic[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { order, diagnostics } = inOrder(places, (at) => view.getUint32(at + layout.index, true));
  const count = order.length;
  const rows = emptyRows(count, true);
  const big = (at: number): number => Number(view.getBigInt64(at, true));
  const unknown = new Set<number>();
  for (let row = 0; row < count; row++) {
    const at = order[row]!;
    const range = view.getInt32(at + layout.range, true);
    let factor = rangeMultiplier(range);
    if (factor === undefined) {
      unknown.add(range);
      factor = Number.NaN;
    }
    rows.index[row] = view.getUint32(at + layout.index, true);
    rows.cycle![row] = view.getUint32(at + layout.cycle, true) + 1;
    rows.stepIndex[row] = layout.stepIndexWide
      ? view.getUint16(at + layout.stepIndex, true)
      : view.getUint8(at + layout.stepIndex);
    rows.stepType[row] = view.getUint8(at + layout.stepType);
    rows.stepTimeS[row] = big(at + layout.stepTimeMs) / 1000;
    rows.potentialV[row] = view.getInt32(at + layout.potential, true) * VOLT;
    rows.currentMa[row] = view.getInt32(at + layout.current, true) * factor;
    rows.chargeMah[row] = (big(at + layout.capacities) * factor) / 3600;
    rows.dischargeMah[row] = (big(at + layout.capacities + 8) * factor) / 3600;
    rows.chargeMwh[row] = (big(at + layout.energies) * factor) / 3600;
    rows.dischargeMwh[row] = (big(at + layout.energies + 8) * factor) / 3600;
    rows.timestampS[row] =
      layout.calendar === undefined ? big(at + layout.unix!) : calendarS(view, at + layout.calendar);
    rows.range![row] = range;
  }
  if (unknown.size > 0) {
    const message = `the current range${unknown.size === 1 ? '' : 's'} ${[...unknown].join(', ')} ${unknown.size === 1 ? 'is' : 'are'} not known: what a count is worth in mA cannot be told, and the currents of these rows are left empty; please report the range and the instrument`;
    diagnostics.push({ code: 'unknown-range', severity: 'error', message });
  }
  return { rows, diagnostics };
}

/** Local time of the instrument as seconds since 1970, as if it were UTC. */
function calendarS(view: DataView, at: number): number {
  const [month, day, hour, minute, second] = [2, 3, 4, 5, 6].map((k) => view.getUint8(at + k)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(view.getUint16(at, true), month - 1, day, hour, minute, second) / 1000;
}

/** Records in the order of their index, each once. */
export function inOrder(
  places: readonly number[],
  indexOf: (at: number) => number,
): { order: readonly number[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  let falls = 0;
  for (let k = 1; k < places.length; k++) if (indexOf(places[k]!) <= indexOf(places[k - 1]!)) falls += 1;
  if (falls === 0) return { order: places, diagnostics };
  const sorted = [...places].sort((a, b) => indexOf(a) - indexOf(b) || a - b);
  const order = sorted.filter((at, k) => k === 0 || indexOf(at) !== indexOf(sorted[k - 1]!));
  const twice = places.length - order.length;
  const message = `the records do not stand in order and were sorted by their index${twice > 0 ? `; ${twice} that stand twice were left out` : ''}`;
  diagnostics.push({ code: 'out-of-order', severity: 'info', message });
  return { order, diagnostics };
}

export function emptyRows(count: number, ranges: boolean): NewareRows {
  const doubles = (): Float64Array => new Float64Array(count);
  return {
    index: new Uint32Array(count),
    cycle: new Uint32Array(count),
    stepIndex: new Uint32Array(count),
    stepType: new Uint8Array(count),
    stepTimeS: doubles(),
    potentialV: doubles(),
    currentMa: doubles(),
    chargeMah: doubles(),
    dischargeMah: doubles(),
    chargeMwh: doubles(),
    dischargeMwh: doubles(),
    timestampS: doubles(),
    range: ranges ? new Int32Array(count) : null,
  };
}
