import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import { readTimeSeries } from '../../../formats/time-series/read-time-series.js';
import { createRandom } from '../../../numerics/random.js';
import { parseQuantity } from '../../../quantity/parse.js';
import type { Sample } from '../../sample.js';
import { cyclingOptions } from '../options.js';
import { prepareTest } from '../prepare-test.js';
import { fullCellTruth } from '../simulate/full-cell-truth.js';
import { simulateFullCell } from '../simulate/simulate-full-cell.js';
import { seriesOfRun } from '../test-support/series-of-run.js';
import { fullCellPart } from './full-cell-part.js';

/** The cell of the reference study: NVP against sodium. */
const nvp = {
  cell: 'full' as const,
  massMg: 2.262,
  currentMa: 0.0266,
  cycles: 60,
  capacity: 108,
  fadePerCycle: 0.0009,
  capacitySigma: 0,
  noiseV: 0,
};
const sample: Sample = { mass: parseQuantity('2.262(23) mg') };

function analyse(truth: object = {}, given: object = {}, of: Sample = sample, seed = 1) {
  const options = cyclingOptions.parse({ cell: 'full', first: 'positive', ...given });
  const run = simulateFullCell(fullCellTruth.parse({ ...nvp, ...truth }), createRandom(seed));
  return fullCellPart(prepareTest('cell', seriesOfRun(run), of, options));
}

/** Ten cycles without fade, the last half with a share of its time. */
function partOfRows(share: number) {
  const options = cyclingOptions.parse({ cell: 'full', first: 'positive' });
  const series = seriesOfRun(
    simulateFullCell(fullCellTruth.parse({ ...nvp, cycles: 10, fadePerCycle: 0 }), createRandom(1)),
  );
  const last = prepareTest('cell', series, sample, options).halfCycles.at(-1)!;
  const [begin, end] = [series.timeS[last.from]!, series.timeS[last.to - 1]!];
  const rows = series.timeS.findLastIndex((t) => t <= begin + share * (end - begin)) + 1;
  const { timeS, potentialV, currentA } = series;
  const cut = {
    ...series,
    rows,
    timeS: timeS.slice(0, rows),
    potentialV: potentialV.slice(0, rows),
    currentA: currentA.slice(0, rows),
  };
  return fullCellPart(prepareTest('cell', cut, sample, options));
}

const codes = ({ findings }: ReturnType<typeof analyse>): string[] => findings.map(({ code }) => code);

describe('a full cell of known truth', () => {
  it('gives back capacity, efficiency, fade, gap and plateaus', () => {
    const { quantities, tables } = analyse();
    expect(quantities.cycles!.value).toBe(60);
    expect(quantities.firstDischargeCapacity!.value).toBeCloseTo(108, 3);
    // Mass 1.0 %, current scale 0.1 %.
    expect(quantities.firstDischargeCapacity!.sigma! / 108).toBeCloseTo(Math.hypot(0.023 / 2.262, 0.001), 5);
    expect(quantities.coulombicEfficiency!.value).toBeCloseTo(0.996, 6);
    expect(quantities.capacityRetention!.value).toBeCloseTo(1 - 59 * 0.0009, 6);
    expect(quantities.fadePerCycle!.value).toBeCloseTo(0.0009, 7);
    expect(quantities.polarizationGap!.value).toBeCloseTo(0.12, 5);
    expect(quantities.chargePlateau!.value).toBeCloseTo(3.44, 2);
    expect(quantities.dischargePlateau!.value).toBeCloseTo(3.32, 2);
    const { meanChargePotential, meanDischargePotential, voltageEfficiency, energyEfficiency } = quantities;
    expect(quantities.hysteresis!.value).toBeCloseTo(meanChargePotential!.value! - meanDischargePotential!.value!, 6);
    expect(energyEfficiency!.value).toBeCloseTo(0.996 * voltageEfficiency!.value!, 6);
    const potentials = tables.find(({ id }) => id === 'potentials')!;
    // A fifth of half the gap vanishes when the current stops.
    expect(potentials.rows[3]![5]).toBeCloseTo(0.2 * 0.06, 3);
    expect(potentials.rows[3]![7]).toBeCloseTo(3.8 - 0.06, 3);
  });

  it('reads a scale error of the current into the capacity, and not into the ratios', () => {
    const { quantities } = analyse({ gain: 1.01 });
    expect(quantities.firstDischargeCapacity!.value).toBeCloseTo(109.08, 3);
    expect(quantities.coulombicEfficiency!.value).toBeCloseTo(0.996, 6);
    expect(quantities.capacityRetention!.value).toBeCloseTo(0.9469, 5);
  });

  it('states the error that an offset of the current makes of the efficiency', () => {
    const [offset, current] = [40e-9, 26.6e-6];
    const { quantities } = analyse({ offsetMa: 1e3 * offset }, { currentOffset: '40 nA' });
    const measured = (0.996 * (current - offset)) / (current + offset);
    expect(quantities.coulombicEfficiency!.value).toBeCloseTo(measured, 6);
    expect(quantities.coulombicEfficiency!.sigma).toBeCloseTo((1.996 * offset) / current, 4);
  });

  it('says whether the offset explains efficiencies above one', () => {
    const explained = analyse({ offsetMa: -8e-5 }, { currentOffset: '80 nA' });
    const finding = explained.findings.find(({ code }) => code === 'efficiency-above-one')!;
    expect(finding).toMatchObject({ severity: 'info' });
    const not = analyse({ efficiency: 1.03 }, { currentOffset: '80 nA' });
    expect(not.findings.find(({ code }) => code === 'efficiency-above-one')).toMatchObject({ severity: 'warning' });
    expect(codes(analyse({}, { currentOffset: '10 nA' }))).not.toContain('efficiency-above-one');
  });

  it('leaves out a last cycle that was stopped by hand', () => {
    const part = analyse({ stopAt: 0.4, cycles: 20 });
    expect(part.quantities.cycles!.value).toBe(19);
    expect(part.quantities.capacityRetention!.value).toBeCloseTo(1 - 18 * 0.0009, 6);
    expect(codes(part)).toContain('partial-cycles');
  });

  it('leaves out a last half that was cut off shortly before its end', () => {
    const { quantities, findings } = partOfRows(0.97);
    expect(quantities.cycles!.value).toBe(9);
    expect(findings.map(({ code }) => code)).toContain('partial-cycles');
    expect(partOfRows(1).quantities.cycles!.value).toBe(10);
  });

  it('says that a cycle to show is not there, and that all cycles are formation', () => {
    expect(codes(analyse({ cycles: 10 }, { show: [99] }))).toContain('no-such-cycle');
    expect(codes(analyse({ cycles: 10 }, { show: [10] }))).not.toContain('no-such-cycle');
    const formation = analyse({ cycles: 10 }, { formationCycles: 999 });
    expect(codes(formation)).toContain('all-formation');
    expect(formation.quantities.coulombicEfficiency).toMatchObject({
      value: null,
      note: 'all whole cycles are formation',
    });
    expect(codes(analyse({ cycles: 10 }, { formationCycles: 3 }))).not.toContain('all-formation');
  });

  it('refers the retention to the cycle that is named', () => {
    const { quantities } = analyse({}, { referenceCycle: 10 });
    expect(quantities.capacityRetention!.value).toBeCloseTo((1 - 59 * 0.0009) / (1 - 9 * 0.0009), 6);
    expect(quantities.capacityRetention!.note).toBe('cycle 60 over cycle 10');
    expect(codes(analyse({}, { referenceCycle: 99 }))).toContain('no-reference-cycle');
  });

  it('crosses the end of life by interpolation, and extrapolates only so far', () => {
    const crossed = analyse({ fadePerCycle: 0.005, cycles: 60 });
    expect(crossed.quantities.endOfLifeCycle!.value).toBeCloseTo(41, 6);
    const near = analyse({ fadePerCycle: 0.0025, capacitySigma: 0.0005 });
    expect(near.quantities.endOfLifeCycle!.value).toBeCloseTo(81, -1);
    expect(codes(near)).toContain('end-of-life-extrapolated');
    const far = analyse();
    expect(far.quantities.endOfLifeCycle).toMatchObject({ value: null, interval95: [60, null] });
  });

  it('suspects the mass when the capacity is above theory and the rate is off', () => {
    const theory = { theoreticalCapacity: '117.6 mAh/g', rate: 0.1 };
    expect(codes(analyse({}, theory))).not.toContain('rate-mismatch');
    const low: Sample = { mass: parseQuantity('2.036(20) mg') };
    const part = analyse({}, theory, low);
    expect(part.quantities.firstDischargeCapacity!.value).toBeCloseTo(120, 0);
    expect(codes(part)).toEqual(expect.arrayContaining(['capacity-above-theory', 'rate-mismatch']));
  });

  it('compares capacities at the same current only', () => {
    const rates = [1, 1, 1, 2, 2, 2, 5, 5, 5];
    const part = analyse({ rates, cycles: 27, rateLoss: 0.06 }, { theoreticalCapacity: '117.6 mAh/g' });
    expect(part.quantities.capacityRetention!.value).toBeCloseTo(1 - 20 * 0.0009, 5);
    expect(codes(part)).toContain('currents-differ');
    const table = part.tables.find(({ id }) => id === 'rates')!;
    expect(table.rows.map((row) => [row[1], row[2]])).toEqual([
      [0.1, 9],
      [0.2, 9],
      [0.5, 9],
    ]);
    const capacity = table.rows.map((row) => (row[3] as { value: number }).value);
    expect(capacity[1]! / capacity[0]!).toBeCloseTo(0.94, 2);
    expect(part.figures.map(({ id }) => id)).toContain('rate');
  });

  it('calls extracted over inserted the efficiency of a half cell', () => {
    const run = simulateFullCell(fullCellTruth.parse({ ...nvp, cycles: 8 }), createRandom(1));
    const turned = { ...seriesOfRun(run), currentA: Float64Array.from(run.currentA as Float64Array, (i) => -i) };
    const options = cyclingOptions.parse({ cell: 'half' });
    const { quantities, methods } = fullCellPart(prepareTest('cell', turned, sample, options));
    expect(quantities.coulombicEfficiency!.value).toBeCloseTo(0.996, 6);
    expect(methods[0]).toMatch(/second half cycle over the first/);
  });

  it('never counts a half cycle without charge as one', () => {
    const run = simulateFullCell(fullCellTruth.parse({ ...nvp, cycles: 3 }), createRandom(1));
    const series = seriesOfRun(run);
    // Two spikes in the second discharge, nothing between them.
    const rows = Array.from(series.step!, (step, row) => (step === 6 ? row : -1)).filter((row) => row >= 0);
    rows.forEach((row, k) => {
      if (k % 30 !== 1) series.currentA[row] = 0;
    });
    const options = cyclingOptions.parse({ cell: 'full', first: 'positive' });
    const part = fullCellPart(prepareTest('cell', series, sample, options));
    expect(JSON.stringify(part.quantities)).not.toContain('NaN');
    expect(part.quantities.cycles!.value).toBeLessThan(3);
    for (const { value, sigma } of Object.values(part.quantities)) {
      expect(value === null || Number.isFinite(value)).toBe(true);
      expect(sigma === null || Number.isFinite(sigma)).toBe(true);
    }
  });

  it('falls back to area and to the whole cell', () => {
    const area = analyse({}, {}, { area: parseQuantity('1.131(19) cm^2') }).quantities.firstDischargeCapacity!;
    expect(area.unit).toBe('mAh/cm^2');
    expect(area.value).toBeCloseTo((108 * 2.262e-3) / 1.131, 5);
    const cell = analyse({}, {}, {}).quantities.firstDischargeCapacity!;
    expect(cell).toMatchObject({ unit: 'mAh' });
  });
});

describe('stated errors of a full cell', () => {
  const TRIALS = 150;
  const results = Array.from({ length: TRIALS }, (_, k) => {
    const random = createRandom(900 + k);
    const truth = {
      noiseV: 2e-4,
      cycles: 40,
      capacitySigma: 0.001,
      efficiencySigma: 0.003,
      offsetMa: 2e-5 * random.normal(),
      gain: 1 + 0.001 * random.normal(),
      pointsPerHalf: 30,
    };
    const massMg = 2.262 * (1 + 0.01 * random.normal());
    const of: Sample = { mass: { value: massMg, sigma: 0.01 * massMg, unit: 'mg' } };
    return analyse(truth, { currentOffset: '20 nA' }, of, 5000 + k).quantities;
  });
  /** Four standard deviations of a share of this many trials. */
  const margin = (share: number): number => 4 * Math.sqrt((share * (1 - share)) / TRIALS);

  it.each([
    ['firstDischargeCapacity', 108],
    ['coulombicEfficiency', 0.996],
    ['capacityRetention', 1 - 39 * 0.0009],
    ['fadePerCycle', 0.0009],
    ['polarizationGap', 0.12],
  ])('cover %s as often as they promise', (name, truth) => {
    const within = results.filter((q) => Math.abs(q[name]!.value! - truth) <= q[name]!.sigma!).length / TRIALS;
    expect(Math.abs(within - 0.6827)).toBeLessThan(margin(0.6827) + 0.03);
    const intervals = results.filter((q) => q[name]!.interval95 !== undefined);
    const held = intervals.filter(({ [name]: q }) => q!.interval95![0]! <= truth && truth <= q!.interval95![1]!);
    if (intervals.length > 0) expect(held.length / TRIALS).toBeGreaterThan(0.95 - margin(0.95));
  });
});

const folder = sharedData('cycling');

describe.skipIf(folder === undefined)('real cells (needs the shared data)', () => {
  const analyseFile = async (name: string) => {
    const path = join(folder!, name);
    const recording = await readRecording(fileFromBytes(basename(path), new Uint8Array(readFileSync(path))));
    const options = cyclingOptions.parse({ cell: 'full', first: 'positive' });
    return fullCellPart(prepareTest(name, readTimeSeries(recording), {}, options));
  };

  it.each([
    // Capacities of the first whole cycle as the instruments integrated them, mAh.
    ['maccor/maccor_na_fullcell.txt', 2, 2.251, 0.9217],
    ['biologic/gcpl-fullcell-v3.mpr', 6, 0.8529, 0.8643],
    ['arbin/arbin_example.res', 4, 0.4752, 0.9827],
  ])('%s', async (name, cycles, discharge, efficiency) => {
    const { quantities } = await analyseFile(name);
    expect(quantities.cycles!.value).toBe(cycles);
    expect(quantities.firstDischargeCapacity!.value! / discharge).toBeCloseTo(1, 3);
    expect(quantities.firstEfficiency!.value).toBeCloseTo(efficiency, 3);
    expect(quantities.polarizationGap!.value).toBeGreaterThan(0);
    expect(quantities.polarizationGap!.value).toBeLessThan(0.2);
  });

  it('landt.bdf.csv, which was stopped in its second cycle', async () => {
    const { quantities, findings } = await analyseFile('other/landt.bdf.csv');
    expect(quantities.cycles!.value).toBe(0);
    expect(quantities.capacityRetention).toBeUndefined();
    expect(findings.map(({ code }) => code)).toContain('partial-cycles');
  });
});
