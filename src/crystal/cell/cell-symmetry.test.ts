import { describe, expect, it } from 'vitest';
import { spaceGroupFromSymbol } from '../symmetry/find-space-group.js';
import { cellFreedom } from './cell-freedom.js';
import { symmetricCell } from './cell-symmetry.js';
import { reciprocalMetric } from './metric.js';

const operations = (symbol: string) => spaceGroupFromSymbol(symbol).spaceGroup.operations;

describe('cellFreedom', () => {
  it.each([
    ['P -1', [0, 1, 2, 3, 4, 5]],
    ['C 1 2/c 1', [0, 1, 2, 4]],
    ['P 1 1 21/b', [0, 1, 2, 3]],
    ['P 21/b 1 1', [0, 1, 2, 5]],
    ['P n m a', [0, 1, 2]],
    ['P 42/m n m', [0, 2]],
    ['R -3 c :H', [0, 2]],
    ['R -3 c :R', [0, 3]],
    ['P 63/m', [0, 2]],
    ['F m -3 m', [0]],
  ])('%s leaves A%j free', (symbol, free) => {
    expect(cellFreedom(operations(symbol)).free).toEqual(free);
  });

  it('ties hexagonal and rhombohedral axes exactly', () => {
    const hexagonal = cellFreedom(operations('P 63/m'));
    expect([...hexagonal.matrix]).toEqual([1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
    const rhombohedral = cellFreedom(operations('R -3 c :R'));
    expect([...rhombohedral.matrix]).toEqual([1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1]);
  });
});

describe('symmetricCell', () => {
  it('leaves a cell that has its symmetry', () => {
    const cell = { a: 9.372, b: 9.372, c: 6.886, alpha: 90, beta: 90, gamma: 120 };
    expect(symmetricCell(cell, operations('P 63/m')).cell).toBe(cell);
  });

  it('averages one that nearly has it, and says how far it was', () => {
    const near = { a: 9.372, b: 9.376, c: 6.886, alpha: 90.01, beta: 90, gamma: 120 };
    const { cell, deviation } = symmetricCell(near, operations('P 63/m'));
    const metric = reciprocalMetric(cell);
    expect(cell.a).toBeCloseTo(9.374, 5);
    expect(metric[1]! / metric[0]!).toBeCloseTo(1, 14);
    expect([cell.alpha, cell.beta, cell.gamma]).toEqual([90, 90, 120]);
    expect(deviation).toBeGreaterThan(2e-4);
    expect(deviation).toBeLessThan(3e-4);
    const wrong = { a: 9.4, b: 8.1, c: 6.9, alpha: 90, beta: 90, gamma: 90 };
    expect(symmetricCell(wrong, operations('P 63/m')).deviation).toBeGreaterThan(0.1);
  });
});
