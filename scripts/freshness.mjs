/**
 * Whether what was installed and built still matches what is checked in. Needs nothing but Node, because it runs before
 * anything is installed. Contents are compared, never clock times: a checkout gives every file a new one.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** File in `dist` that holds the digest of the sources it was built from. */
export const stampPath = join(root, 'dist', '.built-from');

/** The same for the workbench. */
export const appStampPath = join(root, 'dist-app', '.built-from');

const oldestNode = [20, 19];

/** Sentence that says why this Node cannot run Interphase, or undefined when it can. */
export function nodeComplaint(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return undefined;
  return `Interphase needs Node ${oldestNode.join('.')} or newer; this is Node ${version}. Install a newer one from https://nodejs.org and run the command again.`;
}

/** True when every package the lockfile asks for is there in its version (packages for other systems may be absent). */
export function isInstalled() {
  const installedLock = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const there = installed[path];
    return there === undefined ? entry.optional === true : there.version === entry.version;
  });
}

/** Digest of everything the build reads: sources (without tests) and the settings of compiler and package. */
export function sourceDigest() {
  return digestOf([...filesIn('src'), ...settings('package.json', 'tsconfig.json', 'tsconfig.build.json')]);
}

/** True when `dist` was built from exactly the present sources. */
export function isBuilt() {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === sourceDigest();
}

/** Digest of everything the workbench is built from: library, page, fonts, reference study and the packages' versions. */
export function appDigest() {
  const study = join('examples', 'reference-study');
  return digestOf([
    ...['app', 'src', 'assets', join(study, 'raw')].flatMap(filesIn),
    ...settings(join(study, 'study.yaml'), 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'),
  ]);
}

/** True when `dist-app` was built from exactly the present files. */
export function isAppBuilt() {
  return existsSync(appStampPath) && readFileSync(appStampPath, 'utf8') === appDigest();
}

/** All files below a folder of the repository except tests. */
function filesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function settings(...names) {
  return names.map((name) => join(root, name));
}

function digestOf(paths) {
  const digest = createHash('sha256');
  for (const path of paths.sort()) {
    digest.update(relative(root, path).split(sep).join('/')).update('\0').update(readFileSync(path)).update('\0');
  }
  return digest.digest('hex');
}
