import { describe, expect, it } from 'vitest';
import type { Panel } from '../figure.js';
import { POINTS_PER_MM } from '../publication-style.js';
import {
  arrheniusPanel,
  bodePanel,
  figureOf,
  heatMapPanel,
  nyquistPanel,
  steps,
} from '../test-support/sample-figures.js';
import { layoutFigure, panelsPerRow } from './figure-layout.js';

describe('layoutFigure', () => {
  it('fills a column exactly and aligns frames', () => {
    const layout = layoutFigure(figureOf('grid', nyquistPanel(), arrheniusPanel(), bodePanel(), heatMapPanel()));
    expect(layout.width).toBeCloseTo(175 * POINTS_PER_MM, 9);
    const used = layout.margins.left + layout.innerWidth + layout.margins.right;
    expect(used).toBeLessThanOrEqual(layout.width);
    expect(used).toBeGreaterThan(layout.width - 6);
    for (const row of layout.rows) {
      const heights = row.map((panel) => panel.height + (panel.strip === undefined ? 0 : panel.strip.height + 4));
      for (const height of heights) expect(height).toBeCloseTo(heights[0]!, 9);
    }
  });

  it('leaves room for the longest tick label and the axis title', () => {
    const wide: Panel = { ...arrheniusPanel(), y: { title: 'Counts', unit: '' }, marks: [line(0, 90_000)] };
    const narrow: Panel = { ...wide, marks: [line(0, 9)] };
    const left = (panel: Panel): number => layoutFigure(figureOf('f', panel)).margins.left;
    expect(left(wide) - left(narrow)).toBeGreaterThan(12);
  });

  it('keeps the panels of one column as wide as a column', () => {
    const layout = layoutFigure(figureOf('stack', nyquistPanel(), arrheniusPanel()), 'single');
    expect(layout.rows).toHaveLength(2);
    expect(layout.width).toBeCloseTo(85 * POINTS_PER_MM, 9);
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 2],
    [5, 3],
    [6, 3],
  ])('sets %d panels %d to a row of a double column', (count, perRow) => {
    expect(panelsPerRow(count, 'double')).toBe(perRow);
  });

  it('sets fewer side by side when a legend entry would not fit', () => {
    const label = 'a circuit with a very long name: L0-R0-p(R1,CPE1)-p(R2,CPE2)-CPE3';
    const panel: Panel = {
      x: { title: 'x', unit: '' },
      y: { title: 'y', unit: '' },
      marks: [{ ...line(0, 1), label }],
    };
    expect(layoutFigure(figureOf('long', panel, panel, panel)).rows[0]).toHaveLength(1);
  });
});

function line(from: number, to: number): Panel['marks'][number] {
  return { type: 'line', x: steps(0, 1, 5), y: steps(from, to, 5) };
}
