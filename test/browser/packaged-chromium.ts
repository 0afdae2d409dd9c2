/** A Chromium that comes inside an npm package, for machines that have none and no leave to install one (Linux, x64). */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../built.js';

export interface PackagedChromium {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Unpacks it, once for each version: 6 s, 200 MB below `node_modules/.cache`.
 *
 * @returns undefined where the package is not installed
 */
export async function packagedChromium(): Promise<PackagedChromium | undefined> {
  const version = packageVersion();
  if (version === undefined) return undefined;
  const folder = join(root, 'node_modules', '.cache', `chromium-${version}`);
  if (!existsSync(folder)) unpack(folder);
  const executablePath = join(folder, 'chromium');
  const env = {
    ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
    ...(missingLibraries(executablePath, {}).length === 0 ? {} : { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }),
  };
  const missing = missingLibraries(executablePath, env);
  if (missing.length > 0) throw new Error(`the packaged Chromium lacks ${missing.join(', ')} on this system`);
  return { executablePath, env };
}

function packageVersion(): string | undefined {
  const path = join(root, 'node_modules', '@sparticuz', 'chromium', 'package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : undefined;
}

/** The package unpacks to the temporary folder of its process, so it gets a process with one of its own. */
function unpack(folder: string): void {
  const fresh = `${folder}.tmp-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  const program = "await (await import('@sparticuz/chromium')).default.executablePath();";
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
    encoding: 'utf8',
    // Only where it believes to be in this cloud does it unpack the libraries that a bare system lacks.
    env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    timeout: 120_000,
  });
  if (status !== 0 || !existsSync(join(fresh, 'chromium'))) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`the packaged Chromium could not be unpacked\n${stderr}`);
  }
  mkdirSync(dirname(folder), { recursive: true });
  try {
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  }
}

function missingLibraries(executablePath: string, env: Readonly<Record<string, string>>): string[] {
  const { stdout } = spawnSync('ldd', [executablePath], { encoding: 'utf8', env: { ...process.env, ...env } });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]!);
}
