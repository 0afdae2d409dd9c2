/** A folder of its own for each test of the command line, and what is promised of every error. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { interphase, type Outcome } from './built.js';
import { useCommandHost } from './command-host.js';

export interface Scratch {
  /** The folder of the test that runs now. */
  readonly folder: string;
  write(files: Record<string, string | Uint8Array>): void;
  /** A command typed in that folder, in the process that all commands of the file share. */
  run(...args: string[]): Promise<Outcome>;
  /** The same in a process of its own, as people start it. */
  start(...args: string[]): Outcome;
  /** What a step leaves in the folder: taken once for all tests of the file that begin with it. */
  begin(step: string, take: () => Promise<unknown>): Promise<void>;
  /** All files in the folder, so that a test can say that nothing was written. */
  files(): string[];
}

export function useScratch(): Scratch {
  const host = useCommandHost();
  const left = new Map<string, string>();
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'interphase-cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  afterAll(() => {
    for (const copy of left.values()) rmSync(copy, { recursive: true, force: true });
  });
  return {
    get folder() {
      return folder;
    },
    write(files) {
      for (const [path, data] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), data);
      }
    },
    run: (...args) => host(folder, ...args),
    start: (...args) => interphase(folder, ...args),
    async begin(step, take) {
      const copy = left.get(step) ?? mkdtempSync(join(tmpdir(), 'interphase-cli-'));
      if (left.has(step)) {
        cpSync(copy, folder, { recursive: true });
      } else {
        await take();
        cpSync(folder, copy, { recursive: true });
        left.set(step, copy);
      }
    },
    files: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort(),
  };
}

/** An error is two lines on stderr, and stdout stays empty. */
export function expectError(outcome: Outcome, code: 1 | 2, message: RegExp, hint: RegExp): void {
  expect(outcome.stdout).toBe('');
  const [first, ...rest] = outcome.stderr.trimEnd().split('\n');
  expect(first).toMatch(/^error: /);
  expect(outcome.stderr).toMatch(message);
  expect(rest.at(-1)).toMatch(/^ {2}what to do: ./);
  expect(rest.at(-1)).toMatch(hint);
  expect(outcome.stderr).not.toMatch(/\n\s+at /);
  expect(outcome.code).toBe(code);
}
