import { expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { medianInPlace } from './select.js';
import { median } from './summary.js';

it('the median by selection is the median by sorting', () => {
  const random = createRandom(3);
  for (let n = 1; n < 60; n++) {
    const values = Float64Array.from({ length: n }, () => Math.round(10 * random.normal()) + 0);
    const more = Float64Array.from([...values, 1e9, -1e9]);
    expect(medianInPlace(more, n) - median(values)).toBeCloseTo(0, 14);
  }
  expect(medianInPlace(new Float64Array(0))).toBeNaN();
});
