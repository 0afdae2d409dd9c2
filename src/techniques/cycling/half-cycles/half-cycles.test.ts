import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import { readTimeSeries } from '../../../formats/time-series/read-time-series.js';
import { controlState, type TimeSeries } from '../../../formats/time-series/time-series.js';
import { cyclingOptions } from '../options.js';
import { prepareTest } from '../prepare-test.js';
import { halfCycleMetrics } from './half-cycle-metrics.js';
import { halfCyclesTable } from './half-cycles-table.js';
import { numberingFindings } from './numbering-findings.js';
import { pairCycles } from './pair-cycles.js';
import { splitHalfCycles } from './split-half-cycles.js';

const folder = sharedData('cycling');

function seriesOf(rows: readonly (readonly [timeS: number, potentialV: number, currentA: number])[]): TimeSeries {
  return {
    rows: rows.length,
    timeS: Float64Array.from(rows, ([t]) => t),
    potentialV: Float64Array.from(rows, ([, v]) => v),
    currentA: Float64Array.from(rows, ([, , i]) => i),
    currentOrigin: 'stored',
    chargeC: null,
    state: null,
    setCurrentA: null,
    step: null,
    cycle: null,
    halfCycle: null,
    temperatureC: null,
    joins: [],
    diagnostics: [],
  };
}

/** Square wave: `halves` runs of `n` rows, 10 s apart, with an optional rest of `rest` rows between. */
function squareWave(halves: number, n: number, rest = 0): TimeSeries {
  const rows: [number, number, number][] = [];
  let t = 0;
  for (let half = 0; half < halves; half++) {
    const sign = half % 2 === 0 ? 1 : -1;
    for (let k = 0; k < n; k++, t += 10) rows.push([t, k === 0 ? -sign * 0.1 : sign * (0.1 + 0.001 * k), sign * 1e-4]);
    for (let k = 0; k < rest; k++, t += 10) rows.push([t, 0, 1e-8]);
  }
  return seriesOf(rows);
}

describe('half cycles by the sign of the current', () => {
  it('are as many as the reversals make, without the rests', () => {
    const { halfCycles } = splitHalfCycles(squareWave(6, 20, 5));
    expect(halfCycles.map(({ from, to, restTo, sign }) => [from, to, restTo, sign])).toEqual([
      [0, 20, 25, 1],
      [25, 45, 50, -1],
      [50, 70, 75, 1],
      [75, 95, 100, -1],
      [100, 120, 125, 1],
      [125, 145, 150, -1],
    ]);
  });

  it('go on after a rest in the same direction', () => {
    const pulses = seriesOf(
      Array.from({ length: 100 }, (_, k) => [k * 10, 1 + k / 100, k % 10 < 5 ? 1e-4 : 0] as const),
    );
    expect(splitHalfCycles(pulses).halfCycles).toHaveLength(1);
  });

  it('ignore a glitch and say so', () => {
    const wave = squareWave(2, 20);
    wave.currentA[7] = -1e-4;
    const { halfCycles, ignored } = splitHalfCycles(wave);
    expect(halfCycles).toHaveLength(2);
    expect(ignored).toBe(1);
  });

  it('find the part at constant potential, told or not', () => {
    const rows = Array.from({ length: 60 }, (_, k) =>
      k < 40 ? ([k * 10, 3 + k / 100, 1e-3] as const) : ([k * 10, 3.4, 1e-3 * Math.exp(-(k - 39) / 8)] as const),
    );
    const silent = seriesOf(rows);
    expect(splitHalfCycles(silent).halfCycles[0]!.holdFrom).toBe(40);
    const state = Uint8Array.from(rows, (_, k) => (k < 40 ? controlState.current : controlState.potential));
    expect(splitHalfCycles({ ...silent, state }).halfCycles[0]!.holdFrom).toBe(40);
  });

  it('have charge, energy and potentials in closed form', () => {
    const wave = squareWave(2, 21);
    const { halfCycles, thresholdA } = splitHalfCycles(wave);
    const [first] = halfCycleMetrics(wave, halfCycles, thresholdA);
    // 20 steps of 10 s between the rows, and the last row holds until the current turns.
    expect(first!.durationS).toBeCloseTo(210, 10);
    expect(first!.chargeC).toBeCloseTo(0.021, 12);
    expect(first!.currentA).toBeCloseTo(1e-4, 15);
    expect(first!.endPotentialV).toBeCloseTo(0.12, 12);
    expect(first!.meanPotentialV).toBeCloseTo(0.1105, 12);
    expect(first!.plateauPotentialV).toBeCloseTo(0.11, 12);
    expect(first!.minPotentialV).toBeCloseTo(0.101, 12);
    expect(first!.noiseV).toBeLessThan(1e-12);
  });
});

describe('the table of half cycles', () => {
  it('has half the jump at a reversal and the whole jump after a rest', () => {
    const jumps = (wave: TimeSeries): (number | null)[] => {
      const test = prepareTest('cell', wave, {}, cyclingOptions.parse({ cell: 'symmetric' }));
      const table = halfCyclesTable(test);
      const column = table.columns.findIndex(({ name }) => name === 'ohmic jump');
      return table.rows.map((row) => row[column] as number | null);
    };
    // From 0.119 V at the end to -0.101 V in the second row, and from 0 V.
    expect(jumps(squareWave(3, 20))).toEqual([null, 0.11, 0.11]);
    expect(jumps(squareWave(3, 20, 5))).toEqual([null, 0.101, 0.101]);
  });
});

describe('cycles', () => {
  it('pair half cycles; one without partner stands alone', () => {
    const { halfCycles } = splitHalfCycles(squareWave(5, 20));
    expect(pairCycles(halfCycles).map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [2, 3],
      [4, null],
    ]);
    expect(pairCycles(halfCycles, 'negative').map(({ first, second }) => [first, second])).toEqual([
      [null, 0],
      [1, 2],
      [3, 4],
    ]);
  });
});

describe.skipIf(folder === undefined)('a real symmetric cell (skipped without ../shared)', async () => {
  if (folder === undefined) return;
  const bytes = new Uint8Array(readFileSync(join(folder, 'biologic', 'gcpl-symmetric-v3.mpr')));
  const series = readTimeSeries(await readRecording(fileFromBytes('gcpl-symmetric-v3.mpr', bytes)));
  const { halfCycles, thresholdA } = splitHalfCycles(series);
  const metrics = halfCycleMetrics(series, halfCycles, thresholdA);
  const answers = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))._derived[
    'biologic/gcpl-symmetric-v3.mpr'
  ].half_cycles as {
    i0: number;
    i1: number;
    sign: number;
    q_mAh: number;
    Vend_V: number;
    Vmid_median_V: number;
  }[];

  it('has 32 half cycles of 12 h', () => {
    expect(halfCycles.map(({ from, to, sign }) => [from, to - 1, sign])).toEqual(
      answers.map(({ i0, i1, sign }) => [i0, i1, sign]),
    );
    for (const { durationS } of metrics) expect(durationS).toBeCloseTo(43_200, -1);
  });

  it('with the charges and potentials of the reference answers', () => {
    for (const [k, answer] of answers.entries()) {
      expect(metrics[k]!.chargeC / 3.6 / answer.q_mAh).toBeCloseTo(1, 4);
      expect(metrics[k]!.endPotentialV).toBeCloseTo(answer.Vend_V, 9);
      expect(Math.abs(metrics[k]!.plateauPotentialV - answer.Vmid_median_V)).toBeLessThan(1e-4);
    }
  });

  it('polarised by 0.1037 V in cycle 1 and 0.1113 V in cycle 16', () => {
    const eta = (k: number) =>
      (Math.abs(metrics[2 * k]!.plateauPotentialV) + Math.abs(metrics[2 * k + 1]!.plateauPotentialV)) / 2;
    expect(eta(0)).toBeCloseTo(0.1037, 4);
    expect(eta(15)).toBeCloseTo(0.1113, 4);
  });

  it('and numbers of the instrument that skip one', () => {
    const findings = numberingFindings({
      label: 'cell',
      halfCycles,
      cycles: pairCycles(halfCycles),
      options: { halfCycles: 'current' },
    });
    expect(findings.map(({ code }) => code)).toContain('numbering');
    expect(findings[0]!.message).toMatch(/32 half cycles.*from 0 to 32/);
  });
});
