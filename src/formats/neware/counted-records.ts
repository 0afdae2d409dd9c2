/** Records of the older files: integers in counts, their size set by the current range. */
import type { Column, Diagnostic } from '../recording.js';
import { rangeMultiplier } from './neware-codes.js';
import { emptyRows, inOrder, int64, missingRecords, type NewareRows } from './neware-rows.js';

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

const VOLT_PER_COUNT = 1e-4;
const SECONDS_PER_HOUR = 3600;

export interface CountedRecords {
  readonly rows: NewareRows;
  /** Counts as they stand in the file, where it is not known what they are worth. */
  readonly extra: readonly Column[];
  readonly diagnostics: Diagnostic[];
}

/**
 * Rows from the places of their records; sorted by index, of repeated ones the first.
 *
 * @param places where each record begins; all bytes of a record are there
 */
export function readCountedRecords(
  bytes: Uint8Array,
  places: readonly number[],
  layout: CountedLayout,
): CountedRecords {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { order, diagnostics } = inOrder(places, (at) => view.getUint32(at + layout.index, true));
  const count = order.length;
  const range = new Int32Array(count);
  const stepIndex = layout.stepIndexWide ? new Uint16Array(count) : new Uint8Array(count);
  const rows = emptyRows(count, { range, stepIndex, isLocalTime: layout.calendar !== undefined });
  const unknown = new Set<number>();
  for (let row = 0; row < count; row++) {
    const at = order[row]!;
    range[row] = view.getInt32(at + layout.range, true);
    const currentCounts = view.getInt32(at + layout.current, true);
    let factor = rangeMultiplier(range[row]!);
    // A record without a range (0) has no current; where it has one, nobody knows how much.
    if (factor === undefined || (factor === 0 && currentCounts !== 0)) {
      unknown.add(range[row]!);
      factor = Number.NaN;
    }
    rows.index[row] = view.getUint32(at + layout.index, true);
    rows.cycle![row] = view.getUint32(at + layout.cycle, true) + 1;
    stepIndex[row] = layout.stepIndexWide
      ? view.getUint16(at + layout.stepIndex, true)
      : view.getUint8(at + layout.stepIndex);
    rows.stepType[row] = view.getUint8(at + layout.stepType);
    rows.stepTimeS[row] = int64(view, at + layout.stepTimeMs) / 1000;
    rows.potentialV[row] = view.getInt32(at + layout.potential, true) * VOLT_PER_COUNT;
    rows.currentMa[row] = currentCounts * factor;
    const perHour = factor / SECONDS_PER_HOUR;
    rows.chargeMah[row] = int64(view, at + layout.capacities) * perHour;
    rows.dischargeMah[row] = int64(view, at + layout.capacities + 8) * perHour;
    rows.chargeMwh[row] = int64(view, at + layout.energies) * perHour;
    rows.dischargeMwh[row] = int64(view, at + layout.energies + 8) * perHour;
    rows.timestampS[row] =
      layout.calendar === undefined ? int64(view, at + layout.unix!) : calendarS(view, at + layout.calendar);
  }
  diagnostics.push(...missingRecords(rows.index));
  if (unknown.size === 0) return { rows, extra: [], diagnostics };
  const list = [...unknown].slice(0, 5).join(', ');
  const message = `the current range ${list} is not known: what a count is worth in mA cannot be told. Current, capacities and energies of these rows are left empty and the counts stand in columns of their own; please report the range and the instrument`;
  diagnostics.push({ code: 'unknown-range', severity: 'error', message });
  return { rows, extra: countColumns(view, order, layout), diagnostics };
}

function countColumns(view: DataView, order: readonly number[], layout: CountedLayout): Column[] {
  const long = (name: string, place: number): Column => ({
    name: `${name} (counts)`,
    unit: '',
    values: Float64Array.from(order, (at) => int64(view, at + place)),
  });
  return [
    {
      name: 'current (counts)',
      unit: '',
      values: Int32Array.from(order, (at) => view.getInt32(at + layout.current, true)),
    },
    long('charge capacity', layout.capacities),
    long('discharge capacity', layout.capacities + 8),
    long('charge energy', layout.energies),
    long('discharge energy', layout.energies + 8),
  ];
}

/** Local time of the instrument as seconds since 1970, as if it were UTC. */
function calendarS(view: DataView, at: number): number {
  const month = view.getUint8(at + 2) - 1;
  const [day, hour] = [view.getUint8(at + 3), view.getUint8(at + 4)];
  return Date.UTC(view.getUint16(at, true), month, day, hour, view.getUint8(at + 5), view.getUint8(at + 6)) / 1000;
}
