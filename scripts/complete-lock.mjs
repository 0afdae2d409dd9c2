/**
 * Completes package-lock.json after `npm install` with a registry that does not carry the packages of every system.
 * npm then leaves the missing ones (binaries for macOS, Windows, ...) out of the lockfile without a word, and `npm ci`
 * refuses such a lockfile everywhere. Only optional packages with an exact version and a system in their name are added.
 *
 * `--check` changes nothing and fails when something is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './freshness.mjs';

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

const path = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));

/** Where Node would find a package from inside another: in its own node_modules or in one further up. */
function isLocked(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === '') return false;
  }
}

function entry(name, version, dev) {
  const words = name.split(/[/-]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  if (os.length !== 1 || cpu.length !== 1 || !/^\d+\.\d+\.\d+/.test(version)) {
    throw new Error(
      `${name}@${version} is missing from package-lock.json, and its system cannot be told from its name`,
    );
  }
  const libc = /musl/.test(name) ? ['musl'] : os[0] === 'linux' && /gnu/.test(name) ? ['glibc'] : undefined;
  return { version, cpu, ...(dev ? { dev } : {}), ...(libc === undefined ? {} : { libc }), optional: true, os };
}

const missing = {};
for (const [from, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (!isLocked(from, name)) missing[`node_modules/${name}`] = entry(name, version, dev);
  }
}
const names = Object.keys(missing);
if (names.length > 0 && process.argv.includes('--check')) {
  process.stderr.write(
    `package-lock.json lacks ${names.length} packages of other systems; run \`node scripts/complete-lock.mjs\`\n`,
  );
  process.exitCode = 1;
} else if (names.length > 0) {
  const { '': project, ...locked } = lock.packages;
  const sorted = Object.entries({ ...locked, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = { '': project, ...Object.fromEntries(sorted) };
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  process.stderr.write(`${names.length} packages added to package-lock.json\n`);
}
