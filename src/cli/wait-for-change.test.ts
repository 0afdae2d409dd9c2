import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { waitForChange } from './wait-for-change.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interphase-watch-'));
  await mkdir(join(folder, 'out'));
  await writeFile(join(folder, 'a.csv'), 'one');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('ends when a file of the study changes', async () => {
  const change = waitForChange(folder, join(folder, 'out'), new AbortController().signal);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await writeFile(join(folder, 'a.csv'), 'longer');
  expect(await change).toBe(true);
});

it('does not see the results that it makes itself, and ends with the signal', async () => {
  const stop = new AbortController();
  const change = waitForChange(folder, join(folder, 'out'), stop.signal);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await writeFile(join(folder, 'out', 'report.html'), 'new');
  setTimeout(() => stop.abort(), 2500);
  expect(await change).toBe(false);
});
