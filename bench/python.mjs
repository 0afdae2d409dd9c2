/** The Python that peers run in: Debian's with python3-scipy, installed where that is possible. */
import { spawnSync } from 'node:child_process';

const probe = 'import sys, numpy, scipy; print(sys.version.split()[0], numpy.__version__, scipy.__version__)';

/**
 * Finds a Python with scipy: the one named by PYTHON, Debian's, or the first on the path. Without any, installs
 * python3-scipy with apt-get when allowed to.
 *
 * @returns path and versions, or a sentence that says what to do
 */
export function findScipy() {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ['/usr/bin/python3', 'python3'];
  const found = firstWithScipy(candidates);
  if (found !== undefined) return found;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || process.env.PYTHON || spawnSync('apt-get', ['--version']).status !== 0) {
    return {
      complaint:
        'scipy was not found: install it (Debian: apt-get install python3-scipy), or name a Python that has it in PYTHON',
    };
  }
  process.stderr.write('installing python3-scipy ...\n');
  const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  if (!apt('update', '-qq') || !apt('install', '-y', '-qq', '--no-install-recommends', 'python3-scipy')) {
    return { complaint: 'apt-get could not install python3-scipy; install it by hand and run the bench again' };
  }
  return firstWithScipy(candidates) ?? { complaint: 'python3-scipy was installed but no Python finds it' };
}

function firstWithScipy(candidates) {
  for (const path of candidates) {
    const { status, stdout } = spawnSync(path, ['-c', probe], { encoding: 'utf8' });
    if (status !== 0) continue;
    const [python, numpy, scipy] = stdout.trim().split(' ');
    return { path, versions: `Python ${python}, numpy ${numpy}, scipy ${scipy}` };
  }
  return undefined;
}

/**
 * Runs a script that reads JSON from stdin and writes JSON to stdout. One thread for linear algebra: more would only add
 * processor time on matrices this small.
 */
export function runPython(path, script, input) {
  const { status, stdout, stderr, error } = spawnSync(path, [script], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${script} failed:\n${stderr}`);
  return JSON.parse(stdout);
}
