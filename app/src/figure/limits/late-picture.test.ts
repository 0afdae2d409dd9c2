import { describe, expect, it } from 'vitest';
import type { PanelFrameBox } from '../../../../src/figure/layout/frames.js';
import { toPoint } from '../../../../src/figure/layout/frames.js';
import { latePlace } from './late-picture.js';

const box: PanelFrameBox = {
  panel: 0,
  part: 'main',
  left: 30,
  top: 10,
  width: 200,
  height: 100,
  x: { type: 'log', domain: [1, 1e4], reversed: false },
  y: { type: 'linear', domain: [0, 10], reversed: true },
};

describe('latePlace', () => {
  it('is nothing while the limits are those of the picture', () => {
    expect(latePlace(box, [])).toBeUndefined();
    expect(latePlace(box, [{ x: [1, 1e4], y: [0, 10] }])).toBeUndefined();
  });

  it('puts every datum of the old picture where it stands in the new one', () => {
    const limit = { x: [10, 1e3], y: [2, 14] } as const;
    const place = latePlace(box, [limit])!;
    const next = { ...box, x: { ...box.x, domain: limit.x }, y: { ...box.y, domain: limit.y } };
    for (const [x, y] of [
      [1, 0],
      [50, 3],
      [1e4, 10],
    ] as const) {
      const before = toPoint(box, x, y);
      const after = toPoint(next, x, y);
      expect(place.left + ((before.x - box.left) / box.width) * place.width).toBeCloseTo(after.x, 9);
      expect(place.top + ((before.y - box.top) / box.height) * place.height).toBeCloseTo(after.y, 9);
    }
  });

  it('uses the limits of the strip for a strip', () => {
    const strip = { ...box, part: 'strip' as const };
    expect(latePlace(strip, [{ x: [1, 1e4], y: [2, 3], strip: [0, 10] }])).toBeUndefined();
    expect(latePlace(strip, [{ x: [1, 1e4], y: [0, 10], strip: [0, 5] }])!.height).toBeCloseTo(200, 9);
  });
});
