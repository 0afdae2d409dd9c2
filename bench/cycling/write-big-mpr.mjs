/** Writes a galvanostatic .mpr of any length, laid out as EC-Lab 11.4 does: 16 columns in 53 bytes a row. */
import { closeSync, openSync, writeSync } from 'node:fs';

/** Flags, Ns, time, dq, (Q-Qo), control, Ewe, I Range, Qcd, half cycle, P. */
const IDS = [1, 2, 3, 21, 31, 65, 131, 4, 7, 13, 5, 6, 39, 467, 468, 70];
const ROW_BYTES = 53;
const RECORDS_AT = 406;
const BLOCK_ROWS = 65_536;
const STEP_S = 1;
const CURRENT_MA = 0.1;

/** @param rowsPerHalf rows of one half cycle; the last half cycle may be shorter */
export function writeBigMpr(path, rows, rowsPerHalf) {
  const handle = openSync(path, 'w');
  const magic = new Uint8Array(52).fill(0x20, 0, 48);
  magic.set(new TextEncoder().encode('BIO-LOGIC MODULAR FILE\u001a'));
  writeSync(handle, magic);
  module(handle, 'VMP Set', 0, new Uint8Array(7000).fill(4, 0, 1));
  const header = new DataView(new ArrayBuffer(RECORDS_AT));
  header.setUint32(0, rows, true);
  header.setUint8(4, IDS.length);
  for (const [k, id] of IDS.entries()) header.setUint16(5 + 2 * k, id, true);
  moduleHeader(handle, 'VMP data', 3, RECORDS_AT + rows * ROW_BYTES);
  writeSync(handle, new Uint8Array(header.buffer));
  const block = new DataView(new ArrayBuffer(BLOCK_ROWS * ROW_BYTES));
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows - from);
    for (let k = 0; k < count; k++) writeRow(block, k * ROW_BYTES, from + k, rowsPerHalf);
    writeSync(handle, new Uint8Array(block.buffer, 0, count * ROW_BYTES));
  }
  closeSync(handle);
}

function writeRow(view, at, row, rowsPerHalf) {
  const half = Math.floor(row / rowsPerHalf);
  const sign = half % 2 === 0 ? 1 : -1;
  const within = row % rowsPerHalf;
  const step = (CURRENT_MA * STEP_S) / 3600;
  // The first row of a file has no row before, so no charge has flowed since.
  const dq = row === 0 ? 0 : sign * step;
  // As in a real file, (Q-Qo) is the running sum of dq, and Qcd the sum since the half cycle began.
  const sum = (sign > 0 ? within : rowsPerHalf - within - 2) * step;
  const ofHalf = sign * (half === 0 ? within : within + 1) * step;
  const noise = ((row * 2654435761) % 1000) / 1e6 - 5e-4;
  view.setUint8(at, 1 | (sign > 0 ? 4 : 0));
  view.setUint16(at + 1, half % 2, true);
  view.setFloat64(at + 3, row * STEP_S, true);
  view.setFloat64(at + 11, dq, true);
  view.setFloat64(at + 19, sum, true);
  view.setFloat32(at + 27, sign * CURRENT_MA, true);
  view.setFloat32(at + 31, sign * (0.05 + 0.01 * Math.exp(-within / 500)) + noise, true);
  view.setUint16(at + 35, 14, true);
  view.setFloat64(at + 37, ofHalf, true);
  view.setUint32(at + 45, half, true);
  view.setFloat32(at + 49, 5e-6, true);
}

function module(handle, name, version, bytes) {
  moduleHeader(handle, name, version, bytes.length);
  writeSync(handle, bytes);
}

function moduleHeader(handle, name, version, length) {
  const header = Buffer.alloc(57, 0x20);
  header.write('MODULE', 0, 'latin1');
  header.write(name, 6, 'latin1');
  header.writeUInt32LE(length, 41);
  header.writeUInt32LE(version, 45);
  header.write('05/15/25', 49, 'latin1');
  writeSync(handle, header.subarray(0, 57));
}
