import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../../src/figure/figure.js';
import { figureFrames, toPoint } from '../../../../src/figure/layout/frames.js';
import { figureOf } from '../../../../src/figure/test-support/sample-figures.js';
import { compileFigure } from '../../../../src/figure/vega-lite-spec.js';
import { hitAt } from './hit.js';
import { nearestStroke } from './nearest-stroke.js';
import { projectPoints } from './point-cloud.js';

const figure: Figure = figureOf('pattern', {
  x: { title: '2θ', unit: 'deg', domain: [10, 60] },
  y: { title: 'Intensity', unit: 'counts' },
  marks: [
    { type: 'line', x: [10, 60], y: [0, 100] },
    { type: 'ticks', x: [20, 40, 40.01, 70], names: ['1 1 0', '3 3 3', '5 1 1', '9 9 9'], row: 0, label: 'nacl' },
    { type: 'ticks', x: [30], row: 1, label: 'unnamed' },
  ],
});
const boxes = figureFrames(compileFigure(figure).layout);
const [box] = boxes;
const place = (degrees: number) => toPoint(box!, degrees, 0).x;
/** Middles of the two rows from the foot of the panel. */
const [first, second] = [13.5, 6.5].map((up) => box!.top + box!.height - up) as [number, number];

describe('nearestStroke', () => {
  it('finds the stroke in the row that is pointed at', () => {
    expect(nearestStroke(figure, box!, place(20) + 2, first, 6)).toMatchObject({ mark: 1, x: 20, names: ['1 1 0'] });
    expect(nearestStroke(figure, box!, place(20) + 2, second, 6)).toBeUndefined();
    expect(nearestStroke(figure, box!, place(30), second, 6)).toMatchObject({ mark: 2, names: [] });
    expect(nearestStroke(figure, box!, place(20) + 7, first, 6)).toBeUndefined();
    expect(nearestStroke(figure, box!, place(20), first - 20, 6)).toBeUndefined();
  });

  it('names all that stand on one place', () => {
    expect(nearestStroke(figure, box!, place(40), first, 6)?.names).toEqual(['3 3 3', '5 1 1']);
  });

  it('is told before a curve that passes there', () => {
    const cloud = projectPoints(figure, boxes);
    expect(hitAt(figure, cloud, place(20), first, 6)?.note).toEqual({
      title: 'nacl',
      values: [{ name: '2θ', value: '20°' }],
      origin: '1 1 0',
    });
  });
});
