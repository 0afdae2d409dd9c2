import { expect, it } from 'vitest';
import { isInterphaseError } from '../errors.js';
import { BinaryCursor } from './binary-cursor.js';

it('reads little-endian numbers from a part of a buffer', () => {
  const buffer = Uint8Array.of(9, 9, 1, 2, 3, 4, 0, 0, 0x80, 0x3f);
  const cursor = new BinaryCursor(buffer.subarray(2), 100);
  expect([cursor.uint8(0), cursor.uint16(0), cursor.uint32(0), cursor.float32(4)]).toEqual([1, 0x201, 0x4030201, 1]);
  expect([...cursor.bytes(1, 2)]).toEqual([2, 3]);
});

it.each([
  ['uint8', 8],
  ['uint16', 7],
  ['uint32', 5],
  ['float64', 1],
  ['uint8', -1],
  ['uint8', 0.5],
] as const)('%s at %d is refused with its place in the file', (method, offset) => {
  const cursor = new BinaryCursor(new Uint8Array(8), 100);
  let caught: unknown;
  try {
    cursor[method](offset);
  } catch (error) {
    caught = error;
  }
  expect(isInterphaseError(caught, 'truncated-file') && caught.where.byte).toBe(100 + Math.max(0, offset));
});
