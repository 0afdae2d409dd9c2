/** The short form of `npm run coverage-study -- powder-diffraction`: do stated uncertainties hold the truth as often as promised? */
import { expect, it } from 'vitest';
import { createRandom } from '../../numerics/random.js';
import { NORMAL_95 } from '../../numerics/statistics/distributions.js';
import { patternTruth } from './simulate/pattern-truth.js';
import { trueParameters } from './simulate/true-model.js';
import { drawTwoPhaseTruth, type TwoPhaseKind } from './simulate/two-phase-truths.js';
import { analyseFiles, filesOf } from './test-support/simulated-task.js';

const PATTERNS: Readonly<Partial<Record<TwoPhaseKind, number>>> = { titania: 12, zincite: 10, narrow: 8 };

const groups: Readonly<Record<string, RegExp>> = {
  cell: /^\w+\.(a|c)$/,
  position: /^\w+\.\w+\.[xyz]$/,
  'displacement of the sample': /^displacement$/,
  'displacement of the atoms': /\.uIso$/,
  'weight fraction': /\.weightFraction$/,
};

/** Pulls, (stated - true)/sigma, of each group, and how many patterns gave some. */
async function pulls() {
  const found: Record<string, number[]> = Object.fromEntries(Object.keys(groups).map((group) => [group, []]));
  for (const [kind, count] of Object.entries(PATTERNS) as [TwoPhaseKind, number][]) {
    for (let seed = 1; seed <= count; seed++) {
      const truth = drawTwoPhaseTruth(kind, createRandom(seed));
      const { series } = await analyseFiles(filesOf(truth, seed), [truth.name]);
      const expected = new Map(trueParameters(patternTruth.parse(truth)));
      // The other fraction is what is left to one.
      expected.set(`${truth.phases[1]!.name}.weightFraction`, truth.phases[1]!.weightFraction);
      for (const [name, { value, sigma }] of Object.entries(series[0]!.quantities)) {
        const group = Object.keys(groups).find((one) => groups[one]!.test(name));
        const isTied = /\.b$/.test(name);
        if (group === undefined || isTied || !expected.has(name) || value === null || sigma === null) continue;
        found[group]!.push((value - expected.get(name)!) / sigma);
      }
    }
  }
  return found;
}

/** Three standard deviations of a share of so many patterns; what one pattern gives hangs together. */
const chance = (share: number) => {
  const patterns = Object.values(PATTERNS).reduce((sum, count) => sum + count, 0);
  return 3 * Math.sqrt((share * (1 - share)) / patterns);
};

it('cells, positions, displacements and weight fractions lie within their uncertainties as often as they promise', async () => {
  for (const [group, own] of Object.entries(await pulls())) {
    expect(own.length, group).toBeGreaterThanOrEqual(25);
    const share = (sigmas: number) => own.filter((pull) => Math.abs(pull) <= sigmas).length / own.length;
    expect(share(1), `${group}, 68 %`).toBeGreaterThan(0.683 - chance(0.683));
    expect(share(1), `${group}, 68 %`).toBeLessThan(0.683 + chance(0.683));
    expect(share(NORMAL_95), `${group}, 95 %`).toBeGreaterThan(0.95 - chance(0.95));
  }
}, 120_000);
