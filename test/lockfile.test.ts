import { expect, it } from 'vitest';
import { command, root } from './built.js';

it('the lockfile names the packages of every system, so that `npm ci` works on all of them', () => {
  expect(command(root, process.execPath, 'scripts/complete-lock.mjs', '--check')).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
});
