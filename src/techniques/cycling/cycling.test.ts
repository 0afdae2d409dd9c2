import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { fileFromBytes } from '../../formats/file-like.js';
import { readRecording } from '../../formats/read-recording.js';
import type { Recording } from '../../formats/recording.js';
import { parseQuantity } from '../../quantity/parse.js';
import type { Sample } from '../sample.js';
import type { AnalysisResult, Conditions } from '../technique.js';
import { analyseCycling } from './analyse.js';
import { cycling } from './index.js';
import { cyclingOptions } from './options.js';
import { simulateFiles } from './simulate/simulate-files.js';

const folder = sharedData('cycling');
const area: Sample = { area: parseQuantity('0.817 cm^2') };

const recordingOf = (text: string, name = 'cell.csv'): Promise<Recording> =>
  readRecording(fileFromBytes(name, new TextEncoder().encode(text)));

function analyse(recordings: readonly Recording[], options: object = {}, sample = area, conditions: Conditions = {}) {
  return analyseCycling({
    recordings: recordings.map((recording, k) => ({ label: `cell-${k + 1}`, recording, conditions })),
    sample,
    options: cyclingOptions.parse(options),
  });
}

const codes = ({ findings, series }: AnalysisResult): string[] =>
  [...findings, ...series.flatMap((entry) => entry.findings)].map(({ code }) => code);

const truth = {
  cell: 'symmetric',
  areaCm2: 0.817,
  currentDensity: 0.2,
  halfCycleMin: 10,
  cycles: 40,
  pelletResistance: 113.2,
  interface: { initial: 42, perRootHour: 4, formation: 400, formationConstant: 1.2 },
};
const simulated = (changes: object = {}, seed = 1): string =>
  simulateFiles({ files: [{ name: 'cell.csv', truth: { ...truth, ...changes } }] }, seed)[0]!.text;

/** The text with one of its columns changed. */
function withColumn(text: string, column: number, change: (value: number) => number): string {
  const [names, ...rows] = text.trim().split('\n');
  const changed = rows.map((row) =>
    row
      .split(',')
      .map((cell, k) => (k === column ? String(change(Number(cell))) : cell))
      .join(','),
  );
  return [names, ...changed].join('\n');
}

describe('cycling from a file', () => {
  it('gives what the contract promises of a symmetric cell', async () => {
    const healthy = analyse([await recordingOf(simulated())], { cell: 'symmetric' });
    const { overpotential, softShortCycle } = healthy.quantities;
    expect(overpotential!.value).toBeGreaterThan(0.039);
    expect(overpotential!.sigma).toBeGreaterThan(0);
    expect(softShortCycle!.value).toBeNull();
    expect(healthy.series).toHaveLength(1);
    expect(healthy.series[0]!.quantities.cycles!.value).toBe(40);
    expect(healthy.tables.map(({ id }) => id)).toEqual(expect.arrayContaining(['cycles', 'half-cycles']));
    expect(codes(healthy)).not.toContain('soft-short');
    const short = simulated({ short: { cycle: 25, half: 'first', at: 0.7, loss: 0.4 } });
    const shorted = analyse([await recordingOf(short)], { cell: 'symmetric' });
    expect(shorted.quantities.softShortCycle!.value).toBe(25);
    expect(codes(shorted)).toContain('soft-short');
  });

  it('needs no more than time, voltage and current', async () => {
    const text = simulated()
      .split('\n')
      .map((line) => line.split(',').slice(0, 3).join(','))
      .join('\n');
    const result = analyse([await recordingOf(text)]);
    expect(codes(result)).toContain('cell-guessed');
    expect(result.quantities.cycles!.value).toBe(40);
    const instrument = result.tables.find(({ id }) => id === 'cycles')!.rows.map((row) => row[1]);
    expect(instrument.every((number) => number === null)).toBe(true);
  });

  it('is plain JSON, the same for the same input', async () => {
    const recording = await recordingOf(simulated());
    const [one, two] = [analyse([recording]), analyse([recording])];
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
  });

  it('asks for temperature and pressure until they are given', async () => {
    const recording = await recordingOf(simulated());
    expect(codes(analyse([recording]))).toContain('conditions-unknown');
    const given = { temperature: parseQuantity('25 degC'), pressure: parseQuantity('2 MPa') };
    expect(codes(analyse([recording], {}, area, given))).not.toContain('conditions-unknown');
  });

  it('tells of a stored charge that is not that of the current', async () => {
    const rows = simulated({ cycles: 10 }).trim().split('\n');
    let [charge, before] = [0, 0];
    const text = rows
      .map((row, k) => {
        if (k === 0) return `${row},(Q-Qo)/mA.h`;
        const [time, , current] = row.split(',').map(Number);
        charge += (1.04 * current! * (time! - before)) / 3600;
        before = time!;
        return `${row},${charge}`;
      })
      .join('\n');
    const result = analyse([await recordingOf(text)], { cell: 'symmetric' });
    expect(codes(result)).toContain('charge-integral');
    // The instrument's charge counts.
    expect(result.quantities.arealCapacity!.value! / (0.2 / 6)).toBeCloseTo(1.04, 2);
    expect(codes(analyse([await recordingOf(simulated({ cycles: 10 }))]))).not.toContain('charge-integral');
  });

  it('keeps several cells apart, and joins the files of one', async () => {
    const two = await Promise.all([recordingOf(simulated()), recordingOf(simulated({ asymmetry: 0.02 }, 2))]);
    const apart = analyse(two, { cell: 'symmetric' });
    expect(apart.series).toHaveLength(2);
    expect(apart.tables.map(({ id }) => id)).toEqual(expect.arrayContaining(['cycles-1', 'cycles-2']));
    const rows = simulated().trim().split('\n');
    const cut = Math.round(rows.length / 2);
    const halves = await Promise.all([
      recordingOf(rows.slice(0, cut).join('\n')),
      recordingOf([rows[0]!, ...rows.slice(cut)].join('\n')),
    ]);
    expect(codes(analyse(halves, { cell: 'symmetric' }))).toContain('parts-of-one-test');
    const joined = analyse(halves, { cell: 'symmetric', join: true });
    expect(joined.series).toHaveLength(1);
    expect(joined.quantities.halfCycles!.value).toBe(80);
  });

  it('refuses a record without current', async () => {
    const text = `time/s,voltage/V,current/mA\n${Array.from({ length: 50 }, (_, k) => `${k * 10},0.1,0`).join('\n')}`;
    const rest = await recordingOf(text);
    expect(() => analyse([rest])).toThrow(/no current flows for longer than a second/);
  });

  it.each([
    ['0,0.1,1', /only 1 row/],
    [Array.from({ length: 20 }, (_, k) => `5,${0.1 + 0.001 * k},1`).join('\n'), /time does not advance/],
  ])('says why a record has no half cycle: %#', async (rows, why) => {
    const recording = await recordingOf(`time/s,voltage/V,current/mA\n${rows}`);
    expect(() => analyse([recording])).toThrow(why);
  });

  it.each([
    ['3700', '1', /potential of 3\.70e\+3 V in row 3 is impossible/],
    ['3.7', '2e8', /current of 2\.00e\+5 A in row 3 is impossible/],
  ])('refuses numbers that no cell has: %s V, %s mA', async (potential, current, why) => {
    const rows = Array.from({ length: 20 }, (_, k) => `${k * 10},${k < 2 ? '3,1' : `${potential},${current}`}`);
    const recording = await recordingOf(`time/s,voltage/V,current/mA\n${rows.join('\n')}`);
    expect(() => analyse([recording])).toThrow(why);
  });

  it('turns a swapped sign convention round instead of calling it a short', async () => {
    const straight = simulated({ cycles: 10 });
    const swapped = withColumn(straight, 1, (v) => -v);
    const expected = analyse([await recordingOf(straight)], { cell: 'symmetric' });
    for (const options of [{ cell: 'symmetric' }, {}]) {
      const result = analyse([await recordingOf(swapped)], options);
      expect(codes(result)).toContain('sign-swapped');
      expect(codes(result).filter((code) => /short$/.test(code))).toEqual([]);
      expect(result.quantities.overpotential).toEqual(expected.quantities.overpotential);
    }
    expect(codes(expected)).not.toContain('sign-swapped');
  });

  it('says that a current never reverses', async () => {
    const oneWay = withColumn(simulated({ cycles: 6 }), 2, Math.abs);
    const result = analyse([await recordingOf(oneWay)]);
    expect(codes(result)).toContain('no-reversal');
    const guess = result.series[0]!.findings.find(({ code }) => code === 'cell-guessed')!;
    expect(guess.message).toContain('never reverses');
    expect(guess.message).not.toContain('keeps its sign');
    expect(codes(analyse([await recordingOf(simulated({ cycles: 6 }))]))).not.toContain('no-reversal');
  });

  it('doubts that files of another scale are parts of one test', async () => {
    const one = await recordingOf(simulated({ cycles: 6 }));
    const other = await recordingOf(withColumn(simulated({ cycles: 6 }), 1, (v) => 40 * v));
    const joined = analyse([one, other], { cell: 'symmetric', join: true });
    expect(codes(joined)).toContain('parts-differ');
    expect(codes(analyse([one, one], { cell: 'symmetric', join: true }))).not.toContain('parts-differ');
  });

  it('takes the numbers of the instrument or of the program when asked', async () => {
    const recording = await recordingOf(simulated({ cycles: 6 }));
    expect(analyse([recording], { cell: 'symmetric', halfCycles: 'instrument' }).quantities.halfCycles!.value).toBe(12);
    expect(() => analyse([recording], { halfCycles: 'step' })).toThrow(/does not number its program steps/);
  });
});

describe.skipIf(folder === undefined)('real cells (skipped without ../shared)', () => {
  const shared = async (name: string): Promise<Recording> => {
    const bytes = new Uint8Array(readFileSync(join(folder!, name)));
    return readRecording(fileFromBytes(basename(name), bytes));
  };

  it('polarise by 0.1037 V in cycle 1 and 0.1113 V in cycle 16, with no short, no phase and the drift of 0.5 mV', async () => {
    const recording = await shared('biologic/gcpl-symmetric-v3.mpr');
    const result = analyse([recording], { cell: 'symmetric' });
    const { initialOverpotential, finalOverpotential, overpotentialDrift, softShortCycle } = result.quantities;
    expect(initialOverpotential!.value).toBeCloseTo(0.1037, 4);
    expect(finalOverpotential!.value).toBeCloseTo(0.1113, 4);
    expect(overpotentialDrift!.value).toBeCloseTo((0.1113 - 0.1037) / 15, 4);
    expect(softShortCycle!.value).toBeNull();
    expect(result.tables.map(({ id }) => id)).not.toContain('phases');
    const cycles = result.tables.find(({ id }) => id === 'cycles')!;
    const asymmetry = cycles.columns.findIndex(({ name }) => name === 'asymmetry');
    expect(cycles.rows[0]![asymmetry]).toBeCloseTo(-0.0085, 3);
    expect(cycles.rows[15]![asymmetry]).toBeCloseTo(-0.0041, 3);
    expect(cycling.accepts!(recording)).toBe(true);
  });

  it('with a short put into them are told in the right cycle', async () => {
    const recording = await shared('biologic/gcpl-symmetric-v3.mpr');
    const column = recording.tables[0]!.columns.find(({ name }) => /^<?Ewe>?/.test(name));
    if (column === undefined || !('values' in column)) throw new Error('no potential');
    // From the middle of half cycle 20 on (cycle 10) the potential is a third less.
    const from = Math.round((19.5 / 32) * column.values.length);
    const values = Float64Array.from(column.values, (v, row) => (row < from ? v : v * 0.67));
    const tables = recording.tables.map((table, k) =>
      k > 0 ? table : { ...table, columns: table.columns.map((c) => (c === column ? { ...c, values } : c)) },
    );
    const result = analyse([{ ...recording, tables }], { cell: 'symmetric' });
    expect(result.quantities.softShortCycle!.value).toBe(10);
  });
});
