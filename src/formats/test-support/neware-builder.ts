/** Writes records and streams of Neware's files for tests: fields at their places, everything else zero. */
import { joined } from './mpr-builder.js';
import { buildZip } from './zip-builder.js';

/** `u1 u2 u4 u8`: whole; `i2 i4 i8`: with sign; `f4`: 32-bit floating point. */
export type FieldType = 'u1' | 'u2' | 'u4' | 'u8' | 'i2' | 'i4' | 'i8' | 'f4';
export type Field = readonly [at: number, type: FieldType, value: number];

/** A record of `size` bytes. */
export function newareRecord(size: number, fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const write: Readonly<Record<FieldType, (at: number, value: number) => void>> = {
    u1: (at, value) => view.setUint8(at, value),
    u2: (at, value) => view.setUint16(at, value, true),
    u4: (at, value) => view.setUint32(at, value, true),
    u8: (at, value) => view.setBigUint64(at, BigInt(value), true),
    i2: (at, value) => view.setInt16(at, value, true),
    i4: (at, value) => view.setInt32(at, value, true),
    i8: (at, value) => view.setBigInt64(at, BigInt(value), true),
    f4: (at, value) => view.setFloat32(at, value, true),
  };
  for (const [at, type, value] of fields) write[type](at, value);
  return bytes;
}

/** A .nda file: its header, and records one behind the other. */
export function buildNda(version: number, records: readonly Uint8Array[], headerBytes = 1024): Uint8Array {
  const header = new Uint8Array(headerBytes);
  header.set(new TextEncoder().encode('NEWARE'));
  header[14] = version;
  return joined([header, ...records]);
}

const PAGE = 4096;

/**
 * A stream of a version above 2. Its slots are filled in order; a null leaves one empty.
 *
 * @param type 1 data, 5 auxiliary, 7 steps, 18 runInfo
 */
export function buildNdc(version: number, type: number, slots: readonly (Uint8Array | null)[]): Uint8Array {
  const size = slots.find((slot) => slot !== null)?.length ?? 8;
  const each = Math.floor((PAGE - 133) / size);
  const pages = Math.ceil(slots.length / each);
  const bytes = new Uint8Array(PAGE * (1 + pages));
  bytes[0] = type;
  bytes[2] = version;
  for (const [k, slot] of slots.entries()) {
    if (slot === null) continue;
    const page = PAGE * (1 + Math.floor(k / each));
    const place = k % each;
    bytes[page + 4 + (place >> 3)]! |= 1 << (place & 7);
    bytes.set(slot, page + 132 + place * size);
  }
  return bytes;
}

/** A .ndax file of streams and texts. */
export function buildNdax(parts: Readonly<Record<string, Uint8Array | string>>): Uint8Array {
  return buildZip(
    Object.entries(parts).map(([name, part]) => ({
      name,
      bytes: typeof part === 'string' ? new TextEncoder().encode(part) : part,
    })),
  );
}
