import { describe, expect, it } from 'vitest';
import type { AnalysisResult, LabelledRecording } from '../technique.js';
import {
  analyse,
  findingsOf,
  pelletSample,
  pelletTruth,
  readText,
  simulatedRecordings,
  type Truth,
} from './test-support/simulated-recordings.js';

const pellet: Truth = { ...pelletTruth, files: [{ name: 'pellet.csv' }] };
const circuit = pelletTruth.circuit;

const area = (Math.PI / 4) * 1.2 ** 2;

/** Every number below a value of a result, with the path to it. */
function numbersIn(value: unknown, path = ''): [string, number][] {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, `${path}.${key}`));
}

function expectPlainJson(result: AnalysisResult): void {
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  expect(numbersIn(result).filter(([, value]) => !Number.isFinite(value))).toEqual([]);
}

describe('one spectrum', () => {
  it('has the names of the contract, each with its unit', async () => {
    const [entry] = analyse(await simulatedRecordings(pellet), { circuit }, pelletSample).series;
    const units = Object.fromEntries(Object.entries(entry.quantities).map(([name, { unit }]) => [name, unit]));
    expect(units).toMatchObject({
      R0: 'Ohm',
      R1: 'Ohm',
      'CPE1.Q': 'S s^n',
      'CPE1.n': '1',
      'CPE2.Q': 'S s^n',
      'CPE2.n': '1',
      Rtotal: 'Ohm',
      pelletResistance: 'Ohm cm^2',
      conductivity: 'S/cm',
      kramersKronigResidual: '%',
      'R1.apexFrequency': 'Hz',
      'R1.capacitance': 'F',
    });
    for (const [name, { value, sigma }] of Object.entries(entry.quantities)) {
      expect(value, name).not.toBeNull();
      if (name !== 'kramersKronigResidual') expect(sigma, name).toBeGreaterThan(0);
    }
  });

  it('names the parameters of other elements as the contract does', async () => {
    const truth = {
      circuit: 'R0-p(R1,CPE1)-Wo1',
      parameters: { R0: 10, R1: 50, 'CPE1.Q': 1e-6, 'CPE1.n': 0.9, 'Wo1.R': 80, 'Wo1.tau': 10 },
      frequency: { from: 1e6, to: 1e-3, pointsPerDecade: 6 },
      files: [{ name: 'cell.csv' }],
    };
    const { quantities } = analyse(await simulatedRecordings(truth), { circuit: truth.circuit }).series[0];
    expect(Object.keys(quantities)).toEqual(expect.arrayContaining(Object.keys(truth.parameters)));
    for (const [name, value] of Object.entries(truth.parameters)) {
      const { value: fitted, sigma } = quantities[name];
      expect(Math.abs(fitted! - value), name).toBeLessThan(4.5 * sigma!);
      expect(sigma! / value, name).toBeLessThan(0.05);
    }
  });

  it('gives conductivity by hand: l/(R A), both errors of the geometry in it', async () => {
    const { quantities } = analyse(await simulatedRecordings(pellet), { circuit }, pelletSample).series[0];
    const { R0, R1, Rtotal, conductivity } = quantities;
    expect(Rtotal.value! / (R0.value! + R1.value!)).toBeCloseTo(1, 12);
    expect(conductivity.value! / (0.1 / (Rtotal.value! * area))).toBeCloseTo(1, 12);
    const relative = Math.hypot(Rtotal.sigma! / Rtotal.value!, 0.02, (2 * 0.1) / 12);
    expect(conductivity.sigma! / conductivity.value!).toBeCloseTo(relative, 10);
    // R0 and R1 pull against each other: their sum is known better than either.
    expect(Rtotal.sigma!).toBeLessThan(Math.min(R0.sigma!, R1.sigma!));
    expect(quantities['R1.conductivity'].value! / (0.1 / (R1.value! * area))).toBeCloseTo(1, 12);
  });

  it('says what geometry is missing, and gives no conductivity without it', async () => {
    const recordings = await simulatedRecordings(pellet);
    const none = analyse(recordings, { circuit });
    expect(none.series[0].quantities.conductivity).toBeUndefined();
    expect(findingsOf(none, 'no-geometry')[0].message).toMatch(/No size of the sample given/);
    const flat = analyse(recordings, { circuit }, { diameter: pelletSample.diameter });
    expect(flat.series[0].quantities.conductivity).toBeUndefined();
    expect(findingsOf(flat, 'no-geometry')[0].message).toMatch(/No thickness given/);
    expect(findingsOf(analyse(recordings, { circuit }, pelletSample), 'no-geometry')).toEqual([]);
  });

  it('counts only the electrolyte that is named', async () => {
    const recordings = await simulatedRecordings(pellet);
    const { quantities } = analyse(recordings, { circuit, electrolyte: ['R0'] }, pelletSample).series[0];
    expect(quantities.Rtotal.value).toBe(quantities.R0.value);
    expect(quantities.conductivity.value! / (0.1 / (quantities.R0.value! * area))).toBeCloseTo(1, 12);
  });

  it('speaks for the whole when it is the only one', async () => {
    const result = analyse(await simulatedRecordings(pellet), { circuit }, pelletSample);
    expect(result.quantities.conductivity).toEqual(result.series[0].quantities.conductivity);
  });

  it('weights by what the user says', async () => {
    const recordings = await simulatedRecordings(pellet);
    const value = (weighting: string) => analyse(recordings, { circuit, weighting }).series[0].quantities.R0.value!;
    expect(new Set(['modulus', 'unit', 'proportional'].map(value)).size).toBe(3);
    expect(() => analyse(recordings, { circuit, weighting: 'supplied' })).toThrowError(/needs a standard deviation/);
  });
});

describe('a symmetric cell', () => {
  const truth: Truth = {
    circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)',
    parameters: { R0: 44, R1: 56, 'CPE1.Q': 2.4e-8, 'CPE1.n': 0.9, R2: 145, 'CPE2.Q': 6e-6, 'CPE2.n': 0.8 },
    frequency: { from: 7e6, to: 0.1, pointsPerDecade: 8 },
    files: [{ name: 'cell.csv' }],
  };
  const options = { circuit: truth.circuit, cell: 'symmetric' };

  it('halves the fitted interface: two of them are in series', async () => {
    const result = analyse(await simulatedRecordings(truth), options, pelletSample);
    const { R0, R1, R2, interfaceResistance, Rtotal, conductivity } = result.series[0].quantities;
    expect(interfaceResistance.unit).toBe('Ohm cm^2');
    expect(interfaceResistance.value! / ((R2.value! * area) / 2)).toBeCloseTo(1, 12);
    expect(interfaceResistance.note).toMatch(/\/ 2/);
    // The interface is no part of the electrolyte.
    expect(Rtotal.value! / (R0.value! + R1.value!)).toBeCloseTo(1, 12);
    expect(conductivity.value! / (0.1 / (Rtotal.value! * area))).toBeCloseTo(1, 12);
    expect(result.methods.join(' ')).toMatch(/half the fitted resistance/);
  });

  it('gives the pellet times area, of the spectrum and of the whole, as soon as the area is known', async () => {
    const recordings = await simulatedRecordings(truth);
    const { quantities, series } = analyse(recordings, options, { diameter: pelletSample.diameter! });
    const { Rtotal, pelletResistance, conductivity } = series[0].quantities;
    expect(conductivity).toBeUndefined();
    expect(pelletResistance.value! / (Rtotal.value! * area)).toBeCloseTo(1, 12);
    const relative = Math.hypot(Rtotal.sigma! / Rtotal.value!, (2 * 0.1) / 12);
    expect(pelletResistance.sigma! / pelletResistance.value!).toBeCloseTo(relative, 10);
    expect(Math.abs(pelletResistance.value! - 100 * area)).toBeLessThan(4 * pelletResistance.sigma!);
    expect(quantities.pelletResistance).toEqual(pelletResistance);
    expect(analyse(recordings, options, {}).series[0].quantities).not.toHaveProperty('pelletResistance');
  });

  it('takes the interface that is named', async () => {
    const recordings = await simulatedRecordings(truth);
    const named = analyse(recordings, { ...options, interface: 'R1' }, pelletSample).series[0].quantities;
    expect(named.interfaceResistance.value! / ((named.R1.value! * area) / 2)).toBeCloseTo(1, 12);
    expect(() => analyse(recordings, { ...options, interface: 'R7' }, pelletSample)).toThrowError(/interface "R7"/);
  });
});

describe('several recordings', () => {
  it('keeps them in the order given, with their conditions', async () => {
    const truth = { ...pellet, files: [80, 25, 50].map((t) => ({ name: `nzsp-${t}C.csv`, temperatureC: t })) };
    const { series } = analyse(await simulatedRecordings(truth), { circuit });
    expect(series.map((entry) => entry.label)).toEqual(['nzsp-80C', 'nzsp-25C', 'nzsp-50C']);
    expect(series.map((entry) => entry.conditions.temperature.value)).toEqual([80, 25, 50]);
    expect(series[1].conditions.temperature).toEqual({ value: 25, sigma: null, unit: 'degC' });
  });

  it('numbers the spectra of one file, which share its conditions', async () => {
    const [one] = await simulatedRecordings({ ...pellet, files: [{ name: 'many.csv', temperatureC: 25 }] });
    const rows = ['frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm'];
    const [table] = one.recording.tables;
    for (let sweep = 0; sweep < 3; sweep++) {
      for (let i = 0; i < table.rows; i++) {
        rows.push(table.columns.map((column) => ('values' in column ? column.values[i] : '')).join(','));
      }
    }
    const many = { ...one, recording: await readText('many.csv', rows.join('\n')) };
    const { series } = analyse([many], { circuit });
    expect(series.map((entry) => entry.label)).toEqual(['many#1', 'many#2', 'many#3']);
    expect(series.every((entry) => entry.conditions.temperature.value === 25)).toBe(true);
    expect(series[2].quantities.R1.value! / series[0].quantities.R1.value!).toBeCloseTo(1, 6);
  });

  it('says once what is true of all', async () => {
    const files = Array.from({ length: 5 }, (_, k) => ({ name: `again-${k}.csv` }));
    const result = analyse(await simulatedRecordings({ ...pellet, files }), { circuit }, pelletSample);
    expect(findingsOf(result, 'starts')).toHaveLength(1);
    expect(findingsOf(result, 'starts')[0].message).toMatch(
      /^In all 5 recordings several starts agree .*: \d+ of 2\d\./,
    );
    expect(findingsOf(result, 'arc-assignment')).toHaveLength(1);
    expect(result.series.flatMap((entry) => entry.findings)).toEqual([]);
  });
});

describe('the result', () => {
  const cases: [string, Truth, Record<string, unknown>][] = [
    ['a pellet', { ...pellet, files: [25, 50, 75].map((t) => ({ name: `${t}.csv`, temperatureC: t })) }, { circuit }],
    ['distributions', pellet, { drt: true }],
    ['a spectrum without noise', { ...pellet, noise: 0 }, { circuit }],
    ['redundant elements', pellet, { circuit: 'R0-R1-p(R2,CPE1)-CPE2' }],
    ['far too many elements', pellet, { circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3)-CPE4', starts: 6 }],
  ];

  it.each(cases)('of %s is plain JSON without a number that is none', async (_, truth, options) => {
    expectPlainJson(analyse(await simulatedRecordings(truth), options, pelletSample));
  });

  it('is the same to the last byte when asked again', async () => {
    const truth: Truth = {
      ...pellet,
      files: [25, 40, 60].map((t) => ({ name: `${t}.csv`, temperatureC: t })),
    };
    const run = async () =>
      JSON.stringify(analyse(await simulatedRecordings(truth), { drt: true, circuit }, pelletSample));
    expect(await run()).toBe(await run());
  });

  it('does not change its input', async () => {
    const recordings = await simulatedRecordings(pellet);
    const before = structuredClone(recordings);
    analyse(recordings, { circuit, dropOutliers: true, minFrequency: 10 }, pelletSample);
    expect(recordings).toEqual(before);
  });

  it('tells the methods with every choice', async () => {
    const options = { circuit, fix: ['CPE2.n=0.9'], tie: ['R1=2*R0'], seed: 7, starts: 5 };
    const text = analyse(await simulatedRecordings(pellet), options, pelletSample).methods.join(' ');
    for (const word of [
      '100 mHz to 7 MHz',
      circuit,
      '1/(Q (jω)ⁿ)',
      'modulus',
      '5 automatic starts (seed 7)',
      'CPE2.n=0.9',
      'R1=2*R0',
      'profile',
    ]) {
      expect(text.replace('between 100 mHz and 7 MHz', '100 mHz to 7 MHz')).toContain(word);
    }
  });

  it('has a row for every spectrum in its tables, and every pair in that of correlations', async () => {
    const files = [25, 50, 75].map((t) => ({ name: `${t}.csv`, temperatureC: t }));
    const { tables } = analyse(await simulatedRecordings({ ...pellet, files }), { circuit }, pelletSample);
    const byId = Object.fromEntries(tables.map((table) => [table.id, table]));
    expect(byId.parameters.rows).toHaveLength(3);
    expect(byId.parameters.caption).toMatch(/modulus.*1\/\(Q \(jω\)ⁿ\)/);
    expect(byId.derived.columns.map((column) => column.name)).toContain('conductivity');
    expect(byId.correlations.rows).toHaveLength((3 * 6 * 5) / 2);
    for (const table of tables) for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });
});

describe('mistakes are told before any work, and say what to do', () => {
  it.each([
    [{ circuit: 'R0-p(R1,CPE1' }, /not closed/],
    [{ circuit, compare: ['R0-X9'] }, /"X" is not an element/],
    [{ circuit, fix: ['R9=1'] }, /fix "R9=1": R9 is not a parameter of R0-p/],
    [{ circuit, track: 'R9' }, /track "R9" is not a parameter/],
    [{ circuit, share: ['CPE9.n'] }, /share "CPE9.n" is not a parameter/],
    [{ circuit, electrolyte: ['CPE1.Q'] }, /electrolyte "CPE1.Q" is not a resistance/],
    [{ circuit, minFrequency: 1e5, maxFrequency: 1e4 }, /0 points are left/],
  ])('%j', async (options, message) => {
    const recordings = await simulatedRecordings(pellet);
    expect(() => analyse(recordings, options, pelletSample)).toThrowError(message);
  });

  it('refuses an analysis of nothing', () => {
    expect(() => analyse([], { circuit })).toThrowError(/no recordings/);
  });

  it('refuses a circuit with more parameters than values', async () => {
    const few: LabelledRecording[] = await simulatedRecordings({
      ...pellet,
      frequency: { from: 1e5, to: 10, pointsPerDecade: 1 },
    });
    expect(() => analyse(few, { circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3)' })).toThrowError(
      expect.objectContaining({ code: 'too-few-points' }),
    );
  });
});
