import { describe, expect, it } from 'vitest';
import type { Figure, Panel } from '../../../src/figure/figure.js';
import { figureFrames, toPoint } from '../../../src/figure/layout/frames.js';
import { arrheniusPanel, bodePanel, figureOf, nyquistPanel } from '../../../src/figure/test-support/sample-figures.js';
import { compileFigure } from '../../../src/figure/vega-lite-spec.js';
import {
  afterArea,
  afterDrawing,
  cloudOf,
  createFigureSession,
  draggedArea,
  type FigureState,
  limitsFor,
  pointedTo,
  presentHit,
  showWindow,
  withLimitsSet,
  withoutChoice,
} from './figure-session.js';
import { afterKey, type Exclude } from './gestures/figure-keys.js';
import { middle, panned, pinched, zoomedAbout } from './gestures/gesture-changes.js';
import { noLimits, withLimits } from './limits/limits.js';
import type { Picture } from './picture/draw-picture.js';
import { boxAt, zoneAt } from './points/hit.js';

const spectrum: Panel = {
  x: { title: 'Z′', unit: 'Ohm' },
  y: { title: '-Z″', unit: 'Ohm' },
  marks: [
    { type: 'points', x: [1, 2, 3, 4], y: [10, 40, 30, 20], origin: { recording: 'a', rows: [1, 2, 3, 5] } },
    { type: 'points', x: [3.5], y: [15], origin: { recording: 'a', rows: [4], excluded: true } },
    { type: 'line', x: [1, 4], y: [25, 25], label: 'mean' },
  ],
};

function picture(figure: Figure): Picture {
  const { layout } = compileFigure(figure);
  return { figure, layout, boxes: figureFrames(layout), canvas: {} as HTMLCanvasElement, scale: 1 };
}

function drawn(figure: Figure, from = createFigureSession().getState()): FigureState {
  return afterDrawing(from, picture(figure), figure);
}

const state = drawn(figureOf('one', spectrum));
const frame = state.boxes[0]!;
const at = (x: number, y: number, of = state): { x: number; y: number } => toPoint(of.boxes[0]!, x, y);

describe('after a refit', () => {
  const zoomed = showWindow({ ...state, present: { panel: 0, part: 'main', mark: 0, index: 1 } }, frame, {
    x: [0.1, 0.6],
    y: [0, 1],
  });

  it('people stay where they were', () => {
    const refitted = figureOf('one', { ...spectrum, marks: spectrum.marks.slice(0, 2) });
    const limits = limitsFor(zoomed, refitted);
    expect(limits).toBe(zoomed.limits);
    const next = afterDrawing(zoomed, picture(withLimits(refitted, limits)), refitted);
    expect(next.limits).toBe(zoomed.limits);
    expect(next.boxes[0]!.x.domain).toEqual(zoomed.boxes[0]!.x.domain);
    expect(next.present).toEqual(zoomed.present);
    expect(next.chosen).toEqual([]);
  });

  it('another figure begins afresh', () => {
    const other = figureOf('other', arrheniusPanel());
    expect(limitsFor(zoomed, other)).toBe(noLimits);
    const next = drawn(other, zoomed);
    expect(next.limits).toBe(noLimits);
    expect(next.present).toBeUndefined();
  });

  it('points are found where they are drawn now', () => {
    const moved = figureOf('one', { ...spectrum, marks: [{ type: 'points', x: [1, 9], y: [1, 90] }] });
    expect(cloudOf(drawn(moved, state)).count).toBe(2);
  });
});

describe('limits', () => {
  it('are refused before there is a picture', () => {
    const empty = createFigureSession().getState();
    expect(withLimitsSet(empty, [])).toBe(empty);
    expect(showWindow(empty, frame, { x: [0, 0.5], y: [0, 1] })).toBe(empty);
  });

  it('move the frames before the picture is drawn', () => {
    const next = showWindow(state, frame, { x: [0.5, 1], y: [0, 1] });
    expect(next.boxes[0]!.x.domain[0]).toBeCloseTo((frame.x.domain[0] + frame.x.domain[1]) / 2, 9);
    expect(next.picture).toBe(state.picture);
    expect(withLimitsSet(next, noLimits).boxes).toEqual(state.boxes);
  });

  it('stay as they are where the next ones cannot be drawn', () => {
    expect(showWindow(state, frame, { x: [0, 1e-15], y: [0, 1] })).toBe(state);
  });
});

describe('pointing', () => {
  it('finds the point, else the curve, else only the frame', () => {
    const place = at(2, 40);
    const onPoint = pointedTo(state, { x: place.x + 1, y: place.y }, 5);
    expect(onPoint.pointer!.hit!.point).toMatchObject({ mark: 0, index: 1 });
    expect(onPoint.pointer!.hit!.note.origin).toBe('row 2');
    const onCurve = pointedTo(state, at(2.5, 25.2), 5);
    expect(onCurve.pointer!.hit!.note.title).toBe('mean');
    expect(onCurve.pointer!.hit!.point).toBeUndefined();
    expect(pointedTo(state, at(1.2, 40), 5).pointer).toMatchObject({ box: 0, hit: undefined });
  });

  it('ends outside of the frames', () => {
    const pointing = pointedTo(state, at(2, 40), 5);
    expect(pointedTo(pointing, { x: 0, y: 0 }, 5).pointer).toBeUndefined();
    expect(pointedTo(pointing, undefined, 5).pointer).toBeUndefined();
    expect(pointedTo(state, undefined, 5)).toBe(state);
  });
});

describe('a rectangle', () => {
  it('is held inside its frame, from whichever corner it is drawn', () => {
    const area = draggedArea('zoom', state.boxes, 0, { x: frame.left + 20, y: frame.top + 20 }, { x: 0, y: 0 });
    expect(area).toEqual({ kind: 'zoom', box: 0, left: frame.left, top: frame.top, width: 20, height: 20 });
  });

  it('zooms to what it holds', () => {
    const area = draggedArea('zoom', state.boxes, 0, at(1.5, 35), at(3, 12));
    const next = afterArea({ ...state, area });
    expect(next.area).toBeUndefined();
    expect(next.limits[0]!.x[0]).toBeCloseTo(1.5, 9);
    expect(next.limits[0]!.x[1]).toBeCloseTo(3, 9);
    expect(next.limits[0]!.y[0]).toBeCloseTo(12, 9);
    expect(next.limits[0]!.y[1]).toBeCloseTo(35, 9);
  });

  it('chooses the points it holds, or goes away', () => {
    const area = draggedArea('select', state.boxes, 0, at(1.5, 50), at(3.7, 12));
    const next = afterArea({ ...state, area });
    expect(next.chosen.map(({ mark, index }) => [mark, index])).toEqual([
      [0, 1],
      [0, 2],
      [1, 0],
    ]);
    expect(next.area).toBe(area);
    expect(withoutChoice(next)).toMatchObject({ chosen: [], area: undefined });
    const empty = afterArea({ ...state, area: draggedArea('select', state.boxes, 0, at(1.2, 35), at(1.4, 38)) });
    expect(empty).toMatchObject({ chosen: [], area: undefined });
  });

  it('does not choose points that are no rows of a file', () => {
    const plain = drawn(figureOf('plain', nyquistPanel()));
    const area = { kind: 'select', box: 0, ...plain.boxes[0]! } as const;
    expect(afterArea({ ...plain, area }).chosen).toEqual([]);
  });
});

describe('keys', () => {
  const asked: Parameters<Exclude>[] = [];
  const exclude: Exclude = (...ask) => asked.push(ask);
  const press = (of: FigureState, key: string, shiftKey = false): FigureState =>
    afterKey(of, { key, shiftKey }, exclude)!;

  it('move, zoom and show everything again', () => {
    expect(press(state, 'ArrowRight').limits[0]!.x[0]).toBeGreaterThan(frame.x.domain[0]);
    expect(press(state, 'ArrowUp').limits[0]!.y[0]).toBeGreaterThan(frame.y.domain[0]);
    const [low, high] = press(state, '+').limits[0]!.x;
    expect(high - low).toBeCloseTo(0.8 * (frame.x.domain[1] - frame.x.domain[0]), 9);
    expect(press(press(state, '-'), '0').limits).toBe(noLimits);
  });

  it('act on the frame under the pointer', () => {
    const two = drawn(figureOf('two', spectrum, arrheniusPanel()));
    const box = two.boxes[1]!;
    const pointing = pointedTo(two, { x: box.left + 5, y: box.top + 5 }, 1);
    const once = press(pointing, 'ArrowLeft');
    expect(once.limits.map((limit) => limit !== undefined)).toEqual([false, true]);
    expect(press(once, 'ArrowLeft').limits[0]).toBeUndefined();
  });

  it('step through the points, and say where one is', () => {
    const second = press(press(state, 'n'), 'n');
    expect(presentHit(second)!.note.origin).toBe('row 2');
    expect(presentHit(press(second, 'N', true))!.note.origin).toBe('row 4, left out');
    expect(presentHit(press(second, 'p'))!.note.origin).toBe('row 1');
    const zoomed = showWindow(second, frame, { x: [0.6, 1], y: [0, 1] });
    expect(presentHit(zoomed)).toBeUndefined();
  });

  it('leave out the present point or all that are chosen, and take back', () => {
    asked.length = 0;
    press(press(state, 'n'), 'Delete');
    const everything = afterArea({ ...state, area: { kind: 'select', box: 0, ...frame } });
    const after = press(everything, 'Delete');
    press(everything, 'Insert');
    expect(asked).toEqual([
      [[{ recording: 'a', row: 1 }], true],
      [[1, 2, 3, 5].map((row) => ({ recording: 'a', row })), true],
      [[{ recording: 'a', row: 4 }], false],
    ]);
    expect(after.chosen).toEqual([]);
  });

  it('that mean nothing are left to the page', () => {
    expect(afterKey(state, { key: 'x', shiftKey: false }, exclude)).toBeUndefined();
    expect(afterKey(state, { key: 'Escape', shiftKey: false }, exclude)).toBeUndefined();
    expect(afterKey(state, { key: 'Delete', shiftKey: false }, exclude)).toBeUndefined();
    expect(afterKey(press(state, 'n'), { key: 'Delete', shiftKey: false })).toBeUndefined();
    expect(press(press(state, 'n'), 'Escape').present).toBeUndefined();
  });
});

describe('gestures', () => {
  it('carry the datum under the hand along', () => {
    const from = at(2, 30);
    const to = { x: from.x + 25, y: from.y - 10 };
    const next = panned(state, state, 0, from, to);
    const place = toPoint(next.boxes[0]!, 2, 30);
    expect(place.x).toBeCloseTo(to.x, 6);
    expect(place.y).toBeCloseTo(to.y, 6);
    // Counted from the start of the gesture, not from the last move.
    expect(panned(next, state, 0, from, to).limits).toEqual(next.limits);
  });

  it('keep what is under two fingers under them', () => {
    const from = [at(1.5, 15), at(3, 35)] as const;
    const to = [
      { x: from[0].x - 20, y: from[0].y + 5 },
      { x: from[1].x + 30, y: from[1].y - 5 },
    ] as const;
    const next = pinched(state, { box: 0, from, before: state }, to);
    const [start, end] = [middle(...from), middle(...to)];
    const datum = { x: 2.25, y: 25 };
    expect(at(datum.x, datum.y)).toEqual({ x: expect.closeTo(start.x, 6), y: expect.closeTo(start.y, 6) });
    expect(at(datum.x, datum.y, next)).toEqual({ x: expect.closeTo(end.x, 6), y: expect.closeTo(end.y, 6) });
  });

  it('zoom one axis on its labels, both inside and where units are equally long', () => {
    const below = { x: frame.left + 30, y: frame.top + frame.height + 8 };
    const zone = zoneAt(state.boxes, below.x, below.y)!;
    expect(zone).toEqual({ box: 0, axes: 'x' });
    const next = zoomedAbout(state, zone, below, 0.5);
    expect(next.limits[0]!.y).toEqual(frame.y.domain);
    expect(zoneAt(state.boxes, frame.left - 10, frame.top + 20)).toEqual({ box: 0, axes: 'y' });
    const equal = drawn(figureOf('equal', nyquistPanel()));
    const both = zoomedAbout(equal, { box: 0, axes: 'x' }, at(50, 0, equal), 0.5);
    expect(both.limits[0]!.y).not.toEqual(equal.boxes[0]!.y.domain);
  });

  it('find the axis of a panel with a strip below the strip', () => {
    const { boxes } = drawn(figureOf('bode', bodePanel()));
    const strip = boxes[1]!;
    expect(zoneAt(boxes, strip.left + 20, strip.top + strip.height + 6)).toEqual({ box: 1, axes: 'x' });
    expect(boxAt(boxes, strip.left + 20, strip.top - 2)).toBe(-1);
  });
});
