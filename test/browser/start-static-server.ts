/** The plainest of static hosts: files of a folder below a path, and no header that could do the page's work for it. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { root } from '../built.js';

export interface RunningServer {
  /** Address of the page: with a `/` at its end, or with the token of the local server after it. */
  readonly url: string;
  readonly origin: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

export interface StaticServerOptions {
  /** @default the built workbench */
  readonly folder?: string;
  /** Path of the page on the host; not the top by itself, so that an absolute path in the page would fail. */
  readonly below?: string;
}

/** Serves the built workbench as a user's own web space would. */
export async function startStaticServer({
  folder = join(root, 'dist-app'),
  below = '/people/me/interphase/',
}: StaticServerOptions = {}): Promise<RunningServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const path = decodeURIComponent(pathname);
    const file = join(folder, path === below ? 'index.html' : path.slice(below.length));
    const found = path.startsWith(below) && !path.includes('..') && existsSync(file) && statSync(file).isFile();
    if (!found || request.method !== 'GET') {
      response.writeHead(found ? 405 : 404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-length': statSync(file).size,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: origin + below,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
