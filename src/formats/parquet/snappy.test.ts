import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../errors.js';
import { crc32 } from '../crc32.js';
import { unsnappy } from './snappy.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('unsnappy', () => {
  it('writes literals and copies, also such as repeat what they write', () => {
    // 11 bytes: the literal "abc", then a copy of 8 bytes from 3 back.
    const packed = Uint8Array.of(11, 2 << 2, 97, 98, 99, (4 << 2) | 1, 3);
    expect(unsnappy(packed, 11)).toEqual(bytesOf('abcabcabcab'));
    const long = Uint8Array.of(70, 60 << 2, 69, ...bytesOf('x'.repeat(70)));
    expect(unsnappy(long, 70)).toEqual(bytesOf('x'.repeat(70)));
  });

  it('refuses whatever does not come out even, and never runs on', () => {
    const whole = Uint8Array.of(11, 2 << 2, 97, 98, 99, (4 << 2) | 1, 3);
    for (let cut = 0; cut < whole.length; cut++) expect(() => unsnappy(whole.subarray(0, cut), 11)).toThrow(/damaged/);
    const endless = Uint8Array.of(100, 63 << 2, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3);
    expect(() => unsnappy(endless, 100)).toThrow(/damaged/);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(200), (input, size) => {
        try {
          expect(unsnappy(input, size).length).toBe(size);
        } catch (error) {
          if (!isInterphaseError(error)) throw error;
        }
      }),
    );
  });
});

describe('crc32', () => {
  it('gives the check value of the standard, in one piece or in two', () => {
    const bytes = bytesOf('123456789');
    expect(crc32(bytes)).toBe(0xcbf4_3926);
    expect(crc32(bytes.subarray(4), crc32(bytes.subarray(0, 4)))).toBe(0xcbf4_3926);
  });
});
