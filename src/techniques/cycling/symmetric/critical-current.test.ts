import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { parseQuantity } from '../../../quantity/parse.js';
import { cyclingOptions } from '../options.js';
import { prepareTest } from '../prepare-test.js';
import { simulateSymmetric } from '../simulate/simulate-symmetric.js';
import { symmetricTruth } from '../simulate/symmetric-truth.js';
import { seriesOfRun } from '../test-support/series-of-run.js';
import { criticalCurrent } from './critical-current.js';
import { symmetricPart } from './symmetric-part.js';

const staircase = {
  cell: 'symmetric' as const,
  areaCm2: 1.131,
  currentDensity: 0.1,
  halfCycleMin: 30,
  cycles: 20,
  pelletResistance: 113.2,
  interface: { initial: 42 },
  staircase: { step: 0.1, cyclesPerStep: 2 },
};

function analyse(truth: object, sample: object = { area: parseQuantity('1.131(19) cm^2') }, drop = 0) {
  const run = seriesOfRun(simulateSymmetric(symmetricTruth.parse({ ...staircase, ...truth }), createRandom(3)));
  const series = { ...run, rows: run.rows - drop };
  return symmetricPart(prepareTest('cell', series, sample, cyclingOptions.parse({ cell: 'symmetric' })));
}

const short = { cycle: 17, half: 'second', at: 0.4, loss: 0.5 };
const protocolOf = ({ findings }: ReturnType<typeof analyse>) =>
  findings.find(({ code }) => code === 'critical-current-protocol');

describe('the critical current of a staircase', () => {
  it('lies between the last step that passes and the first that fails', () => {
    const part = analyse({ short });
    const { criticalCurrentDensity } = part.quantities;
    expect(criticalCurrentDensity!.value).toBeCloseTo(0.85, 6);
    expect(criticalCurrentDensity!.interval95![0]).toBeCloseTo(0.8, 6);
    expect(criticalCurrentDensity!.interval95![1]).toBeCloseTo(0.9, 6);
    const sigma = Math.hypot(0.1 / Math.sqrt(12), 0.85 * Math.hypot(0.019 / 1.131, 1e-3));
    expect(criticalCurrentDensity!.sigma).toBeCloseTo(sigma, 6);
    expect(protocolOf(part)).toMatchObject({ severity: 'info' });
    expect(protocolOf(part)!.message).toMatch(/10 steps of 2 cycles, fixed time \(30\.0 min a half cycle/);
    expect(part.quantities).not.toHaveProperty('overpotentialDrift');
    const [panel] = part.figures.find(({ id }) => id === 'critical-current')!.panels;
    const marks = panel!.marks.filter((mark) => mark.type === 'points');
    expect(marks.map(({ label, x }) => [label, x.length])).toEqual([
      ['passes', 8],
      ['fails', 1],
      ['after the failure', 1],
    ]);
  });

  it('is bounded from one side where no step fails, and the finding says what is open', () => {
    const part = analyse({});
    expect(part.quantities.criticalCurrentDensity!.value).toBeNull();
    expect(part.quantities.criticalCurrentDensity!.interval95![0]).toBeCloseTo(1, 6);
    expect(part.quantities.criticalCurrentDensity!.interval95![1]).toBeNull();
    expect(protocolOf(part)).toMatchObject({ severity: 'warning' });
    expect(protocolOf(part)!.message).toMatch(/What is open: no step fails/);
    expect(protocolOf(analyse({ short }, {}))!.message).toMatch(/no area is given/);
    const wide = analyse({ staircase: { step: 0.4, cyclesPerStep: 2 }, cycles: 6, short: { ...short, cycle: 5 } });
    expect(protocolOf(wide)!.message).toMatch(
      /the steps are wide: the last that passes is 56 % of the first that fails/,
    );
  });

  it('does not take the end of the record for a failure', () => {
    const part = analyse({}, undefined, 60);
    const { criticalCurrentDensity } = part.quantities;
    expect(criticalCurrentDensity!.interval95![0]).toBeCloseTo(0.9, 6);
    expect(criticalCurrentDensity!.interval95![1]).toBeNull();
  });

  it('does not read a staircase into one current, or into a test of rates', () => {
    const cycle = (number: number, currentA: number) => ({
      number,
      instrumentNumber: null,
      endH: number,
      first: 2 * number,
      second: 2 * number + 1,
      positiveV: 0.1,
      negativeV: 0.1,
      overpotentialV: 0.1,
      sigmaV: 1e-4,
      asymmetry: 0,
      offsetV: 0,
      currentA,
      chargeC: 1,
      cumulativeC: number,
    });
    const of = (...currents: number[]) =>
      criticalCurrent(
        currents.map((a, k) => cycle(k + 1, a)),
        new Set(),
      );
    expect(of(1, 1, 1, 1, 1)).toBeUndefined();
    expect(of(1, 2, 2)).toBeUndefined();
    expect(of(1, 2, 3, 1)).toBeUndefined();
    expect(of(1, 2, 3)!.lastPassA).toBe(3);
  });
});
