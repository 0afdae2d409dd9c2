import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileAnswer } from './file-answer.js';
import { openInside } from './open-inside.js';

let folder = '';
let root = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'interphase-inside-')));
  root = join(folder, 'study');
  mkdirSync(join(root, 'raw'), { recursive: true });
  mkdirSync(join(folder, 'study-other'));
  writeFileSync(join(folder, 'secret'), 'secret');
  writeFileSync(join(folder, 'study-other', 'secret'), 'secret');
  writeFileSync(join(root, 'raw', 'a.csv'), '0123456789');
  const link = (target: string, ...path: string[]) => symlinkSync(target, join(root, ...path));
  link('raw/a.csv', 'inside.csv');
  link('../secret', 'outside');
  link(join(folder, 'secret'), 'absolute');
  link('..', 'parent');
  link('../study-other', 'neighbour');
  link('outside', 'twice');
  link('circle', 'circle');
  link('nowhere', 'dangling');
  link('/dev/zero', 'device');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const refusal = (status: number) => ({ refusal: { status } });

describe('openInside', () => {
  it('opens files and links that stay inside', async () => {
    for (const parts of [['raw', 'a.csv'], ['inside.csv']]) {
      const { handle, size } = await openInside(root, parts);
      expect([await handle.readFile('utf8'), size]).toEqual(['0123456789', 10]);
      await handle.close();
    }
  });

  it.each([['outside'], ['absolute'], ['parent/secret'], ['neighbour/secret'], ['twice'], ['device']])(
    'refuses the link %s',
    async (path) => {
      await expect(openInside(root, path.split('/'))).rejects.toMatchObject(refusal(403));
    },
  );

  it.each([[''], ['raw'], ['no'], ['no/a.csv'], ['raw/a.csv/b'], ['circle'], ['dangling'], ['x'.repeat(5000)]])(
    'finds no file at %s',
    async (path) => {
      await expect(openInside(root, path.split('/'))).rejects.toMatchObject(refusal(404));
    },
  );

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    await expect(openInside(root, ['pipe'])).rejects.toMatchObject(refusal(404));
  });
});

describe('fileAnswer', () => {
  const ask = async (range?: string, method = 'GET') => {
    const answer = await fileAnswer(await openInside(root, ['raw', 'a.csv']), { method, range }, { 'X-A': 'b' });
    const { status, headers } = answer;
    return [status, headers.get('content-length'), headers.get('content-range'), await answer.text()];
  };

  it('gives the whole or a part', async () => {
    expect(await ask()).toEqual([200, '10', null, '0123456789']);
    expect(await ask('bytes=2-4')).toEqual([206, '3', 'bytes 2-4/10', '234']);
    expect(await ask('bytes=-2')).toEqual([206, '2', 'bytes 8-9/10', '89']);
    expect(await ask('bytes=10-')).toEqual([416, '0', 'bytes */10', '']);
    expect(await ask(undefined, 'HEAD')).toEqual([200, '10', null, '']);
    expect(await ask('bytes=2-4', 'HEAD')).toEqual([206, '3', 'bytes 2-4/10', '']);
  });

  it('gives a large file in blocks, and lets go of it when nobody reads on', async () => {
    const large = new Uint8Array(1_000_000).map((_, i) => i % 251);
    writeFileSync(join(root, 'large'), large);
    const opened = () => openInside(root, ['large']);
    const whole = await fileAnswer(await opened(), { method: 'GET', range: undefined }, {});
    expect(Buffer.from(await whole.arrayBuffer()).equals(large)).toBe(true);

    const file = await opened();
    const reader = (await fileAnswer(file, { method: 'GET', range: undefined }, {})).body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(file.handle.fd).toBe(-1);
  });
});
