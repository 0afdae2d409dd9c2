/**
 * Where the browser of the tests comes from: the first of five places that has one. Tests in the browser are never left
 * out in silence: where there is none, the search fails and says how to get one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { type PackagedChromium, packagedChromium } from './packaged-chromium.js';

export interface FoundChromium {
  readonly executablePath: string;
  /** What it needs in its environment, beyond that of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** In words, for messages. */
  readonly from: string;
}

/** What the search asks of the machine. */
export interface ChromiumProbes {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
  /** Where Playwright keeps the Chromium that it downloads, whether it is there or not. */
  playwrightPath(): string | undefined;
  /** The one inside the npm package, unpacked; undefined where the package is not installed. */
  unpackPackaged(): Promise<PackagedChromium | undefined>;
  /** True when packages of the system may be installed: Debian, as root. */
  mayInstall(): boolean;
  /** True when it was installed. */
  install(): boolean;
}

const installed: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** @throws an Error with instructions when there is no Chromium to be had */
export async function findChromium(probes: ChromiumProbes = thisMachine): Promise<FoundChromium> {
  const { CHROME_PATH } = probes.env;
  if (CHROME_PATH !== undefined && CHROME_PATH !== '') {
    // Who names a browser wants that one; another in its place would hide the mistake.
    if (!probes.exists(CHROME_PATH)) throw new Error(`CHROME_PATH names ${CHROME_PATH}, and there is no such file`);
    return { executablePath: CHROME_PATH, env: {}, from: 'CHROME_PATH' };
  }
  const there = installedChromium(probes);
  if (there !== undefined) return there;

  const downloaded = probes.playwrightPath();
  if (downloaded !== undefined && probes.exists(downloaded)) {
    return { executablePath: downloaded, env: {}, from: "Playwright's downloads" };
  }

  const complaints: string[] = [];
  if (probes.platform === 'linux' && probes.arch === 'x64') {
    try {
      const packaged = await probes.unpackPackaged();
      if (packaged !== undefined) return { ...packaged, from: 'the npm package @sparticuz/chromium' };
    } catch (error) {
      complaints.push(error instanceof Error ? error.message : String(error));
    }
  }

  if (probes.mayInstall()) {
    const now = probes.install() ? installedChromium(probes) : undefined;
    if (now !== undefined) return { ...now, from: 'apt-get install chromium' };
    complaints.push('apt-get install chromium did not install one');
  }
  throw new Error(instructions(complaints));
}

function installedChromium(probes: ChromiumProbes): FoundChromium | undefined {
  const path = installed[probes.platform]?.find((one) => probes.exists(one));
  return path === undefined ? undefined : { executablePath: path, env: {}, from: 'the system' };
}

function instructions(complaints: readonly string[]): string {
  return [
    'there is no Chromium for the tests in the browser',
    ...complaints.map((complaint) => `  (${complaint})`),
    '  what to do, any of these:',
    '  - install Chromium or Google Chrome as you usually install programs',
    '  - npx playwright-core install chromium',
    '  - set CHROME_PATH to the browser you have',
    '  - npm test -- --no-browser, to leave these tests out',
  ].join('\n');
}

const thisMachine: ChromiumProbes = {
  platform: process.platform,
  arch: process.arch,
  env: process.env,
  exists: existsSync,
  playwrightPath() {
    try {
      return chromium.executablePath();
    } catch {
      return undefined;
    }
  },
  unpackPackaged: packagedChromium,
  mayInstall: () => process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get'),
  install() {
    process.stderr.write('installing Chromium with apt-get, for the tests in the browser ...\n');
    const apt = (...args: string[]) =>
      spawnSync('apt-get', ['-q', '-y', ...args], {
        stdio: ['ignore', process.stderr, process.stderr],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        timeout: 300_000,
      }).status === 0;
    return apt('update') && apt('install', '--no-install-recommends', 'chromium');
  },
};
