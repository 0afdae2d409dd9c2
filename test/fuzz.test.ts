/** The short form of `npm run fuzz`: every seed damaged a few times, in the built package. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './built.js';

it('readers survive damaged files: no hang, no crash, no wrong number without a word', () => {
  const run = spawnSync(process.execPath, [join(root, 'fuzz', 'run.mjs'), '--mutations', '1500', '--seeds-only'], {
    encoding: 'utf8',
  });
  expect(run.stdout).toMatch(/1500 mutations of \d+ files/);
  expect(run.stdout).toMatch(/, 0 failed;/);
  expect(run.status).toBe(0);
}, 120_000);
