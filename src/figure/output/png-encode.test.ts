import { describe, expect, it } from 'vitest';
import { base64, encodePng, withDensity } from './png-encode.js';

describe('base64', () => {
  it('agrees with the platform, at every remainder and length', () => {
    for (const length of [0, 1, 2, 3, 4, 5, 20_000, 20_001]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 37) & 255);
      expect(base64(bytes)).toBe(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
    }
  });
});

describe('encodePng', () => {
  it('writes the known bytes of a red pixel', () => {
    const png = encodePng(Uint8Array.from([255, 0, 0, 255]), 1, 1);
    expect(Array.from(png.subarray(0, 8))).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    // Checksum of the header chunk of any 1 x 1 RGBA image, as every PNG of that size carries it.
    expect(new DataView(png.buffer).getUint32(29)).toBe(0x1f15c489);
    // IEND with its checksum.
    expect(Array.from(png.subarray(-12))).toEqual([0, 0, 0, 0, 73, 69, 78, 68, 0xae, 0x42, 0x60, 0x82]);
  });

  it('declares its density where it belongs', () => {
    const png = withDensity(encodePng(new Uint8Array(4), 1, 1), 600);
    expect(new TextDecoder().decode(png.subarray(37, 41))).toBe('pHYs');
    expect(new DataView(png.buffer).getUint32(41)).toBe(23622);
  });
});
