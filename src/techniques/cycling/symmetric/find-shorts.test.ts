import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { cyclingOptions } from '../options.js';
import { prepareTest } from '../prepare-test.js';
import { simulateSymmetric } from '../simulate/simulate-symmetric.js';
import { type SymmetricTruth, symmetricTruth } from '../simulate/symmetric-truth.js';
import { seriesOfRun } from '../test-support/series-of-run.js';
import { findShorts } from './find-shorts.js';

const options = cyclingOptions.parse({ cell: 'symmetric' });

/** Cells as laboratories have them: each with another law, noise, asymmetry, sampling, rests and temperature wobble. */
function someCell(seed: number, short?: Partial<SymmetricTruth['short']> & { cycle: number }): SymmetricTruth {
  const random = createRandom(1000 + seed);
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const halfCycleMin = between(8, 60);
  return symmetricTruth.parse({
    cell: 'symmetric',
    areaCm2: between(0.3, 1.5),
    currentDensity: between(0.05, 0.5),
    halfCycleMin,
    cycles: 60,
    restMin: seed % 3 === 0 ? between(1, 5) : 0,
    pelletResistance: between(50, 200),
    interface: {
      initial: between(5, 300),
      perRootHour: between(0, 6),
      formation: seed % 2 === 0 ? between(50, 600) : 0,
      formationConstant: between(0.8, 3),
    },
    sampleS: (halfCycleMin * 60) / between(10, 80),
    noiseV: between(1e-6, 2e-4),
    // One kelvin is four per cent at 0.3 eV.
    wobble: between(0, 0.04),
    asymmetry: between(-0.06, 0.06),
    offsetV: between(-1e-3, 1e-3),
    ...(seed % 4 === 1 ? { nucleation: { share: between(0.1, 1), decayS: between(20, halfCycleMin * 4) } } : {}),
    ...(seed % 5 === 0 ? { duplicateRow: 37 } : {}),
    ...(short === undefined ? {} : { short: { loss: 0.5, ...short } }),
  });
}

function shortsOf(truth: SymmetricTruth, seed: number) {
  const test = prepareTest('cell', seriesOfRun(simulateSymmetric(truth, createRandom(seed))), {}, options);
  const cycleOf = (half: number) => test.cycles.find(({ first, second }) => first === half || second === half)!.number;
  return findShorts(test)
    .filter(({ grade }) => grade !== 'suspect')
    .map((evidence) => ({ ...evidence, cycle: cycleOf(evidence.halfCycle) }));
}

describe('soft shorts', () => {
  it('are not found in 200 healthy cells', () => {
    const alarms = Array.from({ length: 200 }, (_, seed) => ({ seed, found: shortsOf(someCell(seed), seed)[0] }));
    expect(alarms.filter(({ found }) => found !== undefined)).toEqual([]);
  });

  it('are found in the right cycle', () => {
    const wrong: unknown[] = [];
    for (let seed = 0; seed < 100; seed++) {
      const random = createRandom(seed);
      const cycle = 12 + Math.floor(random.uniform() * 45);
      const at = 0.25 + 0.65 * random.uniform();
      const half = random.uniform() < 0.5 ? 'first' : 'second';
      const loss = 0.22 + 0.6 * random.uniform();
      const recovery = seed % 3 === 0 ? 0.5 * random.uniform() : 0;
      const spikes = seed % 7 === 0 ? 4 : 0;
      const found = shortsOf(someCell(seed, { cycle, at, half, loss, recovery, spikes }), seed)[0];
      if (found?.cycle !== cycle) wrong.push({ seed, cycle, at, half, loss, recovery, spikes, found });
    }
    expect(wrong.length, JSON.stringify(wrong)).toBeLessThanOrEqual(5);
  });

  it('that begin between two half cycles are found in the cycle that they begin in', () => {
    const found = shortsOf(someCell(3, { cycle: 30, at: 0, loss: 0.4 }), 3)[0];
    expect(found).toMatchObject({ cycle: 30, kind: 'between-cycles' });
  });

  it('are not read into an offset of the potential beside the ohmic floor, nor into a relaxation of few rows', () => {
    const offset = { ...someCell(2), pelletResistance: 200, offsetV: 2e-3, wobble: 0.005, currentDensity: 0.05 };
    const near = { ...offset, interface: { ...offset.interface, initial: 5, formation: 0, perRootHour: 0 } };
    const test = prepareTest('cell', seriesOfRun(simulateSymmetric(near, createRandom(1))), {}, options);
    const resistanceOhm = 200 / near.areaCm2;
    expect(findShorts(test, { resistanceOhm, sigmaOhm: 0.01 * resistanceOhm })).toEqual([]);
    expect(findShorts(test, { resistanceOhm: 1.2 * resistanceOhm, sigmaOhm: 0.01 * resistanceOhm })).not.toEqual([]);
    const halfS = 60 * offset.halfCycleMin;
    const relaxing = { ...someCell(4), sampleS: halfS / 12, nucleation: { share: 1.2, decayS: 0.2 * halfS } };
    expect(shortsOf({ ...relaxing, halfCycleMin: offset.halfCycleMin }, 1)).toEqual([]);
  });
});
