const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? 0xedb8_8320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/**
 * CRC-32 as of gzip and PNG (ISO 3309).
 *
 * @param start result for the bytes before, where they come in pieces. @default 0
 */
export function crc32(bytes: Uint8Array, start = 0): number {
  let crc = ~start;
  for (let k = 0; k < bytes.length; k++) crc = TABLE[(crc ^ bytes[k]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
