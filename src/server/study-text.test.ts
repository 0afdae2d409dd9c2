import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStudyText, replaceStudyText } from './study-text.js';

let folder = '';
let root = '';
const study = () => join(root, 'study.yaml');
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const refusal = (status: number, more = {}) => ({ refusal: { status, ...more } });

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'interphase-text-')));
  root = join(folder, 'study');
  mkdirSync(root);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('replacing study.yaml', () => {
  it('makes a new one, and replaces the one it was edited from', async () => {
    expect(await replaceStudyText(root, 'title: a', undefined)).toBe(sha('title: a'));
    expect(await replaceStudyText(root, 'title: b', sha('title: a'))).toBe(sha('title: b'));
    expect(readFileSync(study(), 'utf8')).toBe('title: b');
    expect(readdirSync(root)).toEqual(['study.yaml']);
  });

  it('replaces no other one', async () => {
    writeFileSync(study(), 'title: theirs');
    const theirs = refusal(412, { more: { text: 'title: theirs' } });
    await expect(replaceStudyText(root, 'mine', undefined)).rejects.toMatchObject(theirs);
    await expect(replaceStudyText(root, 'mine', sha('before'))).rejects.toMatchObject(theirs);
    expect(readFileSync(study(), 'utf8')).toBe('title: theirs');
    rmSync(study());
    await expect(replaceStudyText(root, 'mine', sha('before'))).rejects.toMatchObject(
      refusal(412, { more: { text: null } }),
    );
    expect(readdirSync(root)).toEqual([]);
  });

  it('follows a link that stays inside, and keeps it', async () => {
    writeFileSync(join(root, 'real.yaml'), 'a');
    symlinkSync('real.yaml', study());
    await replaceStudyText(root, 'b', sha('a'));
    expect(readFileSync(join(root, 'real.yaml'), 'utf8')).toBe('b');
    expect(lstatSync(study()).isSymbolicLink()).toBe(true);
  });

  it.each(['a link to a file outside', 'a link to nowhere', 'a folder'])('refuses %s', async (what) => {
    writeFileSync(join(folder, 'outside.yaml'), 'a');
    if (what === 'a folder') mkdirSync(study());
    else symlinkSync(what === 'a link to nowhere' ? '../nowhere.yaml' : '../outside.yaml', study());
    for (const from of [undefined, sha('a')]) {
      await expect(replaceStudyText(root, 'b', from)).rejects.toHaveProperty('refusal');
    }
    await expect(readStudyText(root)).rejects.toHaveProperty('refusal');
    expect(readFileSync(join(folder, 'outside.yaml'), 'utf8')).toBe('a');
    expect(readdirSync(folder).sort()).toEqual(['outside.yaml', 'study']);
  });

  it('writes nowhere when the folder was replaced by a link', async () => {
    renameSync(root, join(folder, 'moved'));
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync('elsewhere', root);
    await expect(replaceStudyText(root, 'b', undefined)).rejects.toMatchObject(refusal(404));
    rmSync(root);
    await expect(replaceStudyText(root, 'b', undefined)).rejects.toMatchObject(refusal(404));
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  });

  it('is not led elsewhere by a link under the name it writes to first', async () => {
    writeFileSync(join(folder, 'outside'), 'theirs');
    symlinkSync('../outside', `${study()}.tmp-${process.pid}`);
    await replaceStudyText(root, 'mine', undefined);
    expect(readFileSync(join(folder, 'outside'), 'utf8')).toBe('theirs');
    expect(readFileSync(study(), 'utf8')).toBe('mine');
  });
});

describe('readStudyText', () => {
  it('reads it as it is, within reason', async () => {
    await expect(readStudyText(root)).rejects.toMatchObject(refusal(404));
    writeFileSync(study(), '\ufefftitle: Å');
    expect(await readStudyText(root)).toBe('\ufefftitle: Å');
    writeFileSync(study(), new Uint8Array(4_000_001));
    await expect(readStudyText(root)).rejects.toMatchObject(refusal(422));
  });
});
