import { describe, expect, it } from 'vitest';
import { backgroundNames, type LossOperator } from './background.js';
import { shirleyOperator, tougaardOperator } from './loss-operators.js';
import { planBackground } from './plan-background.js';
import { tougaardKernel } from './tougaard-kernel.js';

const even = Float64Array.from({ length: 301 }, (_, i) => 450 + 0.1 * i);
const line = (x: Float64Array): Float64Array => x.map((e) => Math.exp(-((e - 456) ** 2)));
const run = (operator: LossOperator, column: Float64Array): Float64Array => {
  const out = new Float64Array(column.length).fill(Number.NaN);
  operator.apply(column, out);
  return out;
};
const kernel = tougaardKernel('tougaard');
/** Every second point moved: uneven, of the same span. */
const uneven = even.map((e, i) => e + (i % 2 === 1 ? 0.04 : 0));
const repeated = Float64Array.from([...even, ...even.filter((_, i) => i % 7 === 0)]).sort();

describe('shirleyOperator', () => {
  it('is the integral from the low end, whatever the points', () => {
    for (const x of [even, uneven, repeated]) {
      const area = run(shirleyOperator(x), line(x));
      expect(area[0]).toBe(0);
      expect(area.at(-1)).toBeCloseTo(Math.sqrt(Math.PI), 3);
    }
    expect(run(shirleyOperator(Float64Array.of(0, 1, 1, 3)), Float64Array.of(2, 4, 6, 0))).toEqual(
      Float64Array.of(0, 3, 3, 9),
    );
  });
});

describe('tougaardOperator', () => {
  it('does not depend on how the points are spaced', () => {
    const reference = run(tougaardOperator(even, kernel), line(even)).at(-1)!;
    for (const x of [uneven, repeated]) {
      expect(run(tougaardOperator(x, kernel), line(x)).at(-1)! / reference).toBeCloseTo(1, 3);
    }
    // More pairs than are kept.
    const many = Float64Array.from({ length: 1501 }, (_, i) => 450 + 0.02 * i + (i % 2 === 1 ? 0.005 : 0));
    expect(run(tougaardOperator(many, kernel), line(many)).at(-1)! / reference).toBeCloseTo(1, 3);
  });
  it('gives the shape of the loss function behind a single point, and nothing before it', () => {
    const point = new Float64Array(even.length);
    point[50] = 1;
    const out = run(tougaardOperator(even, kernel), point);
    expect(out.subarray(0, 51).every((value) => value === 0)).toBe(true);
    const loss = 20;
    expect(out[250]).toBeCloseTo((0.1 * loss) / (1643 + loss * loss) ** 2, 12);
  });
  it('is linear', () => {
    const operator = tougaardOperator(uneven, kernel);
    const [a, b] = [line(uneven), uneven.map((e) => e - 450)];
    const sum = run(
      operator,
      a.map((value, i) => 2 * value - 3 * b[i]!),
    );
    const [ra, rb] = [run(operator, a), run(operator, b)];
    for (let i = 0; i < sum.length; i += 20) expect(sum[i]).toBeCloseTo(2 * ra[i]! - 3 * rb[i]!, 12);
  });
});

describe('planBackground', () => {
  const values = line(even).map((value, i) => 100 + 900 * value + (i > 60 ? 30 : 0));
  it('makes every background there is', () => {
    for (const name of backgroundNames) {
      const plan = planBackground(name, { energiesEv: even, values }, { endpointPoints: 5, slope: false });
      expect(plan.name).toBe(name);
      if (plan.kind === 'static') {
        expect(plan.made.values).toHaveLength(even.length);
        if (name !== 'none') expect(plan.made.values.at(-1)).toBeCloseTo(130, 6);
      } else expect(plan.slope).toBe(name === 'linear');
    }
  });
  it('names units and slopes of those inside the fit', () => {
    const plan = (name: 'active-shirley' | 'active-tougaard' | 'linear') =>
      planBackground(name, { energiesEv: even, values }, { endpointPoints: 5, slope: true });
    expect(plan('active-shirley')).toMatchObject({ kind: 'active', slope: true, stepUnit: '1/eV' });
    expect(plan('active-tougaard')).toMatchObject({ kind: 'active', slope: true, stepUnit: 'eV^2' });
    expect(plan('linear')).toMatchObject({ kind: 'active', slope: true, loss: undefined });
  });
});
