import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { fileFromBytes } from '../../formats/file-like.js';
import { readRecording } from '../../formats/read-recording.js';
import type { Sample } from '../sample.js';
import { analysePolarization } from './analyse.js';
import { bruceVincent, transferenceNumbers } from './derive/transference.js';
import { polarization } from './index.js';
import { polarizationOptions } from './options.js';
import { simulateFiles } from './simulate/simulate-files.js';

const sample: Sample = {
  thickness: { value: 1, sigma: 0.02, unit: 'mm' },
  diameter: { value: 12, sigma: 0.1, unit: 'mm' },
};

async function analyse(text: string, options: object = {}, given: Sample = sample) {
  const recording = await readRecording(fileFromBytes('dc.csv', new TextEncoder().encode(text)));
  return analysePolarization({
    recordings: [{ label: 'dc', recording, conditions: {} }],
    sample: given,
    options: polarizationOptions.parse(options),
  });
}

/** The cell of the reference study: 8e-9 S/cm, three potentials, a leakage of 0.2 nA. */
const truth = {
  thicknessMm: 1,
  areaCm2: 1.131,
  electronicConductivity: 8e-9,
  voltages: [0.2, 0.5, 1],
  durationS: 21_600,
  restS: 900,
  sampleS: 20,
  components: [
    { amplitude: 12, tauS: 150, stretching: 0.8 },
    { amplitude: 2, tauS: 1800 },
  ],
  rootTail: 0.15,
  offsetA: 2e-10,
  noiseA: 3e-11,
};

function simulated(changes: object = {}, format = 'csv'): string {
  return simulateFiles({ format, files: [{ name: 'dc', truth: { ...truth, ...changes } }] }, 3)[0]!.text;
}

describe('three steps of the potential', () => {
  it('give the conductivity by the slope, free of the leakage', async () => {
    const result = await analyse(simulated({}, 'biologic-mpt'));
    expect(result.series).toHaveLength(3);
    const { electronicConductivity, offsetCurrent } = result.quantities;
    expect(electronicConductivity!.interval95![0]).toBeLessThan(8e-9);
    expect(electronicConductivity!.interval95![1]).toBeGreaterThan(8e-9);
    expect(electronicConductivity!.sigma! / electronicConductivity!.value!).toBeLessThan(0.06);
    expect(offsetCurrent!.interval95![0]).toBeLessThan(2e-10);
    const currents = result.series.map(({ quantities }) => quantities.steadyStateCurrent!);
    for (const [k, expected] of [18.1e-9, 45.2e-9, 90.5e-9].entries()) {
      expect(Math.abs(currents[k]!.value! - expected - 2e-10)).toBeLessThan(3 * currents[k]!.sigma!);
    }
    expect(result.figures.map(({ id }) => id)).toEqual(['transients', 'current-voltage']);
    expect(result.tables.map(({ id }) => id)).toEqual(['steps', 'laws', 'current-voltage']);
    expect(JSON.stringify(result.figures).length).toBeLessThan(60_000);
    expect(result.quantities.lowestPotential!.value).toBe(0.2);
    expect(result.quantities.highestPotential!.value).toBe(1);
  });

  it('read after a quarter of an hour give a bound and say so', async () => {
    const result = await analyse(
      simulated({ durationS: 900, voltages: [0.5], rootTail: 0, components: [{ amplitude: 12, tauS: 2000 }] }),
    );
    expect(result.series[0]!.quantities.steadyStateCurrent!.value).toBeNull();
    expect(result.series[0]!.findings.map(({ code }) => code)).toContain('not-steady');
    const { electronicConductivity } = result.quantities;
    expect(electronicConductivity!.value).toBeNull();
    expect(electronicConductivity!.interval95![1]).toBeGreaterThan(8e-9);
  });

  it('of opposite sign give currents of opposite sign', async () => {
    const result = await analyse(simulated({ voltages: [-0.5, 0.5], offsetA: 0 }, 'biologic-mpt'));
    const [down, up] = result.series.map(({ quantities }) => quantities.steadyStateCurrent!);
    expect(down!.value).toBeLessThan(0);
    expect(down!.interval95![0]!).toBeLessThan(down!.value!);
    expect(up!.value! + down!.value!).toBeCloseTo(0, 9);
  });
});

describe('one step', () => {
  it('speaks for the whole, and says that a leakage is in it', async () => {
    const result = await analyse(simulated({ voltages: [0.5], offsetA: 0 }));
    expect(result.quantities.steadyStateCurrent).toEqual(result.series[0]!.quantities.steadyStateCurrent);
    expect(result.findings.map(({ code }) => code)).toContain('single-potential');
  });

  it('without geometry gives a current and no conductivity', async () => {
    const result = await analyse(simulated({ voltages: [0.5] }), {}, {});
    expect(result.series[0]!.quantities.steadyStateCurrent!.value).not.toBeNull();
    expect(result.quantities.electronicConductivity).toBeUndefined();
    expect(result.findings.map(({ code }) => code)).toContain('no-geometry');
  });

  it('with the total conductivity gives transference numbers', async () => {
    const result = await analyse(simulated({ voltages: [0.5], offsetA: 0 }), { totalConductivity: '5.3(1)e-4 S/cm' });
    expect(result.quantities.electronicTransferenceNumber!.value).toBeCloseTo(1.51e-5, 6);
    expect(result.quantities.transferenceNumber!.value).toBeCloseTo(1 - 1.51e-5, 6);
    expect(result.quantities.transferenceNumber!.interval95![1]).toBeLessThanOrEqual(1);
  });

  it('between sodium electrodes is refused as electronic', async () => {
    const stack = [{ material: 'Na' }, { material: 'NZSP', thickness: sample.thickness! }, { material: 'Na' }];
    const result = await analyse(simulated({ voltages: [0.5] }), {}, { stack, diameter: sample.diameter! });
    expect(result.findings).toContainEqual(
      expect.objectContaining({ code: 'electrodes-not-blocking', severity: 'error' }),
    );
  });

  it('under current control is another technique', async () => {
    const text = `mode\tNs\ttime/s\tcontrol/V/mA\tEwe/V\tI/mA\thalf cycle\n${Array.from({ length: 40 }, (_, k) => `1\t0\t${k}\t0.1\t${0.1 + k / 1000}\t0.1\t0`).join('\n')}\n`;
    await expect(analyse(text)).rejects.toThrow(/controlled the current/);
  });
});

describe('a cell of another kind', () => {
  const codes = (result: Awaited<ReturnType<typeof analyse>>) =>
    [...result.findings, ...result.series.flatMap(({ findings }) => findings)].map(({ code }) => code);

  it('without blocking electrodes has a current fraction and no electronic conductivity', async () => {
    const result = await analyse(simulated({ voltages: [0.01] }), { electrodes: 'non-blocking' });
    expect(result.series[0]!.quantities.electronicConductivity).toBeUndefined();
    expect(result.quantities.electronicConductivity).toBeUndefined();
    expect(result.quantities.transferenceNumber!.value).toBeNull();
    expect(codes(result)).toContain('resistances-missing');
  });

  it('with one blocking electrode gives no number from one potential far above kT/e', async () => {
    const result = await analyse(simulated({ voltages: [0.5] }), { electrodes: 'one-blocking' });
    expect(result.quantities.electronicConductivity!.value).toBeNull();
    expect(codes(result)).toContain('beyond-ohm');
    const several = await analyse(simulated(), { electrodes: 'one-blocking' });
    expect(several.quantities.electronConductivity!.unit).toBe('S/cm');
    expect(several.quantities.holeConductivity).toBeDefined();
  });

  it('that contradicts its stack is an error', async () => {
    const stack = [{ material: 'Au' }, { material: 'NZSP', thickness: sample.thickness! }, { material: 'Au' }];
    const given = { stack, diameter: sample.diameter! };
    const result = await analyse(simulated({ voltages: [0.5] }), { electrodes: 'one-blocking' }, given);
    expect(codes(result)).toContain('electrodes-differ');
    expect(codes(await analyse(simulated({ voltages: [0.5] }), {}, given))).not.toContain('electrodes-not-blocking');
  });

  it('whose decay carries too much charge for a double layer reacts', async () => {
    const reacts = { components: [{ amplitude: 300, tauS: 1500 }], rootTail: 0, voltages: [0.5] };
    expect(codes(await analyse(simulated(reacts)))).toContain('charge-excess');
    expect(codes(await analyse(simulated({ voltages: [0.5] })))).not.toContain('charge-excess');
  });
});

describe('a recording at 0 V', () => {
  it('gives the offset of the others, and none to analyse alone', async () => {
    const offsetA = 5e-9;
    const result = await analyse(simulated({ voltages: [0, 0.5], offsetA }, 'biologic-mpt'));
    expect(result.series).toHaveLength(2);
    const current = result.series[1]!.quantities.steadyStateCurrent!;
    expect(Math.abs(current.value! - 45.24e-9)).toBeLessThan(3 * current.sigma!);
    expect(result.findings.map(({ code }) => code)).toContain('offset-measured');
    await expect(analyse(simulated({ voltages: [0] }))).rejects.toMatchObject({ code: 'too-few-points' });
  });
});

describe('readings that say little', () => {
  const csv = (row: (k: number) => readonly number[], n: number) =>
    `time/s,voltage/V,current/A\n${Array.from({ length: n }, (_, k) => row(k).join(',')).join('\n')}\n`;

  it.each([
    ['all late', csv((k) => [k === 0 ? 0 : 1e4 + k, 0.5, 5e-8], 21)],
    ['at one time', csv(() => [0, 0.5, 5e-8], 60)],
    ['on a ramp', csv((k) => [10 * k, 0.01 * k, 5e-8], 200)],
  ])('%s are refused', async (_, text) => {
    await expect(analyse(text)).rejects.toMatchObject({ code: 'too-few-points' });
  });

  it('plain zeros give no bound', async () => {
    const result = await analyse(csv((k) => [10 * k, 0.5, 0], 60));
    const current = result.series[0]!.quantities.steadyStateCurrent!;
    expect([current.value, current.interval95]).toEqual([null, undefined]);
    expect(result.quantities.electronicConductivity!.interval95).toBeUndefined();
  });

  it('a current against the potential is told', async () => {
    const result = await analyse(csv((k) => [10 * k, 0.5, -5e-8 * (1 + Math.exp(-k / 30))], 200));
    expect(result.series[0]!.findings.map(({ code }) => code)).toEqual(['not-steady', 'against-potential']);
  });
});

describe('numbers that follow', () => {
  it('transference: bounds go on', () => {
    const bounded = { value: null, sigma: null, unit: 'S/cm', interval95: [null, 1e-8] as const };
    const numbers = transferenceNumbers(bounded, { value: 5e-4, sigma: 0, unit: 'S/cm' })!;
    expect(numbers.electronic.interval95).toEqual([0, 2e-5]);
    expect(numbers.ionic.interval95![0]).toBeCloseTo(1 - 2e-5, 12);
  });

  it('Bruce and Vincent: a single-ion conductor has one', () => {
    const exact = (value: number, unit: string) => ({ value, sigma: 0, unit });
    const one = bruceVincent({
      potentialV: 0.01,
      initialA: exact(1e-5, 'A'),
      steadyA: exact(1e-5, 'A'),
      initialOhm: exact(100, 'Ohm'),
      steadyOhm: exact(100, 'Ohm'),
    });
    expect(one.value).toBeCloseTo(1, 12);
    const fifth = bruceVincent({
      potentialV: 0.01,
      initialA: exact(1e-5, 'A'),
      steadyA: { value: 2e-6, sigma: 2e-7, unit: 'A' },
      initialOhm: exact(0, 'Ohm'),
      steadyOhm: exact(0, 'Ohm'),
    });
    expect(fifth.value).toBeCloseTo(0.2, 12);
    expect(fifth.sigma).toBeCloseTo(0.02, 12);
  });
});

it('simulates the same bytes for the same seed, and refuses a truth that is none', () => {
  expect(simulated()).toBe(simulated());
  expect(() => simulateFiles({ files: [] }, 1)).toThrow(/truth of polarization files/);
});

const folder = sharedData('cycling');
describe.skipIf(folder === undefined)('a real record whose current grows (skipped without ../shared)', async () => {
  if (folder === undefined) return;
  const bytes = new Uint8Array(readFileSync(join(folder, 'biologic', 'dcpol-mp-v0.mpr')));
  const recording = await readRecording(fileFromBytes('dcpol-mp-v0.mpr', bytes));

  it('is split into its eight steps of two hours and refused, step by step', () => {
    const result = analysePolarization({
      recordings: [{ label: 'cell', recording, conditions: {} }],
      sample,
      options: polarizationOptions.parse({}),
    });
    expect(result.series).toHaveLength(8);
    for (const { quantities, findings } of result.series) {
      expect(quantities.duration!.value).toBeCloseTo(7200, -1);
      expect(quantities.steadyStateCurrent!.value).toBeNull();
      // One of the eight is at 0 V: the offset.
      if (quantities.voltage!.value !== 0) expect(findings.map(({ code }) => code)).toContain('not-steady');
    }
    expect(result.series.filter(({ quantities }) => quantities.offsetCurrent !== undefined)).toHaveLength(1);
    expect(result.quantities.electronicConductivity!.value).toBeNull();
  });

  it('is what this technique takes', () => expect(polarization.accepts!(recording)).toBe(true));
});
