import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOutputTarget } from './output-target.js';

let folder = '';
const path = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'interphase-target-'));
  for (const name of ['a.mpr', 'b.mpr', 'there.csv']) writeFileSync(path(name), name);
  linkSync(path('b.mpr'), path('hard.csv'));
  symlinkSync(path('b.mpr'), path('soft.csv'));
  mkdirSync(path('folder'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('checkOutputTarget', () => {
  const check = (target: string, force: boolean) =>
    checkOutputTarget([path('a.mpr'), path('b.mpr')], path(target), force);

  it.each(['a.mpr', 'b.mpr', 'hard.csv', 'soft.csv'])('never writes over a file that is read: %s', async (target) => {
    await expect(check(target, true)).rejects.toMatchObject({ code: 'cannot-write', message: /raw data/ });
  });

  it('replaces another file only when told to', async () => {
    await expect(check('there.csv', false)).rejects.toMatchObject({ message: /already there/ });
    await expect(check('there.csv', true)).resolves.toBeUndefined();
    await expect(check('new.csv', false)).resolves.toBeUndefined();
  });

  it('makes no folder, and writes over none', async () => {
    await expect(check('no/new.csv', true)).rejects.toMatchObject({ message: /folder is not there/ });
    await expect(check('folder', true)).rejects.toMatchObject({ message: /not a regular file/ });
  });
});
