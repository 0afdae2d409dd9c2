import { describe, expect, it } from 'vitest';
import type { FittedNumbers, FittedParameter } from '../series-fit.js';
import {
  combineNumbers,
  independentNumbers,
  joinNumbers,
  numberAt,
  propagateNumbers,
  selectNumbers,
  takeNumbers,
} from './propagate-numbers.js';
import { evenCovariance } from './test-support/draw-numbers.js';

const parameter = (name: string, value: number, state: FittedParameter['state']): FittedParameter => ({
  name,
  unit: 'eV',
  value,
  sigma: state === 'free' ? 0.1 : null,
  state,
  bound: null,
  shared: false,
});

describe('numbers of a fit', () => {
  const known = [parameter('a.position', 1, 'free'), parameter('b.position', 2, 'undetermined')];
  const numbers: FittedNumbers = {
    names: known.map(({ name }) => name),
    find: (name, step) => (step === 0 ? known.find((one) => one.name === name) : undefined),
    covariance: (at) =>
      evenCovariance(
        at.map(() => 0.1),
        0.5,
      ),
  };
  it('come with covariance, and with none where the data do not determine them', () => {
    const taken = takeNumbers(numbers, [
      { name: 'a.position', step: 0 },
      { name: 'b.position', step: 0 },
    ])!;
    expect([...taken.values]).toEqual([1, 2]);
    expect(taken.covariance[1]).toBeCloseTo(0.005, 12);
    expect(numberAt(taken, 1).sigma).toBeNull();
    expect(combineNumbers(taken, [3, 0])).toEqual({ value: 3, sigma: expect.closeTo(0.3, 12) });
  });
  it('are undefined where a step has no such number', () => {
    expect(takeNumbers(numbers, [{ name: 'a.position', step: 1 }])).toBeUndefined();
  });
});

describe('numbers with covariance', () => {
  const pair = { values: Float64Array.of(5, 3), covariance: evenCovariance([0.3, 0.4], 0.5) };
  it('propagate it', () => {
    const out = propagateNumbers(
      pair,
      [8, 2],
      [
        [1, 1],
        [1, -1],
      ],
    );
    const expected = [0.09 + 0.16 + 0.12, 0.09 - 0.16, 0.09 - 0.16, 0.09 + 0.16 - 0.12];
    out.covariance.forEach((c, i) => {
      expect(c).toBeCloseTo(expected[i]!, 14);
    });
  });
  it('join and select', () => {
    const joined = joinNumbers(pair, independentNumbers([{ value: 7, sigma: 2 }]));
    expect([...joined.values]).toEqual([5, 3, 7]);
    expect([...selectNumbers(joined, [2, 0]).covariance]).toEqual([4, 0, 0, expect.closeTo(0.09, 14)]);
    expect([...selectNumbers(joined, [0, 1]).covariance]).toEqual([...pair.covariance]);
  });
});
