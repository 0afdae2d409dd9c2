import { describe, expect, it } from 'vitest';
import {
  bodePanel,
  drawingPanel,
  figureOf,
  heatMapPanel,
  nyquistPanel,
} from '../../../../src/figure/test-support/sample-figures.js';
import { describeFigure } from './describe-figure.js';

describe('describeFigure', () => {
  it('says the caption, then axes and curves', () => {
    expect(describeFigure({ ...figureOf('n', nyquistPanel()), caption: 'Impedance at three temperatures.' })).toBe(
      'Impedance at three temperatures. −Z″ / Ω cm² against Z′ / Ω cm²; 120 points and 3 curves: 25 °C, 45 °C, 65 °C.',
    );
  });

  it('names panels where there are several, and strips', () => {
    const text = describeFigure(figureOf('two', bodePanel(), heatMapPanel()));
    expect(text).toContain('Panel a: |Z| / Ω against Frequency / Hz, with Δ / % in a strip below; 50 points.');
    expect(text).toContain('Panel b: Time / h against 2θ / °; a map of colours.');
  });

  it('says what the colours of a drawing mean, and no axes where there are none', () => {
    const text = describeFigure({ ...figureOf('s', drawingPanel()), caption: 'The cell.' });
    expect(text).toBe('The cell. A drawing: Na1 0.75.');
  });

  it('counts curves that are too many to be named', () => {
    const marks = Array.from({ length: 9 }, (_, i) => ({ type: 'line' as const, x: [0], y: [0], label: `c${i}` }));
    const panel = { x: { title: 'x', unit: '' }, y: { title: 'y', unit: '' }, marks };
    expect(describeFigure(figureOf('many', panel))).toContain('9 curves: c0, c1, c2, c3, c4, c5 and 3 more.');
  });
});
