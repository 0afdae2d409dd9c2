import { describe, expect, it } from 'vitest';
import type { Figure, Panel } from '../../../../src/figure/figure.js';
import { figureFrames, toPoint } from '../../../../src/figure/layout/frames.js';
import { bodePanel, figureOf, heatMapPanel } from '../../../../src/figure/test-support/sample-figures.js';
import { compileFigure } from '../../../../src/figure/vega-lite-spec.js';
import { cellValue, nearestOnCurve } from './nearest-curve.js';
import {
  findPoint,
  nameOf,
  nearestPoint,
  type PointCloud,
  pointsWithin,
  projectPoints,
  stepMark,
  stepPoint,
} from './point-cloud.js';
import { brushed, hasOrigins, namesOf, originOf, originsOf, pointsOfRow } from './point-origin.js';

const axes = { x: { title: 'x', unit: 'm' }, y: { title: 'y', unit: 's' } };

const spectrum: Panel = {
  ...axes,
  marks: [
    { type: 'line', x: [0, 10], y: [0, 100] },
    { type: 'points', x: [1, 2, 3], y: [10, 50, 30], origin: { recording: 'a', rows: [1, 2, 4] } },
    { type: 'points', x: [2.5], y: [35], origin: { recording: 'a', rows: [3], excluded: true } },
  ],
  residuals: {
    y: { title: 'd', unit: '%' },
    marks: [{ type: 'points', x: [1, 2, 3], y: [1, -1, 0], origin: { recording: 'a', rows: [1, 2, 4] } }],
  },
};
const trend: Panel = {
  ...axes,
  x: { title: '1000/T', unit: 'K^-1' },
  marks: [
    { type: 'points', x: [3.1], y: [1], origin: { recording: 'a' } },
    { type: 'points', x: [3.2, Number.NaN, 3.4], y: [1, 2, 3] },
  ],
};
const figure = figureOf('two', spectrum, trend);

function cloudOf(of: Figure): PointCloud {
  return projectPoints(of, figureFrames(compileFigure(of).layout));
}

describe('projectPoints', () => {
  const cloud = cloudOf(figure);

  it('goes panel by panel, mark by mark, without what is not drawn', () => {
    expect(Array.from({ length: cloud.count }, (_, at) => nameOf(cloud, at))).toEqual([
      ...[0, 1, 2].map((index) => ({ panel: 0, part: 'main', mark: 1, index })),
      { panel: 0, part: 'main', mark: 2, index: 0 },
      ...[0, 1, 2].map((index) => ({ panel: 0, part: 'strip', mark: 0, index })),
      { panel: 1, part: 'main', mark: 0, index: 0 },
      { panel: 1, part: 'main', mark: 1, index: 0 },
      { panel: 1, part: 'main', mark: 1, index: 2 },
    ]);
  });

  it('leaves out points beyond the limits', () => {
    const zoomed = { ...spectrum, x: { ...spectrum.x, domain: [1.5, 2.7] as const } };
    expect(cloudOf(figureOf('zoomed', zoomed)).count).toBe(3);
  });

  it('finds a point by its name', () => {
    for (let at = 0; at < cloud.count; at++) expect(findPoint(cloud, nameOf(cloud, at))).toBe(at);
    expect(findPoint(cloud, { panel: 1, part: 'main', mark: 1, index: 1 })).toBe(-1);
  });
});

describe('nearestPoint', () => {
  const cloud = cloudOf(figure);

  it('is the nearest in the box and within reach', () => {
    const box = cloud.boxes[0]!;
    const place = toPoint(box, 2, 50);
    expect(nameOf(cloud, nearestPoint(cloud, 0, place.x + 2, place.y - 1, 6))).toMatchObject({ mark: 1, index: 1 });
    expect(nearestPoint(cloud, 0, place.x + 7, place.y, 6)).toBe(-1);
    expect(nearestPoint(cloud, 1, place.x, place.y, 6)).toBe(-1);
  });

  it('takes the one that lies on top of others', () => {
    const twice = figureOf('twice', {
      ...axes,
      marks: [
        { type: 'points', x: [1, 2], y: [1, 2] },
        { type: 'points', x: [1], y: [1] },
      ],
    });
    const both = cloudOf(twice);
    expect(nameOf(both, nearestPoint(both, 0, both.x[0]!, both.y[0]!, 3)).mark).toBe(1);
  });
});

describe('a brush', () => {
  const cloud = cloudOf(figure);

  it('selects what lies in the rectangle, in its own box only', () => {
    const inside = pointsWithin(cloud, 0, cloud.boxes[0]!);
    expect(inside).toEqual([0, 1, 2, 3]);
    const around = { left: cloud.x[1]! - 1, top: cloud.y[1]! - 1, width: 2, height: 2 };
    expect(pointsWithin(cloud, 0, around)).toEqual([1]);
  });

  it('names each row once, with its recording and whether it is left out', () => {
    const everything = namesOf(cloud, [0, 3, 4, 7, 8]);
    expect(originsOf(figure, everything)).toEqual([
      { recording: 'a', row: 1, excluded: false },
      { recording: 'a', row: 3, excluded: true },
      { recording: 'a', excluded: false },
    ]);
  });

  it('has nothing to offer where points are no rows', () => {
    expect(hasOrigins(figure)).toBe(true);
    expect(hasOrigins(figureOf('bode', bodePanel()))).toBe(false);
    expect(originOf(figure, { panel: 1, part: 'main', mark: 1, index: 0 })).toBeUndefined();
  });
});

describe('pointsOfRow', () => {
  const cloud = cloudOf(figure);

  it('finds a row in its panel, in the strip and in the point of its recording', () => {
    expect(pointsOfRow(figure, cloud, { recording: 'a', row: 2 })).toEqual([1, 5, 7]);
  });

  it('tells the recordings of one mark apart', () => {
    const series = figureOf('series', {
      ...trend,
      marks: [{ type: 'points', x: [3.1, 3.2], y: [1, 2], origin: { recording: ['a', 'b'] } }],
    });
    expect(pointsOfRow(series, cloudOf(series), { recording: 'b' })).toEqual([1]);
    expect(originOf(series, { panel: 0, part: 'main', mark: 0, index: 1 })).toEqual({
      recording: 'b',
      excluded: false,
    });
  });

  it('finds all of a recording, and nothing of others', () => {
    expect(pointsOfRow(figure, cloud, { recording: 'a' })).toHaveLength(8);
    expect(pointsOfRow(figure, cloud, { recording: 'b' })).toEqual([]);
  });
});

describe('stepping', () => {
  const cloud = cloudOf(figure);

  it('goes through all points in both directions and round', () => {
    let name = stepPoint(cloud, undefined, 1);
    const seen: number[] = [];
    for (let n = 0; n < cloud.count; n++) {
      seen.push(findPoint(cloud, name!));
      name = stepPoint(cloud, name, 1);
    }
    expect(seen).toEqual(Array.from({ length: cloud.count }, (_, at) => at));
    expect(findPoint(cloud, name!)).toBe(0);
    expect(findPoint(cloud, stepPoint(cloud, name, -1)!)).toBe(cloud.count - 1);
  });

  it('goes from mark to mark', () => {
    const starts = [0, 3, 4, 7, 8];
    let name = stepMark(cloud, undefined, 1);
    for (const start of [...starts, 0]) {
      expect(findPoint(cloud, name!)).toBe(start);
      name = stepMark(cloud, name, 1);
    }
    expect(findPoint(cloud, stepMark(cloud, nameOf(cloud, 5), -1)!)).toBe(3);
    expect(findPoint(cloud, stepMark(cloud, nameOf(cloud, 1), -1)!)).toBe(8);
  });

  it('has nowhere to go in a figure without points', () => {
    expect(stepPoint(cloudOf(figureOf('heat', heatMapPanel())), undefined, 1)).toBeUndefined();
  });
});

describe('nearestOnCurve', () => {
  const boxes = figureFrames(compileFigure(figure).layout);
  const box = boxes[0]!;

  it('gives values between vertices, as drawn', () => {
    const place = toPoint(box, 2.2, 22);
    const hit = nearestOnCurve(figure, box, place.x, place.y, 4)!;
    expect(hit.mark).toBe(0);
    expect(hit.x).toBeCloseTo(2.2, 6);
    expect(hit.y).toBeCloseTo(22, 6);
  });

  it('is nothing far from every curve or beyond the frame', () => {
    const place = toPoint(box, 2.2, 80);
    expect(nearestOnCurve(figure, box, place.x, place.y, 4)).toBeUndefined();
    const zoomed = figureOf('zoomed', { ...spectrum, x: { ...spectrum.x, domain: [3, 4] } });
    const [frame] = figureFrames(compileFigure(zoomed).layout);
    expect(nearestOnCurve(zoomed, frame!, frame!.left - 8, frame!.top + frame!.height / 2, 7)).toBeUndefined();
  });

  it('does not bridge a gap', () => {
    const gap: Panel = { ...axes, marks: [{ type: 'line', x: [0, 1, 2, 3, 4], y: [0, 0, Number.NaN, 1, 1] }] };
    const of = figureOf('gap', gap);
    const [frame] = figureFrames(compileFigure(of).layout);
    const middle = toPoint(frame!, 2, 0.5);
    expect(nearestOnCurve(of, frame!, middle.x, middle.y, 10)).toBeUndefined();
  });
});

describe('cellValue', () => {
  const map = {
    type: 'heat-map',
    xEdges: [0, 1, 2],
    yEdges: [10, 5, 0],
    values: [1, 2, 3, Number.NaN],
    title: 'I',
    unit: '',
  } as const;

  it('reads the cell under a place, along rising and falling edges', () => {
    expect(cellValue(map, 1.5, 7)).toBe(2);
    expect(cellValue(map, 0.2, 3)).toBe(3);
  });

  it('is undefined outside and where there is no number', () => {
    expect(cellValue(map, 1.5, 3)).toBeUndefined();
    expect(cellValue(map, 2, 7)).toBeUndefined();
    expect(cellValue(map, 0.5, 11)).toBeUndefined();
  });
});

describe('a point of a thinned picture', () => {
  it('stands for all its rows when it is left out', () => {
    const thinned = figureOf('thinned', {
      ...axes,
      marks: [
        { type: 'points', x: [1, 2], y: [1, 2], origin: { recording: ['a', 'b'], rows: [1, 11], lastRows: [10, 20] } },
      ],
    });
    const origin = originOf(thinned, { panel: 0, part: 'main', mark: 0, index: 1 })!;
    expect(brushed(origin)).toEqual({ recording: 'b', row: 11, lastRow: 20 });
  });
});
