import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, cellNames } from './cell.js';
import {
  cartesianMatrix,
  cellFromMetric,
  cellGradient,
  cellVolume,
  checkCell,
  directMetric,
  inverseSquareD,
  isMetric,
  reciprocalLengths,
  reciprocalMetric,
} from './metric.js';

const edge = fc.double({ min: 2, max: 60, noNaN: true });
const angle = fc.double({ min: 65, max: 115, noNaN: true });
const cells = fc.record({ a: edge, b: edge, c: edge, alpha: angle, beta: angle, gamma: angle });

function near(actual: number, expected: number, relative: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(expected)));
}

describe('metric', () => {
  it('goes there and back', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        const back = cellFromMetric(reciprocalMetric(cell));
        for (const name of cellNames) near(back[name], cell[name], 1e-12);
      }),
    );
  });

  it('is exact at the angles that symmetry gives', () => {
    const hexagonal = reciprocalMetric({ a: 9.37, b: 9.37, c: 6.88, alpha: 90, beta: 90, gamma: 120 });
    expect([hexagonal[3]! / hexagonal[0]!, hexagonal[4], hexagonal[5]]).toEqual(
      [1, 0, 0].map((x) => expect.closeTo(x, 15)),
    );
    const cubic = { a: 4, b: 4, c: 4, alpha: 90, beta: 90, gamma: 90 };
    expect([...reciprocalMetric(cubic)]).toEqual([1 / 16, 1 / 16, 1 / 16, 0, 0, 0]);
    expect(cellFromMetric(reciprocalMetric(cubic))).toEqual(cubic);
    const { alpha, beta, gamma } = cellFromMetric(hexagonal);
    expect([alpha, beta, gamma]).toEqual([90, 90, 120]);
  });

  it('gives the d of textbooks', () => {
    const metric = reciprocalMetric({ a: 5.1505, b: 5.2116, c: 5.3173, alpha: 90, beta: 99.23, gamma: 90 });
    expect(1 / Math.sqrt(inverseSquareD(metric, 1, 1, -1))).toBeCloseTo(3.165612, 6);
    const rhombohedral = reciprocalMetric({ a: 5, b: 5, c: 5, alpha: 60, beta: 60, gamma: 60 });
    expect(1 / Math.sqrt(inverseSquareD(rhombohedral, 1, 1, 1))).toBeCloseTo(5 * Math.sqrt(2 / 3), 12);
  });

  it('agrees with Cartesian axes', () => {
    fc.assert(
      fc.property(cells, fc.tuple(angle, angle, angle), (cell, [u, v, w]) => {
        const m = cartesianMatrix(cell);
        const g = directMetric(cell);
        const x = m[0]! * u + m[1]! * v + m[2]! * w;
        const y = m[3]! * u + m[4]! * v + m[5]! * w;
        const z = m[6]! * u + m[7]! * v + m[8]! * w;
        const square =
          g[0]! * u * u + g[1]! * v * v + g[2]! * w * w + 2 * (g[3]! * u * v + g[4]! * u * w + g[5]! * v * w);
        near((x * x + y * y + z * z) / square, 1, 1e-11);
        near((m[0]! * m[4]! * m[8]!) / cellVolume(cell), 1, 1e-12);
        const [a, b, c] = reciprocalLengths(reciprocalMetric(cell));
        near((c * cellVolume(cell)) / (cell.a * cell.b * Math.sin((cell.gamma * Math.PI) / 180)), 1, 1e-12);
        near((a * cellVolume(cell)) / (cell.b * cell.c * Math.sin((cell.alpha * Math.PI) / 180)), 1, 1e-12);
        near((b * cellVolume(cell)) / (cell.a * cell.c * Math.sin((cell.beta * Math.PI) / 180)), 1, 1e-12);
      }),
    );
  });
});

describe('cellGradient', () => {
  it('is what finite differences give', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        const metric = reciprocalMetric(cell);
        const gradient = cellGradient(metric);
        const of = (m: Float64Array) => {
          const c = cellFromMetric(m);
          return [...cellNames.map((name) => c[name]), cellVolume(c)];
        };
        for (let j = 0; j < 6; j++) {
          // Mixed products may be near zero: the step follows the edges.
          const step = 1e-5 * Math.min(metric[0]!, metric[1]!, metric[2]!);
          const moved = (by: number) => of(metric.map((value, i) => (i === j ? value + by : value)));
          const [plus, minus, plus2, minus2] = [moved(step), moved(-step), moved(2 * step), moved(-2 * step)];
          for (let i = 0; i < 7; i++) {
            const slope = (8 * (plus[i]! - minus[i]!) - (plus2[i]! - minus2[i]!)) / (12 * step);
            const scale = of(metric)[i]! / Math.min(metric[0]!, metric[1]!, metric[2]!);
            expect(Math.abs(gradient[6 * i + j]! - slope)).toBeLessThan(1e-8 * scale);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('checkCell', () => {
  const good: Cell = { a: 15.65, b: 9.05, c: 9.21, alpha: 90, beta: 123.7, gamma: 90 };

  it('lets cells pass', () => {
    expect(() => checkCell(good)).not.toThrow();
    fc.assert(fc.property(cells, (cell) => checkCell(cell)));
  });

  it.each<[Partial<Cell>, RegExp]>([
    [{ a: 0 }, /edge a of the cell is 0/],
    [{ b: -9 }, /edge b/],
    [{ c: Number.NaN }, /edge c/],
    [{ c: 1001 }, /edge c of the cell is 1001 angstrom/],
    [{ a: 0.937 }, /edge a of the cell is 0.937 angstrom/],
    [{ beta: 180 }, /angle beta/],
    [{ beta: Number.NaN }, /angle beta/],
    [{ alpha: 40, beta: 40, gamma: 90 }, /no cell has the angles 40, 40 and 90/],
    [{ alpha: 120, beta: 120, gamma: 120 }, /no cell has the angles/],
  ])('refuses %o', (change, message) => {
    expect(() => checkCell({ ...good, ...change })).toThrow(message);
    expect(() => checkCell({ ...good, ...change })).toThrow(expect.objectContaining({ code: 'invalid-structure' }));
  });

  it('knows which metrics have a cell', () => {
    expect(isMetric(reciprocalMetric(good))).toBe(true);
    for (const bad of [new Float64Array(6), Float64Array.of(1, 1, 1, 2, 0, 0), Float64Array.of(-1, 1, 1, 0, 0, 0)]) {
      expect(isMetric(bad)).toBe(false);
      expect(() => cellFromMetric(bad)).toThrow(/belongs to no cell/);
      expect(() => cellGradient(bad)).toThrow(/belongs to no cell/);
    }
  });
});
