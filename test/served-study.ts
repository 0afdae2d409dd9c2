/** A small study behind `interphase open`, with secrets around it and links that lead to them. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type AskOptions, type OpenedServer, openServer, type Reply } from './open-server.js';

export const SECRET = 'nobody may read this';
export const folder = realpathSync(mkdtempSync(join(tmpdir(), 'interphase-open-')));
/** A workbench of two files. */
export const app = join(folder, 'app');
export const study = join(folder, 'study');
export const yaml = 'title: a study\nanalyses: {}\n';
/** The server of the test file that runs now. */
export let server: OpenedServer;

/** Makes the study and serves it to all tests of a file; study.yaml is as it was before each of them. */
export function serveStudy(): void {
  beforeAll(async () => {
    mkdirSync(join(app, 'assets'), { recursive: true });
    writeFileSync(join(app, 'index.html'), '<!doctype html>');
    writeFileSync(join(app, '.built-from'), SECRET);
    writeFileSync(join(app, 'assets', 'main.js'), 'export {}');
    symlinkSync('../../secret', join(app, 'assets', 'link.js'));
    writeFileSync(join(folder, 'secret'), SECRET);
    mkdirSync(join(folder, 'study-secret'));
    writeFileSync(join(folder, 'study-secret', 'secret'), SECRET);
    for (const path of ['raw', 'results', '.hidden']) mkdirSync(join(study, path), { recursive: true });
    for (const path of ['results/secret', '.hidden/secret', '.secret']) writeFileSync(join(study, path), SECRET);
    writeFileSync(join(study, 'raw', 'a b.csv'), '0123456789');
    symlinkSync('../secret', join(study, 'link'));
    symlinkSync(join(folder, 'secret'), join(study, 'absolute'));
    symlinkSync('..', join(study, 'parent'));
    symlinkSync('../study-secret', join(study, 'neighbour'));
    symlinkSync('raw/a b.csv', join(study, 'inside.csv'));
    server = await openServer(folder, 'study', '--app', app);
  }, 60_000);
  beforeEach(() => writeFileSync(join(study, 'study.yaml'), yaml));
  afterAll(async () => {
    await server.interrupt();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Asks, and holds every answer to what holds for all of them. */
export async function ask(method: string, path: string, options: AskOptions = {}, of = server): Promise<Reply> {
  const reply = await of.ask(method, path, options);
  const { status, headers, body } = reply;
  expect(headers['content-security-policy']).toMatch(/^default-src 'self'; .*frame-ancestors 'none'$/);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  if (path.startsWith('/api')) expect(headers['cache-control']).toBe('no-store');
  expect(body).not.toContain(SECRET);
  if (status >= 400 && status !== 416 && method !== 'HEAD') {
    const refusal: unknown = JSON.parse(body);
    expect(refusal).toMatchObject({
      code: expect.stringMatching(/^[a-z-]+$/),
      message: expect.stringMatching(/./),
      hint: expect.stringMatching(/./),
    });
    expect(body).not.toMatch(/\\n +at |node:|\.js\b/);
    expect(body).not.toContain(folder);
  }
  return reply;
}
export const statusOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).status;
