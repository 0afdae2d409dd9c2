import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlaneAxis } from '../columns/plane.js';
import {
  axisAround,
  boxAxis,
  boxView,
  centredOn,
  dragView,
  equalView,
  isTooFar,
  type PlotView,
  panAxis,
  shareOf,
  valueAt,
  viewAfter,
  wholeView,
  zoomAxis,
  zoomView,
} from './plot-view.js';

const axis = (low: number, high: number, more: Partial<PlaneAxis> = {}): PlaneAxis => ({
  type: 'linear',
  domain: [low, high],
  reversed: false,
  ...more,
});
const view: PlotView = { x: axis(0, 100), left: axis(-1, 1), right: axis(1, 100, { type: 'log' }) };

const anyAxis = fc
  .record({
    type: fc.constantFrom('linear', 'log') as fc.Arbitrary<PlaneAxis['type']>,
    low: fc.double({ min: 0.1, max: 10, noNaN: true }),
    span: fc.double({ min: 0.5, max: 100, noNaN: true }),
    reversed: fc.boolean(),
  })
  .map(({ type, low, span, reversed }): PlaneAxis => ({ type, domain: [low, low + span], reversed }));
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('zoom and pan', () => {
  it('keep the value under the pointer where it is', () => {
    fc.assert(
      fc.property(anyAxis, share, fc.double({ min: 0.2, max: 5, noNaN: true }), (before, at, factor) => {
        const after = zoomAxis(before, factor, at);
        expect(shareOf(after, valueAt(before, at))).toBeCloseTo(at, 6);
      }),
    );
  });

  it('move the contents with the hand', () => {
    fc.assert(
      fc.property(anyAxis, share, fc.double({ min: -0.9, max: 0.9, noNaN: true }), (before, at, by) => {
        expect(shareOf(panAxis(before, -by), valueAt(before, at))).toBeCloseTo(at + by, 6);
      }),
    );
    const dragged = dragView(view, { across: 0.1, up: 0.5 });
    expect(dragged.x.domain).toEqual([-10, 90]);
    expect(dragged.left.domain).toEqual([-2, 0]);
    expect(dragged.right.domain[0]).toBeCloseTo(0.1, 12);
    expect(dragView(view, { across: 0.1, up: 0.5 }, ['x']).left).toBe(view.left);
  });

  it('undo themselves', () => {
    const there = zoomView(view, 0.25, { across: 0.3, up: 0.8 });
    const back = zoomView(there, 4, { across: 0.3, up: 0.8 });
    expect(back.x.domain[0]).toBeCloseTo(0, 9);
    expect(back.right.domain[1]).toBeCloseTo(100, 9);
  });

  it('end where numbers end', () => {
    let near = view;
    for (let i = 0; i < 300; i++) near = zoomView(near, 0.5, { across: 0.5, up: 0.5 });
    expect(near.x.domain[1] - near.x.domain[0]).toBeGreaterThan(0);
    let far = view;
    for (let i = 0; i < 3000; i++) far = zoomView(far, 4, { across: 0.5, up: 0.5 });
    expect([far.x, far.left, far.right].flatMap(({ domain }) => domain).every(Number.isFinite)).toBe(true);
    expect(far.right.domain[0]).toBeGreaterThan(0);
    expect(isTooFar(far, view)).toBe(true);
    expect(isTooFar(near, view)).toBe(false);
  });
});

describe('boxView', () => {
  it('shows what was framed, in whatever direction it was drawn', () => {
    const a = { across: 0.8, up: 0.25 };
    const b = { across: 0.2, up: 0.75 };
    expect(boxView(view, a, b).x.domain).toEqual([20, 80]);
    expect(boxView(view, a, b)).toEqual(boxView(view, b, a));
    expect(boxAxis(axis(0, 10, { reversed: true }), 0, 0.5).domain).toEqual([5, 10]);
  });
});

describe('equalView', () => {
  it('makes a unit as long on both axes and hides nothing', () => {
    const equal = equalView(view, 200, 100);
    const perPixel = (of: PlaneAxis, pixels: number) => (of.domain[1] - of.domain[0]) / pixels;
    expect(perPixel(equal.x, 200)).toBeCloseTo(perPixel(equal.left, 100), 12);
    expect(equal.left.domain[0]).toBeLessThanOrEqual(-1);
    expect(equal.x.domain[1]).toBeGreaterThanOrEqual(100);
  });
});

describe('centredOn', () => {
  it('moves only what does not show the point', () => {
    const moved = centredOn(view, 250, { value: 0.5, side: 'left' });
    expect(moved.x.domain).toEqual([200, 300]);
    expect(moved.left).toBe(view.left);
    expect(centredOn(view, Number.NaN, { value: 99, side: 'left' }).left.domain).toEqual([98, 100]);
  });
});

describe('wholeView', () => {
  it('begins a logarithmic axis at the smallest number above zero', () => {
    const facts = { unit: 'V', isText: false, missing: 0, order: 'none' } as const;
    const columns = [
      { name: 't', ...facts, min: 0, max: 5, minPositive: 1 },
      { name: 'U', ...facts, min: -2, max: 1000, minPositive: 0.001 },
    ];
    const setup = {
      table: 0,
      x: 0,
      ys: [{ column: 1, slot: 0 }],
      log: { x: false, left: true, right: false },
      equal: false,
      lines: true,
    };
    const whole = wholeView(setup, { name: 'data', rows: 5000, columns });
    expect(whole.x.domain).toEqual([0, 5]);
    expect(whole.left.type).toBe('log');
    expect(whole.left.domain[0]).toBeLessThan(0.001);
    expect(whole.left.domain[0]).toBeGreaterThan(1e-4);
    expect(whole.right.domain.every(Number.isFinite)).toBe(true);
  });

  it('has room around a single value, and some axis around none', () => {
    expect(axisAround('linear', 3, 3, false).domain[0]).toBeLessThan(3);
    expect(axisAround('log', Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false).domain).toEqual([1, 10]);
  });
});

describe('viewAfter', () => {
  const facts = { isText: false, min: 0, max: 10, minPositive: 1, missing: 0, order: 'none' } as const;
  const columns = ['s', 'V', 'V', 'mA'].map((unit, at) => ({ name: `c${at}`, unit, ...facts }));
  const table = { name: 'data', rows: 50, columns };
  const setup = {
    table: 0,
    x: 0,
    ys: [{ column: 1, slot: 0 }],
    log: { x: false, left: false, right: false },
    equal: false,
    lines: true,
  };
  const near = zoomView(wholeView(setup, table), 0.1, { across: 0.5, up: 0.5 });

  it('keeps the axes that stay what they are', () => {
    const withCurrent = { ...setup, ys: [...setup.ys, { column: 3, slot: 1 }] };
    const after = viewAfter(near, setup, withCurrent, table);
    expect([after.x, after.left]).toEqual([near.x, near.left]);
    expect(after.right).toEqual(wholeView(withCurrent, table).right);
  });

  it('shows all along axes that become others', () => {
    const both = { ...setup, ys: [...setup.ys, { column: 2, slot: 1 }] };
    expect(viewAfter(near, setup, both, table).left).toEqual(wholeView(both, table).left);
    const log = { ...setup, log: { ...setup.log, x: true } };
    expect(viewAfter(near, setup, log, table).x).toEqual(wholeView(log, table).x);
    const other = { ...setup, table: 1 };
    expect(viewAfter(near, setup, other, table)).toEqual(wholeView(other, table));
  });
});
