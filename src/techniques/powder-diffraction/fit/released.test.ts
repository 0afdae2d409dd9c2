import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SMALLEST_VARIANCE } from '../model/line-widths.js';
import { at, listParameters } from '../model/model-parameters.js';
import { phaseOf, setupOf, tetragonal } from '../test-support/two-phases.js';
import { release } from './released.js';

const { parameters } = listParameters(setupOf([phaseOf('tet', tetragonal)]));
const start = () => Float64Array.from(parameters, (one) => one.start);
const widths = [at.U, at.V, at.W, at.X, at.Y];
const none = new Map<number, never>();
/** Of numbers that are nothing. */
const ROUNDING = 1e-300;

/** The least squared Gaussian and the least Lorentzian width over a range, looked for at many angles. */
function leastWidths(
  values: Float64Array,
  [low, high]: readonly [number, number],
): { variance: number; lorentz: number } {
  let [variance, lorentz] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let j = 0; j <= 400; j++) {
    const theta = ((low + ((high - low) * j) / 400) * Math.PI) / 360;
    const t = Math.tan(theta);
    variance = Math.min(variance, values[at.U]! * t * t + values[at.V]! * t + values[at.W]!);
    lorentz = Math.min(lorentz, values[at.X]! / Math.cos(theta) + values[at.Y]! * t);
  }
  return { variance, lorentz };
}

const rangeOf = fc
  .tuple(fc.double({ min: 3, max: 60, noNaN: true }), fc.double({ min: 1, max: 110, noNaN: true }))
  .map(([low, span]) => [low, low + span] as const);

describe('release', () => {
  it('leaves a width where it has to stand when the others leave it no room', () => {
    const values = start();
    values[at.Y] = -100;
    values[at.V] = -1000;
    const { lower, upper } = release(parameters, [at.W, at.X], none, none, [20, 40], values);
    for (const column of [0, 1]) expect(upper[column]).toBeGreaterThanOrEqual(lower[column]!);
  });

  it('keeps both widths above zero over the whole range, whatever its coordinates', () => {
    const inBox = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(rangeOf, inBox, fc.double({ min: -9, max: 0, noNaN: true }), (range, shares, power) => {
        const released = release(parameters, widths, none, none, range, start());
        // Coordinates of all sizes, those on the bounds too.
        const columns = Float64Array.from(released.lower, (low, k) =>
          Math.max(low, Math.min(released.upper[k]!, shares[k]! * 10 ** power)),
        );
        const values = start();
        released.toValues(columns, values);
        const { variance, lorentz } = leastWidths(values, range);
        const size = Math.abs(values[at.U]!) + Math.abs(values[at.V]!) + Math.abs(values[at.W]!);
        expect(variance).toBeGreaterThan(-1e-12 * size - ROUNDING);
        expect(lorentz).toBeGreaterThan(-1e-12 * (Math.abs(values[at.X]!) + Math.abs(values[at.Y]!)) - ROUNDING);
      }),
      { numRuns: 300 },
    );
  });

  it('comes back to widths that are positive, through its coordinates', () => {
    fc.assert(
      fc.property(
        rangeOf,
        fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 5, maxLength: 5 }),
        (range, drawn) => {
          const values = start();
          widths.forEach((n, k) => {
            values[n] = drawn[k]!;
          });
          const least = leastWidths(values, range);
          fc.pre(least.variance > 2 * SMALLEST_VARIANCE && least.lorentz > 0);
          const released = release(parameters, widths, none, none, range, start());
          const back = start();
          released.toValues(released.toColumns(values), back);
          // Over a short range the three are hardly told apart; the widths are what must be the same.
          for (const angle of range) {
            const t = Math.tan((angle * Math.PI) / 360);
            const squared = (from: Float64Array) => from[at.U]! * t * t + from[at.V]! * t + from[at.W]!;
            expect(squared(back)).toBeCloseTo(squared(values), 9);
          }
          if (range[1] - range[0] > 20) for (const n of widths) expect(back[n]).toBeCloseTo(values[n]!, 8);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('moves widths that are negative somewhere to the nearest that are not', () => {
    const values = start();
    values.set([0.05, -0.09, 0.02], at.U);
    const released = release(parameters, widths, none, none, [20, 120], values);
    const back = values.slice();
    released.toValues(released.toColumns(values), back);
    expect(leastWidths(back, [20, 120]).variance).toBeGreaterThan(-1e-15);
  });

  it('has the derivatives of all values by its coordinates', () => {
    const values = start();
    values.set([0.02, -0.01, 0.006, 0.03, 0.05], at.U);
    const scale = parameters.findIndex(({ name }) => name === 'tet.scale');
    const a = parameters.findIndex(({ name }) => name === 'tet.a');
    const ties = new Map([[at.transparency, { source: at.U, factor: 3, constant: 0.2 }]]);
    const refined = [at.zero, at.transparency, ...widths, scale, a].sort((p, q) => p - q);
    const released = release(parameters, refined, ties, none, [20, 120], values);
    expect(released.columns).not.toContain(at.transparency);
    const columns = released.toColumns(values);
    const links = released.links(columns);
    columns.forEach((_, c) => {
      const h = 1e-6 * Math.max(1e-3, Math.abs(columns[c]!));
      const [up, down] = [values.slice(), values.slice()];
      const moved = columns.slice();
      moved[c]! += h;
      released.toValues(moved, up);
      moved[c]! -= 2 * h;
      released.toValues(moved, down);
      parameters.forEach((_one, n) => {
        let slope = 0;
        for (let e = links.start[n]!; e < links.start[n + 1]!; e++) {
          if (links.column[e] === c) slope += links.factor[e]!;
        }
        const difference = (up[n]! - down[n]!) / (2 * h);
        expect(Math.abs(slope - difference)).toBeLessThan(1e-6 * Math.max(1, Math.abs(difference)));
      });
    });
  });

  it('takes widths as they are where the user bounds one of them', () => {
    const bounds = new Map([[at.W, [0.001, 0.02] as const]]);
    const released = release(parameters, widths, none, bounds, [20, 120], start());
    expect([0, 1, 2].some((column) => released.isCoordinate(column))).toBe(false);
    expect([released.lower[2], released.upper[2]]).toEqual([0.001, 0.02]);
  });

  it('lets W and X alone go as far as the widths that the others make stay positive', () => {
    const values = start();
    // Falls and rises again between 20 and 120 degrees.
    values.set([0.01, -0.012, 0.004, -0.01, 0.06], at.U);
    const range = [20, 120] as const;
    const released = release(parameters, [at.W, at.X], none, none, range, values);
    const lowest = values.slice();
    released.toValues(released.lower, lowest);
    const { variance, lorentz } = leastWidths(lowest, range);
    expect(variance).toBeGreaterThan(0);
    expect(variance).toBeLessThan(3 * SMALLEST_VARIANCE);
    expect(lorentz).toBeGreaterThan(-1e-12);
    expect(lorentz).toBeLessThan(1e-6);
    // A result with a negative X is a start like any other.
    expect(released.lower[1]).toBeLessThan(-0.01);
  });
});
