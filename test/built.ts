/** Runs the built program as a user would. `npm test` builds before it tests; by hand: `npm run build`. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param cwd folder in which the command is typed. */
export function interphase(cwd: string, ...args: string[]): Outcome {
  assertBuilt();
  return command(cwd, process.execPath, join(root, 'bin', 'interphase'), ...args);
}

export function command(cwd: string, program: string, ...args: string[]): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: plainText(),
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/** @throws an Error where there is no program to run */
export function assertBuilt(): void {
  if (!existsSync(join(root, 'dist', 'cli', 'main.js'))) throw new Error('not built yet: run `npm run build`');
}

/** Colours and live lists are for terminals; a test reads plain text. */
export function plainText(): NodeJS.ProcessEnv {
  return { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
}
