import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brugBlockingCapacitance,
  brugCapacitance,
  hsuMansfeldCapacitance,
  logCovariance,
} from './effective-capacitance.js';

const arc = { resistanceOhm: 79491.51179880476, q: 1.36446e-10, exponent: 0.790871 };

function arcs() {
  return fc.record({
    lnR0: fc.double({ min: 0, max: 12, noNaN: true }),
    lnR: fc.double({ min: 0, max: 15, noNaN: true }),
    lnQ: fc.double({ min: -25, max: -5, noNaN: true }),
    n: fc.double({ min: 0.55, max: 0.99, noNaN: true }),
  });
}

describe('effective capacitance', () => {
  it('gives the bulk of the pellet series at 160 degC', () => {
    // Q and n of the reference are printed to six digits, which n turns into four of C.
    expect(hsuMansfeldCapacitance(arc).capacitance.value! / 6.639707010331227e-12).toBeCloseTo(1, 4);
  });
  it('is 1/(R w) at the apex', () => {
    const apex = (arc.resistanceOhm * arc.q) ** (-1 / arc.exponent);
    expect(hsuMansfeldCapacitance(arc).capacitance.value! * arc.resistanceOhm * apex).toBeCloseTo(1, 12);
  });
  it('is Q itself for an ideal capacitor, by every formula', () => {
    const ideal = { ...arc, exponent: 1 };
    for (const result of [
      hsuMansfeldCapacitance(ideal),
      brugCapacitance(10, ideal),
      brugBlockingCapacitance(10, ideal),
    ]) {
      expect(result.capacitance.value! / arc.q).toBeCloseTo(1, 12);
    }
  });
  it('joins Brug with its blocking form for a large R1, with Hsu-Mansfeld for a large R0', () => {
    const open = brugCapacitance(50, { ...arc, resistanceOhm: 1e15 }).capacitance.value!;
    expect(open / brugBlockingCapacitance(50, arc).capacitance.value!).toBeCloseTo(1, 9);
    const shorted = brugCapacitance(1e18, arc).capacitance.value!;
    expect(shorted / hsuMansfeldCapacitance(arc).capacitance.value!).toBeCloseTo(1, 9);
  });
  it('has the derivatives it propagates with', () => {
    fc.assert(
      fc.property(arcs(), ({ lnR0, lnR, lnQ, n }) => {
        const three = (a: number, b: number, c: number) =>
          hsuMansfeldCapacitance({ resistanceOhm: Math.exp(a), q: Math.exp(b), exponent: c });
        const four = (z: number, a: number, b: number, c: number) =>
          brugCapacitance(Math.exp(z), { resistanceOhm: Math.exp(a), q: Math.exp(b), exponent: c });
        const h = 1e-5;
        const check = (
          f: (...p: number[]) => { capacitance: { value: number | null }; gradient: readonly number[] },
          at: number[],
        ) => {
          at.forEach((_, j) => {
            const moved = (by: number) => Math.log(f(...at.map((v, i) => (i === j ? v + by : v))).capacitance.value!);
            const slope = (moved(h) - moved(-h)) / (2 * h);
            expect(Math.abs(f(...at).gradient[j] - slope)).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
          });
        };
        check(three as (...p: number[]) => ReturnType<typeof three>, [lnR, lnQ, n]);
        check(four as (...p: number[]) => ReturnType<typeof four>, [lnR0, lnR, lnQ, n]);
      }),
      { seed: 5, numRuns: 40 },
    );
  });
  it('keeps the correlations of R, Q and n, which independent errors would lose', () => {
    const sigmas = [0.06, 0.15, 0.0106];
    const correlation = [1, -0.95, 0.9, -0.95, 1, -0.99, 0.9, -0.99, 1];
    const covariance = correlation.map((c, at) => c * sigmas[Math.floor(at / 3)] * sigmas[at % 3]);
    const independent = covariance.map((c, at) => (at % 4 === 0 ? c : 0));
    const right = hsuMansfeldCapacitance(arc, covariance).capacitance.sigma!;
    const wrong = hsuMansfeldCapacitance(arc, independent).capacitance.sigma!;
    expect(wrong / right).toBeGreaterThan(3);
  });
  it('refuses what has no capacitance', () => {
    expect(() => hsuMansfeldCapacitance({ ...arc, resistanceOhm: 0 })).toThrow(/R = 0/);
    expect(() => hsuMansfeldCapacitance({ ...arc, exponent: 1.2 })).toThrow(/1.2/);
    expect(() => hsuMansfeldCapacitance(arc, [1, 0, 0, 1])).toThrow(/9 numbers/);
  });
});

describe('covariance of logarithms', () => {
  it('divides by the values', () => {
    expect(logCovariance([2, 5], [4, 1, 1, 9], [true, false])).toEqual([1, 0.5, 0.5, 9]);
  });
});
