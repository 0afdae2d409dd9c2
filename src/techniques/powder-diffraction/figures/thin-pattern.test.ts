import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thinCurve, thinPoints, usedRuns } from './thin-pattern.js';

const count = 30_000;
const x = Float64Array.from({ length: count }, (_, i) => 5 + i * 0.004);
const all = Array.from({ length: count }, (_, i) => i);

describe('thinPoints', () => {
  it('keeps all points where they are few', () => {
    const few = all.slice(0, 3000);
    expect(thinPoints(x, x, few).kept).toBe(few);
  });

  it('never loses a line, however narrow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: count - 1 }), (at) => {
        const y = new Float64Array(count).fill(10);
        y[at] = 900;
        const { kept } = thinPoints(x, y, all);
        expect(kept).toContain(at);
        expect(kept.length).toBeLessThanOrEqual(4000);
      }),
      { numRuns: 30 },
    );
  });

  it('lets each point stand for those dropped after it, so that every row can be reached', () => {
    const y = Float64Array.from(all, (i) => (i * 7919) % 101);
    const { kept, last } = thinPoints(x, y, all);
    expect(last).toHaveLength(kept.length);
    expect(last[last.length - 1]).toBe(count - 1);
    for (let k = 0; k + 1 < kept.length; k++) {
      expect(last[k]).toBe(kept[k + 1] - 1);
      expect(last[k]).toBeGreaterThanOrEqual(kept[k]);
    }
  });

  it('draws curves with both ends of every column', () => {
    const y = Float64Array.from(all, (i) => (i * 7919) % 101);
    const kept = thinCurve(x, y, all);
    expect(kept[0]).toBe(0);
    expect(kept[kept.length - 1]).toBe(count - 1);
    expect(kept.length).toBeLessThanOrEqual(8000);
    expect(kept.every((index, k) => k === 0 || index > kept[k - 1])).toBe(true);
  });
});

describe('usedRuns', () => {
  it('breaks where a region is left out and bridges single points', () => {
    const used = new Uint8Array(count).fill(1);
    used[200] = 0;
    used.fill(0, 1000, 1500);
    const runs = usedRuns(x, used, x[100], x[2000]);
    expect(runs.map((run) => [run[0], run[run.length - 1], run.length])).toEqual([
      [100, 999, 899],
      [1500, 2000, 501],
    ]);
    expect(usedRuns(x, new Uint8Array(count), 0, 180)).toEqual([]);
  });
});
