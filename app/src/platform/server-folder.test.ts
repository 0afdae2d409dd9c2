import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type StudyServer, startServer } from '../../../src/server/start-server.js';
import { openServerFolder } from './server-folder.js';

let folder = '';
let server: StudyServer;
const study = () => join(folder, 'study', 'study.yaml');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interphase-server-folder-'));
  mkdirSync(join(folder, 'study', 'raw'), { recursive: true });
  mkdirSync(join(folder, 'app'));
  writeFileSync(join(folder, 'app', 'index.html'), '');
  writeFileSync(study(), 'title: a');
  writeFileSync(join(folder, 'study', 'raw', '50% SOC °C #1.csv'), '0123456789');
  const unforeseen = (error: unknown) => expect.unreachable(String(error));
  server = await startServer({
    folder: join(folder, 'study'),
    appFolder: join(folder, 'app'),
    port: 0,
    unforeseen,
  });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const opened = () => {
  const [base, token] = server.address.split('#token=');
  return openServerFolder(base!, token!);
};
const textOf = async (path: string) => {
  const file = await (await opened()).open(path);
  return new TextDecoder().decode(await file.slice(0, file.size));
};

describe('the folder behind the local server', () => {
  it('lists and opens files with any name', async () => {
    const one = await opened();
    expect(one.name).toBe('study');
    const files = await one.list();
    expect(files.map(({ path, size }) => [path, size])).toEqual([
      ['raw/50% SOC °C #1.csv', 10],
      ['study.yaml', 8],
    ]);
    expect(await textOf('raw/50% SOC °C #1.csv')).toBe('0123456789');
    expect(await textOf('study.yaml')).toBe('title: a');
    await expect(one.open('no.csv')).rejects.toMatchObject({ code: 'file-not-found' });
  });

  it('gives another stamp to a file that changed', async () => {
    const one = await opened();
    const before = (await one.list())[1]!.stamp;
    expect((await one.list())[1]!.stamp).toBe(before);
    writeFileSync(study(), 'title: b');
    expect((await one.list())[1]!.stamp).not.toBe(before);
  });

  it('tells workers how to open the same files', async () => {
    const one = await opened();
    const [base, token] = server.address.split('#token=');
    expect(one.source()).toMatchObject({ kind: 'http', baseUrl: `${base}api/file/`, token });
    writeFileSync(join(folder, 'study', 'raw', 'b.csv'), '1');
    await one.list();
    const source = one.source();
    expect(source.kind === 'http' && source.sizes.get('raw/b.csv')).toBe(1);
  });

  it('saves study.yaml again and again', async () => {
    const one = await opened();
    await one.open('study.yaml');
    await one.saveStudy!('title: Å');
    await one.saveStudy!('title: c');
    expect(readFileSync(study(), 'utf8')).toBe('title: c');
  });

  it('saves a study.yaml where there is none', async () => {
    rmSync(study());
    const one = await opened();
    await one.saveStudy!('title: new');
    expect(readFileSync(study(), 'utf8')).toBe('title: new');
  });

  it('never replaces what somebody else wrote, and shows it to the page', async () => {
    const one = await opened();
    await one.open('study.yaml');
    writeFileSync(study(), 'title: theirs');
    const changed = vi.fn();
    const end = one.watch!(changed);
    for (let times = 0; times < 2; times++) {
      await expect(one.saveStudy!('title: mine')).rejects.toMatchObject({
        code: 'cannot-write',
        message: expect.stringMatching(/changed by another program/),
      });
    }
    expect(changed).toHaveBeenCalledWith(['study.yaml']);
    expect(readFileSync(study(), 'utf8')).toBe('title: theirs');
    // Once it was looked at, it may be replaced.
    await one.open('study.yaml');
    await one.saveStudy!('title: mine');
    expect(readFileSync(study(), 'utf8')).toBe('title: mine');
    end();
  });

  it('says that study.yaml was removed, and writes it when asked again', async () => {
    const one = await opened();
    await one.open('study.yaml');
    rmSync(study());
    await expect(one.saveStudy!('title: mine')).rejects.toMatchObject({ message: expect.stringMatching(/removed/) });
    await one.saveStudy!('title: mine');
    expect(readFileSync(study(), 'utf8')).toBe('title: mine');
  });

  it('makes PDFs, of figures only', async () => {
    const one = await opened();
    const pdf = await one.svgToPdf!('<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"></svg>');
    expect(pdf.type).toBe('application/pdf');
    expect(await pdf.slice(0, 5).text()).toBe('%PDF-');
    await expect(one.svgToPdf!('<svg><script/></svg>')).rejects.toMatchObject({ code: 'cannot-write' });
  });

  it('tells which files changed', async () => {
    const one = await opened();
    const changed = vi.fn();
    const end = one.watch!(changed);
    await vi.waitFor(
      async () => {
        writeFileSync(join(folder, 'study', 'raw', 'new.csv'), String(Math.random()));
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(changed.mock.calls.flat(2)).toContain('raw/new.csv');
      },
      { timeout: 10_000 },
    );
    end();
  });

  it('says why a study cannot be run', async () => {
    const one = await opened();
    const report = vi.fn();
    await expect(one.saveResults!(report, async () => [])).rejects.toMatchObject({ code: 'invalid-study' });
    expect(report).not.toHaveBeenCalled();
  });

  it('says that the token is wrong, and that nobody answers', async () => {
    const [base] = server.address.split('#token=');
    await expect(openServerFolder(base!, 'wrong')).rejects.toMatchObject({
      code: 'cannot-read',
      message: expect.stringMatching(/token/),
    });
    const one = await opened();
    await server.close();
    await expect(one.list()).rejects.toMatchObject({ code: 'cannot-read', hint: expect.stringMatching(/open/) });
  });
});
