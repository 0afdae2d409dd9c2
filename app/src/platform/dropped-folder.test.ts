import { describe, expect, it } from 'vitest';
import { droppedFolder, joinDropped } from './dropped-folder.js';

const file = (text: string) => new File([text], 'any', { lastModified: 1 });
const folderOf = (...paths: string[]) => droppedFolder('dropped', new Map(paths.map((path) => [path, file(path)])));
const pathsOf = async (...paths: string[]) => (await folderOf(...paths).list()).map(({ path }) => path);

describe('a dropped folder', () => {
  it('starts below its own name', async () => {
    expect(await pathsOf('my-cell/raw/b.mpt', 'my-cell/raw/a.mpt')).toEqual(['raw/a.mpt', 'raw/b.mpt']);
  });

  it('starts where study.yaml stands', async () => {
    expect(await pathsOf('x/notes.txt', 'x/study/study.yaml', 'x/study/raw/a.mpt')).toEqual([
      'raw/a.mpt',
      'study.yaml',
    ]);
  });

  it('leaves files that were dropped one by one as they are', async () => {
    expect(await pathsOf('a.mpt', 'more/b.mpt')).toEqual(['a.mpt', 'more/b.mpt']);
  });

  it('leaves out hidden files and results', async () => {
    expect(await pathsOf('s/study.yaml', 's/.git/config', 's/results/report.html', 's/raw/.DS_Store')).toEqual([
      'study.yaml',
    ]);
  });

  it('keeps the paths that the study knows, whatever joins', async () => {
    const folder = folderOf('S/d/a.z', 'S/d/b.z');
    const joined = async (...paths: string[]) =>
      (await joinDropped(folder, new Map(paths.map((path) => [path, file(path)]))).list()).map(({ path }) => path);
    expect(await joined('d/c.z')).toEqual(['d/a.z', 'd/b.z', 'd/c.z']);
    expect(await joined('other/study.yaml', 'other/.hidden')).toEqual(['d/a.z', 'd/b.z', 'other/study.yaml']);
  });

  it('opens its files and takes more', async () => {
    const joined = joinDropped(folderOf('cell/raw/a.mpt'), new Map([['b.mpt', file('second')]]));
    expect((await joined.list()).map(({ path }) => path)).toEqual(['b.mpt', 'raw/a.mpt']);
    const opened = await joined.open('b.mpt');
    expect(new TextDecoder().decode(await opened.slice(0, 3))).toBe('sec');
    await expect(joined.open('c.mpt')).rejects.toMatchObject({ code: 'file-not-found', where: { file: 'c.mpt' } });
  });
});
