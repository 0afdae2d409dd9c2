/** Starts `interphase open` as a user would, and asks it things that no browser would ask. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { root } from './built.js';

export interface OpenedServer {
  readonly port: number;
  readonly token: string;
  readonly child: ChildProcess;
  /** What was printed so far. */
  output(): { readonly stdout: string; readonly stderr: string };
  ask(method: string, path: string, options?: AskOptions): Promise<Reply>;
  /** The first line of the answer to exactly these bytes; empty when the connection was closed without one. */
  raw(...pieces: string[]): Promise<string>;
  /** Ctrl-C. @returns the exit code */
  interrupt(): Promise<number | null>;
}

export interface AskOptions {
  /** @default the right one; false for none */
  readonly token?: string | false;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Uint8Array;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bytes: Buffer;
}

export function openServer(cwd: string, ...args: string[]): Promise<OpenedServer> {
  return openWith(cwd, process.env, '--no-browser', ...args);
}

/** The same with other surroundings, and with a browser unless the arguments say otherwise. */
export async function openWith(cwd: string, env: NodeJS.ProcessEnv, ...args: string[]): Promise<OpenedServer> {
  if (!existsSync(join(root, 'dist', 'cli', 'open-command.js'))) throw new Error('not built yet: run `npm run build`');
  const child = spawn(process.execPath, [join(root, 'bin', 'interphase'), 'open', ...args], { cwd, env });
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data) => {
      stdout += data;
      if (stdout.endsWith('\n')) resolve();
    });
    void exited.then((code) => reject(new Error(`it ended with ${code}: ${stderr}`)));
  });
  const [, digits, token] = /^http:\/\/127\.0\.0\.1:(\d+)\/#token=([\w-]+)\n$/.exec(stdout)!;
  const port = Number(digits);
  return {
    port,
    token: token!,
    child,
    output: () => ({ stdout, stderr }),
    ask: (method, path, { token: sent = token!, headers = {}, body } = {}) =>
      ask(port, method, path, { ...(sent === false ? {} : { Authorization: `Bearer ${sent}` }), ...headers }, body),
    raw: (...pieces) => raw(port, pieces),
    interrupt: () => {
      child.kill('SIGINT');
      return exited;
    },
  };
}

function ask(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string | string[]>,
  body?: string | Uint8Array,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', reject);
      answer.on('end', () => {
        const bytes = Buffer.concat(pieces);
        resolve({ status: answer.statusCode!, headers: answer.headers, body: bytes.toString(), bytes });
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

function raw(port: number, pieces: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => {
      for (const piece of pieces) socket.write(piece);
    });
    socket.on('data', (data) => {
      received += data;
      if (received.includes('\r\n')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(received.split('\r\n')[0]!));
  });
}
