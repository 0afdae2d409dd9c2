import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks, niceStep } from './ticks.js';

describe('linearTicks', () => {
  it('prints equal decimals and exact multiples', () => {
    const ticks = linearTicks([0, 0.93], 6);
    expect(ticks.major).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
    expect(ticks.labels).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8']);
    expect(ticks.minor).toHaveLength(5);
  });

  it('takes a power of ten out of large and small numbers', () => {
    const large = linearTicks([0, 320_000], 4);
    expect(large.powerOfTen).toBe(3);
    expect(large.labels).toEqual(['0', '100', '200', '300']);
    const small = linearTicks([0, 3.4e-7], 4);
    expect(small.powerOfTen).toBe(-9);
    expect(small.labels).toEqual(['0', '100', '200', '300']);
    expect(linearTicks([0, 99_000], 5).powerOfTen).toBe(0);
  });

  it('has true minus signs', () => {
    expect(linearTicks([-2.2, 0.4], 6).labels).toEqual(['−2.0', '−1.5', '−1.0', '−0.5', '0.0']);
  });

  it('never exceeds the room and keeps every tick inside (property)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e7, noNaN: true }),
        fc.integer({ min: 2, max: 10 }),
        (low, span, count) => {
          const { major, minor, labels } = linearTicks([low, low + span], count);
          expect(major.length).toBeLessThanOrEqual(count + 1);
          expect(labels).toHaveLength(major.length);
          // A span of 1e-6 at 1e6 is near the end of what doubles resolve.
          const slack = 1e-6 * span + 2 ** -50 * (Math.abs(low) + span);
          for (const value of [...major, ...minor]) {
            expect(value).toBeGreaterThanOrEqual(low - slack);
            expect(value).toBeLessThanOrEqual(low + span + slack);
          }
        },
      ),
    );
  });
});

describe('niceStep', () => {
  it.each([
    [10, 5, 2],
    [93, 4, 50],
    [1, 10, 0.1],
    [7, 7, 1],
  ])('%d in %d steps is %d', (range, count, step) => {
    expect(niceStep(range, count)).toBeCloseTo(step, 12);
  });
});

describe('logTicks', () => {
  it('labels powers of ten with raised exponents', () => {
    const ticks = logTicks([0.1, 1e4], 10);
    expect(ticks.labels).toEqual(['10⁻¹', '10⁰', '10¹', '10²', '10³', '10⁴']);
    expect(ticks.major).toEqual([0.1, 1, 10, 100, 1000, 10_000]);
    expect(ticks.minor).toHaveLength(40);
  });

  it('labels every second decade when they are many', () => {
    const ticks = logTicks([1e-8, 10], 6);
    expect(ticks.labels).toEqual(['10⁻⁸', '10⁻⁶', '10⁻⁴', '10⁻²', '10⁰']);
    expect(ticks.minor).toContain(1e-7);
  });

  it('labels 1-2-5 multiples within a decade', () => {
    expect(logTicks([18, 450], 6).labels).toEqual(['20', '50', '100', '200']);
    expect(logTicks([1.1e-4, 8e-4], 3).labels).toEqual(['2 × 10⁻⁴', '5 × 10⁻⁴']);
  });

  it('falls back to linear ticks within a factor of two', () => {
    expect(logTicks([1.02, 1.31], 4).labels).toEqual(['1.1', '1.2', '1.3']);
  });
});
