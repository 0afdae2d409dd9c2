import { describe, expect, it } from 'vitest';
import type { Figure, Panel } from '../../../../src/figure/figure.js';
import { figureFrames, type PanelFrameBox, toData } from '../../../../src/figure/layout/frames.js';
import {
  arrheniusPanel,
  bodePanel,
  figureOf,
  nyquistPanel,
} from '../../../../src/figure/test-support/sample-figures.js';
import { compileFigure } from '../../../../src/figure/vega-lite-spec.js';
import { noLimits, withLimits } from './limits.js';
import { spanAbout, spanMoved, windowed, xKey } from './zoom-limits.js';

const ALL = [0, 1] as const;
const framesOf = (figure: Figure): readonly PanelFrameBox[] => figureFrames(compileFigure(figure).layout);
const pick = (boxes: readonly PanelFrameBox[], panel: number, part: PanelFrameBox['part'] = 'main') =>
  boxes.find((box) => box.panel === panel && box.part === part)!;

const reversed: Panel = {
  x: { title: 'Binding energy', unit: 'eV', reversed: true },
  y: { title: 'Intensity', unit: '' },
  marks: [{ type: 'line', x: [700, 720, 740], y: [1, 5, 2] }],
};

describe('spans', () => {
  it('magnify about a place that stays where it is', () => {
    const [from, to] = spanAbout(0.25, 0.5);
    expect(to - from).toBeCloseTo(0.5, 12);
    expect((0.25 - from) / (to - from)).toBeCloseTo(0.25, 12);
  });

  it('move with the hand', () => {
    expect(spanMoved(0.2)).toEqual([-0.2, 0.8]);
  });
});

describe('windowed', () => {
  it.each([
    ['linear', arrheniusPanel()],
    ['logarithmic', bodePanel()],
    ['reversed', reversed],
  ])('keeps the datum under the pointer in its place on %s axes', (_, panel) => {
    const figure = figureOf('one', panel);
    const boxes = framesOf(figure);
    const box = pick(boxes, 0);
    const place = { x: box.left + 0.3 * box.width, y: box.top + 0.6 * box.height };
    const before = toData(box, place.x, place.y);
    const limits = windowed(figure, noLimits, boxes, box, { x: spanAbout(0.3, 0.4), y: spanAbout(0.4, 0.4) })!;
    const after = pick(framesOf(withLimits(figure, limits)), 0);
    // Tick labels may have changed the frame; shares of it count.
    const now = toData(after, after.left + 0.3 * after.width, after.top + 0.6 * after.height);
    expect(now.x / before.x).toBeCloseTo(1, 9);
    expect(now.y / before.y).toBeCloseTo(1, 9);
  });

  it('moves a reversed axis the way the hand goes', () => {
    const figure = figureOf('one', reversed);
    const boxes = framesOf(figure);
    const [limit] = windowed(figure, noLimits, boxes, boxes[0]!, { x: spanMoved(0.1), y: ALL })!;
    expect(limit!.x[0]).toBeGreaterThan(boxes[0]!.x.domain[0]);
    expect(limit!.y).toBe(boxes[0]!.y.domain);
  });

  it('takes along panels with the same x, and only along x', () => {
    const other: Panel = { ...bodePanel(), y: { title: 'Phase', unit: 'deg' } };
    const figure = figureOf('bode', bodePanel(), other, arrheniusPanel());
    const boxes = framesOf(figure);
    const limits = windowed(figure, noLimits, boxes, pick(boxes, 0), { x: [0.2, 0.5], y: [0.1, 0.2] })!;
    expect(limits[1]!.x).toEqual(limits[0]!.x);
    expect(limits[1]!.y).toEqual(pick(boxes, 1).y.domain);
    expect(limits[1]!.strip).toEqual(pick(boxes, 1, 'strip').y.domain);
    expect(limits[2]).toBeUndefined();
  });

  it('leaves panels alone that show quite another part of the same axis', () => {
    const cycles = (from: number, to: number): Panel => ({
      x: { title: 'Time', unit: 'h', domain: [from, to] },
      y: { title: 'Potential', unit: 'V' },
      marks: [{ type: 'line', x: [from, to], y: [0, 1] }],
    });
    const figure = figureOf('cycles', cycles(0, 100), cycles(0, 2), cycles(98, 100), cycles(10, 105));
    const boxes = framesOf(figure);
    const limits = windowed(figure, noLimits, boxes, pick(boxes, 0), { x: [0.2, 0.5], y: ALL })!;
    expect(limits.map((limit) => limit?.x)).toEqual([[20, 50], undefined, undefined, [20, 50]]);
  });

  it('zooms a strip along its own y and the x it shares with its panel', () => {
    const figure = figureOf('bode', bodePanel());
    const boxes = framesOf(figure);
    const [limit] = windowed(figure, noLimits, boxes, pick(boxes, 0, 'strip'), { x: [0.5, 1], y: [0.25, 0.75] })!;
    expect(limit!.y).toEqual(pick(boxes, 0).y.domain);
    const [low, high] = pick(boxes, 0, 'strip').y.domain;
    expect(limit!.strip![1] - limit!.strip![0]).toBeCloseTo((high - low) / 2, 12);
  });

  it('keeps one unit equally long on both axes, also in panels that follow', () => {
    const figure = figureOf('nyquist', nyquistPanel(), nyquistPanel([230, 30]));
    const boxes = framesOf(figure);
    const limits = windowed(figure, noLimits, boxes, pick(boxes, 0), { x: [0.2, 0.5], y: [0.1, 0.2] })!;
    const drawn = framesOf(withLimits(figure, limits));
    for (const panel of [0, 1]) {
      const box = pick(drawn, panel);
      // What was asked for is what is drawn: nothing had to be widened.
      for (const end of [0, 1] as const) {
        expect(box.x.domain[end]).toBeCloseTo(limits[panel]!.x[end], 6);
        expect(box.y.domain[end]).toBeCloseTo(limits[panel]!.y[end], 6);
      }
      const unit = (size: number, [low, high]: readonly [number, number]) => size / (high - low);
      expect(unit(box.width, box.x.domain)).toBeCloseTo(unit(box.height, box.y.domain), 6);
      // Longer tick labels may take width from the frame; its shape stays.
      const before = pick(boxes, panel);
      expect(box.height / box.width).toBeCloseTo(before.height / before.width, 6);
    }
  });

  it('keeps the limits of panels that are not concerned', () => {
    const figure = figureOf('two', arrheniusPanel(), bodePanel());
    const boxes = framesOf(figure);
    const other = { x: [1, 10], y: [1, 2], strip: [0, 1] } as const;
    const limits = windowed(figure, [undefined, other], boxes, pick(boxes, 0), { x: [0, 0.5], y: ALL })!;
    expect(limits[1]).toBe(other);
  });

  it('refuses what numbers or tick labels cannot tell apart', () => {
    const figure = figureOf('one', arrheniusPanel());
    const boxes = framesOf(figure);
    expect(windowed(figure, noLimits, boxes, boxes[0]!, { x: [0.5, 0.5 + 1e-9], y: ALL })).toBeUndefined();
    expect(windowed(figure, noLimits, boxes, boxes[0]!, { x: [-1e300, 1e300], y: ALL })).toBeUndefined();
    const log = figureOf('log', bodePanel());
    const frames = framesOf(log);
    expect(windowed(log, noLimits, frames, frames[0]!, { x: [-100, 100], y: ALL })).toBeUndefined();
  });
});

it('xKey tells axes apart by title, unit and kind of scale', () => {
  const axis = { title: 'Frequency', unit: 'Hz' };
  expect(xKey(axis)).toBe(xKey({ ...axis, scale: 'linear', domain: [0, 1] }));
  expect(xKey(axis)).not.toBe(xKey({ ...axis, scale: 'log' }));
  expect(xKey(axis)).not.toBe(xKey({ ...axis, unit: 'kHz' }));
});
