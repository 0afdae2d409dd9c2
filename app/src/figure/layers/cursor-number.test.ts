import { expect, it } from 'vitest';
import { cursorNumber } from './cursor-number.js';

it('has the digits that a pixel tells apart, and no more', () => {
  expect(cursorNumber(1.209634, 2.6, 500, 'linear')).toBe('1.21');
  expect(cursorNumber(0.13509, 0.15, 220, 'linear')).toBe('0.1351');
  expect(cursorNumber(1234.56, 3000, 600, 'linear')).toBe('1235');
  expect(cursorNumber(-42.37, 300, 400, 'linear')).toBe('−42.4');
});

it('is zero where the pointer is on zero', () => {
  expect(cursorNumber(8.0146e-5, 1.2, 220, 'linear')).toBe('0');
});

it('has three digits on a logarithmic axis, and a number where an axis has no length', () => {
  expect(cursorNumber(12345, 1e6, 500, 'log')).toBe('12345');
  expect(cursorNumber(0.0123456, 1e6, 500, 'log')).toBe('0.0123');
  expect(cursorNumber(3.5, 0, 500, 'linear')).toBe('3.5');
});
