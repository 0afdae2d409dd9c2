import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import { readTimeSeries } from '../../../formats/time-series/read-time-series.js';
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import { createRandom } from '../../../numerics/random.js';
import { cyclingOptions } from '../options.js';
import { prepareTest } from '../prepare-test.js';
import { RunBuilder } from '../simulate/run-builder.js';
import { seriesOfRun } from '../test-support/series-of-run.js';
import { differentialCapacity, voltageDerivative } from './differential-capacity.js';
import { differentialPart } from './differential-part.js';
import { differentialPeaks } from './peaks.js';
import { potentialResolutionV } from './resolution.js';
import { turningPoints } from './turning-points.js';

const CURRENT_A = 1e-3;
const LOWER_V = 3;

/** Charge below a potential of a cell with two logistic peaks: dQ/dV is known in closed form. C. */
const peaks = [
  { centreV: 3.3, widthV: 0.012, chargeC: 8 },
  { centreV: 3.6, widthV: 0.02, chargeC: 4 },
];
const logistic = (u: number): number => 1 / (1 + Math.exp(-u));
const chargeBelow = (v: number): number =>
  peaks.reduce((sum, { centreV, widthV, chargeC }) => sum + chargeC * logistic((v - centreV) / widthV), 0) +
  2 * (v - LOWER_V);
const slopeAt = (v: number): number =>
  peaks.reduce((sum, { centreV, widthV, chargeC }) => {
    const share = logistic((v - centreV) / widthV);
    return sum + (chargeC / widthV) * share * (1 - share);
  }, 2);

/** Potential of a charge, by bisection. */
function potentialOf(chargeC: number): number {
  let [low, high] = [LOWER_V - 1, 6];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (chargeBelow(middle) < chargeC) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Potentials at equal steps of charge from 3.0 to 3.9 V, found once for each number of rows. */
const courses = new Map<number, Float64Array>();
function course(rows: number): Float64Array {
  const known = courses.get(rows);
  if (known !== undefined) return known;
  const [begin, end] = [chargeBelow(LOWER_V), chargeBelow(3.9)];
  const made = Float64Array.from({ length: rows + 1 }, (_, k) => potentialOf(begin + (k / rows) * (end - begin)));
  courses.set(rows, made);
  return made;
}

interface Course {
  readonly noiseV?: number;
  readonly levelV?: number;
  /** Added to the potential at a share of the charge. */
  readonly bump?: (share: number) => number;
  readonly rows?: number;
  readonly seed?: number;
  readonly holdRows?: number;
}

/** One charge from 3.0 to 3.9 V, after a rest. */
function charge({ noiseV = 0, levelV = 0, bump, rows = 3000, seed = 1, holdRows = 0 }: Course = {}): TimeSeries {
  const random = createRandom(seed);
  const builder = new RunBuilder();
  const totalC = chargeBelow(3.9) - chargeBelow(LOWER_V);
  const potentials = course(rows);
  const add = (timeS: number, potentialV: number, currentA: number, mode: 1 | 2 | 3): void => {
    const read = potentialV + noiseV * random.normal();
    builder.add({
      timeS,
      potentialV: levelV > 0 ? Math.round(read / levelV) * levelV : read,
      currentA,
      step: 0,
      cycle: 1,
      halfCycle: 0,
      mode,
    });
  };
  for (let k = 0; k < 10; k++) add(k, LOWER_V, 0, 3);
  const start = 10;
  const durationS = totalC / CURRENT_A;
  for (let k = 0; k <= rows; k++) {
    const share = k / rows;
    add(start + share * durationS, potentials[k]! + (bump?.(share) ?? 0), CURRENT_A, 1);
  }
  for (let k = 1; k <= holdRows; k++) {
    const current = CURRENT_A * Math.exp(-k / 30);
    add(start + durationS + k * 10, 3.9, current, 2);
  }
  return seriesOfRun(builder.build());
}

function halfOf(series: TimeSeries) {
  const test = prepareTest('cell', series, {}, cyclingOptions.parse({ cell: 'full', differential: true }));
  return { test, half: test.halfCycles[0]!, thresholdA: test.thresholdA };
}

function curveOf(series: TimeSeries, windowV = 0.01) {
  const { half, thresholdA } = halfOf(series);
  return differentialCapacity(series, half, windowV, thresholdA)!;
}

describe('dQ/dV', () => {
  it('is that of the closed form, raw and smooth', () => {
    const { potentialV, rawCPerV, smoothCPerV } = curveOf(charge());
    potentialV.forEach((v, k) => {
      if (v < 3.02 || v > 3.88) return;
      expect(rawCPerV[k]! / slopeAt(v)).toBeCloseTo(1, 1);
      expect(smoothCPerV[k]! / slopeAt(v)).toBeCloseTo(1, 1);
    });
  });

  it('holds the charge: its integral is Q within 1 %', () => {
    for (const course of [{}, { noiseV: 2e-4 }, { levelV: 1e-3 }, { rows: 600 }, { holdRows: 100 }]) {
      expect(Math.abs(curveOf(charge(course)).areaShare - 1), JSON.stringify(course)).toBeLessThan(0.01);
    }
  });

  it('survives turning points: no pole, no sign, no lost charge', () => {
    // Goes back by 20 mV around 3.3 V, as a nucleation does.
    const bump = (share: number): number => 0.02 * Math.exp(-(((share - 0.3) / 0.02) ** 2));
    const series = charge({ bump });
    const curve = curveOf(series);
    expect(Math.min(...curve.rawCPerV)).toBeGreaterThanOrEqual(0);
    expect(Math.abs(curve.areaShare - 1)).toBeLessThan(0.01);
    expect(Math.max(...curve.smoothCPerV)).toBeLessThan(2 * slopeAt(3.3));
    const { half, thresholdA } = halfOf(series);
    const turning = turningPoints(series, half, 2e-3, thresholdA);
    expect(turning.count).toBe(1);
    expect(turning.deepestV).toBeGreaterThan(0.005);
    expect(turningPoints(charge(), half, 2e-3, thresholdA).count).toBe(0);
  });

  it('leaves out the part at constant potential', () => {
    const series = charge({ holdRows: 200 });
    const { chargeC, smoothCPerV } = curveOf(series);
    expect(chargeC).toBeCloseTo(chargeBelow(3.9) - chargeBelow(LOWER_V), 1);
    expect(smoothCPerV.at(-1)!).toBeLessThan(2 * slopeAt(3.9));
  });

  it('respects the levels of the instrument', () => {
    const series = charge({ levelV: 2e-3, noiseV: 5e-4, rows: 6000 });
    const { half } = halfOf(series);
    expect(potentialResolutionV(series, half)).toBeCloseTo(2e-3, 6);
    expect(potentialResolutionV(charge({ noiseV: 2e-4 }), half)).toBe(0);
    const curve = curveOf(series, 0.004);
    expect(curve.windowV).toBeGreaterThanOrEqual(0.012);
    expect(curve.stepV / 2e-3).toBeCloseTo(Math.round(curve.stepV / 2e-3), 9);
    curve.potentialV.forEach((v, k) => {
      if (v > 3.2 && v < 3.7) expect(curve.smoothCPerV[k]! / slopeAt(v)).toBeCloseTo(1, 0);
    });
  });

  it('finds peaks within their errors', () => {
    const pulls: number[] = [];
    for (let seed = 0; seed < 60; seed++) {
      const found = differentialPeaks(curveOf(charge({ noiseV: 3e-4, seed })));
      expect(found).toHaveLength(2);
      found.forEach((peak, k) => {
        pulls.push((peak.positionV - peaks[k]!.centreV) / peak.positionSigmaV);
        expect(peak.areaC / peaks[k]!.chargeC).toBeGreaterThan(1);
        expect(peak.areaC / peaks[k]!.chargeC).toBeLessThan(1.35);
        // A logistic peak: height Q/4w, full width 3.53 w.
        expect((peak.heightCPerV * 4 * peaks[k]!.widthV) / peaks[k]!.chargeC).toBeCloseTo(1, 0);
        expect(peak.widthV! / (3.53 * peaks[k]!.widthV)).toBeGreaterThan(0.9);
        expect(peak.widthV! / (3.53 * peaks[k]!.widthV)).toBeLessThan(1.3);
      });
    }
    const rms = Math.sqrt(pulls.reduce((sum, pull) => sum + pull * pull, 0) / pulls.length);
    expect(rms).toBeGreaterThan(0.3);
    expect(rms).toBeLessThan(1.5);
  });
});

describe('dV/dQ', () => {
  it('is the inverse of dQ/dV', () => {
    const series = charge();
    const { half, thresholdA } = halfOf(series);
    const { chargeC, slopeVPerC } = voltageDerivative(series, half, thresholdA)!;
    const beginC = chargeBelow(LOWER_V);
    chargeC.forEach((q, k) => {
      if (k < 12 || k > chargeC.length - 13) return;
      // Smoothed over 1 % of the charge: the top between the two peaks is narrower than that.
      expect(Math.abs(slopeVPerC[k]! * slopeAt(potentialOf(beginC + q)) - 1)).toBeLessThan(0.12);
    });
  });
});

const folder = sharedData('cycling');

describe.skipIf(folder === undefined)('dQ/dV of real cells (needs the shared data)', () => {
  it.each([
    ['maccor/maccor_na_fullcell.txt', 3.278, 3.207],
    ['biologic/gcpl-fullcell-v3.mpr', undefined, undefined],
  ])('%s', async (name, charging, discharging) => {
    const path = join(folder!, name);
    const recording = await readRecording(fileFromBytes(basename(path), new Uint8Array(readFileSync(path))));
    const series = readTimeSeries(recording);
    const options = cyclingOptions.parse({ cell: 'full', first: 'positive', differential: true });
    const test = prepareTest('cell', series, {}, options);
    const { quantities, findings, figures, tables } = differentialPart(test);
    expect(findings.map(({ code }) => code)).not.toContain('differential-area');
    expect(figures[0]!.panels).toHaveLength(2);
    expect(tables[0]!.rows.length).toBeGreaterThan(4);
    if (charging !== undefined) expect(quantities.chargePeakPotential!.value).toBeCloseTo(charging, 2);
    if (discharging !== undefined) expect(quantities.dischargePeakPotential!.value).toBeCloseTo(discharging, 2);
  });
});
