/** Options that rule the fit, through the whole analysis: constraints, joint fits, choice of the circuit. */
import { describe, expect, it } from 'vitest';
import {
  analyse,
  findingsOf,
  pelletSample,
  pelletTruth,
  readText,
  simulatedRecordings,
  type Truth,
} from './test-support/simulated-recordings.js';

const one: Truth = { ...pelletTruth, files: [{ name: 'pellet.csv' }] };
const { circuit } = pelletTruth;

describe('constraints', () => {
  it('holds what is fixed, says so, and knows the rest better', async () => {
    const recordings = await simulatedRecordings(one);
    const free = analyse(recordings, { circuit }).series[0].quantities;
    const held = analyse(recordings, { circuit, fix: ['CPE1.n=0.9'] }).series[0].quantities;
    expect(held['CPE1.n']).toEqual({ value: 0.9, sigma: null, unit: '1', note: 'held at this value' });
    expect(held['CPE1.Q'].sigma!).toBeLessThan(0.5 * free['CPE1.Q'].sigma!);
    expect(Math.abs(held.R1.value! - 93)).toBeLessThan(4 * held.R1.sigma!);
  });

  it('derives from numbers that are all given: errors of the geometry alone are left', async () => {
    const fix = Object.entries(pelletTruth.parameters).map(([name, value]) => `${name}=${value}`);
    const files = [25, 40, 60].map((t) => ({ name: `${t}.csv`, temperatureC: t }));
    const result = analyse(await simulatedRecordings({ ...one, files }), { circuit, fix }, pelletSample);
    const { Rtotal, conductivity } = result.series[0].quantities;
    expect(Rtotal.value).toBeCloseTo(167, 10);
    expect(Rtotal.sigma).toBe(0);
    expect(conductivity.sigma! / conductivity.value!).toBeCloseTo(Math.hypot(0.02, 0.2 / 12), 10);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('ties parameters by a factor, with one error for both', async () => {
    const { quantities } = analyse(await simulatedRecordings(one), { circuit, tie: ['R1=1.25*R0'] }).series[0];
    expect(quantities.R1.value! / quantities.R0.value!).toBeCloseTo(1.25, 10);
    expect(quantities.R1.sigma! / quantities.R0.sigma!).toBeCloseTo(1.25, 6);
    // The two move as one, so the error of the sum is the sum of the errors.
    expect(quantities.Rtotal.sigma! / (quantities.R0.sigma! + quantities.R1.sigma!)).toBeCloseTo(1, 6);
  });

  it('keeps parameters between bounds', async () => {
    const recordings = await simulatedRecordings(one);
    const { quantities } = analyse(recordings, { circuit, bounds: ['R1=80:90'] }).series[0];
    expect(quantities.R1.value!).toBeGreaterThanOrEqual(80 * (1 - 1e-9));
    expect(quantities.R1.value!).toBeLessThanOrEqual(90 * (1 + 1e-9));
  });

  it('fits from the given start alone when asked to, and says what that means', async () => {
    const recordings = await simulatedRecordings(one);
    const start = Object.entries(pelletTruth.parameters).map(
      ([name, value]) => `${name}=${value * 1.3 ** (name.endsWith('n') ? 0 : 1)}`,
    );
    const result = analyse(recordings, { circuit, start, starts: 0 });
    expect(findingsOf(result, 'one-start')).toHaveLength(1);
    const searched = analyse(recordings, { circuit }).series[0].quantities;
    expect(result.series[0].quantities.R1.value! / searched.R1.value!).toBeCloseTo(1, 5);
  });

  it.each([
    [{ fix: ['CPE1.n:0.9'] }, /fix "CPE1\.n:0\.9" cannot be read.*/],
    [{ fix: ['R0=-3'] }, /R0 cannot be fixed at -3/],
    [{ tie: ['CPE1.n=R0'] }, /CPE1\.n cannot be tied to R0/],
    [{ tie: ['CPE2.n=2*CPE1.n'] }, /can only be tied as equal/],
    [{ bounds: ['R1=90:80'] }, /leave nothing between them/],
    [{ start: ['R1=0'] }, /must be positive/],
  ])('%j is refused', async (options, message) => {
    const recordings = await simulatedRecordings(one);
    expect(() => analyse(recordings, { circuit, ...options })).toThrowError(message);
  });
});

describe('what cannot be', () => {
  it('a circuit that no parameters bring near the spectrum is refused', async () => {
    const truth: Truth = { circuit: 'R0-C1', parameters: { R0: 1e-3, C1: 1e-6 }, noise: 0, files: [{ name: 'c.csv' }] };
    const recordings = await simulatedRecordings(truth);
    expect(() => analyse(recordings, { circuit: 'L1' })).toThrowError(/^L1 cannot describe this spectrum/);
  });

  it.each([
    [
      { cell: 'symmetric', interface: 'R1', electrolyte: ['R1'] },
      /R1 cannot be both the interface and the electrolyte/,
    ],
    [{ electrolyte: ['R0', 'R0'] }, /electrolyte "R0" is named twice/],
  ])('a resistance has one role: %j', async (options, message) => {
    const recordings = await simulatedRecordings(one);
    expect(() => analyse(recordings, { circuit, ...options })).toThrowError(message);
    expect(() => analyse(recordings, { circuit, ...options })).toThrowError(
      expect.objectContaining({ code: 'invalid-option', where: { path: 'electrolyte' } }),
    );
  });
});

describe('supplied errors', () => {
  /** The pellet with a column of standard deviations, each `factor` times the true ones of 0.2 % of |Z|. */
  async function withErrors(factor: number) {
    const [entry] = await simulatedRecordings(one);
    const [table] = entry.recording.tables;
    const [f, re, im] = table.columns.map((column) => ('values' in column ? column.values : new Float64Array()));
    const rows = Array.from(f, (_, i) => [f[i], re[i], im[i], factor * 0.002 * Math.hypot(re[i], im[i])].join(','));
    const text = ['frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm,sigma/Ohm', ...rows].join('\n');
    return [{ ...entry, recording: await readText('pellet.csv', text) }];
  }
  const run = async (factor: number, weighting: string) => analyse(await withErrors(factor), { circuit, weighting });

  it('are believed: twice the errors, twice the error of every parameter', async () => {
    const [right, twice, relative] = [await run(1, 'supplied'), await run(2, 'supplied'), await run(1, 'modulus')];
    const of = (result: typeof right, name: string) => result.series[0].quantities[name];
    for (const name of Object.keys(pelletTruth.parameters)) {
      expect(of(twice, name).value! / of(right, name).value!, name).toBeCloseTo(1, 6);
      expect(of(twice, name).sigma! / of(right, name).sigma!, name).toBeCloseTo(2, 4);
      // True errors give what the scatter gives, to within the scatter of a variance.
      expect(of(right, name).sigma! / of(relative, name).sigma!, name).toBeCloseTo(1, 0);
    }
  });

  it('are doubted when the residuals are much larger', async () => {
    expect(findingsOf(await run(1, 'supplied'), 'residual-structure')).toEqual([]);
    const [finding] = findingsOf(await run(0.4, 'supplied'), 'residual-structure');
    expect(finding.message).toMatch(/2\.\d times the errors supplied/);
  });
});

describe('share', () => {
  const files = [1, 2, 3, 4].map((k) => ({ name: `cell-${k}.csv`, parameters: { R1: 60 + 20 * k } }));
  const series: Truth = { ...one, files };

  it('gives one value to all, with smaller errors of everything', async () => {
    const recordings = await simulatedRecordings(series);
    const alone = analyse(recordings, { circuit }, pelletSample);
    const joint = analyse(recordings, { circuit, share: ['CPE1.n', 'CPE2_1'] }, pelletSample);
    for (const name of ['CPE1.n', 'CPE2.n']) {
      expect(new Set(joint.series.map((entry) => entry.quantities[name].value)).size, name).toBe(1);
      for (const { quantities } of joint.series) {
        expect(quantities[name].sigma! / joint.series[0].quantities[name].sigma!, name).toBeCloseTo(1, 8);
      }
      expect(new Set(alone.series.map((entry) => entry.quantities[name].value)).size, name).toBe(4);
    }
    joint.series.forEach(({ quantities }, k) => {
      const before = alone.series[k].quantities;
      // Four spectra for one exponent: half the error, and less for what trades with it.
      expect(quantities['CPE1.n'].sigma! / before['CPE1.n'].sigma!).toBeLessThan(0.7);
      expect(quantities['CPE1.Q'].sigma!).toBeLessThan(0.8 * before['CPE1.Q'].sigma!);
      expect(Math.abs(quantities.R1.value! - (60 + 20 * (k + 1)))).toBeLessThan(4.5 * quantities.R1.sigma!);
      expect(Math.abs(quantities['CPE1.n'].value! - 0.9)).toBeLessThan(4.5 * quantities['CPE1.n'].sigma!);
    });
    const table = joint.tables.find((candidate) => candidate.id === 'parameters')!;
    const place = table.columns.findIndex((column) => column.name === 'degrees of freedom');
    const points = 2 * recordings[0].recording.tables[0].rows;
    for (const row of table.rows) expect(row[place]).toBe(points - 6);
    expect(joint.methods.join(' ')).toMatch(/Common to all spectra of the series \(joint fit\): CPE1\.n, CPE2\.n\./);
    expect(joint.methods.join(' ')).toMatch(/intervals follow from them/);
  });

  it('changes nothing for a single spectrum', async () => {
    const recordings = await simulatedRecordings(one);
    const shared = analyse(recordings, { circuit, share: ['CPE1.n'] });
    expect(shared.series).toEqual(analyse(recordings, { circuit }).series);
    expect(shared.methods.join(' ')).not.toMatch(/joint fit/);
  });
});

describe('the choice of the circuit', () => {
  const cells: [string, Truth][] = [
    ['R0-p(R1,CPE1)-CPE2', one],
    [
      'R0-p(R1,CPE1)-p(R2,CPE2)',
      {
        circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)',
        parameters: { R0: 20, R1: 60, 'CPE1.Q': 1e-7, 'CPE1.n': 0.9, R2: 150, 'CPE2.Q': 2e-5, 'CPE2.n': 0.85 },
        files: [{ name: 'two-arcs.csv' }],
      },
    ],
    [
      'R0-p(R1,CPE1)',
      {
        circuit: 'R0-p(R1,CPE1)',
        parameters: { R0: 20, R1: 60, 'CPE1.Q': 1e-6, 'CPE1.n': 0.88 },
        frequency: { from: 1e6, to: 10, pointsPerDecade: 10 },
        files: [{ name: 'one-arc.csv' }],
      },
    ],
  ];

  it.each(cells)('takes the true %s in nearly every simulation', async (text, truth) => {
    let right = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const result = analyse(await simulatedRecordings(truth, seed), { starts: 4 });
      if (findingsOf(result, 'circuit-chosen')[0].message.includes(` ${text} was chosen`)) right++;
    }
    expect(right).toBeGreaterThanOrEqual(5);
  });

  it('is made on a part of a spectrum with very many points, and says so', async () => {
    const truth = { ...one, frequency: { ...pelletTruth.frequency, pointsPerDecade: 60 } };
    const result = analyse(await simulatedRecordings(truth), { circuit, compare: ['R0-CPE1'], starts: 2 });
    expect(findingsOf(result, 'circuit-chosen')[0].message).toMatch(/\(judged on one point in 2\)\.$/);
  });

  it('adds the inductance of the leads where the spectrum shows it', async () => {
    const truth = { ...one, circuit: `L0-${circuit}`, parameters: { ...one.parameters, L0: 1e-6 } };
    const result = analyse(await simulatedRecordings(truth), { starts: 8 });
    expect(findingsOf(result, 'circuit-chosen')[0].message).toMatch(/L0-R0-p\(R1,CPE1\)-CPE2 was chosen/);
    expect(result.series[0].quantities.L0.value! / 1e-6).toBeCloseTo(1, 1);
  });

  it('finds Rtotal of a pellet although an arc fits the blocking tail better', async () => {
    // A tail that bends a little: as an arc whose apex no window shows.
    const truth: Truth = {
      circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)',
      parameters: { R0: 170, R1: 1300, 'CPE1.Q': 2.6e-9, 'CPE1.n': 0.79, R2: 4e8, 'CPE2.Q': 1.8e-7, 'CPE2.n': 0.9 },
      frequency: { from: 7e6, to: 0.1, pointsPerDecade: 8 },
      noise: 0.001,
      files: [{ name: 'blocking.csv' }],
    };
    const result = analyse(await simulatedRecordings(truth), {}, pelletSample);
    expect(findingsOf(result, 'circuit-chosen')[0].message).toMatch(/has a lower AICc.*outside the window/);
    const { Rtotal } = result.series[0].quantities;
    expect(Rtotal.value! / 1470).toBeCloseTo(1, 1);
    expect(result.series[0].quantities.conductivity.value).not.toBeNull();
  });

  it('ranks the circuits asked for, with the runner-up and what speaks against the others', async () => {
    const recordings = await simulatedRecordings(one);
    const compare = ['R0-CPE1', 'R0-p(R1,CPE1)-p(R2,CPE2)-CPE3'];
    const result = analyse(recordings, { circuit, compare });
    const table = result.tables.find((candidate) => candidate.id === 'circuits')!;
    expect(new Set(table.rows.map((row) => row[0]))).toEqual(new Set([circuit, ...compare]));
    const scores = table.rows.map((row) => row[3] as number);
    expect([...scores].sort((a, b) => a - b)).toEqual(scores);
    expect(scores[0]).toBe(0);
    expect(findingsOf(result, 'circuit-chosen')).toHaveLength(1);
    expect(findingsOf(result, 'another-circuit-fits-better')).toEqual([]);
  });

  it('warns when another circuit is better than the one asked for, and fits the one asked for', async () => {
    const recordings = await simulatedRecordings(one);
    const result = analyse(recordings, { circuit: 'R0-p(R1,CPE1)', compare: [circuit] });
    const [finding] = findingsOf(result, 'another-circuit-fits-better');
    expect(finding.severity).toBe('warning');
    expect(finding.message).toMatch(
      /^R0-p\(R1,CPE1\)-CPE2 describes the spectra better than R0-p\(R1,CPE1\), which was asked for/,
    );
    expect(Object.keys(result.series[0].quantities)).not.toContain('CPE2.Q');
  });

  it('is not needed for a distribution alone', async () => {
    const result = analyse(await simulatedRecordings(one), { drt: true });
    expect(result.tables.map((table) => table.id)).not.toContain('circuits');
    expect(result.series[0].quantities.R0).toBeUndefined();
    expect(result.series[0].peaks!.length).toBeGreaterThan(0);
  });
});
