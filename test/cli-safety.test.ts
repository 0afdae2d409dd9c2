/** What the command line must never do: destroy files, hang, guess what was meant, or let a change pass unseen. */
import { appendFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command } from './built.js';
import { expectError, useScratch } from './cli-scratch.js';
import { spectrumCsv } from './synthetic-spectrum.js';

const circuit = 'R0-p(R1,CPE1)-CPE2';
const scratch = useScratch();
const { write, run, files } = scratch;
const inFolder = (path: string) => join(scratch.folder, path);

describe('read --csv', () => {
  it('never replaces the file it reads, under no name and not with --force', async () => {
    write({ 'a.csv': spectrumCsv() });
    symlinkSync('a.csv', inFolder('link.csv'));
    linkSync(inFolder('a.csv'), inFolder('hard.csv'));
    for (const target of ['a.csv', './a.csv', 'link.csv', 'hard.csv']) {
      const outcome = await run('read', 'a.csv', '--csv', target, '--force');
      expectError(outcome, 1, /this is the file that is read/, /another name/);
    }
    expect(readFileSync(inFolder('a.csv'), 'utf8')).toBe(spectrumCsv());
  });

  it('replaces another file only with --force', async () => {
    write({ 'a.csv': spectrumCsv(), 'b.csv': 'mine' });
    expectError(await run('read', 'a.csv', '--csv', 'b.csv'), 1, /b\.csv: this file is already there/, /--force/);
    expect(readFileSync(inFolder('b.csv'), 'utf8')).toBe('mine');
    expect((await run('read', 'a.csv', '--csv', 'b.csv', '--force')).code).toBe(0);
    expect(readFileSync(inFolder('b.csv'), 'utf8')).toMatch(/^frequency/);
    expectError(await run('read', 'a.csv', '--force'), 2, /--force needs --csv/, /--csv FILE/);
  });

  it('makes no folders and replaces none', async () => {
    write({ 'a.csv': spectrumCsv(), 'folder/x': '' });
    expectError(await run('read', 'a.csv', '--csv', 'no/b.csv'), 1, /no\/b\.csv: the folder is not there/, /make it/);
    expectError(await run('read', 'a.csv', '--csv', 'folder', '--force'), 1, /folder: .*not a regular file/, /another/);
    expect(files()).toEqual(['a.csv', 'folder/x']);
  });
});

describe.skipIf(process.platform === 'win32')('what is no regular file', () => {
  it('is refused before it can block: a pipe, a device', async () => {
    command(scratch.folder, 'mkfifo', 'pipe.csv');
    for (const path of ['pipe.csv', '/dev/zero']) {
      for (const args of [
        ['read', path],
        ['eis', path],
        ['verify', path],
        ['run', path],
      ]) {
        expectError(await run(...args), 1, /is not a regular file/, /to a file/);
      }
    }
  });
});

describe('--out', () => {
  it.each([
    ['a.csv', /a\.csv: a file stands where a folder is needed/],
    ['a.csv/deep/out', /a\.csv\/deep\/out: a file stands where a folder is needed/],
    ['taken', /taken\/results\.json: Interphase did not write this file/],
  ])('%s is refused before anything is computed', async (out, message) => {
    write({ 'a.csv': spectrumCsv(), 'taken/results.json': 'mine' });
    // Its input is not there either: only a check that comes before the analysis can speak of the folder.
    expectError(await run('eis', 'absent.csv', '--out', out), 1, message, /choose another/);
    expect(files()).toEqual(['a.csv', 'taken/results.json']);
  });

  it.skipIf(!existsSync('/proc/self'))('does not hang where no folder can be made', async () => {
    write({ 'a.csv': spectrumCsv() });
    const outcome = await run('eis', 'a.csv', '--circuit', circuit, '--out', '/proc/x/y');
    expectError(outcome, 1, /^error: \/proc\/x\/y: (it cannot be written|you may not write)/, /choose another place/);
    expect(outcome.stderr).not.toMatch(/tmp-|interphase-try/);
  });

  it('may be a folder that is there, also the one it runs in', async () => {
    write({ 'a.csv': spectrumCsv() });
    expect((await run('eis', 'a.csv', '--circuit', circuit, '--out', '.')).code).toBe(0);
    expect(files()).toEqual(expect.arrayContaining(['.interphase-files.json', 'a.csv', 'report.html']));
    expect(files().filter((path) => path.includes('tmp-'))).toEqual([]);
  });
});

describe('flags', () => {
  it.each([
    [['eis', 'a.csv', '--out', '--json'], /--out takes a value, but "--json" follows it/, /--out <folder>/],
    [['read', 'a.csv', '--csv', '--json'], /--csv takes a value/, /--csv <file>/],
    [['run', '.', '--out', '--watch'], /--out takes a value/, /--out <folder>/],
    [['eis', 'a.csv', '--circuit', '--json'], /--circuit takes a value/, /--circuit/],
    [['eis', 'a.csv', '--thickness', '1 mm', '--thickness', '2 mm'], /--thickness is given twice/, /once/],
    [['eis', 'a.csv', '--circuit', 'R0', '--circuit', 'R1'], /--circuit is given twice/, /once/],
    [['run', '.', '--jobs', '1', '--jobs', '2'], /--jobs is given twice/, /once/],
    [['eis', 'a.csv', './a.csv'], /\.\/a\.csv: this file is named twice/, /once/],
    [['eis', 'a.csv', '--diameter', '1 nm'], /--diameter: .*which no sample has/, /unit/],
  ])('%j is wrong usage', async (args, message, hint) => {
    write({ 'a.csv': spectrumCsv() });
    expectError(await run(...args), 2, message, hint);
    expect(files()).toEqual(['a.csv']);
  });

  it('that add up may still be repeated', async () => {
    const outcome = await run('run', '.', '--only', 'a', '--only', 'b');
    expectError(outcome, 1, /no study\.yaml/, /interphase new/);
  });
});

describe('verify', () => {
  const writeResults = () =>
    scratch.begin('results of an analysis', () => {
      write({ 'a.csv': spectrumCsv() });
      return run('eis', 'a.csv', '--circuit', circuit, '--out', 'out');
    });

  it('sees every file that was changed or removed since', async () => {
    await writeResults();
    expect((await run('verify', 'out')).code).toBe(0);

    appendFileSync(inFolder('out/report.html'), ' ');
    const svg = files().find((path) => path.endsWith('.svg'))!;
    rmSync(inFolder(svg));
    const { code, stdout } = await run('verify', 'out');
    expect(code).toBe(1);
    expect(stdout).toContain('report.html was changed after it was written\n');
    expect(stdout).toContain(`${svg.slice('out/'.length)} was written, and is no longer there\n`);
    expect(stdout).toMatch(/^impedance: stands/);
    expect(stdout).toMatch(/NOT every digit stands: out\n$/);
    expect(JSON.parse((await run('verify', 'out/results.json', '--json')).stdout)).toMatchObject({
      stands: false,
      files: { changed: ['report.html'], missing: [svg.slice('out/'.length)] },
    });
  });

  it('says what it cannot know when the list of files is gone', async () => {
    await writeResults();
    rmSync(inFolder('out/.interphase-files.json'));
    const { code, stderr } = await run('verify', 'out');
    expect(code).toBe(0);
    expect(stderr).toMatch(/is not known/);
  });
});

describe('new', () => {
  it('refuses a folder without recordings, and a file', async () => {
    mkdirSync(inFolder('empty'));
    write({ 'notes/a.txt': 'lorem ipsum\n' });
    expectError(await run('new', 'empty'), 1, /empty: there are no raw files/, /raw files/);
    expectError(await run('new', 'notes'), 1, /notes: no technique knows what to do with the one file/, /raw files/);
    expectError(await run('new', 'notes/a.txt'), 1, /notes\/a\.txt: this is a file, not a folder/, /name the folder/);
    expect(files()).toEqual(['notes/a.txt']);
  });
});
