import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileFromBytes } from './file-like.js';
import { readRecording } from './read-recording.js';
import { samples } from './test-support/samples.js';

const { bytes } = samples.find(({ name }) => name === 'a.mpr')!;
const read = (name: string, content: Uint8Array) => readRecording(fileFromBytes(name, content));

describe('gzip files', () => {
  it('are read as what is inside, under the name and the hash of the file on disk', async () => {
    const plain = await read('a.mpr', bytes);
    const packed = await read('a.mpr.gz', new Uint8Array(gzipSync(bytes)));
    expect(packed.name).toBe('a.mpr.gz');
    expect(packed.sha256).not.toBe(plain.sha256);
    expect({ ...packed, name: '', sha256: '' }).toEqual({ ...plain, name: '', sha256: '' });
  });

  it('are told by content, not by name', async () => {
    expect((await read('a.mpr', new Uint8Array(gzipSync(bytes)))).format).toBe('biologic-mpr');
  });

  it('are refused when cut, flipped, empty or holding nothing that is known', async () => {
    const packed = new Uint8Array(gzipSync(bytes));
    await expect(read('cut.gz', packed.subarray(0, packed.length - 20))).rejects.toMatchObject({
      code: 'malformed-file',
      message: /gzip/,
      where: { file: 'cut.gz' },
    });
    const flipped = packed.slice();
    flipped[packed.length >> 1]! ^= 0xff;
    await expect(read('flipped.gz', flipped)).rejects.toMatchObject({ code: 'malformed-file' });
    await expect(read('empty.gz', new Uint8Array(gzipSync('')))).rejects.toMatchObject({ code: 'empty-file' });
    const nested = new Uint8Array(gzipSync(packed));
    await expect(read('twice.gz.gz', nested)).rejects.toMatchObject({ code: 'unknown-format' });
  });
});
