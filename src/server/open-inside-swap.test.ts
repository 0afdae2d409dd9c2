/** Somebody swaps things in the folder just while they are looked at: the worst moments, one after the other. */
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type * as FsPromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openInside } from './open-inside.js';

const swap = vi.hoisted(() => ({ toLink: () => {}, back: () => {}, opened: false }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const fs = await importOriginal<typeof FsPromises>();
  const looking =
    (look: (...args: never[]) => Promise<unknown>) =>
    (...args: never[]) => {
      if (swap.opened) swap.toLink();
      return look(...args);
    };
  return {
    ...fs,
    open: async (...args: Parameters<typeof fs.open>) => {
      swap.toLink();
      try {
        return await fs.open(...args);
      } finally {
        swap.back();
        swap.opened = true;
      }
    },
    stat: looking(fs.stat as never),
    lstat: looking(fs.lstat as never),
  };
});

let folder = '';
let root = '';

/** Makes `name` in the study a link to outside, and what it was, again and again. */
function swapped(name: string, target: string): void {
  const [path, kept] = [join(root, name), join(folder, 'kept')];
  let isLink = false;
  swap.toLink = () => {
    if (isLink) return;
    renameSync(path, kept);
    symlinkSync(target, path);
    isLink = true;
  };
  swap.back = () => {
    if (!isLink) return;
    rmSync(path);
    renameSync(kept, path);
    isLink = false;
  };
  swap.opened = false;
}

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'interphase-swap-')));
  root = join(folder, 'study');
  for (const path of ['study/raw', 'outside']) mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(root, 'raw', 'a.csv'), 'mine');
  writeFileSync(join(folder, 'outside', 'a.csv'), 'secret');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32')('a link that is there while a file is opened (not on Windows)', () => {
  it('is not followed where the file was', async () => {
    swapped('raw/a.csv', join(folder, 'outside', 'a.csv'));
    await expect(openInside(root, ['raw', 'a.csv'])).rejects.toMatchObject({ refusal: { code: expect.any(String) } });
  });

  it.skipIf(process.platform !== 'linux')('gives nothing away where a folder was (Linux)', async () => {
    swapped('raw', join(folder, 'outside'));
    await expect(openInside(root, ['raw', 'a.csv'])).rejects.toMatchObject({ refusal: { status: 403 } });
  });
});
