/** .nda files of versions 8 to 29: records of whole numbers. */
import type { Column, Diagnostic } from '../recording.js';
import { type CountedLayout, readCountedRecords } from './counted-records.js';
import { findBytes } from './find-bytes.js';
import { cutRecord, emptyRows, inOrder, int64, missingRecords, type NewareRows } from './neware-rows.js';

export interface NdaRows {
  readonly rows: NewareRows;
  readonly extra: readonly Column[];
  readonly diagnostics: readonly Diagnostic[];
}

const VERSION_29: CountedLayout = {
  index: 2,
  cycle: 6,
  stepIndex: 10,
  stepIndexWide: true,
  stepType: 12,
  stepTimeMs: 14,
  potential: 22,
  current: 26,
  capacities: 38,
  energies: 54,
  calendar: 70,
  range: 78,
};
const { calendar: _, ...WITHOUT_CALENDAR } = VERSION_29;
const VERSION_22: CountedLayout = { ...WITHOUT_CALENDAR, unix: 70 };
const RECORD_BYTES = 86;
const MARK = { data: 0x55, aux: 0x65 } as const;

/** Versions 22 and 23 count seconds, 26 and 29 write the calendar; the rest of a record is the same. */
export function readNdaCounted(bytes: Uint8Array, version: number): NdaRows {
  const isOld = version === 22 || version === 23;
  const begin = findBytes(bytes, isOld ? [0xaa, 0, 1, 0, 0, 0] : [MARK.data, 0, 1, 0, 0, 0]);
  const found: Diagnostic[] = [];
  let first = begin;
  if (first < 0) {
    first = firstInRow(bytes);
    if (first >= 0) {
      const message = 'the first record is damaged: the records behind it were found by their index';
      found.push({ code: 'missing-records', severity: 'warning', message, byte: first });
    }
  }
  if (first < 0) first = bytes.length;
  const places: number[] = [];
  const auxiliary: number[] = [];
  let at = first;
  for (; at + RECORD_BYTES <= bytes.length; at += RECORD_BYTES) {
    if (bytes[at] === MARK.data || at === begin) places.push(at);
    else if (bytes[at] === MARK.aux) auxiliary.push(at);
  }
  const { rows, extra, diagnostics } = readCountedRecords(bytes, places, isOld ? VERSION_22 : VERSION_29);
  if (bytes[at] === MARK.data) diagnostics.push(...cutAt(bytes, at, at + 2, rows.index));
  return {
    rows,
    extra: [...extra, ...auxiliaryColumns(bytes, auxiliary, rows.index)],
    diagnostics: [...found, ...diagnostics],
  };
}

/** What stands behind the last record may be a trailer; it is a cut record when it goes on with the next index. */
function cutAt(bytes: Uint8Array, begin: number, indexAt: number, index: Uint32Array): Diagnostic[] {
  const left = Math.min(4, bytes.length - indexAt);
  if (index.length === 0) return [];
  const next = index.at(-1)! + 1;
  for (let k = 0; k < left; k++) if (bytes[indexAt + k] !== ((next >>> (8 * k)) & 0xff)) return [];
  return [cutRecord(begin)];
}

/** First of two records, one behind the other, of which the second has the next index; -1 where there are none. */
function firstInRow(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const last = bytes.length - 2 * RECORD_BYTES;
  for (let at = bytes.indexOf(MARK.data); at >= 0 && at <= last; at = bytes.indexOf(MARK.data, at + 1)) {
    const index = view.getUint32(at + 2, true);
    const isFollowed =
      bytes[at + RECORD_BYTES] === MARK.data && view.getUint32(at + RECORD_BYTES + 2, true) === index + 1;
    if (index > 0 && isFollowed) return at;
  }
  return -1;
}

/** Potential and temperature of each auxiliary channel beside the records of the same index. */
function auxiliaryColumns(bytes: Uint8Array, places: readonly number[], index: Uint32Array): Column[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rowOf = new Map<number, number>();
  if (places.length > 0) for (let row = 0; row < index.length; row++) rowOf.set(index[row]!, row);
  const channels = new Map<number, { potential: Float64Array; temperature: Float64Array }>();
  const empty = (): Float64Array => new Float64Array(index.length).fill(Number.NaN);
  for (const at of places) {
    const number = view.getUint8(at + 1);
    const row = rowOf.get(view.getUint32(at + 2, true));
    if (row === undefined) continue;
    let channel = channels.get(number);
    if (channel === undefined) {
      channel = { potential: empty(), temperature: empty() };
      channels.set(number, channel);
    }
    channel.potential[row] = view.getInt32(at + 22, true) * 1e-4;
    channel.temperature[row] = view.getInt16(at + 34, true) / 10;
  }
  return [...channels]
    .sort(([a], [b]) => a - b)
    .flatMap(([number, { potential, temperature }]): Column[] => [
      { name: `V${number}`, unit: 'V', values: potential },
      { name: `T${number}`, unit: '°C', kind: 'temperature', values: temperature },
    ]);
}

const RECORD_BYTES_8 = 59;
/** Counts of version 8: 1e-4 V, 1e-3 mA, and mA s and mW s of the latter. */
const PER_COUNT_8 = { volt: 1e-4, milliampere: 1e-3, perHour: 1 / 3.6e6 } as const;

/** Version 8: one capacity and one energy, of the direction of the current. */
export function readNda8(bytes: Uint8Array): NdaRows {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begin = findBytes(bytes, [0xff, 1, 0, 0, 0]);
  const places: number[] = [];
  let end = begin < 0 ? bytes.length : begin;
  for (; end + RECORD_BYTES_8 <= bytes.length; end += RECORD_BYTES_8) {
    if (bytes[end] === 0 || end === begin) places.push(end);
  }
  const { order, diagnostics } = inOrder(places, (at) => view.getUint32(at + 1, true));
  const rows = emptyRows(order.length);
  for (const [row, at] of order.entries()) {
    rows.index[row] = view.getUint32(at + 1, true);
    rows.cycle![row] = view.getUint32(at + 5, true);
    rows.stepIndex[row] = view.getUint8(at + 9);
    rows.stepType[row] = view.getUint8(at + 10);
    rows.stepTimeS[row] = view.getUint32(at + 11, true);
    rows.potentialV[row] = view.getInt32(at + 15, true) * PER_COUNT_8.volt;
    const current = view.getInt32(at + 19, true) * PER_COUNT_8.milliampere;
    rows.currentMa[row] = current;
    const isDischarge = current < 0;
    (isDischarge ? rows.dischargeMah : rows.chargeMah)[row] = Math.abs(int64(view, at + 31)) * PER_COUNT_8.perHour;
    (isDischarge ? rows.dischargeMwh : rows.chargeMwh)[row] = Math.abs(int64(view, at + 39)) * PER_COUNT_8.perHour;
    rows.timestampS[row] = int64(view, at + 47);
  }
  if (bytes[end] === 0) diagnostics.push(...cutAt(bytes, end, end + 1, rows.index));
  return { rows, extra: [], diagnostics: [...diagnostics, ...missingRecords(rows.index)] };
}
