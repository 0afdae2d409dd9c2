import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { fail } from '../errors.js';
import { changeStreams } from './event-stream.js';
import { refusedAtGate } from './gate.js';
import { type Refusal, refusalJson, refusalOf } from './refusal.js';
import { routes } from './routes.js';
import { apiHeaders, securityHeaders } from './security-headers.js';
import { newToken } from './token.js';

export interface ServerOptions {
  /** Folder of the study. */
  readonly folder: string;
  /** Build of the workbench: the folder with its `index.html`. */
  readonly appFolder: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Told of mistakes of ours, for the terminal: the page is told nothing of the machine. */
  readonly unforeseen: (error: unknown) => void;
  /** How long a request may take to come in, headers and all. */
  readonly patience?: { readonly headersMs: number; readonly requestMs: number };
}

export interface StudyServer {
  readonly port: number;
  /** Opens the workbench with its token: `http://127.0.0.1:PORT/#token=...`. */
  readonly address: string;
  /** Cancels what runs, ends all connections. */
  close(): Promise<void>;
}

/** Only this computer reaches it; the name `localhost` could mean more than one address. */
const HOST = '127.0.0.1';

const MOST_CONNECTIONS = 256;
const LARGEST_HEADERS_BYTES = 16 * 1024;

/**
 * Serves one study and the workbench to this computer.
 *
 * @throws `file-not-found` for a missing folder or a workbench that is not built; `cannot-serve` for a port that cannot
 * be had
 */
export async function startServer(options: ServerOptions): Promise<StudyServer> {
  const root = await realFolder(options.folder);
  if (root === undefined) {
    throw fail('file-not-found', 'there is no such folder', 'name the folder of a study', { file: options.folder });
  }
  const appFolder = await realFolder(options.appFolder);
  if (appFolder === undefined || !(await isFile(join(appFolder, 'index.html')))) {
    const hint = 'build it with `npm run build:app`';
    throw fail('file-not-found', 'the workbench is not built yet', hint, { file: options.appFolder });
  }
  const closing = new AbortController();
  const changes = changeStreams(root);
  const token = newToken();
  const name = basename(root) || 'study';
  const { unforeseen } = options;
  const app = routes({ root, name, appFolder, token, changes, closing: closing.signal, unforeseen });
  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    // What the framework itself cannot make sense of.
    errorHandler: (error) => {
      const refusal = refusalOf(error, unforeseen);
      return new Response(refusalJson(refusal, root), { status: refusal.status, headers: headersOf(refusal) });
    },
  });

  let port = options.port;
  const { headersMs, requestMs } = options.patience ?? { headersMs: 10_000, requestMs: 60_000 };
  const server = createServer(
    {
      maxHeaderSize: LARGEST_HEADERS_BYTES,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.min(1000, headersMs),
    },
    (incoming, outgoing) => {
      const refusal = refusedAtGate(incoming, port);
      if (refusal === undefined) listener(incoming, outgoing).catch(unforeseen);
      else turnAway(incoming, outgoing, refusal);
    },
  );
  // Past a count Node drops headers in silence, and the gate must see all of them; their bytes are limited anyway.
  server.maxHeadersCount = 0;
  server.maxConnections = MOST_CONNECTIONS;
  port = await listen(server, options.port);
  // Connections that could not be taken, for want of file handles: the next may be.
  server.on('error', unforeseen);

  return {
    port,
    address: `http://${HOST}:${port}/#token=${token}`,
    async close() {
      closing.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await changes.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Says no before anything of the request is read; what its sender still sends is thrown away. */
function turnAway(incoming: IncomingMessage, outgoing: ServerResponse, refusal: Refusal): void {
  outgoing.writeHead(refusal.status, { ...headersOf(refusal), Connection: 'close' });
  outgoing.end(incoming.method === 'HEAD' ? undefined : refusalJson(refusal, ''));
  incoming.resume();
}

function headersOf({ headers }: Refusal): Record<string, string> {
  return { ...securityHeaders, ...apiHeaders, 'Content-Type': 'application/json', ...headers };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portFailure(error, port)));
    server.listen({ port, host: HOST }, () => {
      server.removeAllListeners('error');
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function portFailure({ code, message }: NodeJS.ErrnoException, port: number) {
  const hint = 'choose another with --port, or leave it out for any that is free';
  if (code === 'EADDRINUSE') return fail('cannot-serve', `another program listens on port ${port}`, hint);
  if (code === 'EACCES') return fail('cannot-serve', `you may not listen on port ${port}`, hint);
  return fail('cannot-serve', `port ${port} cannot be had (${message})`, hint);
}

/** A folder without the links that lead to it; undefined when there is none. */
async function realFolder(path: string): Promise<string | undefined> {
  const place = await realpath(path).catch(() => undefined);
  const status = place === undefined ? undefined : await stat(place).catch(() => undefined);
  return status?.isDirectory() ? place : undefined;
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isFile(),
    () => false,
  );
}
