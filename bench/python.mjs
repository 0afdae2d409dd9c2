/** The Python that peers run in: Debian's with python3-scipy or python3-pandas, installed where that is possible. */
import { spawnSync } from 'node:child_process';

const probeOf = (library) =>
  `import sys, numpy, ${library}; print(sys.version.split()[0], numpy.__version__, ${library}.__version__)`;

export const findScipy = () => findPython('scipy');

/**
 * Finds a Python with a library: the one named by PYTHON, Debian's, or the first on the path. Without any, installs
 * Debian's package with apt-get when allowed to.
 *
 * @param library `scipy` or `pandas`
 * @returns path and versions, or a sentence that says what to do
 */
export function findPython(library) {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ['/usr/bin/python3', 'python3'];
  const found = firstWith(library, candidates);
  if (found !== undefined) return found;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || process.env.PYTHON || spawnSync('apt-get', ['--version']).status !== 0) {
    return {
      complaint: `${library} was not found: install it (Debian: apt-get install python3-${library}), or name a Python that has it in PYTHON`,
    };
  }
  process.stderr.write(`installing python3-${library} ...\n`);
  const apt = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  if (!apt('update', '-qq') || !apt('install', '-y', '-qq', '--no-install-recommends', `python3-${library}`)) {
    return { complaint: `apt-get could not install python3-${library}; install it by hand and run the bench again` };
  }
  return firstWith(library, candidates) ?? { complaint: `python3-${library} was installed but no Python finds it` };
}

function firstWith(library, candidates) {
  for (const path of candidates) {
    const { status, stdout } = spawnSync(path, ['-c', probeOf(library)], { encoding: 'utf8' });
    if (status !== 0) continue;
    const [python, numpy, version] = stdout.trim().split(' ');
    return { path, versions: `Python ${python}, numpy ${numpy}, ${library} ${version}` };
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
