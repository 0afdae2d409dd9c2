import { describe, expect, it } from 'vitest';
import { type ChromiumProbes, findChromium } from './find-chromium.js';

/** A machine that has nothing, except what is given. */
function machine(has: Partial<ChromiumProbes> & { readonly files?: readonly string[] } = {}): ChromiumProbes {
  const { files = [], ...probes } = has;
  return {
    platform: 'linux',
    arch: 'x64',
    env: {},
    exists: (path) => files.includes(path),
    playwrightPath: () => '/home/me/.cache/ms-playwright/chromium-1/chrome',
    unpackPackaged: async () => undefined,
    mayInstall: () => false,
    install: () => false,
    ...probes,
  };
}

const packaged = { executablePath: '/cache/chromium', env: { LD_LIBRARY_PATH: '/cache/al2023/lib' } };
const everything = {
  env: { CHROME_PATH: '/opt/my-chrome' },
  files: ['/opt/my-chrome', '/usr/bin/chromium', '/home/me/.cache/ms-playwright/chromium-1/chrome'],
  unpackPackaged: async () => packaged,
  mayInstall: () => true,
  install: () => {
    throw new Error('nothing may be installed where there is a Chromium');
  },
};

describe('findChromium', () => {
  it('takes the places in order: CHROME_PATH, installed, downloaded by Playwright, packaged', async () => {
    const pathFor = async (has: Parameters<typeof machine>[0]) => (await findChromium(machine(has))).executablePath;
    expect(await pathFor(everything)).toBe('/opt/my-chrome');
    expect(await pathFor({ ...everything, env: {} })).toBe('/usr/bin/chromium');
    const downloaded = everything.files.slice(2);
    expect(await pathFor({ ...everything, env: {}, files: downloaded })).toBe(downloaded[0]);
    expect(await findChromium(machine({ ...everything, env: {}, files: [] }))).toEqual({
      ...packaged,
      from: 'the npm package @sparticuz/chromium',
    });
  });

  it('does not take another browser when CHROME_PATH names one that is not there', async () => {
    const probes = machine({ ...everything, env: { CHROME_PATH: '/opt/mistyped' } });
    await expect(findChromium(probes)).rejects.toThrow('/opt/mistyped');
  });

  it('knows the places of macOS, and does not unpack a Linux program there', async () => {
    const edge = '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
    const mac = { platform: 'darwin', arch: 'arm64', unpackPackaged: async () => packaged } as const;
    expect((await findChromium(machine({ ...mac, files: [edge] }))).executablePath).toBe(edge);
    await expect(findChromium(machine(mac))).rejects.toThrow('there is no Chromium');
  });

  it('installs one as the last resort, where it may', async () => {
    const files: string[] = [];
    const probes = machine({
      exists: (path) => files.includes(path),
      mayInstall: () => true,
      install: () => files.push('/usr/bin/chromium') > 0,
    });
    expect(await findChromium(probes)).toEqual({
      executablePath: '/usr/bin/chromium',
      env: {},
      from: 'apt-get install chromium',
    });
  });

  it('fails with what went wrong and what to do', async () => {
    const probes = machine({
      unpackPackaged: () => Promise.reject(new Error('the disk is full')),
      mayInstall: () => true,
    });
    await expect(findChromium(probes)).rejects.toThrow(
      /the disk is full[\s\S]*apt-get[\s\S]*CHROME_PATH[\s\S]*--no-browser/,
    );
  });
});
