/** .nda files of version 130 (BTS 9): records of floating-point numbers, in 88 bytes (9.0) or as many as lie between two marks (9.1). */
import { fail } from '../../errors.js';
import type { Column } from '../recording.js';
import { findBytes } from './find-bytes.js';
import type { NdaRows } from './nda-counted.js';
import { cutRecord, emptyRows, inOrder, int64, missingRecords, type NewareRows } from './neware-rows.js';

const FIRST = 1024;
/** Records look for no mark further away than this. */
const LONGEST_RECORD = 1024;
const SECONDS_PER_HOUR = 3600;

/** @throws `unknown-format` when the records are of neither kind */
export function readNda130(bytes: Uint8Array): NdaRows {
  const kind = bytes[FIRST];
  if (kind === MARK_90[0]) return readBts90(bytes);
  if (kind === 0x55) return readBts91(bytes);
  if (kind === undefined) return { rows: { ...emptyRows(0), cycle: null }, extra: [], diagnostics: [] };
  throw fail(
    'unknown-format',
    `the records of this .nda of version 130 begin with the byte ${kind}, which is not known`,
    'export the test as .ndax, csv or xlsx in BTSDA',
    { byte: FIRST },
  );
}

const MARK_90 = [0x12, 0x50, 0x00, 0x07] as const;
const RECORD_90 = 88;
const KIND_90 = { data: 0x55, aux: [0x58, 0x59] } as const;

function readBts90(bytes: Uint8Array): NdaRows {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places: number[] = [];
  let auxiliary = 0;
  let end = FIRST;
  const isRecord = (at: number): boolean => MARK_90.every((byte, k) => bytes[at + k] === byte);
  for (; end + RECORD_90 <= bytes.length; end += RECORD_90) {
    if (!isRecord(end)) continue;
    const kind = bytes[end + 4]!;
    if (kind === KIND_90.data) places.push(end);
    else if (kind === KIND_90.aux[0] || kind === KIND_90.aux[1]) auxiliary += 1;
  }
  const { order, diagnostics } = inOrder(places, (at) => view.getUint32(at + 16, true));
  const rows = { ...emptyRows(order.length), cycle: null };
  for (const [row, at] of order.entries()) {
    rows.index[row] = view.getUint32(at + 16, true);
    rows.stepIndex[row] = view.getUint8(at + 9);
    rows.stepType[row] = view.getUint8(at + 10);
    rows.stepTimeS[row] = int64(view, at + 28) / 1e6;
    rows.potentialV[row] = view.getFloat32(at + 36, true);
    rows.currentMa[row] = view.getFloat32(at + 40, true);
    share(rows, row, view.getFloat32(at + 60, true), view.getFloat32(at + 64, true));
    rows.timestampS[row] = int64(view, at + 68) / 1e6;
  }
  if (end < bytes.length && isRecord(end)) diagnostics.push(cutRecord(end));
  if (auxiliary > 0) {
    const message = `${auxiliary} record(s) of auxiliary channels are left out: their layout is not known; please report this file`;
    diagnostics.push({ code: 'aux-unknown', severity: 'warning', message });
  }
  return { rows, extra: [], diagnostics: [...diagnostics, ...missingRecords(rows.index)] };
}

/** With a temperature from this length on. */
const RECORD_91 = { least: 52, withTemperature: 56 } as const;

function readBts91(bytes: Uint8Array): NdaRows {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = recordLength91(bytes);
  const places: number[] = [];
  const mark = bytes.length >= FIRST + 2 ? view.getUint16(FIRST, true) : -1;
  let end = FIRST;
  for (; end + size <= bytes.length; end += size) if (view.getUint16(end, true) === mark) places.push(end);
  const { order, diagnostics } = inOrder(places, (at) => view.getUint32(at + 8, true));
  const totalTimeS = new Float64Array(order.length);
  const rows = emptyRows(order.length, { totalTimeS });
  const hasTemperature = size >= RECORD_91.withTemperature;
  const temperature = new Float32Array(hasTemperature ? order.length : 0);
  for (const [row, at] of order.entries()) {
    rows.stepIndex[row] = view.getUint8(at + 2);
    rows.stepType[row] = view.getUint8(at + 3);
    rows.index[row] = view.getUint32(at + 8, true);
    totalTimeS[row] = view.getUint32(at + 12, true) + view.getUint32(at + 16, true) / 1e9;
    rows.currentMa[row] = view.getFloat32(at + 20, true);
    rows.potentialV[row] = view.getFloat32(at + 24, true);
    share(rows, row, view.getFloat32(at + 28, true), view.getFloat32(at + 32, true));
    rows.cycle![row] = view.getUint32(at + 36, true) + 1;
    rows.timestampS[row] = view.getUint32(at + 44, true) + view.getUint32(at + 48, true) / 1e9;
    if (hasTemperature) temperature[row] = view.getFloat32(at + 52, true);
  }
  timesWithinSteps(rows, totalTimeS);
  if (end + 2 <= bytes.length && view.getUint16(end, true) === mark) diagnostics.push(cutRecord(end));
  const extra: Column[] = hasTemperature ? [{ name: 'T1', unit: '°C', kind: 'temperature', values: temperature }] : [];
  return { rows, extra, diagnostics: [...diagnostics, ...missingRecords(rows.index)] };
}

/** BTS 9.1 writes only the time of the whole test: a step begins where the record before, of another step, ends. */
function timesWithinSteps({ index, stepIndex, stepType, stepTimeS }: NewareRows, totalTimeS: Float64Array): void {
  // Where the first records are missing, nobody knows when their step began.
  let begin = index[0]! <= 1 ? 0 : Number.NaN;
  for (let row = 0; row < totalTimeS.length; row++) {
    const isOther = row > 0 && (stepIndex[row] !== stepIndex[row - 1] || stepType[row] !== stepType[row - 1]);
    if (isOther) begin = totalTimeS[row - 1]!;
    stepTimeS[row] = totalTimeS[row]! - begin;
  }
}

/**
 * Bytes from one mark to the next. The mark may stand inside a record by chance, so the record behind must have the next index; of a test
 * with one record the length stays open, and what there is is taken for it.
 */
function recordLength91(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = [bytes[FIRST]!, bytes[FIRST + 1]!];
  const to = Math.min(bytes.length, FIRST + LONGEST_RECORD);
  for (
    let at = findBytes(bytes, mark, FIRST + RECORD_91.least);
    at >= 0 && at < to;
    at = findBytes(bytes, mark, at + 1)
  ) {
    if (at + 12 <= bytes.length && view.getUint32(at + 8, true) > view.getUint32(FIRST + 8, true)) return at - FIRST;
  }
  return RECORD_91.least;
}

/** A signed capacity and energy belong to the direction of their sign; they keep it, as the file has it. */
function share(rows: NewareRows, row: number, capacityMas: number, energyMws: number): void {
  (capacityMas >= 0 ? rows.chargeMah : rows.dischargeMah)[row] = capacityMas / SECONDS_PER_HOUR;
  (energyMws >= 0 ? rows.chargeMwh : rows.dischargeMwh)[row] = energyMws / SECONDS_PER_HOUR;
}
