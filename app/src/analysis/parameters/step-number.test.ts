import { describe, expect, it } from 'vitest';
import { shortNumber, stepNumber } from './step-number.js';

describe('stepNumber', () => {
  it('changes the second leading digit', () => {
    expect(stepNumber('150', 1)).toBe('160');
    expect(stepNumber('150', -1)).toBe('140');
    expect(stepNumber('4.2e-7', 1)).toBe('4.3e-7');
    expect(stepNumber('0.93', 1)).toBe('0.94');
    expect(stepNumber('-25', 1)).toBe('-24');
    expect(stepNumber('0', -1)).toBe('-0.1');
  });

  it('goes over powers of ten in both directions', () => {
    expect(stepNumber('1', -1)).toBe('0.99');
    expect(stepNumber('0.99', 1)).toBe('1');
    expect(stepNumber('1000', -1)).toBe('990');
    expect(stepNumber('990', 1)).toBe('1000');
    expect(stepNumber('-1', 1)).toBe('-0.99');
    expect(stepNumber('1e-8', -1)).toBe('9.9e-9');
  });

  it('writes small and large numbers with a power of ten', () => {
    expect(stepNumber('0.0000049', 1)).toBe('5e-6');
    expect([5.21e-6, 0.001, 999999, 1.5e6, -2e-9, 0].map(shortNumber)).toEqual([
      '5.21e-6',
      '0.001',
      '999999',
      '1.5e6',
      '-2e-9',
      '0',
    ]);
  });

  it('stops at bounds', () => {
    expect(stepNumber('0.99', 1, [0, 1])).toBe('1');
    expect(stepNumber('1', 1, [0, 1])).toBeUndefined();
    expect(stepNumber('0.05', -1, [0.047, 1])).toBe('0.049');
    expect(stepNumber('0.0472', -1, [0.047, 1])).toBe('0.047');
  });

  it('leaves what is no number alone', () => {
    for (const text of ['', ' ', 'abc', 'Infinity']) expect(stepNumber(text, 1)).toBeUndefined();
  });
});
