import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { changeStreams } from './event-stream.js';
import { type StudyServer, startServer } from './start-server.js';

let folder = '';
let server: StudyServer | undefined;
const unforeseen = vi.fn();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interphase-start-'));
  for (const path of ['study', 'app']) mkdirSync(join(folder, path));
  writeFileSync(join(folder, 'app', 'index.html'), 'page');
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const start = async (study = 'study', patience = { headersMs: 10_000, requestMs: 10_000 }) => {
  const places = { folder: join(folder, study), appFolder: join(folder, 'app') };
  server = await startServer({ ...places, port: 0, unforeseen, patience });
  const [base, token] = server.address.split('#token=');
  return { server, base: base!, headers: { Authorization: `Bearer ${token}` } };
};

/** Everything a server answers to these bytes until it closes the connection, after which nothing more is sent. */
function untilClosed(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => {
      received += data;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(received));
  });
}

it('does not wait for ever for a request that trickles in', async () => {
  const { server: slow, headers } = await start('study', { headersMs: 150, requestMs: 300 });
  const host = `Host: 127.0.0.1:${slow.port}\r\n`;
  for (const begun of ['', 'GET ', `GET / HTTP/1.1\r\n${host}X: `]) {
    expect(await untilClosed(slow.port, begun)).toMatch(/^HTTP\/1\.1 408 /);
  }
  const body = `Authorization: ${headers.Authorization}\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nabc`;
  expect(await untilClosed(slow.port, `PUT /api/study HTTP/1.1\r\n${host}${body}`)).toMatch(/^(HTTP\/1\.1 40[08] |$)/);
});

it('sees every header, however many there are', async () => {
  const { server, headers } = await start();
  const many = Array.from({ length: 300 }, (_, index) => `X-${index}: a\r\n`).join('');
  const asked = `GET /api/info HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n`;
  const token = `Authorization: ${headers.Authorization}\r\n`;
  expect(await untilClosed(server.port, `${asked}${token}${many}\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
  const foreign = `${asked}${token}${many}Origin: http://evil.example\r\n\r\n`;
  expect(await untilClosed(server.port, foreign)).toMatch(/^HTTP\/1\.1 403 /);
});

it('serves a study that is named through a link, under the name of the real folder', async () => {
  symlinkSync('study', join(folder, 'link'));
  const { base, headers } = await start('link');
  expect(await (await fetch(`${base}api/info`, { headers })).json()).toMatchObject({ name: 'study' });
});

it('says that the study is gone, and nothing of where it was', async () => {
  const { base, headers } = await start();
  rmSync(join(folder, 'study'), { recursive: true });
  const answer = await fetch(`${base}api/files`, { headers });
  const text = await answer.text();
  expect(answer.status).toBe(404);
  expect(text).toContain('file-not-found');
  // Nor of what is beside it.
  writeFileSync(join(folder, 'neighbour'), '');
  expect(text).not.toContain(folder);
  expect(text).not.toContain('app');
  expect((await fetch(base)).status).toBe(200);
});

it('keeps a mistake of ours to the terminal', async () => {
  const { base, headers } = await start();
  const error = new Error(`EIO: ${folder}`);
  const stat = vi.spyOn(await import('../platform/node/list-files.js'), 'listFiles').mockRejectedValue(error);
  const answer = await fetch(`${base}api/files`, { headers });
  stat.mockRestore();
  expect([answer.status, await answer.text()]).toEqual([500, expect.not.stringContaining(folder)]);
  expect(unforeseen).toHaveBeenCalledWith(error);
});

it('ends all that is open when it closes', async () => {
  const { base, headers } = await start();
  const events = await fetch(`${base}api/events`, { headers });
  const reader = events.body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe(': connected\n\n');
  await server!.close();
  const rest = await reader.read().catch(() => ({ done: true }));
  expect(rest.done).toBe(true);
  await expect(fetch(base)).rejects.toThrow();
});

it('lets go of a page that does not read', async () => {
  const watch = vi.spyOn(await import('./watch-folder.js'), 'watchFolder');
  let changed: (paths: readonly string[]) => void = () => {};
  watch.mockImplementation((_, listener) => {
    changed = listener;
    return { close: async () => {} };
  });
  const changes = changeStreams(join(folder, 'study'));
  const [asleep, awake] = [changes.open()!, changes.open()!.getReader()];
  watch.mockRestore();
  const next = async () => new TextDecoder().decode((await awake.read()).value);
  await next();
  for (let round = 0; round < 20; round++) {
    changed([`${round}-${'n'.repeat(100_000)}`]);
    expect(await next()).toContain(`${round}-n`);
  }
  await expect(asleep.getReader().read()).rejects.toThrow('does not read');
  await changes.close();
});

it('shows signs of life to pages, each of which may leave', async () => {
  const changes = changeStreams(join(folder, 'study'), 20);
  const [one, two] = [changes.open()!.getReader(), changes.open()!.getReader()];
  const next = async (reader: typeof one) => new TextDecoder().decode((await reader.read()).value);
  expect(await next(one)).toBe(': connected\n\n');
  expect(await next(one)).toBe(': still here\n\n');
  await one.cancel();
  expect(await next(two)).toBe(': connected\n\n');
  expect(await next(two)).toBe(': still here\n\n');
  for (let count = 1; count < 64; count++) expect(changes.open()).toBeDefined();
  expect(changes.open()).toBeUndefined();
  await changes.close();
  await vi.waitFor(async () => expect((await two.read()).done).toBe(true));
});
