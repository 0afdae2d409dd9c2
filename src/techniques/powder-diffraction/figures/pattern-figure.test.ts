import { describe, expect, it } from 'vitest';
import type { LineMark, Mark, PointsMark, TicksMark } from '../../../figure/figure.js';
import { renderSvg } from '../../../figure/render-svg.js';
import { anatase, handMadeRefinement, zincite } from '../test-support/hand-made-refinement.js';
import { crowdedRegion } from './crowded-region.js';
import { detailFigure, patternFigure } from './pattern-figure.js';

const made = handMadeRefinement({ phases: [{ structure: anatase }, { structure: zincite }], range: [15, 110] });
const used = made.pattern.used.slice();
used.fill(0, 3000, 3150);
const excludedRows = new Set([901, 902, 903]);
for (const row of excludedRows) used[row - 1] = 0;
const refinement = { ...made, pattern: { ...made.pattern, used } };

const named = (marks: readonly Mark[], label: string) => marks.filter((mark) => mark.label === label);

describe('patternFigure', () => {
  const figure = patternFigure(refinement, { excludedRows, phaseNotes: { anatase: '36.1(3) %' } });
  const [panel] = figure.panels;

  it('shows points, curves, strokes and the difference', async () => {
    expect(named(panel.marks, 'calculated')).toHaveLength(2);
    expect(named(panel.marks, 'anatase 36.1(3) %')[0]).toMatchObject({ type: 'ticks', row: 0 });
    expect(named(panel.marks, 'zincite')[0]).toMatchObject({ type: 'ticks', row: 1 });
    const strokes = named(panel.marks, 'anatase 36.1(3) %')[0] as TicksMark;
    expect(strokes.names).toHaveLength(strokes.x.length);
    const { h, k, l } = refinement.phases[0].reflections.find(({ twoThetaDeg }) => twoThetaDeg === strokes.x[2])!;
    expect(strokes.names![2]).toBe(`${h} ${k} ${l}`);
    const difference = panel.residuals!.marks.filter((mark): mark is LineMark => mark.type === 'line');
    expect(difference).toHaveLength(2);
    const i = 700;
    const expected = made.pattern.observed[i] - made.calculated[i];
    expect(difference[0].y[difference[0].x.indexOf(made.pattern.twoThetaDeg[i])]).toBeCloseTo(expected, 2);
    expect(await renderSvg(figure)).toContain('<svg');
  });

  it('tells where every point comes from, and which were left out by hand', () => {
    const [observed] = named(panel.marks, 'observed') as PointsMark[];
    const rows = observed.origin!.rows!;
    expect(observed.origin!.recording).toBe('mixture');
    expect(rows.length).toBe(observed.x.length);
    expect(rows.some((row) => row > 3000 && row <= 3150)).toBe(false);
    const [out] = named(panel.marks, 'left out') as PointsMark[];
    expect(out.origin).toEqual({ recording: 'mixture', rows: [901, 902, 903], excluded: true });
    expect(figure.caption).toContain('exclude');
    expect(named(panel.marks, 'not fitted')[0].type).toBe('line');
  });

  it('has its numbers in caption and picture', () => {
    const { rwp, gof } = refinement.agreement;
    const text = panel.marks.find((mark) => mark.type === 'text');
    expect(text).toMatchObject({ text: `Rwp = ${Number(rwp.toPrecision(3))} %, GOF = ${gof.toFixed(2)}` });
    expect(figure.caption).toContain(`Rwp = ${Number(rwp.toPrecision(3))} %`);
  });

  it('lets a good fit look flat', () => {
    const [low, high] = panel.residuals!.y.domain!;
    const [observed] = named(panel.marks, 'observed') as PointsMark[];
    expect(high).toBeCloseTo(0.1 * Math.max(...observed.y), -1);
    expect(low).toBe(-high);
  });

  it('draws roots with the difference in standard deviations', () => {
    const root = patternFigure(refinement, { scale: 'sqrt' }).panels[0];
    const [observed] = named(root.marks, 'observed') as PointsMark[];
    expect(observed.y[0]).toBeCloseTo(Math.sqrt(made.pattern.observed[observed.origin!.rows![0] - 1]), 3);
    expect(root.residuals!.y.unit).toBe('σ');
  });

  it('says how many rows a point stands for in a long pattern', () => {
    const long = handMadeRefinement({ stepDeg: 0.004, range: [10, 100] });
    const [observed] = named(patternFigure(long).panels[0].marks, 'observed') as PointsMark[];
    expect(observed.x.length).toBeLessThanOrEqual(4000);
    expect(observed.origin!.lastRows!.at(-1)).toBe(long.pattern.rows.at(-1));
    expect(Math.max(...observed.y)).toBeCloseTo(Math.max(...long.pattern.observed), 0);
  });

  it('draws a fit of no points at all', () => {
    const empty = { ...made, pattern: { ...made.pattern, used: new Uint8Array(used.length) } };
    expect(patternFigure(empty).panels).toHaveLength(1);
    expect(detailFigure(empty)).toBeUndefined();
  });
});

describe('detailFigure', () => {
  it('enlarges where most lines stand, with the phases', async () => {
    const [from, to] = crowdedRegion(refinement)!;
    expect(to - from).toBeGreaterThanOrEqual(5);
    expect(to - from).toBeLessThanOrEqual(8);
    const lines = refinement.phases.flatMap(({ reflections }) => reflections);
    expect(lines.filter(({ twoThetaDeg }) => twoThetaDeg > from && twoThetaDeg < to).length).toBeGreaterThan(2);
    const figure = detailFigure(refinement)!;
    expect(figure.panels[0].x.domain).toEqual([from, to]);
    expect(await renderSvg(figure)).toContain('<svg');
  });

  it('is left out where the pattern is hardly wider', () => {
    expect(detailFigure(handMadeRefinement({ range: [30, 40] }))).toBeUndefined();
  });
});

describe('the difference below the detail', () => {
  it('ends where labels stand', async () => {
    const figure = detailFigure(refinement)!;
    const [low, high] = figure.panels[0].residuals!.y.domain!;
    expect(low).toBe(-high);
    expect(Number(high.toExponential().split('e')[0])).toSatisfy((mantissa: number) => [1, 2, 5].includes(mantissa));
    const label = `>${high}<`;
    expect(await renderSvg(figure)).toContain(label);
  });
});
