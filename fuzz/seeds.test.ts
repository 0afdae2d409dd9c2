/**
 * The seeds of the fuzzer are small files of every format that can be written here, made by the test builders. This test keeps them true;
 * `UPDATE_SEEDS=1 npx vitest run fuzz` writes them again after a change of a builder.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { seedFiles } from './seed-files.js';

const folder = join(import.meta.dirname, 'seeds');

it('the seeds are what the builders make', async () => {
  const seeds = await seedFiles();
  if (process.env.UPDATE_SEEDS !== undefined) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const { name, bytes } of seeds) writeFileSync(join(folder, name), bytes);
  }
  expect(readdirSync(folder).sort()).toEqual(seeds.map(({ name }) => name).sort());
  for (const { name, bytes } of seeds) {
    expect(Buffer.compare(readFileSync(join(folder, name)), bytes), name).toBe(0);
  }
});
