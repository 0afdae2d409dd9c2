import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { formationCycles } from './formation.js';
import { phasesOfLife } from './phases.js';

function life(n: number, courseV: (cycle: number) => number, scatter = 0.005, seed = 1) {
  const random = createRandom(seed);
  return Array.from({ length: n }, (_, k) => {
    const overpotentialV = courseV(k + 1) * (1 + scatter * random.normal());
    return {
      number: k + 1,
      instrumentNumber: null,
      endH: k / 3,
      first: 2 * k,
      second: 2 * k + 1,
      positiveV: overpotentialV,
      negativeV: overpotentialV,
      overpotentialV,
      sigmaV: 1e-4,
      asymmetry: 0,
      offsetV: 0,
      currentA: 2e-4,
      chargeC: 1,
      cumulativeC: k,
    };
  });
}

const coatedV = (n: number): number =>
  2e-4 * (113.2 + 2 * (42 + 4 * Math.sqrt(Math.max(0, n - 10) / 3) + 401.4 * Math.exp(-n / 1.2)));

describe('phases of life', () => {
  it('are activation and growth, and not many short ones along a root of time', () => {
    for (let seed = 0; seed < 10; seed++) {
      const phases = phasesOfLife(life(500, coatedV, 0.003, seed));
      expect(phases).toHaveLength(2);
      expect(phases[1]!.from).toBeGreaterThanOrEqual(3);
      expect(phases[1]!.from).toBeLessThanOrEqual(8);
      expect(phases[1]!.drift!.interval[0]!).toBeGreaterThan(0);
    }
  });

  it('are found within their interval where the growth begins late', () => {
    let held = 0;
    for (let seed = 0; seed < 40; seed++) {
      const phases = phasesOfLife(life(200, (n) => 0.05 * (n <= 120 ? 1 : Math.exp(0.01 * (n - 120))), 0.02, seed));
      expect(phases).toHaveLength(2);
      const [low, high] = phases[1]!.startInterval!;
      if (low <= 120 && high >= 120) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(35);
  });

  it('are one where nothing changes, and where cycles are few', () => {
    for (let seed = 0; seed < 50; seed++) {
      expect(phasesOfLife(life(150, (n) => 0.05 + 5e-5 * n, 0.02, seed))).toHaveLength(1);
    }
    expect(phasesOfLife(life(15, (n) => (n < 8 ? 0.2 : 0.05)))).toMatchObject([
      { from: 0, to: 15, startInterval: null },
    ]);
  });

  it('of a long life are found to a group of cycles', () => {
    const phases = phasesOfLife(life(6000, (n) => (n <= 3000 ? 0.05 : 0.08)));
    expect(phases).toHaveLength(2);
    expect(Math.abs(phases[1]!.from - 3000)).toBeLessThanOrEqual(4);
  });
});

describe('formation', () => {
  it('ends when the overpotential stops falling', () => {
    const eta = Array.from({ length: 40 }, (_, k) => coatedV(k + 1));
    expect(formationCycles(eta)).toBe(5);
    expect(formationCycles([0.2, 0.1, 0.05, 0.05, 0.05, 0.05])).toBe(2);
  });

  it('is none where it never fell, or hardly', () => {
    expect(formationCycles([0.05, 0.051, 0.052, 0.053])).toBe(0);
    expect(formationCycles([0.05, 0.048, 0.047, 0.047])).toBe(0);
    expect(formationCycles([])).toBe(0);
  });
});
