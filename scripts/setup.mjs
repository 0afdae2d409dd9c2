/** Installs and builds what is missing or out of date, and is silent otherwise. Runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { isBuilt, isInstalled, nodeComplaint, root } from './freshness.mjs';

function stop(message) {
  process.stderr.write(`error: ${message}\n`);
  process.exit(1);
}

function run(what, command, args) {
  process.stderr.write(`${what}\n`);
  // What the steps print goes to stderr: stdout belongs to the command that set-up was done for.
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (error !== undefined) stop(`${command} could not be started (${error.message})`);
  if (status !== 0) stop(`\`${command} ${args.join(' ')}\` failed with exit code ${status}`);
}

const complaint = nodeComplaint();
if (complaint !== undefined) stop(complaint);
if (!isInstalled()) {
  run('installing the packages named in package-lock.json (about half a minute) ...', 'npm', [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
}
if (!isBuilt()) run('building ...', 'node', ['scripts/build.mjs']);
