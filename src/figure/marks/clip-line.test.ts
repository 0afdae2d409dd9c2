import { describe, expect, it } from 'vitest';
import type { Scale } from '../layout/scale.js';
import { clipBand, clipLine } from './clip-line.js';

const unit: Scale = { type: 'linear', domain: [0, 1], reversed: false };
const decades: Scale = { type: 'log', domain: [1, 100], reversed: false };

describe('clipLine', () => {
  it('leaves a curve inside as it is, gaps included', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 0.5, y: 1 },
      { x: null, y: null },
      { x: 1, y: 0.2 },
    ];
    expect(clipLine(points, unit, unit)).toEqual(points);
  });

  it('cuts at the frame and lifts the pen outside', () => {
    const points = [
      { x: -1, y: 0.5 },
      { x: 0.5, y: 0.5 },
      { x: 0.5, y: 2 },
      { x: 0.75, y: 2 },
      { x: 0.75, y: 0 },
    ];
    expect(clipLine(points, unit, unit)).toEqual([
      { x: 0, y: 0.5 },
      { x: 0.5, y: 0.5 },
      { x: 0.5, y: 1 },
      { x: null, y: null },
      { x: 0.75, y: 1 },
      { x: 0.75, y: 0 },
    ]);
  });

  it('draws a segment that crosses the panel with both ends outside', () => {
    expect(
      clipLine(
        [
          { x: -1, y: -1 },
          { x: 2, y: 2 },
        ],
        unit,
        unit,
      ),
    ).toEqual([
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ]);
  });

  it('cuts in the coordinates of a logarithmic axis', () => {
    const cut = clipLine(
      [
        { x: 0.1, y: 0 },
        { x: 1000, y: 1 },
      ],
      decades,
      unit,
    );
    expect(cut[0]!.y).toBeCloseTo(0.25, 12);
    expect(cut[1]!.y).toBeCloseTo(0.75, 12);
  });
});

describe('clipBand', () => {
  it('cuts at the sides and holds at foot and top', () => {
    const lower = [
      { x: -1, y: -5 },
      { x: 1, y: 0.5 },
    ];
    const upper = [
      { x: -1, y: 0 },
      { x: 1, y: 3 },
    ];
    expect(clipBand(lower, upper, unit, unit)).toEqual([
      { x: 0, lower: 0, upper: 1 },
      { x: 1, lower: 0.5, upper: 1 },
    ]);
  });
});
