/** Writes small .mpr files for tests, in any of the layouts that exist. */
import { MPR_COLUMNS, MPR_FLAGS, STORAGE_BYTES, type StorageType } from '../biologic/mpr-columns.js';

export interface MprSample {
  /** 2, 3: short headers; 0: the long header of EC-Lab 11.50; -1: the oldest layout with 8-bit ids. */
  readonly version: 2 | 3 | 0 | -1;
  readonly ids: readonly number[];
  /** One array of values for each id. */
  readonly values: readonly (readonly number[])[];
  /** Storage of ids that no table knows. */
  readonly unknown?: Readonly<Record<number, StorageType>>;
  readonly techniqueCode?: number;
  readonly comments?: string;
  /** OLE date in the log module; without it there is no log. */
  readonly oleDate?: number;
  readonly date?: string;
  readonly loop?: readonly number[];
  readonly externalNames?: readonly string[];
  /** Declared rows, when not those that are there. */
  readonly declaredRows?: number;
}

export function buildMpr(sample: MprSample): Uint8Array {
  const long = sample.version === 0;
  const parts: Uint8Array[] = [magic()];
  const push = (name: string, data: Uint8Array, version = 0): void => {
    parts.push(moduleHeader(name, data.length, Math.max(0, version), long, sample.date ?? '05/15/25'), data);
  };
  push('VMP Set', settings(sample));
  if (sample.externalNames) push('VMP ExtDev', externalDevice(sample.externalNames, long));
  push('VMP data', dataModule(sample), sample.version);
  if (sample.oleDate !== undefined) {
    const log = new Uint8Array(700);
    new DataView(log.buffer).setFloat64(585, sample.oleDate, true);
    push('VMP LOG', log);
  }
  if (sample.loop) {
    const loop = new Uint8Array(4 + 4 * sample.loop.length + 100);
    const view = new DataView(loop.buffer);
    view.setUint32(0, sample.loop.length, true);
    for (const [index, row] of sample.loop.entries()) view.setUint32(4 + 4 * index, row, true);
    push('VMP loop', loop);
  }
  return joined(parts);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function magic(): Uint8Array {
  const bytes = new Uint8Array(52).fill(0x20, 0, 48);
  bytes.set(new TextEncoder().encode('BIO-LOGIC MODULAR FILE\u001a'));
  return bytes;
}

function moduleHeader(name: string, length: number, version: number, long: boolean, date: string): Uint8Array {
  const bytes = new Uint8Array(long ? 65 : 57);
  bytes.fill(0x20, 0, 41);
  bytes.set(new TextEncoder().encode('MODULE'));
  bytes.set(new TextEncoder().encode(name), 6);
  bytes.set(new TextEncoder().encode(name), 16);
  const view = new DataView(bytes.buffer);
  let at = 41;
  if (long) {
    view.setUint32(at, 0xffff_ffff, true);
    at += 4;
  }
  view.setUint32(at, length, true);
  view.setUint32(at + 4, version, true);
  bytes.set(new TextEncoder().encode(date), bytes.length - 8);
  return bytes;
}

function settings(sample: MprSample): Uint8Array {
  const bytes = new Uint8Array(2000);
  const view = new DataView(bytes.buffer);
  bytes[0] = sample.techniqueCode ?? 0x1d;
  const comments = new TextEncoder().encode(sample.comments ?? '');
  bytes[7] = comments.length;
  bytes.set(comments, 8);
  view.setFloat32(0x107, 3.27, true);
  view.setFloat32(0x211, 0.785, true);
  view.setUint16(0x11b, 1, true);
  return bytes;
}

function externalDevice(names: readonly string[], long: boolean): Uint8Array {
  const bytes = new Uint8Array(443);
  for (const [index, name] of names.entries()) {
    const at = (long ? 0x37 : 0x36) + index * 0x2d;
    bytes[at] = name.length;
    for (let char = 0; char < name.length; char++) bytes[at + 1 + char] = name.charCodeAt(char);
  }
  return bytes;
}

function dataModule(sample: MprSample): Uint8Array {
  const rows = sample.values[0]?.length ?? 0;
  const storage = (id: number): StorageType => MPR_COLUMNS.get(id)?.storage ?? sample.unknown?.[id] ?? 'f4';
  const hasFlags = sample.ids.some((id) => MPR_FLAGS.has(id));
  const recordBytes = sample.ids.reduce(
    (sum, id) => sum + (MPR_FLAGS.has(id) ? 0 : STORAGE_BYTES[storage(id)]),
    hasFlags ? 1 : 0,
  );
  const recordsAt = { 2: 405, 3: 406, 0: 1007, [-1]: 100 }[sample.version];
  const bytes = new Uint8Array(recordsAt + rows * recordBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, sample.declaredRows ?? rows, true);
  if (sample.version === 0) view.setUint16(4, sample.ids.length, true);
  else bytes[4] = sample.ids.length;
  for (const [index, id] of sample.ids.entries()) {
    if (sample.version === -1) bytes[5 + index] = id;
    else view.setUint16((sample.version === 0 ? 6 : 5) + 2 * index, id, true);
  }
  for (let row = 0; row < rows; row++) {
    let at = recordsAt + row * recordBytes;
    let shared = -1;
    for (const [index, id] of sample.ids.entries()) {
      const value = sample.values[index]![row]!;
      const flag = MPR_FLAGS.get(id);
      if (flag) {
        if (shared < 0) {
          shared = at;
          at += 1;
        }
        bytes[shared]! |= (value << flag.shift) & flag.mask;
        continue;
      }
      const type = storage(id);
      if (type === 'f8') view.setFloat64(at, value, true);
      else if (type === 'f4') view.setFloat32(at, value, true);
      else if (type === 'u4') view.setUint32(at, value, true);
      else if (type === 'u2') view.setUint16(at, value, true);
      else view.setUint8(at, value);
      at += STORAGE_BYTES[type];
    }
  }
  return bytes;
}
