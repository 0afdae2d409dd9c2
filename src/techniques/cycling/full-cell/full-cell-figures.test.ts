/** What people drag on the capacities of a cell, and what its points stand for. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { parseQuantity } from '../../../quantity/parse.js';
import { cyclingOptions } from '../options.js';
import { prepareTest } from '../prepare-test.js';
import { fullCellTruth } from '../simulate/full-cell-truth.js';
import { simulateFullCell } from '../simulate/simulate-full-cell.js';
import { seriesOfRun } from '../test-support/series-of-run.js';
import { fullCellPart } from './full-cell-part.js';

const truth = fullCellTruth.parse({
  cell: 'full',
  massMg: 2.262,
  currentMa: 0.0266,
  cycles: 40,
  capacity: 108,
  fadePerCycle: 0.005,
  capacitySigma: 0,
  noiseV: 0,
});
const series = seriesOfRun(simulateFullCell(truth, createRandom(1)));

function analyse(given: object = {}) {
  const options = cyclingOptions.parse({ cell: 'full', first: 'positive', ...given });
  const part = fullCellPart(prepareTest('cell', series, { mass: parseQuantity('2.262(23) mg') }, options));
  const [panel] = part.figures.find(({ id }) => id === 'capacity')!.panels;
  return { ...part, panel: panel! };
}

describe('the capacity figure', () => {
  it('lets the reference cycle be dragged: the retention follows', () => {
    const { panel } = analyse();
    const [reference] = panel.handles!;
    const discharge = panel.marks.find((mark) => mark.label === 'discharge')!;
    expect(discharge.type === 'points' && [discharge.x[0], discharge.y[0]]).toEqual([reference!.x, reference!.y]);
    expect(reference).toMatchObject({ sets: { option: 'referenceCycle' }, moves: 'x', step: 1 });
    const referenceCycle = reference!.offset + reference!.gradient * (reference!.x + 9);
    const dragged = analyse({ referenceCycle });
    expect(dragged.quantities.capacityRetention!.note).toBe('cycle 40 over cycle 10');
    expect(dragged.panel.handles![0]!.x).toBe(10);
  });

  it('lets the end of life be dragged: a share of the reference', () => {
    const [reference, life] = analyse().panel.handles!;
    expect(life!.y / reference!.y).toBeCloseTo(0.8, 12);
    expect(life!.offset + life!.gradient * life!.y).toBeCloseTo(0.8, 12);
    const endOfLife = life!.offset + life!.gradient * 0.9 * reference!.y;
    expect(analyse({ endOfLife }).quantities.endOfLifeCycle!.value).toBeCloseTo(21, 0);
  });

  it('has no handles where nothing fades', () => {
    expect(analyse({ referenceCycle: 99 }).panel.handles).toBeUndefined();
  });

  it('has points of the test that are cycles, and no rows', () => {
    const { panel } = analyse();
    const points = [...panel.marks, ...panel.residuals!.marks].filter((mark) => mark.type === 'points');
    expect(points.map(({ origin }) => origin)).toEqual(Array(3).fill({ recording: 'cell' }));
  });
});
