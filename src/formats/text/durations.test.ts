import { describe, expect, it } from 'vitest';
import { durationColumn, durationSeconds, looksLikeTimeOfDay } from './durations.js';

describe('durationSeconds', () => {
  it.each([
    ['0:01:30.5', 90.5],
    ['26:03:04', 93_784],
    ['1-02:03:04', 93_784],
    ['1 02:03:04', 93_784],
    ['1d 02:03:04', 93_784],
    ['0d 00:10:00.00', 600],
    ['144:02:18', 518_538],
    ['00:00:00,25', 0.25],
  ])('%s is %d s', (text, seconds) => expect(durationSeconds(text)).toBeCloseTo(seconds, 9));

  it.each(['', '12:30', '2024-01-01 00:00:00', '1:60:00', '-1:00:00', 'Rest', '1.5', '1:2:3:4'])('%s is none', (text) =>
    expect(durationSeconds(text)).toBeNaN(),
  );
});

describe('durationColumn', () => {
  it('reads what is a duration and counts what is not', () => {
    const text = Array.from({ length: 40 }, (_, k) => (k === 7 ? '?' : `0:00:${String(k).padStart(2, '0')}`));
    expect(durationColumn(text)).toMatchObject({ unreadable: 1, firstUnreadable: '?' });
    expect(durationColumn(text)!.seconds[39]).toBe(39);
  });

  it('is undefined for words', () => expect(durationColumn(['0:00:01', 'b', 'c'])).toBeUndefined());
});

describe('looksLikeTimeOfDay', () => {
  it('is a clock that passes midnight', () => {
    expect(looksLikeTimeOfDay(Float64Array.of(86_000, 86_300, 200))).toBe(true);
    expect(looksLikeTimeOfDay(Float64Array.of(0, 80_000, 90_000))).toBe(false);
    expect(looksLikeTimeOfDay(Float64Array.of(100, 200, 300))).toBe(false);
  });
});
