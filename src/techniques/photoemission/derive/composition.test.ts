import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { composition, errorsByLine, undetectedFraction } from './composition.js';
import { drawNumbers, evenCovariance } from './test-support/draw-numbers.js';

const lines = [
  { species: 'Ti', step: 0, sensitivity: 7.91 },
  { species: 'O', step: 0, sensitivity: 2.93 },
  { species: 'O', step: 0, sensitivity: 2.93 },
];
const areas = { values: Float64Array.of(7910, 2930, 2930), covariance: evenCovariance([100, 60, 50], 0) };

describe('composition', () => {
  it('adds the states of an element, and rows of its covariance sum to zero', () => {
    const { fractions, numbers, amounts } = composition(lines, areas)!;
    expect(fractions.map(({ species }) => species)).toEqual(['Ti', 'O']);
    expect(fractions[0]!.fraction).toBeCloseTo(1 / 3, 12);
    expect(amounts.get(0)).toBeCloseTo(3000, 9);
    expect(numbers.covariance[0]! + numbers.covariance[1]!).toBeCloseTo(0, 15);
    // x = n1/(n1 + n2): var x = (n2^2 var n1 + n1^2 var n2)/S^4
    const variance = (2000 ** 2 * (100 / 7.91) ** 2 + 1000 ** 2 * ((60 / 2.93) ** 2 + (50 / 2.93) ** 2)) / 3000 ** 4;
    expect(fractions[0]!.statistical).toBeCloseTo(Math.sqrt(variance), 12);
    expect(fractions[0]!.sigma).toBe(fractions[0]!.statistical);
  });
  it('does not suffer from what scales all lines alike, and keeps what one line has alone', () => {
    const common = composition(lines, areas, [{ name: 'attenuation length', relative: [0.15, 0.15, 0.15] }])!;
    expect(common.fractions[0]!.fromSensitivities).toBeCloseTo(0, 14);
    const errors = errorsByLine(
      ['Ti 2p', 'O 1s', 'O 1s'],
      new Map([
        ['Ti 2p', 0.06],
        ['O 1s', 0.08],
      ]),
    );
    expect(errors).toHaveLength(2);
    const own = composition(lines, areas, errors)!;
    // dx/x = (1 - x) times the relative error of the ratio
    expect(own.fractions[0]!.fromSensitivities).toBeCloseTo((1 / 3) * (2 / 3) * 0.1, 12);
    expect(own.numbers.covariance[2]! + own.numbers.covariance[3]!).toBeCloseTo(0, 15);
  });
  it('shares the error of a sensitivity between steps', () => {
    const twice = [...lines, ...lines.map((line) => ({ ...line, step: 1 }))];
    const values = Float64Array.of(...areas.values, ...areas.values);
    const errors = errorsByLine(['Ti 2p', 'O 1s', 'O 1s', 'Ti 2p', 'O 1s', 'O 1s'], new Map([['Ti 2p', 0.1]]));
    const { numbers } = composition(twice, { values, covariance: evenCovariance(Array(6).fill(1e-6), 0) }, errors)!;
    const [ti0, ti1] = [0, 2];
    expect(numbers.covariance[ti0 * 4 + ti1]).toBeCloseTo(numbers.covariance[0]!, 12);
    const difference =
      numbers.covariance[0]! + numbers.covariance[ti1 * 4 + ti1]! - 2 * numbers.covariance[ti0 * 4 + ti1]!;
    expect(difference).toBeLessThan(1e-12);
  });
  it('covers the truth with areas and sensitivities drawn', () => {
    const random = createRandom(17);
    let inside = 0;
    for (let i = 0; i < 2000; i++) {
      const drawn = drawNumbers(areas, random);
      const off = 1 + 0.05 * random.normal();
      const wrong = lines.map((line, k) => (k === 0 ? { ...line, sensitivity: line.sensitivity * off } : line));
      const { fraction, sigma } = composition(wrong, drawn, errorsByLine(['a', 'b', 'b'], new Map([['a', 0.05]])))!
        .fractions[0]!;
      if (Math.abs(fraction - 1 / 3) < sigma!) inside += 1;
    }
    expect(Math.abs(inside / 2000 - 0.683)).toBeLessThan(0.03);
  });
  it('limits an element that was not seen', () => {
    expect(undetectedFraction(300, 3, 9900)).toBeCloseTo(0.01, 12);
  });
  it('does not exist without amounts', () => {
    expect(composition(lines, { ...areas, values: new Float64Array(3) })).toBeUndefined();
  });
});
