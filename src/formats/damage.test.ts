import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../test/shared-data.js';
import { isInterphaseError } from '../errors.js';
import { fileFromBytes } from './file-like.js';
import { readRecording } from './read-recording.js';
import { isNumberColumn, type Recording } from './recording.js';
import { samples } from './test-support/samples.js';

/** A small linear congruential generator: the same damage in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function bytesHeld(recording: Recording): number {
  return recording.tables
    .flatMap(({ columns }) => columns)
    .reduce((sum, column) => sum + (isNumberColumn(column) ? column.values.byteLength : 16 * column.text.length), 0);
}

/** Reads damaged bytes: a recording of bounded size or an error of the family that names the file. */
async function survive(name: string, bytes: Uint8Array): Promise<'read' | 'refused'> {
  try {
    const recording = await readRecording(fileFromBytes(name, bytes));
    // Six flag columns share one byte of a record, so at most 48 bytes come out of one.
    expect(bytesHeld(recording)).toBeLessThanOrEqual(64 * bytes.length + 65_536);
    for (const { columns, rows } of recording.tables) {
      for (const column of columns)
        expect(isNumberColumn(column) ? column.values.length : column.text.length).toBe(rows);
    }
    return 'read';
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    expect(error.where.file).toBe(name);
    return 'refused';
  }
}

async function damage(name: string, bytes: Uint8Array, times: number): Promise<{ read: number; refused: number }> {
  const random = generator(bytes.length);
  const outcome = { read: 0, refused: 0 };
  for (let k = 0; k < times; k++) {
    outcome[await survive(name, bytes.subarray(0, 1 + random(bytes.length)))] += 1;
    const flipped = bytes.slice();
    for (let flips = 0; flips <= random(4); flips++) flipped[random(bytes.length)] = random(256);
    outcome[await survive(name, flipped)] += 1;
  }
  return outcome;
}

describe('damaged files', () => {
  it.each(samples)('$name, cut and with wrong bytes, is read in part or refused', async ({ name, bytes }) => {
    const { read, refused } = await damage(name, bytes, 50);
    expect(read + refused).toBe(100);
    // Most of a file survives most damage (a reader that refuses everything would pass otherwise), but not of JSON.
    expect(read).toBeGreaterThan(name.endsWith('.pssession') ? 0 : 50);
  });

  it('a cut .mpr gives the whole rows that are left, and says so', async () => {
    const { bytes } = samples.find(({ name }) => name === 'a.mpr')!;
    const dataAt = 52 + 65 + 2000 + 65 + 1007;
    const record = 1 + 4 * 4 + 8 + 2 + 2;
    const recording = await readRecording(fileFromBytes('cut.mpr', bytes.subarray(0, dataAt + 10 * record + 5)));
    expect(recording.tables[0]?.rows).toBe(10);
    expect(recording.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'truncated', message: 'the file declares 25 rows and holds 10' }),
    );
    await expect(readRecording(fileFromBytes('cut.mpr', bytes.subarray(0, dataAt + 5)))).rejects.toMatchObject({
      code: 'truncated-file',
    });
    await expect(readRecording(fileFromBytes('cut.mpr', bytes.subarray(0, 1000)))).rejects.toMatchObject({
      code: 'truncated-file',
    });
  });

  const folder = sharedData('eis');
  it.skipIf(folder === undefined)(
    'real files of ../shared/data/eis survive too (skipped without the shared data)',
    async () => {
      for (const name of readdirSync(folder!)) {
        if (/^(?:README|expected)/.test(name)) continue;
        const bytes = new Uint8Array(readFileSync(join(folder!, name)));
        await damage(name, bytes, bytes.length > 500_000 ? 4 : bytes.length > 100_000 ? 15 : 50);
      }
    },
    60_000,
  );
});
