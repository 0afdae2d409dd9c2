import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { leaveOneOutResiduals, regressLine } from '../../../numerics/statistics/weighted-regression.js';
import { fitGrowthLaw, growthSeries } from './growth-fit.js';
import { type GrowthLawName, growthLaws } from './growth-laws.js';

const times = [0.5, 1, 2, 4, 8, 15, 30, 60, 100];
const law = (name: GrowthLawName) => growthLaws.find((candidate) => candidate.name === name)!;
const seriesOf = (f: (t: number) => number, relative = 0.01) =>
  growthSeries(times.map((timeH) => ({ timeH, resistance: f(timeH), sigma: relative * f(timeH) })));

describe('growth laws', () => {
  it('return the parameters they were made with', () => {
    const cases: [GrowthLawName, (t: number) => number, Record<string, [number, string]>][] = [
      ['constant', () => 42, { R0: [42, 'Ohm cm^2'] }],
      ['linear', (t) => 42 + 0.3 * t, { R0: [42, 'Ohm cm^2'], k: [0.3, 'Ohm cm^2 h^-1'] }],
      ['parabolic', (t) => 42 + 4 * Math.sqrt(t), { R0: [42, 'Ohm cm^2'], k: [4, 'Ohm cm^2 h^-0.5'] }],
      [
        'parabolic-with-layer',
        (t) => 10 + Math.sqrt(900 + 100 * t),
        { Rs: [10, 'Ohm cm^2'], Ri: [30, 'Ohm cm^2'], K: [100, 'Ohm^2 cm^4 h^-1'] },
      ],
      [
        'linear-parabolic',
        (t) => 12 + Math.sqrt(400 + 50 * t) - 20,
        { Rs: [12, 'Ohm cm^2'], A: [40, 'Ohm cm^2'], C: [50, 'Ohm^2 cm^4 h^-1'], initialRate: [1.25, 'Ohm cm^2 h^-1'] },
      ],
      ['logarithmic', (t) => 42 + 9 * Math.log1p(t / 3), { R0: [42, 'Ohm cm^2'], k: [9, 'Ohm cm^2'], t0: [3, 'h'] }],
      [
        'saturating',
        (t) => 42 + 30 * (1 - Math.exp(-t / 20)),
        { R0: [42, 'Ohm cm^2'], dR: [30, 'Ohm cm^2'], tau: [20, 'h'] },
      ],
      ['power', (t) => 42 + 4 * t ** 0.7, { R0: [42, 'Ohm cm^2'], k: [4, 'Ohm cm^2'], m: [0.7, '1'] }],
    ];
    for (const [name, truth, expected] of cases) {
      const fit = fitGrowthLaw(law(name), seriesOf(truth), 'Ohm cm^2');
      expect(fit.chiSquared).toBeLessThan(1e-8);
      expect(Object.keys(fit.parameters)).toEqual(Object.keys(expected));
      for (const [key, [value, unit]] of Object.entries(expected)) {
        expect(fit.parameters[key].unit).toBe(unit);
        expect(Math.abs(fit.parameters[key].value! / value - 1)).toBeLessThan(1e-4);
        expect(fit.parameters[key].sigma).toBeGreaterThan(0);
      }
    }
  });
  it('have the derivatives their errors are made with', () => {
    const h = 1e-6;
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 50, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.double({ min: 0.1, max: 2, noNaN: true }),
        fc.double({ min: 0.1, max: 90, noNaN: true }),
        (a, b, u, t) => {
          for (const candidate of growthLaws) {
            const slope = (candidate.basis(t, u + h) - candidate.basis(t, u - h)) / (2 * h);
            expect(Math.abs(candidate.basisSlope(t, u) - slope)).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
            const at = [a, b, u] as const;
            candidate.publish(a, b, u).forEach((_, which) => {
              for (let j = 0; j < 3; j++) {
                const moved = (by: number) => {
                  const place = at.map((value, i) => (i === j ? value + by : value)) as [number, number, number];
                  return candidate.publish(...place)[which].value;
                };
                const change = (moved(h) - moved(-h)) / (2 * h);
                const stated = candidate.publish(a, b, u)[which].gradient[j];
                expect(Math.abs(stated - change)).toBeLessThan(1e-4 * (1 + Math.abs(change)));
              }
            });
          }
        },
      ),
      { seed: 9, numRuns: 40 },
    );
  });
  it('never fall: the growth is held at zero and says so', () => {
    for (const candidate of growthLaws.slice(1)) {
      const fit = fitGrowthLaw(
        candidate,
        seriesOf((t) => 50 - 3 * Math.log1p(t)),
        'Ohm',
      );
      for (let i = 1; i < fit.fitted.length; i++)
        expect(fit.fitted[i]).toBeGreaterThanOrEqual(fit.fitted[i - 1] - 1e-9);
      expect(Object.values(fit.parameters)[0].note).toMatch(/does not grow|end of what/);
    }
  });
  it('accept a spectrum at time zero', () => {
    const points = [0, ...times].map((timeH) => ({ timeH, resistance: 42 + 4 * Math.sqrt(timeH), sigma: 0.5 }));
    for (const candidate of growthLaws) {
      const fit = fitGrowthLaw(candidate, growthSeries(points), 'Ohm');
      expect(Number.isFinite(fit.chiSquared)).toBe(true);
    }
    expect(fitGrowthLaw(law('power'), growthSeries(points), 'Ohm').parameters.m.value).toBeCloseTo(0.5, 4);
  });
  it('leave points out as the closed form does', () => {
    const random = createRandom(4);
    const points = times.map((timeH) => ({
      timeH,
      resistance: 42 + 0.4 * timeH + random.normal(),
      sigma: 1 + timeH / 50,
    }));
    const series = growthSeries(points);
    const left = leaveOneOutResiduals(regressLine(series.times, series.resistances, series.weights));
    let sum = 0;
    for (let i = 0; i < times.length; i++) sum += series.weights[i] * left[i] ** 2;
    const fit = fitGrowthLaw(law('linear'), series, 'Ohm');
    expect(fit.leaveOneOutError! / Math.sqrt(sum / times.length)).toBeCloseTo(1, 9);
  });
  it('cover the rate constant as stated, with and without errors of the points', () => {
    for (const withErrors of [true, false]) {
      const random = createRandom(withErrors ? 21 : 22);
      let inside = 0;
      for (let trial = 0; trial < 1500; trial++) {
        const points = [1, 3, 10, 30, 100].map((timeH) => {
          const point = { timeH, resistance: 42 + 4 * Math.sqrt(timeH) + 2 * random.normal() };
          return withErrors ? { ...point, sigma: 2 } : point;
        });
        const { k } = fitGrowthLaw(law('parabolic'), growthSeries(points), 'Ohm').parameters;
        if (k.interval95![0]! <= 4 && k.interval95![1]! >= 4) inside++;
      }
      expect(Math.abs(inside / 15 - 95)).toBeLessThan(2);
    }
  });
  it('take errors only when every point has one', () => {
    const points = times.map((timeH, i) => ({ timeH, resistance: 40 + i, ...(i === 3 ? {} : { sigma: 1 }) }));
    expect(growthSeries(points).weighting).toBe('unit');
    expect(() => fitGrowthLaw(law('power'), growthSeries(points.slice(0, 3)), 'Ohm')).toThrow(/3 parameters for 3/);
  });
});
