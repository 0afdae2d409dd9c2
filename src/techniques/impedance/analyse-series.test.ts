/** Series through the whole analysis: temperature, time, real spectra of a pellet. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { fileFromBytes } from '../../formats/file-like.js';
import { readRecording } from '../../formats/read-recording.js';
import type { Quantity } from '../../quantity/quantity.js';
import { referenceAnswers } from './test-support/reference-spectra.js';
import {
  analyse,
  findingsOf,
  pelletSample,
  simulatedRecordings,
  type Truth,
} from './test-support/simulated-recordings.js';

const celsius = [25, 30, 40, 50, 60, 70, 80];

/** The pellet of the reference study: 5.3e-4 S/cm at 25 degC, bulk 0.28 eV, grain boundary 0.34 eV in ln(sigma T). */
const heated: Truth = {
  circuit: 'L0-R0-p(R1,CPE1)-CPE2',
  parameters: {
    L0: 5e-7,
    R0: { at25C: 73.7, activationEnergyEv: 0.28 },
    R1: { at25C: 93.1, activationEnergyEv: 0.34 },
    'CPE1.n': 0.9,
    'CPE1.Q': { capacitance: 3.4e-9, with: 'R1' },
    'CPE2.Q': 1e-5,
    'CPE2.n': 0.9,
  },
  frequency: { from: 7e6, to: 0.1, pointsPerDecade: 8 },
  files: celsius.map((t) => ({ name: `nzsp-${t}C.mpt`, temperatureC: t })),
  format: 'biologic-mpt',
};

const aged = (noise: number, hours: readonly number[], pointsPerDecade = 8): Truth => ({
  circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)',
  parameters: {
    R0: 44.2,
    R1: 55.9,
    'CPE1.n': 0.9,
    'CPE1.Q': { capacitance: 5.6e-9, with: 'R1' },
    R2: { initial: 74.3, perRootHour: 7.07 },
    'CPE2.n': 0.8,
    'CPE2.Q': { capacitance: 1.1e-6, with: 'R2' },
  },
  frequency: { from: 7e6, to: 0.1, pointsPerDecade },
  noise,
  files: hours.map((t) => ({ name: `aged-${t}h.DTA`, timeH: t })),
  format: 'gamry-dta',
});

/** Within `count` standard deviations, and those no larger than `share` of the truth. */
function expectNear(quantity: Quantity, truth: number, share: number, count = 4): void {
  expect(Math.abs(quantity.value! - truth)).toBeLessThan(count * quantity.sigma!);
  expect(quantity.sigma!).toBeLessThan(share * truth);
}

/** The same promise for every caller: series are dear, and nobody changes them. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

describe('a temperature series', () => {
  const options = { circuit: heated.circuit };
  const recordingsOf = once(() => simulatedRecordings(heated));
  const plain = once(async () => analyse(await recordingsOf(), options, pelletSample));

  it('gives the activation energies that went in, and names the form', async () => {
    const { quantities, figures, tables } = await plain();
    expectNear(quantities['R0.activationEnergy'], 0.28, 0.02);
    expectNear(quantities['R1.activationEnergy'], 0.34, 0.02);
    // The total follows no exact line; its regression on the true values gives 0.311 eV.
    expect(quantities.activationEnergy.value!).toBeCloseTo(0.311, 2);
    expect(quantities.activationEnergy.unit).toBe('eV');
    expect(quantities.activationEnergy.note).toMatch(/ln\(sigma T\)/);
    expect(figures.find((figure) => figure.id === 'arrhenius')!.caption).toMatch(
      /ln\(sigma T\).*Ea = 0\.31\d*\(\d+\) eV/,
    );
    const forms = tables.find((table) => table.id === 'arrhenius')!.rows.map((row) => `${row[0]} ${row[1]} ${row[2]}`);
    expect(new Set(forms).size).toBe(3 * 2 * 2);
  });

  it('measures the conductivity at 25 degC where there is a spectrum, with all errors of the geometry', async () => {
    const { quantities, series } = await plain();
    const room = quantities.conductivity25C;
    expect(room.value! / 5.3e-4).toBeCloseTo(1, 1);
    expect(room.value! / series[0].quantities.conductivity.value!).toBeCloseTo(1, 10);
    expect(room.sigma! / room.value!).toBeGreaterThan(Math.hypot(0.02, 0.2 / 12));
    expect(room.note).toMatch(/measured at 25\.0 degC/);
    expect(room.interval95![0]!).toBeLessThan(room.value!);
  });

  it('extrapolates to 25 degC and says so', async () => {
    const recordings = (await recordingsOf()).slice(2);
    const result = analyse(recordings, options, pelletSample);
    expect(result.quantities.conductivity25C.note).toMatch(/extrapolated/);
    expect(findingsOf(result, 'extrapolated')[0].message).toMatch(/15 K/);
  });

  it('lets the geometry move the prefactor and never the slope', async () => {
    const recordings = await recordingsOf();
    const sharp = (await plain()).quantities;
    const blurred = analyse(recordings, options, {
      ...pelletSample,
      thickness: { value: 1, sigma: 0.2, unit: 'mm' },
    }).quantities;
    expect(blurred.activationEnergy).toEqual(sharp.activationEnergy);
    expect(blurred.lnPrefactor.sigma!).toBeGreaterThan(0.19);
    expect(sharp.lnPrefactor.sigma!).toBeLessThan(0.12);
  });

  it('changes Ea by about kT with the form', async () => {
    const recordings = await recordingsOf();
    const withT = (await plain()).quantities.activationEnergy;
    const without = analyse(recordings, { ...options, arrheniusForm: 'sigma' }, pelletSample).quantities
      .activationEnergy;
    const meanK = celsius.reduce((sum, t) => sum + t + 273.15, 0) / celsius.length;
    expect((withT.value! - without.value!) / (8.617333e-5 * meanK)).toBeCloseTo(1, 1);
  });

  it('has an activation energy without any geometry, and nothing that would need one', async () => {
    const recordings = await recordingsOf();
    const result = analyse(recordings, options);
    const known = await plain();
    expect(result.quantities.activationEnergy.value).toBeCloseTo(known.quantities.activationEnergy.value!, 10);
    expect(result.quantities.activationEnergy.sigma).toBeCloseTo(known.quantities.activationEnergy.sigma!, 10);
    expect(Object.keys(result.quantities).sort()).toEqual([
      'R0.activationEnergy',
      'R1.activationEnergy',
      'activationEnergy',
    ]);
    const figure = result.figures.find((candidate) => candidate.id === 'arrhenius')!;
    expect(figure.panels[0].y).toMatchObject({ title: 'T/R', unit: 'K Ω⁻¹' });
    const table = result.tables.find((candidate) => candidate.id === 'arrhenius')!;
    expect(JSON.stringify(table.columns)).not.toMatch(/conductivity|prefactor/);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });

  it('takes an error of the temperatures, common or not', async () => {
    const recordings = await recordingsOf();
    const sigma = (extra: object) =>
      analyse(recordings, { ...options, ...extra }, pelletSample).quantities.activationEnergy.sigma!;
    expect(sigma({ temperatureError: 1 })).toBeGreaterThan(1.5 * sigma({}));
    expect(findingsOf(await plain(), 'temperature-exact')).toHaveLength(1);
    expect(
      findingsOf(analyse(recordings, { ...options, temperatureError: 1 }, pelletSample), 'temperature-exact'),
    ).toEqual([]);
  });

  it('says why there is no activation energy', async () => {
    const two = (await recordingsOf()).slice(0, 2);
    const result = analyse(two, options, pelletSample);
    expect(result.quantities.activationEnergy).toBeUndefined();
    expect(findingsOf(result, 'no-activation-energy')[0].message).toMatch(/2 temperatures/);
    // One temperature is no series.
    expect(findingsOf(analyse(two.slice(0, 1), options, pelletSample), 'no-activation-energy')).toEqual([]);
  });
});

describe('a time series', () => {
  const four = [1, 10, 30, 100];
  const options = { circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)', track: 'R2' };
  const cell = { ...options, cell: 'symmetric' };

  it('is undecided about four times with errors of several percent', async () => {
    // Few points and much noise: R2 is known to 5 % and worse.
    const result = analyse(await simulatedRecordings(aged(0.12, four, 5), 3), options, pelletSample);
    for (const entry of result.series) {
      expect(entry.quantities.R2.sigma! / entry.quantities.R2.value!).toBeGreaterThan(0.04);
    }
    const [finding] = findingsOf(result, 'growth-law-undecided');
    expect(finding).toMatchObject({ severity: 'warning', where: 'R2' });
    expect(finding.message).toMatch(/undecided/);
    expect(findingsOf(result, 'growth-law-decided')).toEqual([]);
    expect(result.quantities.growthExponent).toBeDefined();
  });

  it('finds the exponent one half where the errors are small, in one interface per area', async () => {
    const hours = [0.5, 1, 2, 5, 10, 20, 50, 100, 200];
    const recordings = await simulatedRecordings(aged(0.003, hours));
    const result = analyse(recordings, cell, pelletSample);
    const { growthExponent } = result.quantities;
    // An exponent has no unit: that of both interfaces in Ohm is the same.
    const bare = analyse(recordings, options, pelletSample).quantities.growthExponent;
    expect(bare.value! / growthExponent.value!).toBeCloseTo(1, 8);
    expect(bare.sigma! / growthExponent.sigma!).toBeCloseTo(1, 6);
    expectNear(growthExponent, 0.5, 0.1);
    expect(growthExponent.unit).toBe('1');
    expect(findingsOf(result, 'growth-law-decided')[0].message).toMatch(/Parabolic growth/);
    const growth = result.tables.find((table) => table.id === 'growth')!;
    // 74.3 Ohm and 7.07 Ohm per root hour, over two interfaces of 1.131 cm²: 42.0 and 4.0 Ohm cm² each.
    const parabolic = growth.rows.find((row) => row[0] === 'parabolic')!;
    expect(parabolic[2]).toMatch(/R0 = 4[12]\.\d*\(\d+\) Ω cm², k = (3\.9|4\.0)\d*\(\d+\) Ω cm²/);
    const figure = result.figures.find((candidate) => candidate.id === 'growth')!;
    expect(figure.panels[0].y).toEqual({ title: 'Interface resistance', unit: 'Ω cm²' });
  });

  it('follows the slowest resistance unless told otherwise, by any of its names', async () => {
    const recordings = await simulatedRecordings(aged(0.003, four));
    const { circuit } = options;
    const follows = (extra: object) =>
      analyse(recordings, { circuit, ...extra }).figures.find((figure) => figure.id === 'growth')!.panels[0].y.title;
    expect(follows({})).toBe('R2');
    expect(follows({ track: 'R1' })).toBe('R1');
    expect(follows({ track: 'CPE2_1' })).toBe('CPE2.n');
  });

  it('says why there is no growth law', async () => {
    const recordings = await simulatedRecordings(aged(0.003, [1, 10]));
    expect(findingsOf(analyse(recordings, options), 'no-growth-law')[0].message).toMatch(/2 times are too few/);
    const timeless = recordings.map((entry) => ({ ...entry, conditions: {} }));
    expect(findingsOf(analyse(timeless, options), 'no-growth-law')[0].message).toMatch(/aged-\{time\}h/);
    expect(findingsOf(analyse(timeless, { circuit: options.circuit }), 'no-growth-law')).toEqual([]);
  });
});

const folder = sharedData('eis', 's04147-140deg.txt');

describe.skipIf(!folder)('a measured pellet from 140 to 200 degC (needs ../shared/data/eis)', () => {
  const degrees = [140, 150, 160, 170, 180, 190, 200];
  const recordings = async () =>
    Promise.all(
      degrees.map(async (t) => {
        const name = `s04147-${t}deg.txt`;
        return {
          label: name.replace('.txt', ''),
          recording: await readRecording(fileFromBytes(name, readFileSync(sharedData('eis', name)!))),
          conditions: { temperature: { value: t, sigma: null, unit: 'degC' } },
        };
      }),
    );
  const sample = {
    thickness: { value: 0.21, sigma: null, unit: 'cm' },
    diameter: { value: 0.8, sigma: null, unit: 'cm' },
  };
  const options = { circuit: 'p(R1,CPE1)-p(R2,CPE2)-CPE3', arrheniusWeights: 'unit' };
  const whole = once(async () => analyse(await recordings(), options, sample));

  it('has the activation energies of independent programs', async () => {
    const { quantities } = await whole();
    const { fits } = referenceAnswers().arrhenius_s04147;
    for (const [name, reference] of [
      ['R1.activationEnergy', fits['bulk ln(sigmaT) unweighted']],
      ['R2.activationEnergy', fits['gb ln(sigmaT) unweighted']],
      ['activationEnergy', fits['total ln(sigmaT) unweighted']],
    ] as const) {
      expect(quantities[name].value! / reference.Ea_eV, name).toBeCloseTo(1, 4);
      expect(quantities[name].sigma! / reference.se_Ea_eV, name).toBeCloseTo(1, 2);
    }
    expect(quantities['R1.activationEnergy'].value).toBeCloseTo(0.587, 3);
    expect(quantities['R2.activationEnergy'].value).toBeCloseTo(0.892, 3);
    expect(quantities.activationEnergy.value).toBeCloseTo(0.856, 3);
  });

  it('uses the covariance of the arcs for their sum: 7.0 kOhm at 140 degC, not 20.8', async () => {
    const { series } = await whole();
    const { R1, R2, Rtotal } = series[0].quantities;
    expect(Rtotal.sigma! / 7000).toBeCloseTo(1, 1);
    expect(Math.hypot(R1.sigma!, R2.sigma!) / 20_800).toBeCloseTo(1, 1);
    expect(series[6].quantities.Rtotal.sigma! / 152).toBeCloseTo(1, 1);
  });

  it('keeps its arcs in order through 140 and 150 degC, where a fit from one start swaps them', async () => {
    const { series } = await whole();
    const column = (name: string) => series.map((entry) => entry.quantities[name].value!);
    for (const name of ['R1', 'R2']) {
      const values = column(name);
      expect([...values].sort((a, b) => b - a)).toEqual(values);
    }
    const apex = column('R1.apexFrequency').map((f, k) => f / column('R2.apexFrequency')[k]);
    expect(Math.min(...apex)).toBeGreaterThan(5);
  });

  it('finds two arcs by itself, from any order of the files', async () => {
    const files = await recordings();
    const result = analyse([files[3], files[0], files[6], files[1]], { arrheniusWeights: 'unit' }, sample);
    expect(findingsOf(result, 'circuit-chosen')[0].message).toMatch(/p\(R1,CPE1\)-p\(R2,CPE2\)-CPE3 was chosen/);
    expect(result.quantities.activationEnergy.value).toBeCloseTo(0.856, 2);
  });

  it('warns that the brick-layer model does not hold: delta/d = 0.37 at 160 degC', async () => {
    const result = analyse((await recordings()).slice(2, 3), options, sample);
    expect(result.series[0].quantities.boundaryThicknessRatio.value).toBeCloseTo(0.373, 2);
    expect(findingsOf(result, 'brick-layer-violated')).toHaveLength(1);
  });
});

describe('conditions that make no series', () => {
  const thrice = (celsius: readonly number[]): Truth => ({
    ...heated,
    files: celsius.map((t, k) => ({ name: `run-${k}.mpt`, temperatureC: t })),
  });

  it('three recordings at one temperature: it is said why there is no activation energy', async () => {
    const result = analyse(await simulatedRecordings(thrice([25, 25, 25])), { circuit: heated.circuit }, pelletSample);
    expect(result.quantities.activationEnergy).toBeUndefined();
    expect(findingsOf(result, 'no-activation-energy')[0].message).toMatch(/all 3 recordings have the same temperature/);
  });

  it('temperatures below 0 K and times below zero: the error names the recording', async () => {
    const recordings = await simulatedRecordings(thrice([25, 40, 60]));
    const with3 = (name: string, values: readonly number[], unit: string) =>
      recordings.map((entry, k) => ({ ...entry, conditions: { [name]: { value: values[k], sigma: null, unit } } }));
    expect(() =>
      analyse(with3('temperature', [-300, 40, 60], 'degC'), { circuit: heated.circuit }, pelletSample),
    ).toThrowError(/^run-0 has [\d.e-]+ S\/cm at -26\.85 K \(-300 degC\)$/);
    expect(() =>
      analyse(with3('time', [-5, 40, 60], 'h'), { circuit: heated.circuit, track: 'R1' }, pelletSample),
    ).toThrowError(/^run-0 has the resistance [\d.]{4,6} \+- [\d.e-]+ at -5 h$/);
  });
});
