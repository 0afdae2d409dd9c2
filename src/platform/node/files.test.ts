import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../execution/task.js';
import { isListed } from '../../study/list-rules.js';
import { listFiles } from './list-files.js';
import { openFilesIn } from './open-file.js';
import { changesIn } from './output-manifest.js';
import { resultCacheIn } from './result-cache.js';
import { checkOutputFolder, writeFolderWhole, writeWhole } from './write-whole.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interphase-files-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('openFilesIn', () => {
  it('reads slices, clipped to the file', async () => {
    await writeFile(join(folder, 'a.bin'), Uint8Array.from([1, 2, 3, 4, 5]));
    const file = await openFilesIn(folder)('a.bin');
    expect(file).toMatchObject({ name: 'a.bin', size: 5 });
    expect(await file.slice(1, 3)).toEqual(Uint8Array.from([2, 3]));
    expect(await file.slice(-4, 99)).toEqual(Uint8Array.from([1, 2, 3, 4, 5]));
    expect(await file.slice(4, 2)).toHaveLength(0);
  });

  it('names the file that was meant, or what is there', async () => {
    await mkdir(join(folder, 'raw'));
    await writeFile(join(folder, 'raw', 'pellet-25C.csv'), 'x');
    const open = openFilesIn(folder);
    await expect(open('raw/pelet-25C.csv')).rejects.toMatchObject({
      code: 'file-not-found',
      where: { file: 'raw/pelet-25C.csv' },
      hint: 'did you mean pellet-25C.csv?',
    });
    await expect(open('raw/quite-another-thing.mpr')).rejects.toMatchObject({
      hint: expect.stringContaining('holds pellet-25C.csv'),
    });
    await expect(open('rew/a.csv')).rejects.toMatchObject({ hint: expect.stringContaining('not there either') });
  });

  it('says so when it is a folder, or may not be read', async () => {
    await expect(openFilesIn(folder)('.')).rejects.toMatchObject({ code: 'cannot-read' });
    await writeFile(join(folder, 'secret'), 'x');
    await chmod(join(folder, 'secret'), 0o000);
    // Root may read everything, and then there is nothing to refuse.
    if (process.getuid?.() === 0) return;
    await expect(openFilesIn(folder)('secret')).rejects.toMatchObject({ code: 'cannot-read' });
  });
});

describe('listFiles', () => {
  it('lists what was measured, and nothing that lies outside', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'interphase-outside-'));
    await writeFile(join(outside, 'private.csv'), 'x');
    for (const path of ['b/2.csv', 'a.csv', 'b/10.csv', 'results/report.html', '.hidden/x', 'b/.x', 'out.tmp-12/y']) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), 'x');
    }
    await symlink(outside, join(folder, 'linked-folder'));
    await symlink(join(outside, 'private.csv'), join(folder, 'linked.csv'));
    await symlink('a.csv', join(folder, 'same.csv'));
    await symlink('..', join(folder, 'b', 'loop'));
    await symlink('nowhere', join(folder, 'broken'));
    const listed = ['a.csv', 'b/10.csv', 'b/2.csv', 'same.csv'];
    expect(await listFiles(folder)).toEqual(listed);
    for (const path of listed) expect(isListed(path), path).toBe(true);
    for (const path of ['results/report.html', '.hidden/x', 'b/.x', 'out.tmp-12/y', 'b/results/x', '.']) {
      expect(isListed(path), path).toBe(false);
    }
    await rm(outside, { recursive: true });
  });

  it('fails for a folder that is not there', async () => {
    await expect(listFiles(join(folder, 'no'))).rejects.toMatchObject({ code: 'file-not-found' });
  });
});

describe('writeWhole', () => {
  it('makes folders, replaces, and leaves nothing beside the file', async () => {
    await writeWhole(join(folder, 'deep', 'er', 'a.txt'), 'one');
    await writeWhole(join(folder, 'deep', 'er', 'a.txt'), 'two');
    expect(await readFile(join(folder, 'deep', 'er', 'a.txt'), 'utf8')).toBe('two');
    expect(await readdir(join(folder, 'deep', 'er'))).toEqual(['a.txt']);
  });

  it('does not replace what it was told to keep', async () => {
    await writeWhole(join(folder, 'a.txt'), 'one');
    await expect(writeWhole(join(folder, 'a.txt'), 'two', { replace: false })).rejects.toMatchObject({
      code: 'cannot-write',
    });
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('one');
  });

  it('says what stands in the way', async () => {
    await writeFile(join(folder, 'file'), 'x');
    await expect(writeWhole(join(folder, 'file', 'a.txt'), 'one')).rejects.toMatchObject({ code: 'cannot-write' });
    await mkdir(join(folder, 'taken'));
    await expect(writeWhole(join(folder, 'taken'), 'one')).rejects.toMatchObject({ code: 'cannot-write' });
    expect((await readdir(folder)).sort()).toEqual(['file', 'taken']);
  });
});

describe('writeFolderWhole', () => {
  const out = () => join(folder, 'results');

  it('replaces what it wrote, removes what is no longer made, keeps what others put there', async () => {
    await writeFolderWhole(out(), [
      { path: 'report.html', bytes: 'one' },
      { path: 'figures/old.svg', bytes: 'one' },
      { path: 'tables/t.csv', bytes: 'one' },
    ]);
    await writeFile(join(out(), 'tables', 'my-notes.txt'), 'mine');
    await writeFolderWhole(out(), [{ path: 'report.html', bytes: 'two' }]);
    expect(await readFile(join(out(), 'report.html'), 'utf8')).toBe('two');
    expect((await readdir(out())).sort()).toEqual(['.interphase-files.json', 'report.html', 'tables']);
    expect(await readdir(join(out(), 'tables'))).toEqual(['my-notes.txt']);
    expect(await readdir(folder)).toEqual(['results']);
  });

  it("never writes over somebody's file, and then writes nothing", async () => {
    await mkdir(out());
    await writeFile(join(out(), 'b.csv'), 'raw data');
    const files = [
      { path: 'a.csv', bytes: 'x' },
      { path: 'b.csv', bytes: 'x' },
    ];
    await expect(writeFolderWhole(out(), files)).rejects.toMatchObject({
      code: 'cannot-write',
      where: { file: join(out(), 'b.csv') },
    });
    expect(await readdir(out())).toEqual(['b.csv']);
    expect(await readdir(folder)).toEqual(['results']);
  });

  it('leaves the old results when writing fails', async () => {
    await writeFolderWhole(out(), [{ path: 'a', bytes: 'one' }]);
    // `a` cannot be both a file and a folder.
    const files = [
      { path: 'a', bytes: 'two' },
      { path: 'a/b', bytes: 'two' },
    ];
    await expect(writeFolderWhole(out(), files)).rejects.toMatchObject({ code: 'cannot-write' });
    expect(await readFile(join(out(), 'a'), 'utf8')).toBe('one');
    expect(await readdir(folder)).toEqual(['results']);
  });

  it('records what it wrote, and finds what was changed since', async () => {
    expect(await changesIn(out())).toBeUndefined();
    await writeFolderWhole(out(), [
      { path: 'a', bytes: 'one' },
      { path: 'b/c', bytes: 'one' },
      { path: 'd', bytes: Uint8Array.from([1]) },
    ]);
    expect(await changesIn(out())).toEqual({ checked: 3, changed: [], missing: [] });
    await writeFile(join(out(), 'a'), 'two');
    await rm(join(out(), 'b'), { recursive: true });
    await rm(join(out(), 'd'));
    await mkdir(join(out(), 'd'));
    expect(await changesIn(out())).toEqual({ checked: 3, changed: ['a', 'd'], missing: ['b/c'] });
  });

  it('knows files listed without digests for its own', async () => {
    await mkdir(out());
    await writeFile(join(out(), 'a'), 'old');
    await writeFile(join(out(), '.interphase-files.json'), '["a"]');
    expect(await changesIn(out())).toBeUndefined();
    await writeFolderWhole(out(), [{ path: 'a', bytes: 'new' }]);
    expect(await readFile(join(out(), 'a'), 'utf8')).toBe('new');
  });

  it('tells beforehand what would stand in the way, and leaves nothing', async () => {
    await writeFile(join(folder, 'file'), 'x');
    const refused = { code: 'cannot-write', where: { file: join(folder, 'file', 'out') } };
    await expect(checkOutputFolder(join(folder, 'file', 'out'), [])).rejects.toMatchObject(refused);
    await expect(writeFolderWhole(join(folder, 'file', 'out'), [{ path: 'a', bytes: '' }])).rejects.toMatchObject({
      code: 'cannot-write',
      where: { file: join(folder, 'file', 'out', 'a') },
    });
    await checkOutputFolder(join(folder, 'deep', 'out'), ['a']);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('is not led elsewhere by what stands under the names it writes to first', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, `${out()}.tmp-${process.pid}`);
    await writeFolderWhole(out(), [{ path: 'a', bytes: 'one' }]);
    await symlink(elsewhere, join(out(), `.tmp-${process.pid}`));
    await writeFolderWhole(out(), [{ path: 'a', bytes: 'two' }]);
    await writeFile(join(elsewhere, 'file'), 'theirs');
    await symlink(join(elsewhere, 'file'), `${join(folder, 'b')}.tmp-${process.pid}`);
    await writeWhole(join(folder, 'b'), 'mine');
    expect(await readFile(join(out(), 'a'), 'utf8')).toBe('two');
    expect(await readFile(join(elsewhere, 'file'), 'utf8')).toBe('theirs');
    expect(await readdir(elsewhere)).toEqual(['file']);
    expect((await readdir(folder)).sort()).toEqual(['b', 'elsewhere', 'results']);
  });

  it('refuses to write outside of the folder', async () => {
    await expect(writeFolderWhole(out(), [{ path: '../x', bytes: '' }])).rejects.toMatchObject({
      code: 'cannot-write',
    });
    await expect(writeFolderWhole(out(), [{ path: '/x', bytes: '' }])).rejects.toMatchObject({ code: 'cannot-write' });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('resultCacheIn', () => {
  const key = 'ab'.repeat(32);

  it('gives back what was put there, and nothing for a damaged entry', async () => {
    const cache = resultCacheIn(join(folder, 'cache'));
    expect(await cache.get(key)).toBeUndefined();
    await cache.put(key, { version: '1.5' } as Result);
    expect(await cache.get(key)).toEqual({ version: '1.5' });
    const path = join(folder, 'cache', 'ab', `${key}.json`);
    await writeFile(path, (await readFile(path, 'utf8')).replace('1.5', '1.6'));
    expect(await cache.get(key)).toBeUndefined();
    await writeFile(path, '');
    expect(await cache.get(key)).toBeUndefined();
  });

  it('does not fail where it cannot write', async () => {
    await writeFile(join(folder, 'cache'), 'a file');
    await resultCacheIn(join(folder, 'cache')).put(key, {} as Result);
  });

  it('refuses keys that are no digests', async () => {
    await expect(resultCacheIn(folder).get('../../etc/passwd')).rejects.toThrow('hexadecimal');
  });
});
