/** `npm start`: set-up, then the reference study; what is printed last says where its report is. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './freshness.mjs';

await import('./setup.mjs');
const study = join('examples', 'reference-study');
const { status } = spawnSync(process.execPath, [join('bin', 'interphase'), 'run', study, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
