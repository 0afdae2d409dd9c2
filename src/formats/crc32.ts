/** Bytes that are taken in one turn; one table for each (Kounavis and Berry, IEEE ISCC 2005, "slicing by 8"). */
const SLICES = 8;

const TABLES: readonly Uint32Array[] = makeTables();

function makeTables(): Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? 0xedb8_8320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
  const tables = [first];
  while (tables.length < SLICES) {
    tables.push(tables.at(-1)!.map((value) => first[value & 0xff]! ^ (value >>> 8)));
  }
  return tables;
}

/**
 * CRC-32 as of gzip and PNG (ISO 3309).
 *
 * @param start result for the bytes before, where they come in pieces. @default 0
 */
export function crc32(bytes: Uint8Array, start = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  let crc = ~start;
  let k = 0;
  for (; k + SLICES <= bytes.length; k += SLICES) {
    const low = crc ^ (bytes[k]! | (bytes[k + 1]! << 8) | (bytes[k + 2]! << 16) | (bytes[k + 3]! << 24));
    crc =
      t7[low & 0xff]! ^
      t6[(low >>> 8) & 0xff]! ^
      t5[(low >>> 16) & 0xff]! ^
      t4[low >>> 24]! ^
      t3[bytes[k + 4]!]! ^
      t2[bytes[k + 5]!]! ^
      t1[bytes[k + 6]!]! ^
      t0[bytes[k + 7]!]!;
  }
  for (; k < bytes.length; k++) crc = t0[(crc ^ bytes[k]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
