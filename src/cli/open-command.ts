import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, Option } from 'commander';
import { fail } from '../errors.js';
import { answer, say, subcommand } from './command-frame.js';
import { exitCodes } from './exit-codes.js';
import { onInterrupt } from './interrupt.js';
import { reportError } from './print-error.js';

interface OpenOptions {
  readonly port: number;
  readonly browser: boolean;
  readonly app: string;
}

/** Beside `dist` in the package; the same path from `src/`. */
const builtApp = fileURLToPath(new URL('../../dist-app', import.meta.url));

/** `interphase open [STUDY]`: the workbench on this study, until Ctrl-C. */
export function addOpenCommand(program: Command): void {
  subcommand(program, 'open', 'open a study in the workbench, in your browser', [
    'interphase open examples/reference-study',
    'interphase open my-study --port 8123 --no-browser',
  ])
    .argument('[study]', 'folder of a study or of raw files, or its study.yaml', '.')
    .addOption(
      new Option('--port <number>', 'port on this computer, to which alone it answers')
        .default(0, 'any that is free')
        .argParser(readPort),
    )
    .option('--no-browser', 'print the address and open nothing')
    .addOption(new Option('--app <folder>', 'another build of the workbench').default(builtApp).hideHelp())
    .action(open);
}

async function open(path: string, options: OpenOptions): Promise<void> {
  const folder = await folderOf(path);
  // No other command needs a server.
  const { startServer } = await import('../server/start-server.js');
  const interrupt = onInterrupt();
  try {
    const server = await startServer({
      folder,
      appFolder: options.app,
      port: options.port,
      unforeseen: reportError,
    });
    try {
      say(`the workbench on ${resolve(folder)}: for this computer only, and only with this address; Ctrl-C ends it`);
      answer(server.address);
      if (options.browser) openBrowser(server.address);
      await untilAborted(interrupt.signal);
    } finally {
      await server.close();
    }
    // Ctrl-C is how it is meant to end.
    process.exitCode = exitCodes.done;
  } finally {
    interrupt.release();
  }
}

/** The folder of a study, of raw files, or of a study.yaml. @throws `file-not-found`, `usage` */
async function folderOf(path: string): Promise<string> {
  const status = await stat(path).catch(() => undefined);
  if (status?.isDirectory()) return path;
  if (status !== undefined && basename(path) === 'study.yaml') return dirname(path);
  if (status === undefined) {
    throw fail('file-not-found', 'there is no such folder', 'name the folder of a study or of raw files', {
      file: path,
    });
  }
  throw fail('usage', 'this is no folder and no study.yaml', `open its folder: interphase open ${dirname(path)}`, {
    file: path,
  });
}

/** A browser that does not open is no failure: the address is there to be opened by hand. */
function openBrowser(address: string): void {
  const [program, ...args] =
    process.platform === 'win32'
      ? ['cmd', '/d', '/c', 'start', '""', address]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', address];
  const byHand = () => say('no browser could be opened; open the address above by hand');
  const opener = spawn(program!, args, {
    stdio: 'ignore',
    detached: true,
    windowsHide: true,
    windowsVerbatimArguments: true,
  });
  opener.once('error', byHand);
  opener.once('exit', (code) => {
    if (code !== null && code !== 0) byHand();
  });
  opener.unref();
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw fail('usage', `--port takes a whole number up to 65535, not "${text}"`, 'write it like --port 8123');
}
