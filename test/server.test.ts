/** `interphase open`: what the local server refuses, and to whom. */
import { existsSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, folder, server, serveStudy, statusOf, study } from './served-study.js';

serveStudy();

describe('other hosts and origins', () => {
  it.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.evil.example:PORT',
    '[::1]:PORT',
    '0.0.0.0:PORT',
  ])('are refused: Host %s', async (host) => {
    const headers = { Host: host.replace('PORT', String(server.port)) };
    for (const path of ['/', '/api/info', '/api/file/study.yaml'])
      expect(await statusOf('GET', path, { headers })).toBe(403);
  });

  it.each([
    'http://evil.example',
    'null',
    'https://127.0.0.1:PORT',
    'http://localhost:PORT',
    'http://127.0.0.1:1',
    'file://',
  ])('are refused: Origin %s', async (origin) => {
    const headers = { Origin: origin.replace('PORT', String(server.port)) };
    expect(await statusOf('GET', '/', { headers })).toBe(403);
    expect(await statusOf('GET', '/api/files', { headers })).toBe(403);
    expect(
      await statusOf('PUT', '/api/study', { headers: { ...headers, 'Content-Type': 'text/plain' }, body: 'x' }),
    ).toBe(403);
    // A preflight gets no leave either.
    expect(
      await statusOf('OPTIONS', '/api/study', {
        token: false,
        headers: { ...headers, 'Access-Control-Request-Method': 'PUT' },
      }),
    ).toBe(403);
  });

  it.each(['cross-site', 'same-site'])('are refused: Sec-Fetch-Site %s', async (site) => {
    expect(await statusOf('GET', '/', { headers: { 'Sec-Fetch-Site': site } })).toBe(403);
    expect(await statusOf('GET', '/api/files', { headers: { 'Sec-Fetch-Site': site } })).toBe(403);
  });

  it('are not our own', async () => {
    const headers = { Origin: `http://127.0.0.1:${server.port}`, 'Sec-Fetch-Site': 'same-origin' };
    expect(await statusOf('GET', '/api/files', { headers })).toBe(200);
    const local = `localhost:${server.port}`;
    expect(await statusOf('GET', '/api/files', { headers: { Host: local, Origin: `http://${local}` } })).toBe(200);
  });

  it('do not come in through the lines of a request', async () => {
    const own = `Host: 127.0.0.1:${server.port}\r\n`;
    const token = `Authorization: Bearer ${server.token}\r\n`;
    expect(await server.raw(`GET / HTTP/1.1\r\n${own}\r\n`)).toBe('HTTP/1.1 200 OK');
    expect(await server.raw(`GET / HTTP/1.1\r\n\r\n`)).toMatch(/ 400 /);
    expect(await server.raw(`GET / HTTP/1.0\r\n\r\n`)).toMatch(/ 403 /);
    expect(await server.raw(`GET / HTTP/1.1\r\n${own}Host: evil.example\r\n\r\n`)).toMatch(/ 40[03] /);
    expect(await server.raw(`GET / HTTP/1.1\r\nHost: evil.example\r\n${own}\r\n`)).toMatch(/ 40[03] /);
    const absolute = `http://127.0.0.1:${server.port}/api/files`;
    expect(await server.raw(`GET ${absolute} HTTP/1.1\r\n${own}${token}\r\n`)).toMatch(/ 403 /);
    expect(await server.raw(`GET http://evil.example/ HTTP/1.1\r\n${own}${token}\r\n`)).toMatch(/ 403 /);
    expect(await server.raw(`OPTIONS * HTTP/1.1\r\n${own}\r\n`)).toMatch(/ 403 /);
    expect(await server.raw(`CONNECT 127.0.0.1:22 HTTP/1.1\r\n${own}\r\n`)).not.toMatch(/ 200 /);
    expect(
      await server.raw(`GET /api/events HTTP/1.1\r\n${own}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`),
    ).toMatch(/ 401 /);
  });

  it.skipIf(process.platform !== 'linux')(
    'find nobody at another address of this computer (linux: 127.0.0.2)',
    async () => {
      const outcome = await new Promise((resolve) => {
        const socket = connect(server.port, '127.0.0.2', () => resolve('connected'));
        socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      });
      expect(outcome).toBe('ECONNREFUSED');
    },
  );
});

describe('without the token', () => {
  const addresses = ['info', 'files', 'file/study.yaml', 'study', 'results', 'pdf', 'events', 'nothing', '', 'file/'];

  it('nothing of the API answers, not even that it is not there', async () => {
    const wrong = [false, 'wrong', server.token.slice(0, -1), `${server.token}a`, server.token.toLowerCase()] as const;
    for (const token of wrong) {
      for (const address of addresses.filter((one) => !one.endsWith('/') && one !== '')) {
        for (const method of ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) {
          const what = `${method} ${address} ${token}`;
          expect(await statusOf(method, `/api/${address}`, { token }), what).toBe(401);
        }
      }
    }
    expect(await statusOf('GET', '/api', { token: false })).toBe(401);
    expect(existsSync(join(study, 'results', 'report.html'))).toBe(false);
  });

  it('no other way of writing the address does', async () => {
    const ways = [
      '/%61pi/files',
      '/api/%66iles',
      '/API/files',
      '/api//files',
      '//api/files',
      '/./api/files',
      '/x/../api/files',
    ];
    for (const way of [
      ...ways,
      '/api%2ffiles',
      '/api;/files',
      '/api/files?token=x',
      '/api/files#',
      '/api\\files',
      '/%2561pi/files',
    ]) {
      const line = await server.raw(`GET ${way} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`);
      expect(line, way).toMatch(/ 40[0134] /);
    }
  });

  it('a token elsewhere than in its header is none', async () => {
    const { token } = server;
    expect(await statusOf('GET', `/api/files?token=${token}`, { token: false })).toBe(401);
    const elsewhere: Record<string, string>[] = [
      { Cookie: `token=${token}` },
      { Authorization: token },
      { Authorization: `Basic ${token}` },
    ];
    for (const headers of elsewhere) {
      expect(await statusOf('GET', '/api/files', { token: false, headers })).toBe(401);
    }
  });
});

describe('paths that lead out', () => {
  const climbs = [
    '..',
    '%2e%2e',
    '%2E%2E',
    '.%2e',
    '%2e.',
    '..%2f..',
    '..%5c..',
    '%252e%252e',
    '..\\..',
    '..%00',
    '..;',
    '%c0%ae%c0%ae',
    '%u002e%u002e',
    '．．',
  ];

  it.each(climbs)('are refused with %s', async (climb) => {
    const encoded = climb.replace('．．', '%EF%BC%8E%EF%BC%8E');
    const own = `Host: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\n\r\n`;
    for (const before of ['/api/file/', '/api/file/raw/', '/', '/assets/', '/api/file/raw%2f', '/api/file//']) {
      for (const after of ['/secret', '/study-secret/secret', '%2fsecret', '%5csecret', '\\secret', '/../secret']) {
        const line = await server.raw(`GET ${before}${encoded}${after} HTTP/1.1\r\n${own}`);
        expect(line, before + encoded + after).toMatch(/ 40[034] /);
      }
    }
  });

  it('are refused when they are absolute, of Windows, or hold a NUL', async () => {
    const absolute = encodeURIComponent(join(folder, 'secret'));
    const paths = [
      absolute,
      `/${join(folder, 'secret')}`,
      'C:/secret',
      'c%3a%5csecret',
      'C%3A',
      '%00',
      'secret%00.csv',
    ];
    for (const path of [...paths, 'study.yaml%00', '%5c%5cserver%5cshare', '//server/share', 'raw/%0d%0aX: y', '']) {
      const status = await statusOf('GET', `/api/file/${path.replaceAll(' ', '%20')}`);
      expect([403, 404], path).toContain(status);
    }
  });

  it('are refused when they are hidden, results, or folders', async () => {
    const paths = [
      '.secret',
      '.hidden/secret',
      'results/secret',
      'raw',
      'results',
      '.',
      'parent',
      'no.csv',
      'raw/no.csv',
    ];
    for (const path of paths) expect([403, 404], path).toContain(await statusOf('GET', `/api/file/${path}`));
  });

  it('are refused when a link leads there, itself or a folder on the way', async () => {
    for (const path of [
      'link',
      'absolute',
      'parent/secret',
      'parent/study-secret/secret',
      'neighbour/secret',
      'parent/study/study.yaml',
    ]) {
      const status = await statusOf('GET', `/api/file/${path}`);
      // The last one comes back into the study, and may be read.
      expect(status, path).toBe(path.endsWith('study.yaml') ? 200 : 403);
    }
  });
});

describe('bodies that are too large', () => {
  const heads = (path: string, type: string, more: string) =>
    `${path === 'study' ? 'PUT' : 'POST'} /api/${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\nContent-Type: ${type}\r\n${more}\r\n\r\n`;
  const kinds = [
    ['study', 'text/plain', 4_000_000],
    ['pdf', 'image/svg+xml', 20_000_000],
  ] as const;

  it.each(kinds)('are refused by the length they announce: %s', async (path, type, limit) => {
    expect(await server.raw(heads(path, type, `Content-Length: ${limit + 1}`))).toMatch(/ 413 /);
    expect(await server.raw(heads(path, type, 'Content-Length: 99999999999999'))).toMatch(/ 413 /);
  });

  it.each(kinds)('are refused while they come in, without a length: %s', async (path, type, limit) => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const count = Math.ceil(limit / 0x10000) + 2;
    // The body never ends: only a server that stops reading answers.
    const line = await server.raw(heads(path, type, 'Transfer-Encoding: chunked'), chunk.repeat(count));
    expect(line).toMatch(/ 413 /);
  });

  it('are taken up to the limit', async () => {
    rmSync(join(study, 'study.yaml'));
    const put = async (length: number) => {
      const headers = { 'Content-Type': 'text/plain', Authorization: `Bearer ${server.token}` };
      const body = 'x'.repeat(length);
      return (await fetch(`http://127.0.0.1:${server.port}/api/study`, { method: 'PUT', headers, body })).status;
    };
    expect(await put(4_000_000)).toBe(200);
    // A sender that keeps its connection hears why, however much it still had to say.
    for (const length of [4_000_001, 30_000_000]) expect(await put(length)).toBe(413);
    expect(await statusOf('GET', '/api/info')).toBe(200);
  });

  it('and headers that are too large', async () => {
    const head = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n`;
    expect(await server.raw(`${head}X: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/ 431 /);
    expect(await server.raw(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`)).toMatch(/ 431 /);
  });

  it('and requests that mean two things', async () => {
    const both = heads('study', 'text/plain', 'Content-Length: 3\r\nTransfer-Encoding: chunked');
    expect(await server.raw(both, '0\r\n\r\n')).toMatch(/ 400 /);
    expect(await server.raw('GET / HTTP/1.1\nHost: x\n\n')).toMatch(/ 40[03] |^$/);
  });
});

describe('methods', () => {
  it('that an address does not know are refused', async () => {
    const allowed = {
      info: 'GET, HEAD',
      files: 'GET, HEAD',
      'file/study.yaml': 'GET, HEAD',
      study: 'PUT',
      results: 'POST',
      pdf: 'POST',
    };
    for (const [address, allow] of Object.entries(allowed)) {
      for (const method of ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']) {
        if (allow.split(', ').includes(method)) continue;
        const refused = await ask(method, `/api/${address}`);
        expect([refused.status, refused.headers.allow], `${method} ${address}`).toEqual([405, allow]);
      }
    }
    for (const method of ['PUT', 'POST', 'DELETE', 'OPTIONS', 'TRACE', 'MKCOL']) {
      expect(await statusOf(method, '/index.html'), method).toBe(405);
    }
    for (const address of ['nothing', 'constructor', '__proto__', 'fil']) {
      expect(await statusOf('GET', `/api/${address}`), address).toBe(404);
    }
    expect(await server.raw(`NONSENSE / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`)).toMatch(/ 40[05] /);
  });
});
