import { describe, expect, it } from 'vitest';
import { spaceGroupFromSymbol } from './find-space-group.js';
import { settings, spaceGroupOf } from './settings.js';
import { quarticExponents, strainInvariants } from './strain-invariants.js';

function polynomialAt(polynomial: Float64Array, h: number, k: number, l: number): number {
  let sum = 0;
  for (const [i, [H, K, L]] of quarticExponents.entries()) sum += polynomial[i]! * h ** H * k ** K * l ** L;
  return sum;
}

const terms = (symbol: string) => strainInvariants(spaceGroupFromSymbol(symbol).spaceGroup.operations).terms;

describe('strainInvariants', () => {
  it.each([
    ['P -1', 15],
    ['P 1 21/c 1', 9],
    ['P n m a', 6],
    ['P 4/m', 5],
    ['P 42/m n m', 4],
    ['R -3 :H', 5],
    ['R -3 :R', 5],
    ['R -3 c :H', 4],
    ['R -3 c :R', 4],
    ['P -3 1 m', 4],
    ['P 63/m', 3],
    ['P 63/m m c', 3],
    ['P a -3', 2],
    ['F m -3 m', 2],
  ])('%s has %i', (symbol, count) => {
    expect(terms(symbol)).toHaveLength(count);
  });

  it('names the terms of the field', () => {
    const names = (symbol: string) => terms(symbol).map(({ name }) => name);
    expect(names('P 1 21/c 1')).toEqual(['S400', 'S040', 'S004', 'S220', 'S202', 'S022', 'S301', 'S103', 'S121']);
    expect(names('P n m a')).toEqual(['S400', 'S040', 'S004', 'S220', 'S202', 'S022']);
    expect(names('P 63/m')).toEqual(['S400', 'S004', 'S202']);
    expect(names('F m -3 m')).toEqual(['S400', 'S220']);
  });

  it('gives the polynomials of hexagonal axes', () => {
    const [h, k, l] = [3, -1, 2];
    const base = h * h + k * k + h * k;
    const values = terms('R -3 c :H').map(({ polynomial }) => polynomialAt(polynomial, h, k, l));
    expect(values).toEqual([
      ...[base * base, l ** 4, base * l * l],
      0.5 * (2 * h ** 3 + 3 * h * h * k - 3 * h * k * k - 2 * k ** 3) * l,
    ]);
    const other = terms('P -3 1 m').map(({ polynomial }) => polynomialAt(polynomial, h, k, l));
    expect(other).toEqual([base * base, l ** 4, base * l * l, (h * h * k + h * k * k) * l]);
  });

  it('is the same for equivalent reflections, in every setting', () => {
    for (const setting of settings) {
      const { operations } = spaceGroupOf(setting);
      for (const { polynomial } of strainInvariants(operations).terms) {
        const value = polynomialAt(polynomial, 3, -1, 2);
        for (const { rotation: r } of operations) {
          const [x, y, z] = [0, 1, 2].map((i) => 3 * r[i]! - r[3 + i]! + 2 * r[6 + i]!) as [number, number, number];
          expect(polynomialAt(polynomial, x, y, z)).toBeCloseTo(value, 9);
        }
      }
    }
  });
});
