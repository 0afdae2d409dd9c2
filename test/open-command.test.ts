/** `interphase open` as a command, and the results that its server makes. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openServerFolder } from '../app/src/platform/server-folder.js';
import { interphase, root } from './built.js';
import { expectError } from './cli-scratch.js';
import { useCommandHost } from './command-host.js';
import { type OpenedServer, openServer, openWith } from './open-server.js';
import { app, ask, folder, server, serveStudy, statusOf, study } from './served-study.js';

serveStudy();
const command = useCommandHost();

describe('results', { timeout: 120_000 }, () => {
  const place = join(folder, 'reference');
  const results = join(place, 'results');
  let own: OpenedServer;
  // Two analyses of the reference study, one of which needs the other.
  const text = `title: Two of the reference study
samples:
  pellet: { composition: Na3Zr2Si2PO12, thickness: 1.00(2) mm, diameter: 12.0(1) mm }
analyses:
  conductivity:
    technique: impedance
    sample: pellet
    recordings: raw/conductivity/nzsp-{temperature:degC}C.mpt
    circuit: L0-R0-p(R1,CPE1)-CPE2
  polarization: { technique: polarization, sample: pellet, recordings: raw/polarization/steps.mpt }
document:
  items:
    - figure: S2
      panels: [conductivity.nyquist, conductivity.arrhenius]
      caption: The activation energy is {conductivity.activationEnergy}.
`;
  beforeAll(async () => {
    for (const path of ['conductivity', 'polarization']) {
      const raw = join('raw', path);
      cpSync(join(root, 'examples', 'reference-study', raw), join(place, raw), { recursive: true });
    }
    writeFileSync(join(place, 'raw', 'conductivity', 'notes.txt'), 'nobody asks for it');
    writeFileSync(join(place, 'study.yaml'), text);
    own = await openServer(folder, 'reference', '--app', app);
  }, 60_000);
  afterAll(async () => {
    await own.interrupt();
    rmSync(place, { recursive: true, force: true });
  });
  afterEach(() => {
    for (const path of ['results', '.interphase']) rmSync(join(place, path), { recursive: true, force: true });
  });
  const run = () => ask('POST', '/api/results', {}, own);

  it('end with whoever asked for them, and are made one at a time', async () => {
    const headers = { Authorization: `Bearer ${own.token}` };
    const asking = request({
      port: own.port,
      host: '127.0.0.1',
      path: '/api/results',
      method: 'POST',
      headers,
      agent: false,
    });
    asking.on('error', () => undefined);
    const first = new Promise<string>((resolve) => {
      asking.on('response', (answer) => {
        answer.on('error', () => undefined);
        answer.once('data', (data) => resolve(String(data)));
      });
    });
    asking.end();
    expect(await first).toContain('{"analyses":["conductivity",');
    expect((await run()).status).toBe(409);
    asking.destroy();
    await vi.waitFor(async () => expect(await statusOf('HEAD', '/api/info', {}, own)).toBe(200));
    // The next run starts as soon as the one that was broken off has ended, and that one wrote nothing.
    await vi.waitFor(
      async () => {
        symlinkSync('nowhere', results);
        try {
          expect((await run()).status).toBe(403);
        } finally {
          rmSync(results);
        }
      },
      { timeout: 60_000, interval: 200 },
    );
    expect(existsSync(results)).toBe(false);
  });

  it('are those of `interphase run`, told line by line', async () => {
    const [base, token] = own.output().stdout.trim().split('#token=');
    const steps: (readonly [number, string])[] = [];
    const opened = await openServerFolder(base!, token!);
    await opened.saveResults!(
      (share, doing) => steps.push([share, doing]),
      () => expect.unreachable('the server makes the files'),
    );
    expect(steps.length).toBeGreaterThan(4);
    const shares = steps.map(([share]) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(steps.at(-1)).toEqual([1, 'results/report.html written']);

    expect(interphase(folder, 'run', 'reference', '--out', 'typed').code).toBe(0);
    const files = (of: string) => readdirSync(of, { recursive: true, encoding: 'utf8' }).sort();
    const typed = join(folder, 'typed');
    expect(files(results)).toEqual(files(typed));
    for (const path of ['report.html', join('analyses', 'conductivity.json'), join('figures', 'S2.svg')]) {
      expect(readFileSync(join(results, path), 'utf8') === readFileSync(join(typed, path), 'utf8'), path).toBe(true);
    }
    rmSync(typed, { recursive: true });

    // A second run takes everything from the cache, and replaces what the first one wrote.
    const again = (await run()).body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(again[0].analyses).toContain('conductivity');
    expect(again.filter(({ state }) => state === 'cached')).toHaveLength(again[0].analyses.length);
    expect(again.at(-1)).toMatchObject({ report: 'results/report.html', failures: [] });
    expect(again.at(-1).findings).toContainEqual(expect.objectContaining({ code: 'unused-files' }));
  });

  it('are not written through links, nor over what is not ours, nor for a study with mistakes', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    for (const path of ['results', 'results/figures', 'results/report.html', '.interphase', '.interphase/cache']) {
      mkdirSync(join(place, path, '..'), { recursive: true });
      symlinkSync(elsewhere, join(place, path));
      const refused = await run();
      expect([refused.status, JSON.parse(refused.body).where.file], path).toEqual([403, path]);
      rmSync(join(place, path));
    }
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, 'report.html'), 'mine');
    expect((await run()).status).toBe(403);
    expect(readFileSync(join(results, 'report.html'), 'utf8')).toBe('mine');
    expect(readdirSync(elsewhere)).toEqual([]);
    rmSync(elsewhere, { recursive: true });

    writeFileSync(join(place, 'study.yaml'), text.replace('samples:', 'sampels:'));
    const wrong = await run();
    expect([wrong.status, JSON.parse(wrong.body).code]).toEqual([422, 'invalid-study']);
    rmSync(join(place, 'study.yaml'));
    expect((await run()).status).toBe(404);
    writeFileSync(join(place, 'study.yaml'), text);
  });

  it('do not keep Ctrl-C waiting', async () => {
    const one = await openServer(folder, 'reference', '--app', app);
    const asking = one.ask('POST', '/api/results').catch(() => undefined);
    await vi.waitFor(async () => expect((await one.ask('POST', '/api/results')).status).toBe(409));
    expect(await one.interrupt()).toBe(0);
    await asking;
    expect(existsSync(results)).toBe(false);
  });
});

describe('the command', { timeout: 60_000 }, () => {
  it('prints the address and nothing else, each time with another token, and ends with Ctrl-C', async () => {
    const [one, two] = await Promise.all([
      openServer(study, '--app', app),
      openServer(folder, 'study/study.yaml', '--app', app),
    ]);
    expect(one.token).not.toBe(two.token);
    expect((await one.ask('GET', '/api/info', { token: two.token })).status).toBe(401);
    expect(JSON.parse((await two.ask('GET', '/api/info')).body).name).toBe('study');
    expect(one.output().stdout.split('\n')).toHaveLength(2);
    expect(one.output().stderr).toMatch(/^the workbench on .*Ctrl-C ends it\n$/);
    expect(await Promise.all([one.interrupt(), two.interrupt()])).toEqual([0, 0]);
  });

  it('takes the port it is told', async () => {
    const taken = interphase(folder, 'open', 'study', '--no-browser', '--app', app, '--port', String(server.port));
    expectError(taken, 1, /another program listens on port \d+/, /--port/);
    for (const port of ['x', '-1', '65536']) {
      expectError(
        await command(folder, 'open', 'study', '--no-browser', `--port=${port}`),
        2,
        /--port takes/,
        /--port 8123/,
      );
    }
  });

  it('says what it cannot open', async () => {
    const open = (...args: string[]) => command(folder, 'open', '--no-browser', ...args);
    expectError(await open('no', '--app', app), 1, /no: there is no such folder/, /folder of a study/);
    expectError(await open('secret', '--app', app), 2, /secret: this is no folder/, /interphase open \./);
    expectError(await open('study', '--app', 'no'), 1, /the workbench is not built yet/, /npm run build:app/);
    expectError(await open('study', '--app', 'study'), 1, /the workbench is not built yet/, /npm run build:app/);
  });

  it('opens a folder of raw files', async () => {
    rmSync(join(study, 'study.yaml'));
    const one = await openServer(study, '.', '--app', app);
    const { files } = JSON.parse((await one.ask('GET', '/api/files')).body);
    expect(files.map(({ path }: { path: string }) => path)).toEqual(['inside.csv', 'raw/a b.csv']);
    expect(await one.interrupt()).toBe(0);
  });

  it.skipIf(process.platform !== 'linux')('opens the browser, and goes on without one (linux: xdg-open)', async () => {
    const programs = join(folder, 'programs');
    mkdirSync(programs);
    const opener = join(programs, 'xdg-open');
    writeFileSync(opener, `#!/bin/sh\necho "$1" > "${programs}/opened"\nexit 3\n`, { mode: 0o755 });
    // First one that fails, then none at all.
    for (let times = 0; times < 2; times++) {
      const one = await openWith(folder, { PATH: programs }, 'study', '--app', app);
      await vi.waitFor(() => expect(one.output().stderr).toMatch(/\nno browser could be opened; .*by hand\n$/));
      if (existsSync(opener)) expect(readFileSync(join(programs, 'opened'), 'utf8')).toBe(one.output().stdout);
      rmSync(opener, { force: true });
      expect((await one.ask('GET', '/api/info')).status).toBe(200);
      expect(await one.interrupt()).toBe(0);
    }
    rmSync(programs, { recursive: true });
  });

  it('told nobody of a mistake of its own in all this', () => {
    expect(server.output().stderr).toMatch(/^the workbench on .*\n$/);
    expect(server.child.exitCode).toBeNull();
  });
});
