import { describe, expect, it } from 'vitest';
import type { Scale } from '../layout/scale.js';
import { decimateLine, decimatePoints, MOST_POINTS } from './decimate.js';

const count = 200_000;
const x = Array.from({ length: count }, (_, i) => i);
const scale: Scale = { type: 'linear', domain: [0, count - 1], reversed: false };

describe('decimateLine', () => {
  it('leaves short curves alone', () => {
    expect(decimateLine(x.slice(0, MOST_POINTS), x.slice(0, MOST_POINTS), scale, 200)).toHaveLength(MOST_POINTS);
  });

  it('keeps ends and extremes of a long one', () => {
    const y = x.map((i) => Math.sin(i / 50));
    y[123_456] = 40;
    y[77] = -40;
    const kept = decimateLine(x, y, scale, 200);
    expect(kept.length).toBeLessThan(4 * 4 * 200 + 8);
    expect(kept[0]).toBe(0);
    expect(kept[kept.length - 1]).toBe(count - 1);
    expect(kept).toContain(123_456);
    expect(kept).toContain(77);
    expect([...kept].sort((a, b) => a - b)).toEqual(kept);
  });

  it('keeps the gaps', () => {
    const y = x.map(() => 1);
    y[100_000] = Number.NaN;
    expect(decimateLine(x, y, scale, 200)).toContain(100_000);
  });
});

describe('decimatePoints', () => {
  it('keeps one marker per quarter point of paper', () => {
    const y = x.map((i) => i % 2);
    const kept = decimatePoints(x, y, { x: scale, y: { ...scale, domain: [0, 1] } }, 100, 100);
    expect(kept.length).toBeLessThanOrEqual(2 * 402);
    expect(kept.length).toBeGreaterThan(400);
  });

  it('goes on until a drawing can hold them', () => {
    const y = x.map((i) => (i * 7919) % count);
    const kept = decimatePoints(x, y, { x: scale, y: scale }, 200, 150);
    expect(kept.length).toBeLessThanOrEqual(MOST_POINTS);
    expect(kept.length).toBeGreaterThan(5000);
  });
});
