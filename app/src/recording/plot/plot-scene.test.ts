import { describe, expect, it } from 'vitest';
import type { PlotPicture, PlotRequest, TableSummary } from '../recording-protocol.js';
import type { PlotColours } from './plot-colours.js';
import { fittedView, isCovered, type PlotScene, plotRequest } from './plot-scene.js';
import { dragView, zoomView } from './plot-view.js';

const facts = { isText: false, min: 0, max: 1, minPositive: 1, missing: 0, order: 'none' } as const;
const table: TableSummary = {
  name: 'data',
  rows: 100,
  columns: [
    { name: 't', unit: 's', ...facts },
    { name: 'U', unit: 'V', ...facts },
    { name: 'I', unit: 'mA', ...facts },
  ],
};
const colours: Partial<PlotColours> = { curve: (slot) => `#00000${slot}` };
const scene: PlotScene = {
  table,
  setup: {
    table: 0,
    x: 0,
    ys: [
      { column: 1, slot: 0 },
      { column: 2, slot: 1 },
    ],
    log: { x: false, left: false, right: true },
    equal: false,
    lines: true,
  },
  view: {
    x: { type: 'linear', domain: [0, 100], reversed: false },
    left: { type: 'linear', domain: [-1, 1], reversed: false },
    right: { type: 'log', domain: [1, 100], reversed: false },
  },
  colours: colours as PlotColours,
};
const area = { left: 50, top: 10, width: 333, height: 200 };
const ask = (view = scene.view, margin = 0): PlotRequest => plotRequest({ ...scene, view }, area, 2, margin);
const drawn = (request: PlotRequest): PlotPicture => ({ request, curves: [], bitmap: null, complete: true });

describe('plotRequest', () => {
  it('asks for the pixels of the screen, with room on each side at the same scale', () => {
    const request = ask(scene.view, 0.25);
    expect([request.width, request.height]).toEqual([999, 600]);
    expect(request.xAxis.domain).toEqual([-25, 125]);
    expect(request.curves[1]).toMatchObject({ column: 2, colour: '#000001', axis: { type: 'log' } });
  });
});

describe('isCovered', () => {
  const picture = drawn(ask(scene.view, 0.25));
  const moved = (across: number, up: number) => ask(dragView(scene.view, { across, up }));

  it('needs nothing new while the view moves within what was drawn', () => {
    expect(isCovered(picture, ask(), 0.1, false)).toBe(true);
    expect(isCovered(picture, moved(0.1, -0.1), 0.1, false)).toBe(true);
    expect(isCovered(picture, moved(0.2, 0), 0.1, false)).toBe(false);
    expect(isCovered(picture, moved(-0.3, 0), 0, false)).toBe(false);
  });

  it('needs it beyond in height only where the curve goes to and fro', () => {
    expect(isCovered(picture, moved(0, 0.6), 0.1, false)).toBe(false);
    expect(isCovered(picture, moved(0, 0.6), 0.1, true)).toBe(true);
  });

  it('needs a new one for another zoom, other columns, other axes, and while it is not complete', () => {
    const zoomed = ask(zoomView(scene.view, 0.9, { across: 0.5, up: 0.5 }, ['x']));
    expect(isCovered(picture, zoomed, 0, true)).toBe(false);
    const wanted = ask();
    expect(isCovered(picture, { ...wanted, lines: false }, 0, true)).toBe(false);
    expect(isCovered(picture, { ...wanted, curves: wanted.curves.slice(1) }, 0, true)).toBe(false);
    expect(isCovered(picture, { ...wanted, curves: wanted.curves.toReversed() }, 0, true)).toBe(false);
    expect(isCovered(picture, { ...wanted, xAxis: { ...wanted.xAxis, reversed: true } }, 0, true)).toBe(false);
    expect(isCovered({ ...picture, complete: false }, wanted, 0, true)).toBe(false);
  });
});

describe('fittedView', () => {
  it('shows all of each axis and leaves one with nothing on it', () => {
    const fitted = fittedView(scene, ask(), [[5, 9], null]);
    expect(fitted.left.domain[0]).toBeLessThan(5);
    expect(fitted.left.domain[1]).toBeGreaterThan(9);
    expect(fitted.right).toBe(scene.view.right);
    expect(fitted.x).toBe(scene.view.x);
  });
});
