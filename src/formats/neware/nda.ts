import { fail } from '../../errors.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Column, Diagnostic, Setting } from '../recording.js';
import { type CountedLayout, emptyRows, inOrder, readCountedRecords } from './counted-records.js';
import { type NewareRows, newareTable } from './neware-table.js';

const MAGIC = 'NEWARE';
const VERSIONS = [8, 22, 23, 26, 29, 130] as const;
/** Larger tests are kept as .ndax by the programs of today. */
const MOST_BYTES = 1024 ** 3;

/** Neware BTS .nda of versions 8 to 29 (one kind of record) and 130 (BTS 9). */
export const ndaReader: Reader = {
  id: 'neware-nda',
  label: 'Neware nda',
  extensions: ['.nda'],
  recognise: ({ bytes }: FileHead) =>
    bytes.length > 14 && MAGIC.split('').every((char, k) => bytes[k] === char.charCodeAt(0)) ? 1 : 0,
  read: readNda,
};

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

async function readNda(file: FileLike): Promise<FileContent> {
  if (file.size > MOST_BYTES)
    throw fail('malformed-file', 'the file is larger than any .nda', 'export the test as .ndax or csv in BTSDA');
  const bytes = await file.slice(0, file.size);
  const version = bytes[14]!;
  if (!(VERSIONS as readonly number[]).includes(version)) {
    throw fail(
      'unknown-format',
      `this .nda is of version ${version}, which is not known (known: ${VERSIONS.join(', ')})`,
      'export the test as .ndax, csv or xlsx in BTSDA, and please report the version',
      { byte: 14 },
    );
  }
  const settings: Record<string, Setting> = { version, ...readStrings(bytes) };
  const { rows, extra, diagnostics } =
    version === 130 ? readVersion130(bytes) : version === 8 ? readVersion8(bytes) : readVersion29(bytes, version);
  if (version >= 22 && version <= 29 && bytes.length > 156) {
    const microgram = new DataView(bytes.buffer, bytes.byteOffset).getUint32(152, true);
    if (microgram > 0) settings['Active mass/mg'] = microgram / 1000;
  }
  const { table, diagnostics: told } = newareTable(rows, extra);
  return { instrument: 'Neware', settings, tables: [table], diagnostics: [...diagnostics, ...told] };
}

interface NdaRows {
  readonly rows: NewareRows;
  readonly extra: readonly Column[];
  readonly diagnostics: Diagnostic[];
}

function readVersion29(bytes: Uint8Array, version: number): NdaRows {
  const layout = version === 22 || version === 23 ? VERSION_22 : VERSION_29;
  const mark = version === 22 || version === 23 ? [0xaa, 0, 1, 0, 0, 0] : [0x55, 0, 1, 0, 0, 0];
  const begin = find(bytes, mark, 0);
  const places: number[] = [];
  const auxiliary: number[] = [];
  const first = begin < 0 ? bytes.length : begin;
  for (let at = first; at + RECORD_BYTES <= bytes.length; at += RECORD_BYTES) {
    if (bytes[at] === 0x55 || at === begin) places.push(at);
    else if (bytes[at] === 0x65) auxiliary.push(at);
  }
  const { rows, diagnostics } = readCountedRecords(bytes, places, layout);
  const rest = (bytes.length - first) % RECORD_BYTES;
  // The trailer of a whole file is no multiple of a record either: only a record that begins and does not end is cut.
  if (
    rest > 0 &&
    begin >= 0 &&
    bytes[bytes.length - rest] === 0x55 &&
    places.at(-1)! + RECORD_BYTES === bytes.length - rest
  ) {
    diagnostics.push({
      code: 'truncated',
      severity: 'warning',
      message: 'the file ends in the middle of a record',
      byte: bytes.length,
    });
  }
  return { rows, extra: auxiliaryColumns(bytes, auxiliary, rows.index), diagnostics };
}

function auxiliaryColumns(bytes: Uint8Array, places: readonly number[], index: Uint32Array): Column[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = [...new Set(places.map((at) => view.getUint8(at + 1)))].sort((a, b) => a - b);
  return numbers.flatMap((number): Column[] => {
    const own = new Map(
      places.filter((at) => view.getUint8(at + 1) === number).map((at) => [view.getUint32(at + 2, true), at]),
    );
    const pick = (read: (at: number) => number): Float64Array =>
      Float64Array.from(index, (of) => {
        const at = own.get(of);
        return at === undefined ? Number.NaN : read(at);
      });
    return [
      { name: `V${number}`, unit: 'V', values: pick((at) => view.getInt32(at + 22, true) * 1e-4) },
      { name: `T${number}`, unit: '°C', kind: 'temperature', values: pick((at) => view.getInt16(at + 34, true) / 10) },
    ];
  });
}

function readVersion8(bytes: Uint8Array): NdaRows {
  const size = 59;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begin = find(bytes, [0xff, 1, 0, 0, 0], 0);
  const places: number[] = [];
  for (let at = begin < 0 ? bytes.length : begin; at + size <= bytes.length; at += size) {
    if (bytes[at] === 0 || at === begin) places.push(at);
  }
  const { order, diagnostics } = inOrder(places, (at) => view.getUint32(at + 1, true));
  const rows = emptyRows(order.length, false);
  for (const [row, at] of order.entries()) {
    rows.index[row] = view.getUint32(at + 1, true);
    rows.cycle![row] = view.getUint32(at + 5, true);
    rows.stepIndex[row] = view.getUint8(at + 9);
    rows.stepType[row] = view.getUint8(at + 10);
    rows.stepTimeS[row] = view.getUint32(at + 11, true);
    rows.potentialV[row] = view.getInt32(at + 15, true) * 1e-4;
    const current = view.getInt32(at + 19, true) * 1e-3;
    rows.currentMa[row] = current;
    const capacity = Math.abs(Number(view.getBigInt64(at + 31, true)) / 3.6e6);
    const energy = Math.abs(Number(view.getBigInt64(at + 39, true)) / 3.6e6);
    (current < 0 ? rows.dischargeMah : rows.chargeMah)[row] = capacity;
    (current < 0 ? rows.dischargeMwh : rows.chargeMwh)[row] = energy;
    rows.timestampS[row] = Number(view.getBigUint64(at + 47, true));
  }
  return { rows, extra: [], diagnostics };
}

/** BTS 9: floating-point records; 9.0 in 88 bytes, 9.1 in as many as lie between two marks. */
function readVersion130(bytes: Uint8Array): NdaRows {
  const kind = bytes.length > 1024 ? bytes[1024] : undefined;
  if (kind === 0x12) return readBts90(bytes);
  if (kind === 0x55) return readBts91(bytes);
  throw fail(
    'unknown-format',
    kind === undefined
      ? 'the file ends before its first record'
      : `the records of this BTS 9 file begin with ${kind}, which is not known`,
    'export the test as .ndax, csv or xlsx in BTSDA',
    { byte: 1024 },
  );
}

function readBts90(bytes: Uint8Array): NdaRows {
  const size = 88;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places: number[] = [];
  for (let at = 1024; at + size <= bytes.length; at += size) if (bytes[at + 4] === 0x55) places.push(at);
  const { order, diagnostics } = inOrder(places, (at) => view.getUint32(at + 16, true));
  const rows = { ...emptyRows(order.length, false), cycle: null };
  for (const [row, at] of order.entries()) {
    rows.index[row] = view.getUint32(at + 16, true);
    rows.stepIndex[row] = view.getUint8(at + 9);
    rows.stepType[row] = view.getUint8(at + 10);
    rows.stepTimeS[row] = Number(view.getBigUint64(at + 28, true)) / 1e6;
    rows.potentialV[row] = view.getFloat32(at + 36, true);
    rows.currentMa[row] = view.getFloat32(at + 40, true);
    share(rows, row, view.getFloat32(at + 60, true) / 3600, view.getFloat32(at + 64, true) / 3600);
    rows.timestampS[row] = Number(view.getBigUint64(at + 68, true)) / 1e6;
  }
  return { rows, extra: [], diagnostics };
}

function readBts91(bytes: Uint8Array): NdaRows {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = find(bytes, [bytes[1024]!, bytes[1025]!], 1026) - 1024;
  if (size < 52)
    throw fail('malformed-file', 'the length of a record cannot be told', 'export the test as .ndax or csv in BTSDA', {
      byte: 1024,
    });
  const mark = view.getUint16(1024, true);
  const places: number[] = [];
  for (let at = 1024; at + size <= bytes.length; at += size) if (view.getUint16(at, true) === mark) places.push(at);
  const { order, diagnostics } = inOrder(places, (at) => view.getUint32(at + 8, true));
  const rows = emptyRows(order.length, false);
  const temperature = new Float64Array(order.length);
  for (const [row, at] of order.entries()) {
    rows.stepIndex[row] = view.getUint8(at + 2);
    rows.stepType[row] = view.getUint8(at + 3);
    rows.index[row] = view.getUint32(at + 8, true);
    rows.stepTimeS[row] = view.getUint32(at + 12, true) + view.getUint32(at + 16, true) / 1e9;
    rows.currentMa[row] = view.getFloat32(at + 20, true);
    rows.potentialV[row] = view.getFloat32(at + 24, true);
    share(rows, row, view.getFloat32(at + 28, true) / 3600, view.getFloat32(at + 32, true) / 3600);
    rows.cycle![row] = view.getUint32(at + 36, true) + 1;
    rows.timestampS[row] = view.getUint32(at + 44, true) + view.getUint32(at + 48, true) / 1e9;
    if (size >= 56) temperature[row] = view.getFloat32(at + 52, true);
  }
  const extra: Column[] = size >= 56 ? [{ name: 'T1', unit: '°C', kind: 'temperature', values: temperature }] : [];
  return { rows, extra, diagnostics };
}

/** A signed capacity and energy belong to the direction of their sign; they keep it, as the file has it. */
function share(rows: NewareRows, row: number, capacity: number, energy: number): void {
  if (capacity >= 0) rows.chargeMah[row] = capacity;
  else rows.dischargeMah[row] = capacity;
  if (energy >= 0) rows.chargeMwh[row] = energy;
  else rows.dischargeMwh[row] = energy;
}

/** Server and client versions stand in clear behind the header. */
function readStrings(bytes: Uint8Array): Record<string, Setting> {
  const settings: Record<string, Setting> = {};
  const at = find(
    bytes.subarray(0, 8192),
    [...'BTSServer'].map((char) => char.charCodeAt(0)),
    0,
  );
  if (at < 0) return settings;
  const text = (from: number): string =>
    new TextDecoder('latin1')
      .decode(bytes.subarray(from, from + 50))
      .replace(/[^\x20-\x7e][\s\S]*$/, '')
      .trim();
  settings['server version'] = text(at);
  const client = text(at + 100) || text(at + 50);
  if (client !== '') settings['client version'] = client;
  return settings;
}

/** Where a sequence of bytes first stands from a place on; -1 where it does not. */
function find(bytes: Uint8Array, wanted: readonly number[], from: number): number {
  for (let at = bytes.indexOf(wanted[0]!, from); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (at + wanted.length <= bytes.length && wanted.every((byte, k) => bytes[at + k] === byte)) return at;
  }
  return -1;
}
