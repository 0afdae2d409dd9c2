import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { isInterphaseError } from '../../errors.js';
import { createRandom } from '../../numerics/random.js';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn } from '../recording.js';
import { photoemissionSamples } from '../test-support/photoemission-samples.js';

/** A recording whose columns fit their tables and the file, or an error of the family that names the file. */
async function survive(name: string, bytes: Uint8Array): Promise<'read' | 'refused'> {
  try {
    const recording = await readRecording(fileFromBytes(name, bytes));
    let held = 0;
    for (const { columns, rows } of recording.tables) {
      for (const column of columns) {
        const length = isNumberColumn(column) ? column.values.length : column.text.length;
        expect(length).toBe(rows);
        held += 8 * length;
      }
    }
    // A digit and a line end make one number of eight bytes, and its energy another.
    expect(held).toBeLessThanOrEqual(64 * bytes.length + 65_536);
    expect(new Set(recording.tables.map((table) => table.name)).size).toBe(recording.tables.length);
    return 'read';
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    expect(error.where.file).toBe(name);
    return 'refused';
  }
}

describe('damaged photoelectron spectra', () => {
  it.each(photoemissionSamples)('$name, cut anywhere, is read in part or refused', async ({ name, bytes }) => {
    // Every byte of the beginning and of the end, a prime step between, so that every place of a row has its turn.
    for (let end = 1; end < Math.min(200, bytes.length); end++) await survive(name, bytes.subarray(0, end));
    for (let end = 200; end < bytes.length; end += 53) await survive(name, bytes.subarray(0, end));
    for (let back = 1; back < 60; back++) await survive(name, bytes.subarray(0, bytes.length - back));
  });

  it.each(photoemissionSamples)('$name, with wrong bytes, is mostly read', async ({ name, bytes }) => {
    const random = createRandom(bytes.length);
    let read = 0;
    for (let times = 0; times < 60; times++) {
      const damaged = bytes.slice();
      for (let flips = 0; flips <= times % 4; flips++) damaged[random.integer(bytes.length)] = random.integer(256);
      if ((await survive(name, damaged)) === 'read') read += 1;
    }
    expect(read).toBeGreaterThan(30);
  });

  const folder = sharedData('xps');
  it.skipIf(folder === undefined)(
    'real files of ../shared/data/xps survive too (skipped without the shared data)',
    async () => {
      for (const name of readdirSync(folder!)) {
        if (/^(?:README|expected)/.test(name)) continue;
        const bytes = new Uint8Array(readFileSync(join(folder!, name)));
        const random = createRandom(bytes.length);
        for (let times = 0; times < (bytes.length > 200_000 ? 1 : 8); times++) {
          await survive(name, bytes.subarray(0, 1 + random.integer(bytes.length)));
          const damaged = bytes.slice();
          for (let flips = 0; flips < 4; flips++) damaged[random.integer(bytes.length)] = random.integer(256);
          await survive(name, damaged);
        }
      }
    },
    60_000,
  );
});
