/** A process that runs commands of the built program, as long as the tests of a file run. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { assertBuilt, type Outcome, plainText, root } from './built.js';

/**
 * Commands one after another in one process. Whether a process ends as it should, and with which exit code, only
 * `interphase` of `built.ts` can tell.
 *
 * @returns what is called as `interphase`, and answers later
 */
export function useCommandHost(): (cwd: string, ...args: string[]) => Promise<Outcome> {
  let host: ChildProcess | undefined;
  let last: Promise<unknown> = Promise.resolve();
  afterAll(() => {
    host?.kill();
    host = undefined;
  });

  function start(): ChildProcess {
    assertBuilt();
    return fork(join(root, 'test', 'command-host.mjs'), {
      env: plainText(),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  function ask(cwd: string, args: readonly string[]): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      host ??= start();
      const process = host;
      const ended = (code: number | null, signal: string | null) => {
        host = undefined;
        reject(new Error(`interphase ${args.join(' ')} ended the process (${signal ?? code})`));
      };
      process.once('exit', ended);
      process.once('message', (outcome) => {
        process.off('exit', ended);
        resolve(outcome as Outcome);
      });
      process.send({ cwd, args });
    });
  }

  return (cwd, ...args) => {
    const answer = last.then(() => ask(cwd, args));
    last = answer.catch(() => undefined);
    return answer;
  };
}
