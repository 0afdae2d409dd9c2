import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../../src/figure/figure.js';
import { figureFrames } from '../../../../src/figure/layout/frames.js';
import {
  arrheniusPanel,
  bodePanel,
  figureOf,
  nyquistPanel,
} from '../../../../src/figure/test-support/sample-figures.js';
import { compileFigure } from '../../../../src/figure/vega-lite-spec.js';
import { boxesAt, limitsOf, noLimits, sameAxes, sameLimits, withLegendsOf, withLimits } from './limits.js';

const figure: Figure = figureOf('pair', arrheniusPanel(), bodePanel());

describe('withLimits', () => {
  it('leaves a figure without limits alone', () => {
    expect(withLimits(figure, noLimits)).toBe(figure);
    expect(withLimits(figure, [undefined, undefined])).toBe(figure);
  });

  it('sets the limits of one panel and its strip, and nothing else', () => {
    const zoomed = withLimits(figure, [undefined, { x: [10, 1e3], y: [20, 90], strip: [-0.5, 0.5] }]);
    expect(zoomed.panels[0]).toBe(figure.panels[0]);
    const panel = zoomed.panels[1]!;
    expect(panel.x).toEqual({ ...figure.panels[1]!.x, domain: [10, 1e3] });
    expect(panel.y.domain).toEqual([20, 90]);
    expect(panel.residuals!.y.domain).toEqual([-0.5, 0.5]);
    expect(panel.marks).toBe(figure.panels[1]!.marks);
    expect(figure.panels[1]!.x.domain).toBeUndefined();
  });

  it('is drawn at the limits that were set', () => {
    const limits = [undefined, { x: [10, 1e3], y: [20, 90], strip: [-0.5, 0.5] }] as const;
    const drawn = limitsOf(figureFrames(compileFigure(withLimits(figure, limits)).layout));
    expect(drawn[1]).toEqual(limits[1]);
  });

  it('gives the same drawing again for the limits at which a figure is drawn', () => {
    const equal = figureOf('equal', nyquistPanel());
    const home = figureFrames(compileFigure(equal).layout);
    const again = figureFrames(compileFigure(withLimits(equal, limitsOf(home))).layout);
    expect(again).toEqual(home);
  });
});

describe('boxesAt', () => {
  const boxes = figureFrames(compileFigure(figure).layout);

  it('is the same boxes where nothing was zoomed', () => {
    expect(boxesAt(boxes, [undefined])).toBe(boxes);
  });

  it('has the new limits in the frames as they stand', () => {
    const limit = { x: [10, 1e3], y: [20, 90], strip: [-0.5, 0.5] } as const;
    const next = boxesAt(boxes, [undefined, limit]);
    expect(next[0]).toBe(boxes[0]);
    expect(limitsOf(next)[1]).toEqual(limit);
    expect(next.map(({ left, top }) => [left, top])).toEqual(boxes.map(({ left, top }) => [left, top]));
  });
});

describe('sameAxes', () => {
  it('holds for other data on the same axes', () => {
    const refitted = figureOf('pair', { ...arrheniusPanel(), marks: [] }, bodePanel());
    expect(sameAxes(figure, refitted)).toBe(true);
  });

  it.each([
    ['name', figureOf('other', arrheniusPanel(), bodePanel())],
    ['number of panels', figureOf('pair', arrheniusPanel())],
    ['order', figureOf('pair', bodePanel(), arrheniusPanel())],
    ['scale', figureOf('pair', arrheniusPanel(), { ...bodePanel(), x: { title: 'Frequency', unit: 'Hz' } })],
    ['strip', figureOf('pair', arrheniusPanel(), { ...bodePanel(), residuals: undefined } as never)],
  ])('does not hold for another %s', (_, other) => {
    expect(sameAxes(figure, other)).toBe(false);
  });
});

describe('sameLimits', () => {
  const limit = { x: [0, 1], y: [0, 2] } as const;

  it('compares numbers, not objects', () => {
    expect(sameLimits([limit], [{ x: [0, 1], y: [0, 2] }])).toBe(true);
    expect(sameLimits([limit], [{ x: [0, 1], y: [0, 2.5] }])).toBe(false);
    expect(sameLimits([limit], [{ ...limit, strip: [0, 1] }])).toBe(false);
  });

  it('takes a missing entry for an untouched panel', () => {
    expect(sameLimits([], [undefined, undefined])).toBe(true);
    expect(sameLimits([limit], [])).toBe(false);
  });
});

describe('withLegendsOf', () => {
  it('holds a legend in the corner where it stands', () => {
    const free = figureOf('nyquist', nyquistPanel());
    const { layout } = compileFigure(free);
    const held = withLegendsOf(free, layout);
    expect(held.panels[0]!.legend).toMatch(/^(top|bottom)-(left|right)$/);
    const corner = ({ layout: { rows } }: ReturnType<typeof compileFigure>): number[] => {
      const { width, legend } = rows[0]![0]!;
      return [width - legend!.placement.x - legend!.placement.box.width, legend!.placement.y];
    };
    expect(corner(compileFigure(held))).toEqual(corner(compileFigure(free)));
  });

  it('leaves panels alone that have no legend or a place of their own', () => {
    const own = figureOf('own', { ...nyquistPanel(), legend: 'right' }, bodePanel());
    expect(withLegendsOf(own, compileFigure(own).layout).panels.map(({ legend }) => legend)).toEqual([
      'right',
      undefined,
    ]);
  });
});
