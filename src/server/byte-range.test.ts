import { describe, expect, it } from 'vitest';
import { byteRange } from './byte-range.js';

describe('byteRange', () => {
  it.each([
    ['bytes=0-9', 100, { start: 0, end: 9 }],
    ['bytes=90-', 100, { start: 90, end: 99 }],
    ['bytes=90-900', 100, { start: 90, end: 99 }],
    ['bytes=-10', 100, { start: 90, end: 99 }],
    ['bytes=-900', 100, { start: 0, end: 99 }],
    ['bytes=5000000000-5000000009', 6e9, { start: 5e9, end: 5e9 + 9 }],
    ['bytes=100-', 100, 'unsatisfiable'],
    ['bytes=0-', 0, 'unsatisfiable'],
    ['bytes=-0', 100, 'unsatisfiable'],
    ['bytes=-5', 0, 'unsatisfiable'],
    [`bytes=${'9'.repeat(400)}-`, 100, 'unsatisfiable'],
  ])('%s of %d bytes', (header, size, expected) => {
    expect(byteRange(header, size)).toEqual(expected);
  });

  it.each([undefined, '', 'bytes', 'bytes=', 'bytes=-', 'bytes=9-3', 'bytes=0-1,3-4', 'lines=0-1', 'bytes=a-b'])(
    'gives the whole file for %s',
    (header) => {
      expect(byteRange(header, 100)).toBeUndefined();
    },
  );
});
