import { describe, expect, it } from 'vitest';
import { readExclusions } from '../../excluded-rows.js';
import type { Conditions } from '../../technique.js';
import type { Spectrum } from '../spectrum.js';
import { readMeasurement } from './read-measurement.js';
import { column, madeRecording, madeTable, oxygen, titanium } from './test-support/made-recordings.js';

const dose = (value: number): Conditions => ({ dose: { value, sigma: null, unit: 'min' } });
const layout = (spectra: readonly Spectrum[]): string[] => spectra.map(({ step, region }) => `${step} ${region}`);

describe('readMeasurement: one spectrum', () => {
  it('turns binding energies ascending and keeps the rows of the file', () => {
    const { measurement } = readMeasurement([madeRecording('a', [titanium({ from: 470, to: 450 })])]);
    const [spectrum] = measurement.spectra;
    expect([spectrum!.energiesEv[0], spectrum!.energiesEv.at(-1)]).toEqual([450, 470]);
    expect([spectrum!.rows[0], spectrum!.rows.at(-1)]).toEqual([201, 1]);
    expect(spectrum).toMatchObject({ sigmaSource: 'counts', unit: 'counts', repeats: 1, recording: 'a', table: 0 });
    expect(measurement.regions).toEqual([{ name: 'Ti 2p', title: 'Ti 2p', kind: 'core', rangeEv: [450, 470] }]);
  });

  it('keeps repeated energies, leaves out points without a number and says so', () => {
    const table = {
      name: 'data',
      rows: 8,
      columns: [
        column('BE', 'eV', 'binding-energy', [5, 4, 4, 3, 2, Number.NaN, 1, 0]),
        column('counts', 'counts', 'counts', [50, 40, 41, 30, Number.NaN, 20, 10, 5]),
      ],
    };
    const { measurement, findings } = readMeasurement([madeRecording('x', [table])]);
    expect([...measurement.spectra[0]!.energiesEv]).toEqual([0, 1, 3, 4, 4, 5]);
    expect([...measurement.spectra[0]!.values]).toEqual([5, 10, 30, 40, 41, 50]);
    expect(findings).toMatchObject([{ code: 'missing-points', where: 'x' }]);
  });

  it('makes binding of kinetic energies with the photon energy of the file, or the one given', () => {
    const table = titanium({ from: 1016.6, to: 1036.6, kinetic: true, excitationEnergyEv: 1486.6 });
    const first = (excitationEnergyEv?: number) => {
      const { measurement } = readMeasurement([madeRecording('a', [table])], { excitationEnergyEv });
      return [measurement.spectra[0]!.energiesEv[0], measurement.excitationEv(measurement.spectra[0]!)];
    };
    expect(first()).toEqual([450, 1486.6]);
    expect(first(1486.7)).toEqual([450.1, 1486.7]);
  });

  it('names the option where a kinetic scale has no photon energy', () => {
    const table = titanium({ from: 1016, to: 1036, kinetic: true });
    expect(() => readMeasurement([madeRecording('a', [table])])).toThrowError(
      expect.objectContaining({ code: 'missing-column', hint: expect.stringContaining('excitation') }),
    );
  });

  it.each([
    ['wrong-technique', [{ name: 'r', rows: 1, columns: [column('area', '', undefined, [1])] }]],
    ['too-few-points', [titanium({ from: 450, to: 450.2 })]],
    ['missing-column', [{ name: 'r', rows: 1, columns: [column('signal', 'counts', 'counts', [1])] }]],
  ] as const)('%s for a file without a spectrum', (code, tables) => {
    expect(() => readMeasurement([madeRecording('a', tables)])).toThrowError(expect.objectContaining({ code }));
  });

  it('refuses what is too much', () => {
    const tables = Array.from({ length: 9000 }, () => oxygen());
    expect(() => readMeasurement([madeRecording('a', tables)])).toThrowError(
      expect.objectContaining({ code: 'too-many-points' }),
    );
  });
});

describe('readMeasurement: regions', () => {
  it('is one region where names are alike and ranges overlap', () => {
    const { measurement } = readMeasurement(
      ['Ti2p', 'Ti 2p', 'Ti 2p3/2', 'Ti_2p'].map((regionName, k) =>
        madeRecording(`s${k}`, [titanium({ regionName, from: 450 + k, seed: k })], dose(k)),
      ),
    );
    expect(measurement.regions).toEqual([{ name: 'Ti 2p', title: 'Ti 2p', kind: 'core', rangeEv: [453, 470] }]);
    expect(measurement.steps).toHaveLength(4);
  });

  it('is two regions where one name stands for two ranges', () => {
    const carbon = madeTable({ from: 280, to: 295, regionName: 'C 1s' });
    const magnesium = madeTable({ from: 320, to: 300, regionName: 'C1s' });
    const { measurement } = readMeasurement([madeRecording('a', [carbon, magnesium])]);
    expect(measurement.regions.map(({ name }) => name)).toEqual(['C 1s', 'C 1s (300-320 eV)']);
    expect(measurement.steps).toHaveLength(1);
  });

  it('takes the name of the file where a table has none', () => {
    const bare = (label: string, from: number, to: number) => madeRecording(label, [madeTable({ from, to })]);
    const names = (...files: readonly ReturnType<typeof bare>[]) =>
      readMeasurement(files).measurement.regions.map(({ name, kind }) => `${name}: ${kind}`);
    expect(names(bare('ti2p', 450, 470))).toEqual(['Ti 2p: core']);
    expect(names(bare('valence', -2, 12))).toEqual(['Valence: valence']);
    expect(names(bare('run7', -2, 12))).toEqual(['Valence: valence']);
    expect(names(bare('run7', 95, 110))).toEqual(['run7: core']);
    expect(names(bare('run7', 95, 110), bare('run8', 95, 110))).toEqual(['Spectrum: core']);
  });
});

describe('readMeasurement: steps', () => {
  it('follows an experiment variable, sorted, with a region that was measured in some steps alone', () => {
    const at = (value: number) => ({ variables: [{ name: 'Dose', unit: 'min', value }], seed: value + 1 });
    const tables = [1, 2, 4].map((value) => titanium(at(value)));
    const all = [0, 1, 2, 4].map((value) => oxygen(at(value)));
    const { measurement, findings } = readMeasurement([madeRecording('na', [...tables, ...all])]);
    expect(measurement.steps.map(({ label, conditions }) => [label, conditions.dose])).toEqual(
      [0, 1, 2, 4].map((value, k) => [`na#${k + 1}`, { value, sigma: null, unit: 'min' }]),
    );
    expect(layout(measurement.spectra)).toEqual([
      '0 O 1s',
      '1 Ti 2p',
      '1 O 1s',
      '2 Ti 2p',
      '2 O 1s',
      '3 Ti 2p',
      '3 O 1s',
    ]);
    expect(findings).toMatchObject([{ code: 'steps-found', where: 'na' }]);
  });

  it('follows the time of etching', () => {
    const tables = [0, 30, 60].map((etchTimeS, cycle) => titanium({ etchTimeS, cycle, seed: cycle }));
    const { measurement } = readMeasurement([madeRecording('profile', tables)]);
    expect(measurement.steps.map(({ conditions }) => conditions.etchTime)).toEqual(
      [0, 30, 60].map((value) => ({ value, sigma: null, unit: 's' })),
    );
  });

  it('follows samples, and groups where a region is in several of them', () => {
    const sample = (sampleName: string, seed: number) => [titanium({ sampleName, seed }), oxygen({ sampleName, seed })];
    const bySample = readMeasurement([madeRecording('a', [...sample('clean', 1), ...sample('with Na', 2)])]);
    expect(layout(bySample.measurement.spectra)).toEqual(['0 Ti 2p', '0 O 1s', '1 Ti 2p', '1 O 1s']);
    const ordered = [titanium({ groupName: 'metals' }), oxygen({ groupName: 'anions' })];
    expect(readMeasurement([madeRecording('a', ordered)]).measurement.steps).toHaveLength(1);
    const again = [...ordered, oxygen({ groupName: 'after', seed: 2 })];
    expect(readMeasurement([madeRecording('a', again)]).measurement.steps).toHaveLength(3);
  });

  it('takes neither counters nor gauges for steps', () => {
    const tables = [1, 2, 3].flatMap((cycle) =>
      [titanium, oxygen].map((made, k) =>
        made({
          cycle,
          seed: 10 * cycle + k,
          startTime: `2024-01-01T0${cycle}:00:00`,
          variables: [
            { name: 'Loop', unit: '', value: cycle },
            { name: 'pressure', unit: 'mbar', value: 1e-9 * (1 + cycle + k / 7) },
          ],
        }),
      ),
    );
    const { measurement } = readMeasurement([madeRecording('a', tables)]);
    expect(measurement.steps).toEqual([{ label: 'a', recording: 'a', conditions: {} }]);
    expect(measurement.spectra.map(({ repeats }) => repeats)).toEqual([3, 3]);
    const apart = readMeasurement([madeRecording('a', tables)], { repeats: 'apart' }).measurement;
    expect(layout(apart.spectra)).toEqual(['0 Ti 2p', '0 O 1s', '1 Ti 2p', '1 O 1s', '2 Ti 2p', '2 O 1s']);
    expect(apart.steps.map(({ conditions }) => conditions.repeat?.value)).toEqual([1, 2, 3]);
  });

  it('puts files of one region each together: by name, by conditions, or where all are different', () => {
    const bare = (label: string, from: number, conditions: Conditions = {}) =>
      madeRecording(label, [madeTable({ from, to: from + 20, seed: label.length })], conditions);
    const steps = (...files: readonly ReturnType<typeof bare>[]) => {
      const { measurement } = readMeasurement(files);
      return measurement.steps.map(
        ({ label }, k) => `${label}: ${measurement.spectra.filter(({ step }) => step === k).length}`,
      );
    };
    expect(steps(bare('ti2p', 450), bare('o1s', 522))).toEqual(['ti2p: 2']);
    expect(
      steps(bare('step3-ti2p', 450), bare('step3-o1s', 522), bare('step4-ti2p', 450), bare('step4-o1s', 522)),
    ).toEqual(['step3: 2', 'step4: 2']);
    expect(steps(bare('ti2p_a', 450, dose(0)), bare('ti2p_b', 450, dose(1)), bare('c_o1s', 522, dose(1)))).toEqual([
      'ti2p_a: 1',
      'ti2p_b: 2',
    ]);
    expect(steps(bare('si2p-step0', 95), bare('si2p-step1', 95))).toEqual(['si2p-step0: 1', 'si2p-step1: 1']);
  });

  it('sets what the user says above what the file says', () => {
    const table = titanium({ variables: [{ name: 'temperature', unit: 'K', value: 300 }] });
    const conditions = { temperature: { value: 298, sigma: 1, unit: 'K' } };
    const { measurement } = readMeasurement([madeRecording('a', [table], conditions)]);
    expect(measurement.steps[0]!.conditions).toEqual(conditions);
  });
});

describe('readMeasurement: repeats', () => {
  it('adds counts, with their scans and times', () => {
    const tables = [1, 2, 3].map((seed) => titanium({ seed, scans: 2, dwellTimeS: 0.5 }));
    const { measurement, findings } = readMeasurement([madeRecording('a', tables)]);
    const [spectrum] = measurement.spectra;
    const sum = tables.reduce((total, { columns }) => total + (columns[1] as { values: Float64Array }).values[7]!, 0);
    expect(spectrum!.values[7]).toBe(sum);
    expect(spectrum!.sigmas[7]).toBeCloseTo(Math.sqrt(sum), 10);
    expect(spectrum).toMatchObject({ repeats: 3, settings: { scans: 6, collectionTimeS: 3 } });
    expect(findings.map(({ code }) => code)).toEqual(['repeats-added']);
  });

  it('averages rates by their times', () => {
    const signal = (factor: number) => ({ unit: 'counts/s', kind: 'intensity' as const, factor });
    const tables = [
      titanium({ signal: signal(2), collectionTimeS: 0.5 }),
      titanium({ seed: 2, signal: signal(1), collectionTimeS: 1 }),
    ];
    const { measurement } = readMeasurement([madeRecording('a', tables)]);
    const [a, b] = tables.map(({ columns }) => (columns[1] as { values: Float64Array }).values[3]!);
    const counts = a! * 0.5 + b!;
    expect(measurement.spectra[0]!.values[3]).toBeCloseTo(counts / 1.5, 10);
    expect(measurement.spectra[0]!.sigmas[3]).toBeCloseTo(Math.sqrt(counts) / 1.5, 10);
    expect(measurement.spectra[0]).toMatchObject({ sigmaSource: 'rate', settings: { collectionTimeS: 1.5 } });
  });

  it('never adds what was measured otherwise, and takes no copy for a repeat', () => {
    const coarse = titanium({ every: 0.5, seed: 2 });
    const { measurement, findings } = readMeasurement([madeRecording('a', [coarse, titanium(), titanium()])]);
    expect(measurement.spectra[0]).toMatchObject({ repeats: 1, table: 1 });
    expect(findings.map(({ code }) => code)).toEqual(['copies-left-out', 'repeats-left-out']);
    const fast = readMeasurement([
      madeRecording('a', [titanium({ passEnergyEv: 20 }), titanium({ passEnergyEv: 50, seed: 2 })]),
    ]);
    expect(fast.findings.map(({ code }) => code)).toEqual(['repeats-left-out']);
  });

  it('leaves out a scan that was stopped', () => {
    const stopped = titanium({ seed: 3 });
    const values = (stopped.columns[1] as { values: Float64Array }).values;
    values.fill(0, 120);
    const { measurement, findings } = readMeasurement([
      madeRecording('a', [titanium(), titanium({ seed: 2 }), stopped]),
    ]);
    expect(measurement.spectra[0]!.repeats).toBe(2);
    expect(findings[0]!.message).toContain('stopped before the end');
  });

  it('takes the first of repeats that have hardly a point in common', () => {
    const tables = [0, 1].map((odd) => {
      const table = titanium({ seed: odd });
      const { values } = table.columns[1] as { values: Float64Array };
      for (let i = odd; i < values.length; i += 2) values[i] = Number.NaN;
      return table;
    });
    const { measurement, findings } = readMeasurement([madeRecording('a', tables)]);
    expect(measurement.spectra[0]).toMatchObject({ repeats: 1, table: 0 });
    expect(findings.map(({ code }) => code)).toEqual(['repeats-left-out', 'missing-points']);
  });

  it('says where the spectrum changed while it was measured', () => {
    const tables = [0, 1, 2, 3].map((k) => titanium({ seed: k, at: 0.5 + 0.005 * k }));
    const { findings } = readMeasurement([madeRecording('a', tables)]);
    expect(findings[0]).toMatchObject({ code: 'repeat-drift', severity: 'warning', where: 'a' });
    expect(findings[0]!.message).toContain('Ti 2p');
  });
});

describe('readMeasurement: many spectra', () => {
  it('takes thousands of steps, in one file or in many, and says the same thing a dozen times at most', () => {
    const holed = (k: number) => {
      const table = titanium({ from: 450, to: 455, seed: k, sampleName: `s${k}` });
      (table.columns[1] as { values: Float64Array }).values[4] = Number.NaN;
      return table;
    };
    const tables = Array.from({ length: 3000 }, (_, k) => holed(k));
    const one = readMeasurement([madeRecording('a', tables)]);
    expect(one.measurement.steps).toHaveLength(3000);
    expect(one.findings.filter(({ code }) => code === 'missing-points')).toHaveLength(13);
    const many = readMeasurement(tables.map((table, k) => madeRecording(`r${k}`, [table])));
    expect(many.measurement.steps.at(-1)!.label).toBe('r2999');
  });
});

describe('readMeasurement: exclude', () => {
  const at = (value: number) => ({ variables: [{ name: 'Dose', unit: 'min', value }], seed: value });
  const series = madeRecording('na', [titanium(at(0)), oxygen(at(0)), titanium(at(1)), oxygen(at(1))]);
  const without = (...texts: string[]) => readMeasurement([series], { exclude: readExclusions(texts) });

  it('leaves out points, spectra, steps and recordings by their labels', () => {
    const all = without();
    expect(all.measurement.spectra.map(all.labelOf)).toEqual(['na#1 Ti 2p', 'na#1 O 1s', 'na#2 Ti 2p', 'na#2 O 1s']);
    const points = without('na#2 Ti 2p:1-3').measurement.spectra[2]!;
    expect([points.values.length, [...points.excluded!.rows]]).toEqual([198, [1, 2, 3]]);
    const spectrum = without('na#2 Ti 2p');
    expect(layout(spectrum.measurement.spectra)).toEqual(['0 Ti 2p', '0 O 1s', '1 O 1s']);
    expect(spectrum.measurement.spectra.map(spectrum.labelOf)).toEqual(['na#1 Ti 2p', 'na#1 O 1s', 'na#2 O 1s']);
    const step = without('na#1');
    expect(step.measurement.steps.map(({ label }) => label)).toEqual(['na#2']);
    expect(layout(step.measurement.spectra)).toEqual(['0 Ti 2p', '0 O 1s']);
    expect(step.findings.map(({ code }) => code)).toContain('recordings-left-out');
    const other = madeRecording('bad', [{ name: 'r', rows: 0, columns: [] }]);
    const file = readMeasurement([other, series], { exclude: readExclusions(['bad']) });
    expect(file.measurement.steps).toHaveLength(2);
  });

  it('has the label of the file where it holds one spectrum', () => {
    const { measurement, labelOf } = readMeasurement([madeRecording('ti2p', [titanium()])], {
      exclude: readExclusions(['ti2p:1']),
    });
    expect(labelOf({ ...measurement.spectra[0]! })).toBe('ti2p');
    expect(measurement.spectra[0]!.rows[0]).toBe(2);
  });

  it.each([['nb'], ['na:1'], ['na#1:1'], ['na#1 Ti 2p:500'], ['na'], ['na#1 Ti 2p:1-198']])('refuses %s', (text) => {
    expect(() => without(text)).toThrowError(
      expect.objectContaining({ where: expect.objectContaining({ path: 'exclude' }) }),
    );
  });
});
