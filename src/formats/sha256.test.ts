import { describe, expect, it } from 'vitest';
import type { FileLike } from './file-like.js';
import { fileFromBytes } from './file-like.js';
import { sha256OfFile } from './sha256.js';

describe('sha256OfFile', () => {
  it('gives the published digest of "abc"', async () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await sha256OfFile(fileFromBytes('a', new TextEncoder().encode('abc')))).toBe(abc);
  });

  it('gives the same in blocks as at once, also for a part of a larger buffer', async () => {
    const buffer = Uint8Array.from({ length: 9_000_003 }, (_, k) => k % 251);
    const bytes = buffer.subarray(3);
    const whole = await sha256OfFile(fileFromBytes('a', bytes));
    // A file that claims to be too large for one piece but ends where these bytes end.
    const parts = new Set<number>();
    const large: FileLike = {
      name: 'a',
      size: 65 * 1024 * 1024,
      slice: async (start, end) => {
        parts.add(end - start);
        return bytes.subarray(Math.min(start, bytes.length), Math.min(end, bytes.length));
      },
    };
    expect(await sha256OfFile(large)).toBe(whole);
    expect([...parts]).toEqual([4 * 1024 * 1024]);
  });

  it('takes the digest of the platform, and reads the bytes where the platform fails', async () => {
    const file = fileFromBytes('a', new TextEncoder().encode('abc'));
    const plain = await sha256OfFile(file);
    expect(await sha256OfFile({ ...file, sha256: async () => 'of the platform' })).toBe('of the platform');
    const failing = async (): Promise<string> => {
      throw new Error('no thread could be started');
    };
    expect(await sha256OfFile({ ...file, sha256: failing })).toBe(plain);
  });
});
