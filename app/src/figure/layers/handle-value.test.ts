import { describe, expect, it } from 'vitest';
import type { Handle } from '../../../../src/figure/figure.js';
import { type PanelFrameBox, toPoint } from '../../../../src/figure/layout/frames.js';
import { handleAt, handlePosition, handleRange, handleValue, nudged, valueUnder } from './handle-value.js';

/** Resistance of a first arc that begins at 20 on an axis from 0 to 200. */
const handle: Handle = {
  label: 'R1 (start)',
  sets: { parameter: 'R1' },
  x: 120,
  y: 0,
  moves: 'x',
  offset: -20,
  gradient: 1,
  unit: 'Ohm',
};
const box: PanelFrameBox = {
  panel: 0,
  part: 'main',
  left: 30,
  top: 5,
  width: 200,
  height: 100,
  x: { type: 'linear', domain: [0, 200], reversed: false },
  y: { type: 'log', domain: [1, 1e4], reversed: true },
};

describe('a handle', () => {
  it('stands for its value, and goes to the place of another', () => {
    expect(handleValue(handle, handlePosition(handle))).toBe(100);
    expect(handleAt(handle, 150)).toMatchObject({ x: 170, y: 0 });
    expect(handleAt({ ...handle, gradient: 0 }, 150).x).toBe(120);
  });

  it('moves in steps where its value is a number of something', () => {
    const cycles: Handle = { ...handle, offset: 0, step: 1 };
    expect(handleValue(cycles, 9.6)).toBe(10);
    expect(nudged(10, -1, false, [0, 500], 1)).toBe(9);
    expect(nudged(200, 1, true, [0, 500], 1)).toBe(220);
  });

  it('has the value under the pointer, held at the frame', () => {
    const place = toPoint(box, 80, 10);
    expect(valueUnder(handle, box, place.x, place.y)).toBeCloseTo(60, 9);
    expect(valueUnder(handle, box, 1000, place.y)).toBeCloseTo(180, 9);
  });

  it('moves along a logarithmic reversed axis', () => {
    const frequency: Handle = { ...handle, moves: 'y', offset: 0 };
    const place = toPoint(box, 80, 250);
    expect(valueUnder(frequency, box, 0, place.y)).toBeCloseTo(250, 6);
    expect(handleRange({ ...frequency, gradient: -1 }, box)).toEqual([-1e4, -1]);
  });
});

describe('nudged', () => {
  it('changes by one or ten percent of the value, in its direction', () => {
    expect(nudged(200, 1, false, [-500, 500])).toBeCloseTo(202, 9);
    expect(nudged(-200, 1, true, [-500, 500])).toBeCloseTo(-180, 9);
    expect(nudged(200, -1, true, [-500, 500])).toBeCloseTo(180, 9);
  });

  it('stays inside the frame', () => {
    expect(nudged(200, 1, true, [0, 210])).toBe(210);
    expect(nudged(200, -1, true, [190, 500])).toBe(190);
  });

  it('moves zero by a share of the range', () => {
    expect(nudged(0, 1, false, [-50, 150])).toBeCloseTo(2, 9);
  });
});
