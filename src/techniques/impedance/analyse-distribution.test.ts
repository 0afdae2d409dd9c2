import { describe, expect, it } from 'vitest';
import { analyse, findingsOf, simulatedRecordings, type Truth } from './test-support/simulated-recordings.js';

/** Two relaxations a factor 20 apart, 50 Ohm each, at 0.1 % noise. */
const twoTau: Truth = {
  circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)',
  parameters: { R0: 10, R1: 50, 'CPE1.Q': 1e-5, 'CPE1.n': 1, R2: 50, 'CPE2.Q': 2e-4, 'CPE2.n': 1 },
  noise: 0.001,
  frequency: { from: 1e6, to: 0.1, pointsPerDecade: 10 },
  files: [{ name: 'two-tau.csv' }],
};

describe('a distribution of relaxation times', () => {
  it('separates two time constants and gives their resistances within 2 %, errors included', async () => {
    const result = analyse(await simulatedRecordings(twoTau), { drt: true });
    const peaks = result.series[0].peaks!;
    expect(peaks).toHaveLength(2);
    for (const [k, tau] of [5e-4, 1e-2].entries()) {
      const { resistance, tau: found, frequency } = peaks[k];
      expect(resistance.value! / 50).toBeGreaterThan(0.98);
      expect(resistance.value! / 50).toBeLessThan(1.02);
      expect(found.value! / tau).toBeCloseTo(1, 1);
      expect(frequency.value! * 2 * Math.PI * found.value!).toBeCloseTo(1, 6);
      expect([resistance.unit, found.unit, frequency.unit]).toEqual(['Ohm', 's', 'Hz']);
      for (const quantity of [resistance, found]) {
        const [low, high] = quantity.interval95!;
        // Log-normal: the value is the geometric middle, two standard deviations either way.
        expect(Math.sqrt(low! * high!) / quantity.value!).toBeCloseTo(1, 8);
        expect(
          Math.log(high! / quantity.value!) / ((1.959963984540054 * quantity.sigma!) / quantity.value!),
        ).toBeCloseTo(1, 8);
      }
      expect(frequency.sigma! / frequency.value!).toBeCloseTo(found.sigma! / found.value!, 10);
    }
  });

  it('shows what other rules would take for lambda, and its relaxations as a table', async () => {
    const result = analyse(await simulatedRecordings(twoTau), { drt: true });
    const note = result.series[0].quantities['drt.lambda'].note!;
    expect(note).toMatch(/^modified-gcv; GCV would take \S+, the L-curve \S+$/);
    const table = (id: string) => result.tables.find((candidate) => candidate.id === id)!;
    expect(
      table('lambda')
        .rows[0].slice(3, 7)
        .every((lambda) => (lambda as number) > 0),
    ).toBe(true);
    expect(table('relaxations').rows).toHaveLength(2);
    expect(table('relaxations').rows[1][4]).toEqual(result.series[0].peaks![1].resistance);
  });

  it('stands beside a fit, with its own quantities', async () => {
    const result = analyse(await simulatedRecordings(twoTau), { drt: true, circuit: twoTau.circuit });
    const { quantities, peaks } = result.series[0];
    expect(quantities['drt.seriesResistance'].value! / quantities.R0.value!).toBeCloseTo(1, 1);
    expect(quantities['drt.polarizationResistance'].value! / 100).toBeCloseTo(1, 1);
    expect(peaks![0].resistance.value! / quantities.R1.value!).toBeCloseTo(1, 1);
    expect(result.methods.join(' ')).toMatch(/Tikhonov/);
  });

  it('takes the lambda that is given, and is the same for the same seed', async () => {
    const recordings = await simulatedRecordings(twoTau);
    const run = (options: object) => analyse(recordings, { drt: true, ...options }).series[0];
    expect(run({ lambda: 1e-3 }).quantities['drt.lambda'].value).toBe(1e-3);
    expect(run({ seed: 5 })).toEqual(run({ seed: 5 }));
  });

  it('says once for a series what holds for all of it', async () => {
    const files = [1, 2, 3].map((k) => ({ name: `two-tau-${k}.csv` }));
    const result = analyse(await simulatedRecordings({ ...twoTau, files }), { drt: true });
    expect(findingsOf(result, 'drt-series-terms')).toHaveLength(1);
    expect(findingsOf(result, 'drt-series-terms')[0].message).toMatch(/^In all 3 recordings no blocking tail/);
  });
});
