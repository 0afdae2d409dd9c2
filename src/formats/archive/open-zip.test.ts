import { deflateSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../errors.js';
import { fileFromBytes } from '../file-like.js';
import { buildZip, type ZipPart } from '../test-support/zip-builder.js';
import { inflate } from './inflate.js';
import { isZip, openZip, type ZipArchive } from './open-zip.js';

const data = (length: number, step = 7): Uint8Array => Uint8Array.from({ length }, (_, k) => (k * step) % 251);
const open = (bytes: Uint8Array): Promise<ZipArchive> => openZip(fileFromBytes('a.zip', bytes));
const parts: readonly ZipPart[] = [
  { name: 'stored.bin', bytes: data(300), deflate: false },
  { name: 'folder/packed.bin', bytes: data(20_000) },
  { name: 'empty', bytes: new Uint8Array(0) },
];

async function contents({ entries }: ZipArchive): Promise<readonly (readonly [string, Uint8Array, boolean])[]> {
  const read = [];
  for (const entry of entries) {
    const { bytes, intact } = await entry.read();
    read.push([entry.name, bytes, intact] as const);
  }
  return read;
}

describe('openZip', () => {
  it.each([
    ['plain', parts, ''],
    ['with a comment', parts, 'a comment with PK in it'],
    ['with sizes behind the data', parts.map((part) => ({ ...part, sizesBehind: true })), ''],
    ['with numbers of 64 bits', parts.map((part) => ({ ...part, longNumbers: true })), ''],
  ] as const)('reads stored and packed parts: %s', async (_, list, comment) => {
    const archive = await open(buildZip(list, comment));
    expect(archive.diagnostics).toEqual([]);
    expect(archive.entries.map(({ size }) => size)).toEqual(list.map(({ bytes }) => bytes.length));
    expect(await contents(archive)).toEqual(list.map(({ name, bytes }) => [name, bytes, true]));
  });

  it('reads what another program packed', async () => {
    const bytes = zipSync({ 'data.ndc': [data(5000), { level: 9 }], 'a.xml': [data(10), { level: 0 }] });
    expect(isZip(bytes)).toBe(true);
    expect(await contents(await open(bytes))).toEqual([
      ['data.ndc', data(5000), true],
      ['a.xml', data(10), true],
    ]);
  });

  it.each([false, true])('gives the whole parts of an archive that was cut (sizes behind: %s)', async (sizesBehind) => {
    const whole = buildZip(parts.map((part) => ({ ...part, sizesBehind })));
    const directory = buildZip(parts.slice(0, 1).map((part) => ({ ...part, sizesBehind }))).length;
    for (const [cut, count] of [
      [directory, 1],
      [whole.length - 22, 3],
    ] as const) {
      const archive = await open(whole.subarray(0, cut));
      expect(archive.diagnostics).toEqual([expect.objectContaining({ code: 'truncated', byte: cut })]);
      expect(await contents(archive)).toEqual(parts.slice(0, count).map(({ name, bytes }) => [name, bytes, true]));
    }
    await expect(open(whole.subarray(0, 200))).rejects.toMatchObject({ code: 'truncated-file' });
  });

  it('tells a part that does not fit its checksum', async () => {
    const bytes = buildZip(parts);
    bytes[60] = bytes[60]! ^ 1;
    const [first, second] = await contents(await open(bytes));
    expect(first![2]).toBe(false);
    expect(second![2]).toBe(true);
  });

  it('refuses the ZIP64 form, parts that overlap and parts outside of the file', async () => {
    const [stored, packed] = [parts[0]!, parts[1]!];
    const long = buildZip(parts);
    new DataView(long.buffer).setUint32(long.length - 22 + 16, 0xffffffff, true);
    await expect(open(long)).rejects.toThrow('ZIP64');
    await expect(open(buildZip([stored, { ...packed, claim: { local: 0 } }]))).rejects.toThrow('overlap');
    await expect(open(buildZip([stored, { ...packed, claim: { packed: 1e6 } }]))).rejects.toThrow('out of the archive');
    await expect(open(buildZip([stored, { ...packed, claim: { local: 1e6 } }]))).rejects.toThrow('out of the archive');
  });

  it.each([
    ['more comes out than announced', { unpacked: 100 }, 'more than it announces'],
    ['no deflate stream could hold so much', { unpacked: 4e9 }, 'more than it can hold'],
    ['the method is unknown', { method: 12 }, 'packed in a way (12)'],
    ['the header is elsewhere', { local: 3 }, 'not where the directory says'],
  ])('refuses to unpack when %s', async (_, claim, message) => {
    const { entries } = await open(buildZip([{ name: 'bomb', bytes: new Uint8Array(1e6), claim }]));
    const refused = await entries[0]!.read().catch((error: unknown) => error);
    expect(isInterphaseError(refused, 'malformed-file')).toBe(true);
    expect(String(refused)).toContain(message);
  });

  it('takes less than announced as damage', async () => {
    const { entries } = await open(buildZip([{ ...parts[1]!, claim: { unpacked: 20_001 } }]));
    expect((await entries[0]!.read()).intact).toBe(false);
  });

  it('stops where one part, or all that are read, would fill the memory', async () => {
    const file = fileFromBytes('a.zip', buildZip([parts[1]!, { ...parts[1]!, name: 'again' }]));
    const small = await openZip(file, { partBytes: 19_999 });
    await expect(small.entries[0]!.read()).rejects.toThrow('too much');
    const { entries } = await openZip(file, { totalBytes: 39_999 });
    expect((await entries[0]!.read()).intact).toBe(true);
    await expect(entries[1]!.read()).rejects.toThrow('too much');
  });

  it('refuses a list of parts that nobody would pack', async () => {
    const bytes = buildZip(parts);
    new DataView(bytes.buffer).setUint16(bytes.length - 22 + 10, 20_000, true);
    await expect(open(bytes)).rejects.toThrow('20000 parts');
  });
});

describe('inflate', () => {
  it.each([true, false])('gives the same bytes and the same refusals (native: %s)', async (native) => {
    const packed = deflateSync(data(30_000, 13));
    expect(await inflate(packed, 30_000, native)).toEqual(data(30_000, 13));
    expect(await inflate(packed, 29_999, native)).toBeNull();
    await expect(
      inflate(
        packed.map((byte) => byte ^ 0x5a),
        30_000,
        native,
      ),
    ).rejects.toThrow();
  });
});
