import { describe, expect, it } from 'vitest';
import { cellNames } from '../../../crystal/cell/cell.js';
import { inverseSquareD, reciprocalMetric } from '../../../crystal/cell/metric.js';
import { operationsFromHall } from '../../../crystal/symmetry/hall-symbol.js';
import { cellOf, cellParameters, metricWithGradient } from './cell-parameters.js';

const general = { a: 5.1, b: 6.2, c: 7.3, alpha: 81, beta: 97, gamma: 105 };

describe('cellParameters', () => {
  it.each([
    ['triclinic', 'P 1', 'a b c alpha beta gamma', [0, 1, 2, 3, 4, 5]],
    ['monoclinic, axis b', '-C 2yc', 'a b c beta', [0, 1, 2, -1, 3, -1]],
    ['monoclinic, axis c', '-P 2', 'a b c gamma', [0, 1, 2, -1, -1, 3]],
    ['orthorhombic', '-P 2ac 2n', 'a b c', [0, 1, 2, -1, -1, -1]],
    ['tetragonal, one Laue class', '-P 4', 'a c', [0, 0, 1, -1, -1, -1]],
    ['tetragonal, the other', 'P 4n 2n -1n', 'a c', [0, 0, 1, -1, -1, -1]],
    ['trigonal on hexagonal axes', '-R 3 2"c', 'a c', [0, 0, 1, -1, -1, -1]],
    ['trigonal on rhombohedral axes', '-P 3* 2n', 'a alpha', [0, 0, 0, 1, 1, 1]],
    ['hexagonal', '-P 6c', 'a c', [0, 0, 1, -1, -1, -1]],
    ['cubic, one Laue class', 'I 2b 2c 3', 'a', [0, 0, 0, -1, -1, -1]],
    ['cubic, the other', '-P 4 2 3', 'a', [0, 0, 0, -1, -1, -1]],
  ])('%s', (_, hall, free, follows) => {
    const found = cellParameters(operationsFromHall(hall));
    expect(found.free.join(' ')).toBe(free);
    expect(found.follows).toEqual(follows);
  });

  it('leaves what symmetry fixes as it is given', () => {
    const hexagonal = { a: 9, b: 9, c: 7, alpha: 90, beta: 90, gamma: 120 };
    expect(cellOf(cellParameters(operationsFromHall('-P 6c')), [9.37, 6.88], hexagonal)).toEqual({
      a: 9.37,
      b: 9.37,
      c: 6.88,
      alpha: 90,
      beta: 90,
      gamma: 120,
    });
  });
});

describe('metricWithGradient', () => {
  it('is the reciprocal metric with its derivatives by all six numbers', () => {
    const metric = new Float64Array(6);
    const gradient = new Float64Array(36);
    metricWithGradient(general, metric, gradient);
    const expected = reciprocalMetric(general);
    metric.forEach((value, m) => void expect(value / expected[m]!).toBeCloseTo(1, 12));
    cellNames.forEach((name, c) => {
      const h = 1e-5;
      const up = reciprocalMetric({ ...general, [name]: general[name] + h });
      const down = reciprocalMetric({ ...general, [name]: general[name] - h });
      for (let m = 0; m < 6; m++) expect(gradient[6 * m + c]).toBeCloseTo((up[m]! - down[m]!) / (2 * h), 9);
    });
  });

  it('gives d of the textbook for a monoclinic cell', () => {
    const metric = new Float64Array(6);
    metricWithGradient({ a: 15.65, b: 9.05, c: 9.21, alpha: 90, beta: 123.7, gamma: 90 }, metric, new Float64Array(36));
    const beta = (123.7 * Math.PI) / 180;
    const [h, k, l] = [-3, 1, 1];
    const expected =
      ((h / 15.65) ** 2 + (l / 9.21) ** 2 - (2 * h * l * Math.cos(beta)) / (15.65 * 9.21)) / Math.sin(beta) ** 2 +
      (k / 9.05) ** 2;
    expect(inverseSquareD(metric, h, k, l)).toBeCloseTo(expected, 12);
  });
});
