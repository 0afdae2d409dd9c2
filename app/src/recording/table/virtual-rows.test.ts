import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterScroll, lastFirst, revealed, scrolledTo, scrollTopOf, trackHeight } from './virtual-rows.js';

const long = { rows: 10_000_000, rowHeight: 24, height: 480 };
const short = { rows: 1000, rowHeight: 24, height: 480 };

describe('virtual rows', () => {
  it('have a track that no browser cuts', () => {
    expect(trackHeight(long)).toBe(8_000_000);
    expect(trackHeight(short)).toBe(24_000);
    expect(trackHeight({ ...short, rows: 3 })).toBe(480);
  });

  it('move as far as the hand moved', () => {
    const start = scrolledTo(long, 5_000_000);
    const next = afterScroll(long, start, start.scrollTop + 240);
    expect(next.first).toBeCloseTo(5_000_010, 6);
    expect(afterScroll(long, next, next.scrollTop - 240).first).toBeCloseTo(5_000_000, 6);
    expect(afterScroll(short, scrolledTo(short, 0), 240).first).toBeCloseTo(10, 9);
  });

  it('jump to the share of the table that the scrollbar says', () => {
    const middle = afterScroll(long, scrolledTo(long, 0), (8_000_000 - 480) / 2);
    expect(middle.first).toBeCloseTo(lastFirst(long) / 2, 3);
  });

  it('reach both ends', () => {
    const start = scrolledTo(long, 17);
    expect(afterScroll(long, start, 0).first).toBe(0);
    expect(afterScroll(long, start, 8_000_000 - 480).first).toBe(9_999_980);
    let state = scrolledTo(long, 30);
    for (let i = 0; i < 10 && state.scrollTop > 0; i++) state = afterScroll(long, state, state.scrollTop - 100);
    expect(state.first).toBe(0);
  });

  it('come back to where the scrollbar was set', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (first) => {
        const state = scrolledTo(long, first);
        expect(afterScroll(long, state, state.scrollTop).first).toBeCloseTo(state.first, 3);
        expect(scrollTopOf(long, state.first)).toBeCloseTo(state.scrollTop, 6);
      }),
    );
  });

  it('show any row that is asked for, the next one by moving one row', () => {
    const start = scrolledTo(long, 100);
    expect(revealed(long, start, 110)).toBe(start);
    expect(revealed(long, start, 120).first).toBe(101);
    expect(revealed(long, start, 99).first).toBe(99);
    expect(revealed(long, start, 9_999_999).first).toBe(9_999_980);
    expect(revealed(long, start, 5000).first).toBeCloseTo(4990.5, 6);
  });

  it('hold still in a table without rows', () => {
    const none = { ...long, rows: 0 };
    expect(afterScroll(none, scrolledTo(none, 0), 0)).toEqual({ first: 0, scrollTop: 0 });
    expect(scrollTopOf(none, 0)).toBe(0);
  });
});
