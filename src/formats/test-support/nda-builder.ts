/** Writes small .nda files for tests, in each of the layouts that exist. */
import { joined } from './mpr-builder.js';
import { SAMPLE_START_S, type SampleRow } from './neware-rows.js';

export type NdaLayout = 8 | 22 | 23 | 26 | 29 | '9.0' | '9.1';

export interface NdaSample {
  readonly layout: NdaLayout;
  readonly rows: readonly SampleRow[];
  /** Current range code of the whole-number records. @default 1 */
  readonly range?: number;
  /** Bytes of a record of BTS 9.1. @default 56 */
  readonly recordBytes?: number;
  /** Records of an auxiliary channel too (version 29). @default false */
  readonly aux?: boolean;
  readonly remark?: string;
}

type Kind = 'u1' | 'u2' | 'u4' | 'u8' | 'i2' | 'i4' | 'i8' | 'f4';
export type Field = readonly [at: number, kind: Kind, value: number];

/** A record of so many bytes with numbers in it, little-endian; whole ones are rounded. */
export function record(size: number, fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  for (const [at, kind, value] of fields) {
    const whole = Math.round(value);
    if (kind === 'u1') view.setUint8(at, whole);
    else if (kind === 'u2') view.setUint16(at, whole, true);
    else if (kind === 'i2') view.setInt16(at, whole, true);
    else if (kind === 'u4') view.setUint32(at, whole, true);
    else if (kind === 'i4') view.setInt32(at, whole, true);
    else if (kind === 'f4') view.setFloat32(at, value, true);
    else view.setBigInt64(at, BigInt(whole), true);
  }
  return bytes;
}

/** Year to second of a time, in UTC. */
export function calendar(at: number, unixS: number): Field[] {
  const date = new Date(unixS * 1000);
  const parts = [
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  return [[at, 'u2', date.getUTCFullYear()], ...parts.map((part, k): Field => [at + 2 + k, 'u1', part])];
}

/** Counts of range 1 are of 1e-4 mA. */
export const COUNTS_PER_MA = 1e4;
const PER_VOLT = 1e4;

export function buildNda(sample: NdaSample): Uint8Array {
  const { layout, rows } = sample;
  const version = layout === '9.0' || layout === '9.1' ? 130 : layout;
  const header = new Uint8Array(version === 130 ? 1024 : 2560);
  header.set(new TextEncoder().encode('NEWARE20250515'));
  header[14] = version;
  if (version >= 22 && version <= 29) {
    new DataView(header.buffer).setUint32(152, 4200, true);
    for (const [at, text] of [
      [2127, '2025-05-15 12:00:00'],
      [2167, 'someone'],
      [2317, sample.remark ?? 'a test'],
    ] as const) {
      header.set(new TextEncoder().encode(text), at);
    }
  }
  const records = rows.flatMap((row) => [
    dataRecord(sample, row),
    ...(sample.aux && layout === 29 ? [auxRecord(row)] : []),
  ]);
  return joined([header, ...records]);
}

function dataRecord({ layout, range = 1, recordBytes = 56 }: NdaSample, row: SampleRow): Uint8Array {
  if (layout === 8) return record8(row);
  if (layout === '9.0') return record90(row);
  if (layout === '9.1') return record91(row, recordBytes);
  const counts = COUNTS_PER_MA * 3600;
  const isOld = layout === 22 || layout === 23;
  return record(86, [
    [0, 'u1', isOld && row.index === 1 ? 0xaa : 0x55],
    [2, 'u4', row.index],
    [6, 'u4', row.cycle - 1],
    [10, 'u2', row.stepIndex],
    [12, 'u1', row.stepType],
    [13, 'u1', row.stepRow],
    [14, 'u8', row.stepTimeS * 1000],
    [22, 'i4', row.potentialV * PER_VOLT],
    [26, 'i4', row.currentMa * COUNTS_PER_MA],
    [38, 'i8', row.chargeMah * counts],
    [46, 'i8', row.dischargeMah * counts],
    [54, 'i8', row.chargeMwh * counts],
    [62, 'i8', row.dischargeMwh * counts],
    ...(isOld ? [[70, 'u8', row.unixS] as const] : calendar(70, row.unixS)),
    [78, 'i4', range],
  ]);
}

function auxRecord(row: SampleRow): Uint8Array {
  return record(86, [
    [0, 'u1', 0x65],
    [1, 'u1', 2],
    [2, 'u4', row.index],
    [22, 'i4', 1e4],
    [34, 'i2', row.temperatureC * 10],
  ]);
}

function record8(row: SampleRow): Uint8Array {
  return record(59, [
    [0, 'u1', row.index === 1 ? 0xff : 0],
    [1, 'u4', row.index],
    [5, 'u4', row.cycle],
    [9, 'u1', row.stepIndex],
    [10, 'u1', row.stepType],
    [11, 'u4', row.stepTimeS],
    [15, 'i4', row.potentialV * PER_VOLT],
    [19, 'i4', row.currentMa * 1000],
    [31, 'i8', Math.sign(row.currentMa) * (row.chargeMah + row.dischargeMah) * 3.6e6],
    [39, 'i8', Math.sign(row.currentMa) * (row.chargeMwh + row.dischargeMwh) * 3.6e6],
    [47, 'u8', row.unixS],
  ]);
}

function record90(row: SampleRow): Uint8Array {
  return record(88, [
    [0, 'u4', 0x07005012],
    [4, 'u1', 0x55],
    [9, 'u1', row.stepIndex],
    [10, 'u1', row.stepType],
    [16, 'u4', row.index],
    [28, 'u8', row.stepTimeS * 1e6],
    [36, 'f4', row.potentialV],
    [40, 'f4', row.currentMa],
    [60, 'f4', (row.chargeMah - row.dischargeMah) * 3600],
    [64, 'f4', (row.chargeMwh - row.dischargeMwh) * 3600],
    [68, 'u8', row.unixS * 1e6],
  ]);
}

function record91(row: SampleRow, size: number): Uint8Array {
  const totalS = row.unixS - SAMPLE_START_S;
  const second = Math.floor(totalS);
  return record(size, [
    [0, 'u2', 0x0055],
    [2, 'u1', row.stepIndex],
    [3, 'u1', row.stepType],
    [8, 'u4', row.index],
    [12, 'u4', second],
    [16, 'u4', (totalS - second) * 1e9],
    [20, 'f4', row.currentMa],
    [24, 'f4', row.potentialV],
    [28, 'f4', (row.chargeMah - row.dischargeMah) * 3600],
    [32, 'f4', (row.chargeMwh - row.dischargeMwh) * 3600],
    [36, 'u4', row.cycle - 1],
    [44, 'u4', row.unixS],
    ...(size >= 56 ? [[52, 'f4', row.temperatureC] as const] : []),
  ]);
}
