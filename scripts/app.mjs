/** `npm run app`: set-up, the workbench built, then opened on the reference study. Arguments go to `interphase open`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './freshness.mjs';

await import('./setup.mjs');
await import('./build-app.mjs');
if (process.exitCode === undefined || process.exitCode === 0) {
  const study = join('examples', 'reference-study');
  const args = [join('bin', 'interphase'), 'open', study, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
