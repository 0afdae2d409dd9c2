import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { readColumns } from '../kramers-kronig/test-support/read-columns.js';
import {
  arc,
  blockingPellet,
  type Cell,
  constantPhase,
  inductiveStart,
  lowFrequencyLoop,
  measure,
  resistor,
  sum,
  twoArcs,
} from '../kramers-kronig/test-support/simulated-cells.js';
import { filterSpectrum } from '../spectrum.js';
import { type Distribution, distributionOfRelaxationTimes } from './distribution.js';
import { drtPeaks } from './drt-peaks.js';

interface Row {
  readonly file: string;
  readonly inductor: boolean;
  readonly expected: readonly number[];
}

/** R_inf, L, R_pol, peak tau, gamma_max, objective, residual sum of squares: minima found by two other solvers. */
const exactMinima: Row[] = [
  {
    file: 'LIB_data.txt',
    inductor: true,
    expected: [0.1128787, 5.85951e-7, 0.0659455, 84.853, 0.0193546, 5.19185e-6, 3.49176e-6],
  },
  {
    file: 'negami_data.txt',
    inductor: false,
    expected: [10.018662, 0, 50.23306, 9.1425e-3, 21.03524, 4.630101, 4.172491],
  },
];

describe.skipIf(sharedData('eis', 'LIB_data.txt') === undefined)('reference answers (needs the shared data)', () => {
  it.each(exactMinima)('$file is solved to the exact minimum', ({ file, inductor, expected }) => {
    const found = distributionOfRelaxationTimes(readColumns(sharedData('eis', file) ?? '', [0, 1, 2]), {
      basis: 'gaussian',
      penaltyOrder: 1,
      weighting: 'unit',
      nodes: 'frequencies',
      lambda: 1e-3,
      inductor,
      tail: 'none',
    });
    const top = found.maxima.reduce((a, b) => (b.heightOhm > a.heightOhm ? b : a));
    const values = [
      found.seriesResistanceOhm,
      found.inductanceH ?? 0,
      found.polarizationResistanceOhm,
      top.tauS,
      top.heightOhm,
      found.objective,
      found.residualSumOfSquares,
    ];
    values.forEach((value, k) => {
      if (expected[k] === 0) expect(value).toBe(0);
      else expect(Math.abs(value / expected[k] - 1)).toBeLessThan(1e-5);
    });
    expect(found.lambdaRule).toBe('given');
  });
});

/** Two arcs, the second twenty times slower. */
const pair =
  (ratio: number, n: number, tauS: number): Cell =>
  (w) =>
    sum(resistor(30), arc(w, 100, tauS, n), arc(w, 100 / ratio, 20 * tauS, n));

describe('two time constants a factor 20 apart, 0.1 % noise', () => {
  for (const n of [1, 0.9]) {
    for (const ratio of [0.2, 0.5, 1, 2, 5]) {
      it(`are separated with resistances within 2 %, n = ${n}, R1/R2 = ${ratio}`, () => {
        for (let seed = 1; seed <= 3; seed++) {
          const tauS = 10 ** (-5 + seed);
          const { peaks } = distributionOfRelaxationTimes(measure(pair(ratio, n, tauS), { noise: 1e-3, seed }));
          expect(peaks).toHaveLength(2);
          const [fast, slow] = peaks;
          expect(Math.abs(fast.resistanceOhm / 100 - 1)).toBeLessThan(0.02);
          expect(Math.abs((slow.resistanceOhm * ratio) / 100 - 1)).toBeLessThan(0.02);
          expect(Math.abs(Math.log(fast.tauS / tauS))).toBeLessThan(0.05);
          expect(Math.abs(Math.log(slow.tauS / tauS / 20))).toBeLessThan(0.05);
          expect(Math.abs(fast.exponent - n)).toBeLessThan(0.02);
          // The error bar knows: within four standard deviations.
          const deviation = Math.abs(fast.resistanceOhm - 100) / (fast.resistanceSigmaOhm ?? 0);
          expect(deviation).toBeLessThan(4);
          expect(fast.source).toBe('arcs');
          expect(fast.heightOhm).toBeGreaterThan(0);
        }
      });
    }
  }

  it('show as maxima of the regularised curve too', () => {
    const { maxima, peaks } = distributionOfRelaxationTimes(measure(pair(1, 1, 1e-4), { noise: 1e-3, seed: 1 }));
    expect(maxima).toHaveLength(2);
    maxima.forEach((maximum, k) => {
      expect(Math.abs(Math.log(maximum.tauS / peaks[k].tauS))).toBeLessThan(0.2);
      expect(Math.abs(maximum.areaOhm / 100 - 1)).toBeLessThan(0.06);
    });
  });
});

describe('series terms', () => {
  const solve = (cell: Cell, noise = 2e-3): Distribution =>
    distributionOfRelaxationTimes(measure(cell, { noise, seed: 2 }));

  it('a blocking pellet gets its tail, and its arc keeps its values', () => {
    const { tail, peaks, termsReason } = solve(blockingPellet);
    expect(tail?.kind).toBe('constant-phase');
    expect(tail?.exponent).toBeCloseTo(0.83, 2);
    expect((tail?.q ?? 0) / 4e-6).toBeCloseTo(1, 1);
    expect(peaks).toHaveLength(1);
    expect(Math.abs(peaks[0].resistanceOhm / 4000 - 1)).toBeLessThan(0.02);
    expect(termsReason).toContain('constant-phase tail');
  });

  it('an ideal blocking electrode is called a capacitor', () => {
    const { tail } = solve((w) => sum(resistor(100), arc(w, 500, 1e-4, 0.9), constantPhase(w, 1e-5, 1)));
    expect(tail?.kind).toBe('capacitor');
    expect((tail?.q ?? 0) / 1e-5).toBeCloseTo(1, 2);
  });

  it('an inductive start gets its inductor, a cell without one does not', () => {
    expect((solve(inductiveStart).inductanceH ?? 0) / 8e-7).toBeCloseTo(1, 1);
    expect(solve(twoArcs).inductanceH).toBeNull();
    expect(solve(twoArcs).tail).toBeNull();
  });

  it('can be ordered', () => {
    const spectrum = measure(twoArcs, { noise: 2e-3, seed: 2 });
    const { inductanceH, tail, termsReason } = distributionOfRelaxationTimes(spectrum, {
      inductor: true,
      tail: 'capacitor',
    });
    expect(inductanceH).not.toBeNull();
    expect(tail?.kind).toBe('capacitor');
    expect(termsReason).toContain('as asked');
  });
});

describe('what the curve cannot tell is said', () => {
  it('an inductive loop at low frequency is a misfit', () => {
    const spectrum = measure(lowFrequencyLoop, { noise: 2e-3, seed: 1 });
    const codes = distributionOfRelaxationTimes(spectrum, { noise: 2e-3 }).findings.map(({ code }) => code);
    expect(codes).toContain('drt-misfit');
    const clean = distributionOfRelaxationTimes(measure(twoArcs, { noise: 2e-3, seed: 1 }), { noise: 2e-3 });
    expect(clean.findings.map(({ code }) => code)).toEqual(['drt-series-terms']);
  });

  it('a relaxation beyond the window is marked', () => {
    const fast: Cell = (w) => sum(resistor(10), arc(w, 100, 3e-8, 0.9), arc(w, 100, 1e-3, 0.9));
    const { peaks, findings } = distributionOfRelaxationTimes(measure(fast, { noise: 1e-3, seed: 3 }));
    expect(peaks[0].insideWindow).toBe(false);
    expect(findings.some(({ code }) => code === 'drt-peak-outside-window')).toBe(true);
  });

  it('peaks fall back on areas where arcs do not suffice', () => {
    const many: Cell = (w) => sum(resistor(10), ...[-6, -4.5, -3, -1.5, 0].map((k) => arc(w, 100, 10 ** k, 0.95)));
    const { peaks, findings } = distributionOfRelaxationTimes(measure(many, { noise: 1e-3, seed: 1 }), { maxPeaks: 2 });
    expect(findings.some(({ code }) => code === 'drt-peaks-from-areas')).toBe(true);
    const large = peaks.filter(({ resistanceOhm }) => resistanceOhm > 50);
    expect(large).toHaveLength(5);
    for (const { resistanceOhm, source, exponent } of large) {
      expect(source).toBe('area');
      expect(Math.abs(resistanceOhm / 100 - 1)).toBeLessThan(0.15);
      expect(exponent).toBeGreaterThan(0.8);
    }
  });

  it('a lambda on the bound of the search is reported', () => {
    // Without noise there is nothing to smooth away: the score falls to the smallest lambda.
    const element: Cell = (w) => sum(resistor(10), arc(w, 100, 1e-3, 1));
    const exact = distributionOfRelaxationTimes(measure(element, { noise: 0, seed: 1 }), { lambda: 'gcv' });
    expect(exact.lambdaAtBound).toBe(true);
    expect(exact.findings.some(({ code }) => code === 'drt-lambda-at-bound')).toBe(true);
    expect(distributionOfRelaxationTimes(measure(twoArcs, { noise: 1e-3, seed: 1 })).lambdaAtBound).toBe(false);
  });

  it('a resistor alone has no relaxations', () => {
    const { peaks, seriesResistanceOhm } = distributionOfRelaxationTimes(
      measure(() => ({ re: 50, im: 0 }), { noise: 1e-3, seed: 1 }),
    );
    expect(peaks).toHaveLength(0);
    expect(seriesResistanceOhm).toBeCloseTo(50, 0);
  });
});

describe('credible band', () => {
  const cell: Cell = (w) => sum(resistor(30), arc(w, 100, 2e-5, 0.8), arc(w, 150, 8e-4, 0.8));
  const truth = (tau: number): number =>
    [
      [100, 2e-5],
      [150, 8e-4],
    ].reduce((total, [ohm, tau0]) => {
      const angle = 0.2 * Math.PI;
      const shape = Math.cosh(0.8 * Math.log(tau / tau0)) - Math.cos(angle);
      return total + (ohm * Math.sin(angle)) / (2 * Math.PI) / shape;
    }, 0);

  it('holds the truth nearly everywhere, the same for the same seed', () => {
    const spectrum = measure(cell, { noise: 2e-3, seed: 4 });
    const solve = (seed: number): Distribution =>
      distributionOfRelaxationTimes(spectrum, { band: { seed, samples: 120 } });
    const { band, tauS } = solve(1);
    let inside = 0;
    let counted = 0;
    tauS.forEach((tau, i) => {
      if (truth(tau) < 2) return;
      counted++;
      if (band !== null && band.lowerOhm[i] <= truth(tau) && truth(tau) <= band.upperOhm[i]) inside++;
    });
    expect(inside / counted).toBeGreaterThan(0.85);
    expect(solve(1).band?.upperOhm).toEqual(band?.upperOhm);
    expect(solve(2).band?.upperOhm).not.toEqual(band?.upperOhm);
  });
});

describe('relaxations as start values', () => {
  it('come strongest first', () => {
    const peaks = drtPeaks(measure(twoArcs, { noise: 2e-3, seed: 1 }));
    expect(peaks).toHaveLength(2);
    expect(peaks[0].resistanceOhm / 500).toBeCloseTo(1, 1);
    expect(peaks[0].tauS / 5e-3).toBeCloseTo(1, 1);
    expect(peaks[1].exponent).toBeCloseTo(0.9, 1);
  });

  it('two arcs of nearly one time constant are one relaxation', () => {
    const skewed: Cell = (w) => sum(resistor(5), arc(w, 100, 1e-3, 0.95), arc(w, 60, 2e-3, 0.7));
    const peaks = drtPeaks(measure(skewed, { noise: 5e-4, seed: 1 }));
    expect(peaks).toHaveLength(1);
    expect(Math.abs(peaks[0].resistanceOhm / 160 - 1)).toBeLessThan(0.02);
  });
});

it('refuses too few points and a lambda that is none, and passes over points without a value', () => {
  const spectrum = measure(twoArcs, { noise: 2e-3, seed: 1 });
  expect(() => distributionOfRelaxationTimes(filterSpectrum(spectrum, (i) => i < 7))).toThrow(/at least 8 points/);
  expect(() => drtPeaks(filterSpectrum(spectrum, (i) => i < 7))).toThrow(/at least 8 points/);
  expect(() => distributionOfRelaxationTimes(spectrum, { lambda: 0 })).toThrow(/not a positive number/);
  spectrum.real[5] = Number.NaN;
  expect(distributionOfRelaxationTimes(spectrum).peaks).toHaveLength(2);
});
