/** Drives the built program as a user does: what it answers, where it writes, and how it fails. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectError, useScratch } from './cli-scratch.js';
import { pelletTruth, spectrumCsv } from './synthetic-spectrum.js';

const circuit = 'R0-p(R1,CPE1)-CPE2';

const scratch = useScratch();
const { write, run, start, files } = scratch;

describe('help and usage', () => {
  it('lists every command and technique with one line each', async () => {
    const { code, stdout, stderr } = await run('--help');
    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const name of ['run', 'read', 'new', 'verify', 'simulate', 'impedance, eis']) {
      expect(stdout).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
    }
  });

  it.each(['run', 'read', 'new', 'verify', 'simulate', 'impedance', 'eis'])(
    '%s --help has an example',
    async (name) => {
      const { code, stdout } = await run(name, '--help');
      expect(code).toBe(0);
      expect(stdout).toMatch(/Examples?:\n {2}interphase \S/);
    },
  );

  it('makes flags from the schema, with defaults and choices', async () => {
    const { stdout } = await run('eis', '--help');
    expect(stdout).toMatch(/--circuit <text>/);
    expect(stdout).toMatch(/--thickness <quantity>/);
    expect(stdout).toMatch(/--no-kramers-kronig/);
    expect(stdout).toMatch(/choices: "modulus", "unit"/);
  });

  it('says its version', () => {
    const { code, stdout, stderr } = start('--version');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('ends with 2 for wrong usage and 1 for a file that cannot be read', () => {
    expectError(start('eiss', 'a.csv'), 2, /unknown command 'eiss'/, /did you mean eis\?/);
    expectError(start('eis', 'a.csv'), 1, /a\.csv: there is no such file/, /./);
  });

  it.each([
    [['eiss', 'a.csv'], /unknown command 'eiss'/, /did you mean eis\?/],
    [['eis', 'a.csv', '--circut', circuit], /unknown option '--circut'/, /did you mean --circuit\?/],
    [['eis'], /missing required argument 'files'/, /interphase impedance --help/],
    [['eis', 'a.csv', '--weighting', 'modulsu'], /'modulsu' is invalid.*modulus/, /--help/],
    [['eis', 'a.csv', '--min-frequency', '1Hz'], /--min-frequency takes a number, not "1Hz"/, /without a unit/],
    [['eis', 'a.csv', '--thickness', '1.18'], /--thickness: "1\.18" has no unit/, /1\.18 mm/],
    [['eis', 'a.csv', '--thickness', '3 mg'], /--thickness: "3 mg" is a mass/, /length/],
    [['eis', 'a.csv', '--thickness', '0 mm'], /--thickness: .*more than zero/, /measured value/],
    [['eis', 'a.csv', '--diameter', '10.2 mm', '--area', '0.785 cm^2'], /--area: .*makes an area of/, /only one/],
    [['eis', 'a.csv', 'b.csv', 'a.csv'], /named twice/, /once/],
    [
      ['eis', 'a-25C.csv', '--conditions', 'b-{temperature}C'],
      /--conditions: .*does not fit a-25C/,
      /without its extension/,
    ],
    [['eis', 'a.csv', '--condition-column', 'Temperature/C'], /not "Temperature\/C"/, /temperature=Temperature\/C/],
    [
      ['eis', 'a-25C.csv', '--conditions', 'a-{temperature}C', '--condition-column', 'temperature=T'],
      /--condition-column: .*given twice/,
      /one way/,
    ],
    [['read', 'a.csv', '--json', '--csv', 'b.csv'], /exclude each other/, /one of the two/],
    [['run', '.', '--on', 'slurm'], /slurm/, /--on local/],
    [['run', '.', '--jobs', 'many'], /--jobs takes a whole number/, /--jobs 2/],
  ])('%j is wrong usage', async (args, message, hint) => {
    expectError(await run(...args), 2, message, hint);
    expect(files()).toEqual([]);
  });
});

describe('one analysis', () => {
  it('answers in pure JSON', async () => {
    write({ 'pellet-25C.csv': spectrumCsv() });
    const args = ['--circuit', circuit, '--thickness', '1.18(2) mm', '--diameter', '10.2(1) mm'];
    const { code, stdout, stderr } = await run(
      'eis',
      'pellet-25C.csv',
      ...args,
      '--conditions',
      'pellet-{temperature}C',
      '--json',
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({
      technique: 'impedance',
      series: [{ label: 'pellet-25C', conditions: { temperature: { value: 25, unit: 'degC' } } }],
      provenance: { inputs: [{ name: 'pellet-25C.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] },
    });
    const { R0, R1, conductivity } = answer.series[0].quantities;
    expect((R0.value + R1.value) / (pelletTruth.r0 + pelletTruth.r1)).toBeCloseTo(1, 2);
    expect(conductivity.value / (0.118 / (200 * Math.PI * 0.51 ** 2))).toBeCloseTo(1, 2);
    expect(conductivity).toMatchObject({ unit: 'S/cm', sigma: expect.any(Number) });
    expect(answer.provenance.options).toMatchObject({ circuit });
    expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('takes a condition from a column of the files, and its digits stand', async () => {
    const [header, ...rows] = spectrumCsv().trimEnd().split('\n');
    const warmed = rows.map((row, index) => `${row},${index % 2 === 0 ? 24.5 : 25.5}`);
    write({ 'a.csv': `${[`${header},Temperature/C`, ...warmed].join('\n')}\n` });
    const args = ['eis', 'a.csv', '--circuit', circuit, '--condition-column', 'temperature=Temperature/C', '--json'];
    const { code, stdout } = await run(...args);
    expect(code).toBe(0);
    const { temperature } = JSON.parse(stdout).series[0].conditions;
    expect(temperature).toMatchObject({ value: expect.closeTo(25, 9), unit: 'degC' });
    expect(temperature.sigma).toBeCloseTo(0.5 * Math.sqrt(50 / 49), 9);
    write({ 'a.json': stdout });
    expect(await run('verify', 'a.json')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('every digit stands'),
    });

    const missing = await run('eis', 'a.csv', '--condition-column', 'temperature=Temperatur/C');
    expectError(missing, 1, /a\.csv.*no column "Temperatur\/C".*Temperature\/C/s, /did you mean "Temperature\/C"/);
    const twice = await run(
      'eis',
      'a.csv',
      '--condition-column',
      'temperature=T',
      '--condition-column',
      'temperature=U',
    );
    expectError(twice, 2, /column of temperature twice/, /one column/);
  });

  it('answers people with units and uncertainties', async () => {
    write({ 'a.csv': spectrumCsv(), 'b.csv': spectrumCsv({ ...pelletTruth, r1: 320 }) });
    const { code, stdout } = await run('eis', 'a.csv', 'b.csv', '--circuit', circuit);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^impedance, 2 recordings\n/);
    expect(stdout).toMatch(/\bRtotal +\d+\.\d+\(\d+\) Ω +\d+\.\d+\(\d+\) Ω\n/);
  });

  it('writes report, figures and tables with --out, and JSON beside them', async () => {
    write({ 'a.csv': spectrumCsv() });
    const { code, stdout } = await run('eis', 'a.csv', '--circuit', circuit, '--out', 'out', '--json');
    expect(code).toBe(0);
    JSON.parse(stdout);
    const written = files().filter((path) => path.startsWith('out'));
    expect(written.some((path) => path.endsWith('.html'))).toBe(true);
    expect(written.some((path) => path.endsWith('.svg'))).toBe(true);
    expect(written.some((path) => path.endsWith('.csv'))).toBe(true);
    expect(readdirSync(scratch.folder).sort()).toEqual(['a.csv', 'out']);
  });

  it('gives the same bytes in two processes and beside other commands', async () => {
    write({ 'a.csv': spectrumCsv() });
    const args = ['eis', 'a.csv', '--circuit', circuit, '--json'];
    const first = start(...args);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(start(...args)).toEqual(first);
    expect(await run(...args)).toEqual(first);
  });
});

describe('bad input', () => {
  const garbage = Uint8Array.from({ length: 4096 }, (_, i) => (i * i * 31 + i * 17 + 5) & 255);

  it.each<[string, Record<string, string | Uint8Array>, RegExp, RegExp]>([
    ['absent', { 'spectrum.csv': 'x' }, /bad\.csv: there is no such file/, /spectrum\.csv/],
    ['empty', { 'bad.csv': '' }, /bad\.csv: /, /./],
    ['binary garbage', { 'bad.csv': garbage }, /bad\.csv/, /./],
    ['text garbage', { 'bad.csv': 'lorem ipsum\ndolor sit amet\n' }, /bad\.csv/, /./],
    ['a header without rows', { 'bad.csv': 'frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm\n' }, /bad\.csv/, /./],
    ['columns without units or meaning', { 'bad.csv': spectrumCsv(pelletTruth, 'a,b,c') }, /bad\.csv/, /./],
    [
      'of another technique',
      {
        'bad.csv': `time/s,Ewe/V,I/mA\n${Array.from({ length: 50 }, (_, i) => `${i},0.1,${1 / (i + 1)}`).join('\n')}\n`,
      },
      /bad\.csv/,
      /./,
    ],
  ])('a file that is %s is one clear error, and nothing is written', async (_, given, message, hint) => {
    write(given);
    const before = files();
    expectError(await run('eis', 'bad.csv', '--circuit', circuit, '--out', 'out', '--json'), 1, message, hint);
    expect(files()).toEqual(before);
    expect(existsSync(join(scratch.folder, 'out'))).toBe(false);
  });

  it('a circuit that cannot be read is wrong usage', async () => {
    write({ 'a.csv': spectrumCsv() });
    expectError(await run('eis', 'a.csv', '--circuit', 'R0-p(R1,CPE1'), 2, /circuit, character 13/, /p\(R1,CPE1\)/);
  });

  it('a folder in place of a file', async () => {
    write({ 'raw/a.csv': spectrumCsv() });
    expectError(await run('read', 'raw'), 1, /raw: this is a folder/, /name the files in it/);
  });
});

describe('read', () => {
  it('tells format, columns, units, rows and range', async () => {
    write({ 'a.csv': spectrumCsv() });
    const { code, stdout } = await run('read', 'a.csv');
    expect(code).toBe(0);
    expect(stdout).toMatch(/50 rows/);
    expect(stdout).toMatch(/frequency +Hz +frequency +0\.1 +1e6/);
  });

  it('gives every value in JSON', async () => {
    write({ 'a.csv': spectrumCsv() });
    const recording = JSON.parse((await run('read', 'a.csv', '--json')).stdout);
    expect(recording.tables[0]).toMatchObject({ rows: 50 });
    expect(recording.tables[0].columns[0]).toMatchObject({ unit: 'Hz', kind: 'frequency', max: 1e6 });
    expect(recording.tables[0].columns[0].values).toHaveLength(50);
  });

  it('writes CSV that it reads back', async () => {
    write({ 'a.csv': spectrumCsv() });
    expect((await run('read', 'a.csv', '--csv', 'b.csv')).code).toBe(0);
    const [a, b] = [await run('read', 'a.csv', '--json'), await run('read', 'b.csv', '--json')].map(({ stdout }) =>
      JSON.parse(stdout),
    );
    expect(b.tables[0].columns.map((column: { values: number[] }) => column.values)).toEqual(
      a.tables[0].columns.map((column: { values: number[] }) => column.values),
    );
  });
});

const studyYaml = `title: A small study
samples:
  pellet: { composition: Na3Zr2Si2PO12, thickness: 1.00(2) mm, diameter: 12.0(1) mm }
analyses:
  conductivity:
    technique: impedance
    sample: pellet
    recordings: raw/nzsp-{temperature:degC}.csv
    circuit: ${circuit}
document:
  items:
    - figure: S2
      panels: [conductivity.nyquist, conductivity.arrhenius]
      caption: The activation energy is {conductivity.activationEnergy}.
`;

/** Spectra whose conductivity obeys ln(sigma T) with 0.31 eV. */
function writeStudy(yaml = studyYaml): void {
  const boltzmannEv = 8.617333262e-5;
  const raw: Record<string, string> = { 'study/study.yaml': yaml };
  for (const celsius of [25, 40, 60, 80]) {
    const kelvin = celsius + 273.15;
    const scale = (kelvin / 298.15) * Math.exp((0.31 / boltzmannEv) * (1 / kelvin - 1 / 298.15));
    raw[`study/raw/nzsp-${celsius}.csv`] = spectrumCsv({ ...pelletTruth, r0: 40 * scale, r1: 160 * scale });
  }
  write(raw);
}

/** The study with its results. */
const runStudy = () =>
  scratch.begin('a study that was run', () => {
    writeStudy();
    return run('run', 'study');
  });

describe('run and verify', () => {
  it('runs a study into a report, and every digit of it stands', () => {
    writeStudy();
    const { code, stderr, stdout } = start('run', 'study');
    expect(stderr).toMatch(/conductivity done/);
    expect(code).toBe(0);
    expect(stdout).toMatch(/results/);
    const html = readFileSync(join(scratch.folder, 'study/results/report.html'), 'utf8');
    expect(html).toContain('A small study');
    expect(html).toMatch(/activation energy is 0\.31/);

    const verified = start('verify', 'study/results');
    expect(verified.stderr).not.toMatch(/error/);
    expect(verified.code).toBe(0);
  });

  it('takes from the cache what has not changed, and gives the same bytes', async () => {
    await runStudy();
    const first = readFileSync(join(scratch.folder, 'study/results/report.html'), 'utf8');
    const again = await run('run', 'study');
    expect(again.stderr).toMatch(/conductivity done \(from the cache\)/);
    expect(readFileSync(join(scratch.folder, 'study/results/report.html'), 'utf8')).toBe(first);
  });

  it('sees a raw file that was changed after the run', async () => {
    await runStudy();
    write({ 'study/raw/nzsp-40.csv': spectrumCsv({ ...pelletTruth, r1: 100 }) });
    const { code, stdout, stderr } = await run('verify', 'study/results');
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(/nzsp-40\.csv/);
  });

  it('finishes what it can and ends with 1', async () => {
    writeStudy(
      studyYaml.replace(
        'document:',
        `  broken:\n    technique: impedance\n    recordings: raw/broken.csv\n    circuit: ${circuit}\ndocument:`,
      ),
    );
    write({ 'study/raw/broken.csv': '' });
    const { code, stderr } = await run('run', 'study');
    expect(code).toBe(1);
    expect(stderr).toMatch(/broken FAILED/);
    expect(stderr).toMatch(/conductivity done/);
    expect(readFileSync(join(scratch.folder, 'study/results/report.html'), 'utf8')).toContain('raw/broken.csv');
  });

  it('answers in pure JSON', async () => {
    writeStudy();
    const { code, stdout, stderr } = await run('run', 'study', '--json', '--out', 'elsewhere');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ title: 'A small study' });
    expect(existsSync(join(scratch.folder, 'elsewhere/report.html'))).toBe(true);
    expect(existsSync(join(scratch.folder, 'study/results'))).toBe(false);
  });

  it('points at a typo in study.yaml with line, column and what was meant, and writes nothing', async () => {
    writeStudy(studyYaml.replace('diameter:', 'diametre:'));
    const before = files();
    expectError(await run('run', 'study'), 1, /study\.yaml:3:64.*diametre/, /./);
    expect((await run('run', 'study')).stderr).toContain('diameter');
    expect(files()).toEqual(before);
  });

  it('refuses an impossible geometry at its place', async () => {
    writeStudy(studyYaml.replace('1.00(2) mm', '0 mm'));
    const before = files();
    expectError(await run('run', 'study'), 1, /study\.yaml:3:\d+.*more than zero/, /./);
    expect(files()).toEqual(before);
  });

  it('runs only what is asked for', async () => {
    writeStudy();
    expectError(await run('run', 'study', '--only', 'conductivty'), 2, /no analysis "conductivty"/, /conductivity/);
    expect((await run('run', 'study', '--only', 'conductivity')).code).toBe(0);
  });
});

describe('new', () => {
  it('makes a study.yaml that runs, and never replaces one', async () => {
    writeStudy();
    rmSync(join(scratch.folder, 'study/study.yaml'));
    expect((await run('new', 'study')).code).toBe(0);
    const made = readFileSync(join(scratch.folder, 'study/study.yaml'), 'utf8');
    expect(made).toMatch(/^ {4}recordings: raw\/nzsp-\{\w+(:\w+)?\}\.csv/m);
    const ran = await run('run', 'study');
    expect(ran.stderr).not.toMatch(/FAILED/);
    expect(ran.code).toBe(0);
    expectError(await run('new', 'study'), 1, /study\.yaml/, /./);
    expect(readFileSync(join(scratch.folder, 'study/study.yaml'), 'utf8')).toBe(made);
  });
});

describe('simulate', () => {
  it('says where a truth.yaml is wrong', async () => {
    write({ 'study/truth.yaml': '- technique: impedance\n  into: raw\n  sed: 1\n  truth: {}\n' });
    expectError(await run('simulate', 'study'), 1, /truth\.yaml:3:3.*"sed".*seed/, /./);
    expect(files()).toEqual(['study/truth.yaml']);
  });

  it('writes nothing outside of the study', async () => {
    write({ 'study/truth.yaml': '- technique: impedance\n  into: ../raw\n  seed: 1\n  truth: {}\n' });
    expectError(await run('simulate', 'study'), 1, /leads out of the study/, /inside/);
    expect(files()).toEqual(['study/truth.yaml']);
  });
});
