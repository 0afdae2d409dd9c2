import { describe, expect, it } from 'vitest';
import type { HeatMapMark, LineMark } from '../../../figure/figure.js';
import { renderSvg } from '../../../figure/render-svg.js';
import { handMadeRefinement } from '../test-support/hand-made-refinement.js';
import { patternsFigure } from './patterns-figure.js';
import { seriesFigures } from './series-figure.js';

const at = (celsius: number) => ({ temperature: { value: celsius, sigma: null, unit: 'degC' } });
const entry = (celsius: number, a: number, share: number) => ({
  label: `p${celsius}`,
  conditions: at(celsius),
  findings: [],
  quantities: {
    'm.a': { value: a, sigma: 0.001, unit: 'angstrom' },
    'm.b': { value: a, sigma: 0.001, unit: 'angstrom' },
    'm.alpha': { value: 90, sigma: null, unit: 'deg' },
    'm.weightFraction': { value: share, sigma: 0.01, unit: '1' },
    'n.weightFraction': { value: 1 - share, sigma: 0.01, unit: '1' },
  },
});
const series = [entry(25, 4, 0.9), entry(100, 4.01, 0.8), entry(200, 4.03, 0.6)];

describe('seriesFigures', () => {
  it('draws each cell number once, and the fractions of all phases', async () => {
    const figures = seriesFigures(series, ['m', 'n']);
    expect(figures.map(({ id }) => id)).toEqual(['cell-m', 'weight-fractions']);
    expect(figures[0].panels.map(({ y }) => y.title)).toEqual(['a']);
    expect(figures[0].panels[0].x).toMatchObject({ title: 'Temperature', unit: 'degC' });
    expect(figures[0].panels[0].marks[0]).toMatchObject({ type: 'error-bars', x: [25, 100, 200] });
    expect(figures[1].panels[0].marks[1]).toMatchObject({ type: 'points', y: [90, 80, 60], label: 'm' });
    for (const figure of figures) expect(await renderSvg(figure)).toContain('<svg');
  });

  it('needs two patterns, and counts them where no condition differs', () => {
    expect(seriesFigures(series.slice(0, 1), ['m'])).toEqual([]);
    const same = series.map((one) => ({ ...one, conditions: at(25) }));
    expect(seriesFigures(same, ['m'])[0].panels[0].x.title).toBe('Pattern');
  });
});

describe('patternsFigure', () => {
  const pattern = handMadeRefinement({ range: [20, 60] }).pattern;
  const of = (temperatures: number[]) => temperatures.map((celsius) => ({ conditions: at(celsius), pattern }));

  it('stacks few patterns in the order of the condition', async () => {
    const figure = patternsFigure(of([200, 25, 100]))!;
    const lines = figure.panels[0].marks as LineMark[];
    expect(lines.map(({ label }) => label)).toEqual(['200 °C', '100 °C', '25 °C']);
    expect(lines[0].y[0]).toBeGreaterThan(lines[2].y[0]);
    expect(await renderSvg(figure)).toContain('<svg');
  });

  it('makes a map of many, without losing a line', async () => {
    const figure = patternsFigure(of([25, 50, 100, 200, 300, 325]))!;
    const map = figure.panels[0].marks[0] as HeatMapMark;
    expect(map.yEdges).toEqual([12.5, 37.5, 75, 150, 250, 312.5, 337.5]);
    expect(map.values).toHaveLength(6 * (map.xEdges.length - 1));
    expect(Math.max(...map.values)).toBeCloseTo(Math.sqrt(Math.max(...pattern.observed)), 2);
    expect(await renderSvg(figure)).toContain('<svg');
  });

  it('stacks many where two share a condition, and draws nothing of one', () => {
    expect(patternsFigure(of([25, 25, 100, 200, 300, 400]))!.panels[0].marks[0].type).toBe('line');
    expect(patternsFigure(of([25]))).toBeUndefined();
  });
});
