import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalAspect, naturalHeight, TALLEST } from './equal-aspect.js';

describe('equalAspect', () => {
  it('gives both axes the same length per unit and loses no datum (property)', () => {
    const number = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    const span = fc.double({ min: 1e-3, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(number, span, number, span, (x0, dx, y0, dy) => {
        const width = 195;
        const height = 120;
        const { x, y } = equalAspect([x0, x0 + dx], [y0, y0 + dy], width, height);
        expect((x[1] - x[0]) / width).toBeCloseTo((y[1] - y[0]) / height, 6);
        expect(x[0]).toBeLessThanOrEqual(x0 + 1e-9 * dx);
        expect(x[1]).toBeGreaterThanOrEqual(x0 + dx - 1e-6 * dx);
        expect(y[0]).toBeLessThanOrEqual(y0 + 1e-9 * dy);
        expect(y[1]).toBeGreaterThanOrEqual(y0 + dy - 1e-6 * dy);
      }),
    );
  });

  it('keeps a Nyquist plot that begins at zero at zero', () => {
    const { x, y } = equalAspect([0, 200], [0, 50], 200, 100);
    expect(x).toEqual([0, 200]);
    expect(y).toEqual([0, 100]);
  });

  it('centres what has no zero', () => {
    expect(equalAspect([10, 20], [5, 6], 100, 100).y).toEqual([0.5, 10.5]);
  });
});

describe('naturalHeight', () => {
  it('is the data between the limits of readability', () => {
    expect(naturalHeight([0, 200], [0, 120], 200, 0.45)).toBeCloseTo(120, 12);
    expect(naturalHeight([0, 200], [0, 5], 200, 0.45)).toBeCloseTo(90, 12);
    expect(naturalHeight([0, 5], [0, 500], 200, 0.45)).toBeCloseTo(TALLEST * 200, 12);
  });
});
