import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { cyclingOptions } from '../options.js';
import { prepareTest } from '../prepare-test.js';
import { simulateSymmetric } from '../simulate/simulate-symmetric.js';
import { symmetricTruth } from '../simulate/symmetric-truth.js';
import { symmetricPart } from '../symmetric/symmetric-part.js';
import { seriesOfRun } from '../test-support/series-of-run.js';
import { thinRows } from './thin-rows.js';

function wave(rows: number) {
  const timeS = Float64Array.from({ length: rows }, (_, k) => k);
  const potentialV = timeS.map((t) => 0.05 * Math.sign(Math.sin(t / 300)) + 1e-4 * Math.sin(t));
  return {
    ...seriesOfRun({ timeS, potentialV, currentA: timeS, step: timeS, cycle: timeS, halfCycle: timeS, mode: timeS }),
  };
}

describe('rows of a long run', () => {
  const series = wave(200_000);
  // A short of one row, in the middle of its column, neither its lowest nor its highest.
  const event = 100_025;

  it('are thinned to what can be drawn, in order, ends included', () => {
    const rows = thinRows(series, 0, series.rows, [], 500);
    expect(rows.length).toBeLessThanOrEqual(4 * 500);
    expect([rows[0], rows.at(-1)]).toEqual([0, series.rows - 1]);
    expect(rows.every((row, k) => k === 0 || row > rows[k - 1]!)).toBe(true);
  });

  it('keep the lowest and highest row of every column', () => {
    const rows = new Set(thinRows(series, 0, series.rows, [], 500));
    for (let column = 0; column < 499; column += 37) {
      // A row more on either side, since columns do not begin at whole rows.
      const within = Array.from({ length: 396 }, (_, k) => column * 400 + 2 + k);
      const around = Array.from({ length: 404 }, (_, k) => column * 400 - 2 + k);
      const v = (row: number): number => series.potentialV[row]!;
      const drawn = around.filter((row) => rows.has(row)).map(v);
      expect(Math.max(...drawn)).toBeGreaterThanOrEqual(Math.max(...within.map(v)));
      expect(Math.min(...drawn)).toBeLessThanOrEqual(Math.min(...within.map(v)));
    }
  });

  it('keep every event, and none outside the part drawn', () => {
    expect(thinRows(series, 0, series.rows, [], 500)).not.toContain(event);
    expect(thinRows(series, 0, series.rows, [event], 500)).toContain(event);
    expect(thinRows(series, 0, 50_000, [event], 500)).not.toContain(event);
  });

  it('stay as they are where they are few', () => {
    expect([...thinRows(series, 10, 20)]).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });
});

describe('figures of a symmetric cell', () => {
  const truth = symmetricTruth.parse({
    cell: 'symmetric',
    areaCm2: 1,
    currentDensity: 0.2,
    halfCycleMin: 10,
    cycles: 150,
    pelletResistance: 113.2,
    interface: { initial: 42, formation: 400, formationConstant: 1.2 },
    short: { cycle: 101, half: 'first', at: 0.5, loss: 0.5 },
  });
  const options = cyclingOptions.parse({ cell: 'symmetric', ohmicResistance: '30 Ohm cm^2' });
  const sample = { area: { value: 1, sigma: null, unit: 'cm^2' } };
  const run = seriesOfRun(simulateSymmetric(truth, createRandom(1)));
  const part = symmetricPart(prepareTest('cell', run, sample, options));
  const figure = (id: string) => part.figures.find((one) => one.id === id)!;

  it('show the whole run and close-ups of the first cycles, the end of formation and the short', () => {
    const { panels } = figure('voltage');
    expect(panels.map(({ title }) => title)).toEqual([
      undefined,
      'Cycles 1 to 3',
      'Cycles 5 to 7',
      'Cycles 100 to 102',
    ]);
    for (const panel of [panels[0]!, panels[3]!]) {
      const marked = panel.marks.find((mark) => mark.type === 'points')!;
      const line = panel.marks.find((mark) => mark.type === 'line')!;
      // The marked event is on the line, which is the point of the union.
      expect(line.x).toContain(marked.x[0]);
      // 50 ms after 100 cycles of 20 min and half of a half cycle.
      expect(marked.x[0]).toBeCloseTo(100 / 3 + 1 / 12, 2);
    }
    expect(panels[1]!.marks.some((mark) => mark.type === 'points')).toBe(false);
  });

  it('mark formation, short and what the electrolyte alone takes', () => {
    const [panel] = figure('overpotential').panels;
    const rules = panel!.marks.filter((mark) => mark.type === 'rule');
    expect(rules.find(({ axis }) => axis === 'y')!.at).toBeCloseTo(6, 6);
    expect(rules.filter(({ dash, axis }) => axis === 'x' && dash === 'dashed').map(({ at }) => at)).toEqual([101]);
    expect(panel!.y.domain![0]).toBe(0);
    expect(panel!.residuals!.marks).toHaveLength(1);
  });

  it('let the end of formation be dragged, where its rule stands', () => {
    const [panel] = figure('overpotential').panels;
    const [handle] = panel!.handles!;
    expect(panel!.marks).toContainEqual(expect.objectContaining({ type: 'rule', at: handle!.x, dash: 'dotted' }));
    expect(handle).toMatchObject({ sets: { option: 'formationCycles' }, moves: 'x', step: 1 });
    expect(handle!.y).toBeLessThan(panel!.y.domain![1]);
    const dragged = handle!.offset + handle!.gradient * (handle!.x + 4);
    const again = symmetricPart(prepareTest('cell', run, sample, { ...options, formationCycles: dragged }));
    const moved = again.figures.find(({ id }) => id === 'overpotential')!.panels[0]!.handles![0]!;
    expect(moved.x).toBe(handle!.x + 4);
  });

  it('say which test their points are of, and no rows: they are cycles', () => {
    const short = cyclingOptions.parse({ cell: 'symmetric', ohmicResistance: '30 Ohm cm^2' });
    const few = symmetricPart(
      prepareTest(
        'few',
        seriesOfRun(simulateSymmetric({ ...truth, cycles: 30, short: undefined }, createRandom(1))),
        sample,
        short,
      ),
    );
    const points = [...part.figures, ...few.figures].flatMap(({ panels }) =>
      panels
        .flatMap(({ marks, residuals }) => [...marks, ...(residuals?.marks ?? [])])
        .filter((mark) => mark.type === 'points'),
    );
    expect(points.map(({ origin }) => origin)).toEqual([
      ...Array(2).fill({ recording: 'cell' }),
      ...Array(3).fill({ recording: 'few' }),
    ]);
  });
});
