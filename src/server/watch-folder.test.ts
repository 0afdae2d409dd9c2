import { appendFileSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type FolderWatch, watchFolder } from './watch-folder.js';

let folder = '';
let root = '';
let told: string[][] = [];
let watching: FolderWatch;

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'interphase-watch-')));
  root = join(folder, 'study');
  mkdirSync(join(root, 'raw'), { recursive: true });
  writeFileSync(join(root, 'raw', 'a.csv'), '1');
  told = [];
  watching = watchFolder(root, (paths) => told.push([...paths]), { quietMs: 60, lookMs: 60 });
  // Until it sees: what happens before is not told.
  await vi.waitFor(
    async () => {
      appendFileSync(join(root, 'raw', 'a.csv'), '.');
      await sleep(100);
      expect(told.length).toBeGreaterThan(0);
    },
    { timeout: 10_000 },
  );
  await sleep(200);
  told = [];
});
afterEach(async () => {
  await watching.close();
  rmSync(folder, { recursive: true, force: true });
});

const waitFor = (path: string) => vi.waitFor(() => expect(told.flat()).toContain(path), { timeout: 10_000 });

it('tells changes together, and leaves out results and hidden files', async () => {
  for (const path of ['results', '.interphase', 'raw/.git']) mkdirSync(join(root, path));
  for (const path of ['results/report.html', '.interphase/x', 'raw/.git/x', '.hidden', 'study.yaml', 'raw/b.csv']) {
    writeFileSync(join(root, path), 'x');
  }
  await waitFor('study.yaml');
  await waitFor('raw/b.csv');
  rmSync(join(root, 'raw', 'a.csv'));
  await waitFor('raw/a.csv');
  expect([...new Set(told.flat())].sort()).toEqual(['raw/a.csv', 'raw/b.csv', 'study.yaml']);
});

it('tells a whole folder that was moved in', async () => {
  mkdirSync(join(folder, 'new', 'deep'), { recursive: true });
  writeFileSync(join(folder, 'new', 'deep', 'c.csv'), '1');
  renameSync(join(folder, 'new'), join(root, 'new'));
  await waitFor('new/deep/c.csv');
});

it('goes on when the folder was removed and is there again', async () => {
  rmSync(root, { recursive: true });
  await waitFor('raw/a.csv');
  await sleep(300);
  told = [];
  mkdirSync(root);
  writeFileSync(join(root, 'study.yaml'), 'title: a');
  await waitFor('study.yaml');
  await sleep(300);
  told = [];
  await vi.waitFor(
    async () => {
      appendFileSync(join(root, 'study.yaml'), '.');
      await sleep(100);
      expect(told.flat()).toContain('study.yaml');
    },
    { timeout: 10_000 },
  );
});

it('tells nothing once it is closed', async () => {
  writeFileSync(join(root, 'b.csv'), '1');
  await watching.close();
  await sleep(200);
  expect(told).toEqual([]);
});
