/** `interphase open`: what the local server gives to the workbench, and what it writes for it. */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ask, folder, SECRET, server, serveStudy, statusOf, study, yaml } from './served-study.js';

serveStudy();

describe('the page', () => {
  it('is served to whoever is on this computer', async () => {
    const page = await ask('GET', '/', { token: false });
    expect([page.status, page.headers['content-type'], page.body]).toEqual([
      200,
      'text/html; charset=utf-8',
      '<!doctype html>',
    ]);
    const script = await ask('GET', '/assets/main.js?v=1', {
      token: false,
      headers: { Host: `localhost:${server.port}` },
    });
    expect([script.status, script.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
    const head = await ask('HEAD', '/index.html', { token: false });
    expect([head.status, head.headers['content-length'], head.body]).toEqual([200, '15', '']);
  });

  it('is no listing and nothing but its own files', async () => {
    for (const path of ['/assets', '/no.html', '/.built-from', '/assets/no/main.js', '/index.html/x', '/study.yaml']) {
      expect(await statusOf('GET', path), path).toBe(404);
    }
    expect(await statusOf('GET', '/assets/link.js')).toBe(403);
  });
});

describe('the study', () => {
  it('has a name and files', async () => {
    const { body: info } = await ask('GET', '/api/info');
    expect(JSON.parse(info)).toEqual({ version: expect.stringMatching(/^\d+\.\d+/), name: 'study' });
    const { body } = await ask('GET', '/api/files');
    expect(JSON.parse(body)).toMatchObject({
      name: 'study',
      files: [
        { path: 'inside.csv', size: 10 },
        { path: 'raw/a b.csv', size: 10 },
        { path: 'study.yaml', size: yaml.length },
      ],
    });
  });

  it('gives its files, whole or in part', async () => {
    expect(await ask('GET', '/api/file/raw/a%20b.csv')).toMatchObject({ status: 200, body: '0123456789' });
    expect(await ask('GET', '/api/file/inside.csv')).toMatchObject({ status: 200, body: '0123456789' });
    const part = (range: string, method = 'GET') =>
      ask(method, '/api/file/raw/a%20b.csv', { headers: { Range: range } });
    const some = await part('bytes=2-4');
    expect([some.status, some.body, some.headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10']);
    const none = await part('bytes=10-');
    expect([none.status, none.body, none.headers['content-range']]).toEqual([416, '', 'bytes */10']);
    const head = await part('bytes=2-4', 'HEAD');
    expect([head.status, head.body, head.headers['content-length']]).toEqual([206, '', '3']);
  });
});

describe('study.yaml', () => {
  const put = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    ask('PUT', '/api/study', { body, headers: { 'Content-Type': 'text/plain', ...headers } });
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const present = () => readFileSync(join(study, 'study.yaml'), 'utf8');

  it('is replaced when it is still the one that was edited', async () => {
    const saved = await put('title: Å\n', { 'If-Match': `"${sha(yaml)}"` });
    expect([saved.status, JSON.parse(saved.body)]).toEqual([200, { sha256: sha('title: Å\n') }]);
    expect(present()).toBe('title: Å\n');
    expect((await put('title: b\n', { 'If-Match': sha('title: Å\n') })).status).toBe(200);
  });

  it('stays when it is another one by now', async () => {
    for (const from of ['', '*', sha('before')]) {
      const refused = await put('mine', from === '' ? {} : { 'If-Match': from });
      expect([refused.status, JSON.parse(refused.body).text]).toEqual([412, yaml]);
    }
    expect((await put('mine', { 'If-Match': 'something' })).status).toBe(400);
    expect(present()).toBe(yaml);
  });

  it('is made where there is none', async () => {
    rmSync(join(study, 'study.yaml'));
    expect((await put('new', { 'If-Match': sha(yaml) })).status).toBe(412);
    expect((await put('new')).status).toBe(200);
    expect(present()).toBe('new');
  });

  it('is one of two that are saved at the same time', async () => {
    const headers = { 'If-Match': sha(yaml) };
    const statuses = await Promise.all(['one', 'two', 'three'].map(async (text) => (await put(text, headers)).status));
    expect(statuses.sort()).toEqual([200, 412, 412]);
  });

  it('is text, in UTF-8', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data', 'application/json', '']) {
      expect((await put('x', { 'Content-Type': type })).status, type).toBe(415);
    }
    expect((await put(new Uint8Array([0xff, 0xfe, 0x41]))).status).toBe(400);
    expect(present()).toBe(yaml);
  });

  it('is not written through a link that leads out', async () => {
    const path = join(study, 'study.yaml');
    for (const target of ['../secret', '../nowhere']) {
      rmSync(path);
      symlinkSync(target, path);
      expect([403, 404]).toContain((await put('mine')).status);
      expect([403, 404]).toContain((await put('mine', { 'If-Match': sha(SECRET) })).status);
      expect(lstatSync(path).isSymbolicLink()).toBe(true);
    }
    rmSync(path);
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(SECRET);
    expect(readdirSync(folder).sort()).toEqual(['app', 'secret', 'study', 'study-secret']);
  });
});

describe('figures as PDF', () => {
  const pdf = (body: string, type = 'image/svg+xml') =>
    ask('POST', '/api/pdf', { body, headers: { 'Content-Type': type } });
  const figure = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm">${inside}</svg>`;

  it('have equal bytes each time', async () => {
    const svg = figure('<text y="9">1 Ω</text>');
    const [one, two] = [await pdf(svg), await pdf(svg)];
    expect([one.status, one.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(one.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(one.bytes.equals(two.bytes)).toBe(true);
  });

  it('are made of nothing else', async () => {
    expect((await pdf(figure(''), 'text/plain')).status).toBe(415);
    const bodies = [
      '',
      'x',
      '<html/>',
      figure('<script/>'),
      figure(`<image href="file://${join(folder, 'secret')}"/>`),
    ];
    for (const body of [...bodies, figure('<image href="../secret"/>'), figure('<image href="http://127.0.0.1/"/>')]) {
      expect((await pdf(body)).status, body).toBe(422);
    }
    expect((await pdf(figure('<rect'))).status).toBe(422);
    expect((await pdf(figure('<rect></g>'))).status).toBeGreaterThanOrEqual(400);
  });

  it('are refused where they are too much for the renderer, which takes nothing along', async () => {
    const deep = figure(`${'<g>'.repeat(200_000)}${'</g>'.repeat(200_000)}`);
    const reply = await pdf(deep);
    expect([reply.status, JSON.parse(reply.body).code]).toEqual([422, 'cannot-write']);
    expect((await pdf(figure('<rect width="1" height="1"/>'))).status).toBe(200);
  });
});

describe('changes', () => {
  it('are told as they happen', async () => {
    const told: string[] = [];
    const headers = { Authorization: `Bearer ${server.token}` };
    const listening = get({ port: server.port, host: '127.0.0.1', path: '/api/events', headers, agent: false });
    listening.on('response', (answer) => answer.on('data', (data) => told.push(String(data))));
    listening.on('error', () => undefined);
    await vi.waitFor(() => expect(told.join('')).toContain(': connected'));
    await vi.waitFor(
      async () => {
        writeFileSync(join(study, 'raw', 'new.csv'), String(told.length));
        writeFileSync(join(study, 'results', 'new'), String(told.length));
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(told.join('')).toContain('data: {"changed":["raw/new.csv"]}\n\n');
      },
      { timeout: 10_000 },
    );
    expect(told.join('')).not.toContain('results');
    rmSync(join(study, 'raw', 'new.csv'));
    listening.destroy();
  });
});
