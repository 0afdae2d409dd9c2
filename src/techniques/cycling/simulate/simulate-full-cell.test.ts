import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import { createRandom } from '../../../numerics/random.js';
import { parseQuantity } from '../../../quantity/parse.js';
import { analyseCycling } from '../analyse.js';
import { cyclingOptions } from '../options.js';
import { fullCellTruth } from './full-cell-truth.js';
import { simulateFiles } from './simulate-files.js';
import { simulateFullCell } from './simulate-full-cell.js';

/** Figure S18 of the reference study: NVP | NZSP | Na at 0.1 C and 60 degC. */
const truth = {
  cell: 'full',
  massMg: 2.262,
  currentMa: 0.0266,
  cycles: 60,
  capacity: 108,
  fadePerCycle: 0.0009,
  efficiency: 0.996,
  efficiencySigma: 0.003,
  plateauV: 3.385,
  gapV: 0.12,
};

describe('a simulated full cell', () => {
  it.each(['csv', 'neware-csv', 'biologic-mpt'] as const)('comes back through %s within its errors', async (format) => {
    const input = { format, files: [{ name: 'full-cell.csv', truth }] };
    const [file] = simulateFiles(input, 18);
    expect(file!.text.length).toBeLessThan(1.5e6);
    expect(simulateFiles(input, 18)).toEqual([file]);
    expect(simulateFiles(input, 19)).not.toEqual([file]);
    const recording = await readRecording(fileFromBytes(file!.name, new TextEncoder().encode(file!.text)));
    const options = cyclingOptions.parse({
      cell: 'full',
      theoreticalCapacity: '117.6 mAh/g',
      rate: 0.1,
      currentOffset: '20 nA',
      differential: true,
    });
    const { quantities, series, figures } = analyseCycling({
      recordings: [{ label: 'full-cell', recording, conditions: {} }],
      sample: { mass: parseQuantity('2.262(23) mg') },
      options,
    });
    expect(quantities.cycles!.value).toBe(60);
    for (const [name, value] of [
      ['firstDischargeCapacity', 108],
      ['capacityRetention', 1 - 59 * 0.0009],
      ['fadePerCycle', 0.0009],
      ['coulombicEfficiency', 0.996],
      ['polarizationGap', 0.12],
    ] as const) {
      const quantity = quantities[name]!;
      expect(quantity.sigma, name).toBeGreaterThan(0);
      expect(Math.abs(quantity.value! - value), name).toBeLessThan(3 * quantity.sigma!);
    }
    expect(quantities.chargePeakPotential!.value).toBeCloseTo(3.445, 1);
    expect(figures.map(({ id }) => id)).toEqual(['profiles', 'capacity', 'differential']);
    const codes = series[0]!.findings.map(({ code }) => code);
    for (const code of ['rate-mismatch', 'capacity-above-theory', 'partial-cycles', 'differential-area']) {
      expect(codes).not.toContain(code);
    }
  });

  it('writes rows where the potential moves, and only the rest current at rest', () => {
    const run = simulateFullCell(fullCellTruth.parse({ ...truth, cycles: 1, noiseV: 0 }), createRandom(1));
    const rows = run.timeS.length;
    for (let row = 1; row < rows; row++) {
      expect(run.timeS[row]!).toBeGreaterThan(run.timeS[row - 1]!);
      if (run.mode[row] === 3) expect(run.currentA[row]).toBe(0);
      else if (run.mode[row - 1] === 1 && run.step[row] === run.step[row - 1]) {
        expect(Math.abs(run.potentialV[row]! - run.potentialV[row - 1]!)).toBeLessThan(0.02);
      }
    }
  });
});
