import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { crossesData } from './crosses-data.js';
import { shirleyBackground } from './shirley.js';
import { smartBackground } from './smart.js';
import { lossWindow, physicalTougaard, tougaardBackground } from './tougaard.js';
import { kernelArea, kernelAt, tougaardKernel } from './tougaard-kernel.js';

const grid = (low: number, high: number, step: number): Float64Array =>
  Float64Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
const gaussian = (x: number, at: number, sigma: number): number => Math.exp(-(((x - at) / sigma) ** 2) / 2);
const noisy = (x: Float64Array, level: number, seed: number): Float64Array => {
  const random = createRandom(seed);
  return x.map(() => level + Math.sqrt(level) * random.normal());
};

describe('shirleyBackground', () => {
  const x = grid(450, 470, 0.1);
  it('finds the step that a line casts', () => {
    // A background of k times the area below is what the method assumes.
    let area = 0;
    const peak = x.map((e) => 1000 * gaussian(e, 458, 0.6));
    const truth = peak.map((value, i) => {
      if (i > 0) area += ((value + peak[i - 1]!) / 2) * 0.1;
      return 200 + 0.05 * area;
    });
    const { values, converged, lowEnd, highEnd } = shirleyBackground(
      x,
      peak.map((value, i) => value + truth[i]!),
      5,
    );
    expect(converged).toBe(true);
    expect([lowEnd, highEnd]).toEqual([expect.closeTo(200, 6), expect.closeTo(200 + 0.05 * area, 6)]);
    expect(Math.max(...values.map((value, i) => Math.abs(value - truth[i]!)))).toBeLessThan(0.01);
  });
  it('is stable on noise without a line, and says when it means nothing', () => {
    let unfinished = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const y = noisy(x, 500, seed);
      const { values, converged, iterations, lowEnd, highEnd } = shirleyBackground(x, y, 5);
      if (!converged) unfinished += 1;
      expect(iterations).toBeLessThanOrEqual(50);
      const room = 4 * Math.abs(highEnd - lowEnd);
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(Math.min(lowEnd, highEnd) - room);
        expect(value).toBeLessThanOrEqual(Math.max(lowEnd, highEnd) + room);
      }
    }
    expect(unfinished).toBeGreaterThan(10);
  });
  it('is the line itself for flat and for straight data', () => {
    const flat = shirleyBackground(x, new Float64Array(x.length).fill(7), 5);
    expect([flat.converged, new Set(flat.values)]).toEqual([true, new Set([7])]);
    const zero = shirleyBackground(x, new Float64Array(x.length), 5);
    expect([zero.converged, new Set(zero.values)]).toEqual([true, new Set([0])]);
  });
  it('takes repeated energies, falling steps, few points', () => {
    const twice = Float64Array.from([...x, ...x]).sort();
    const y = twice.map((e) => 100 + 900 * gaussian(e, 460, 1) - (e > 460 ? 40 : 0));
    const { values, converged } = shirleyBackground(twice, y, 5);
    expect(converged).toBe(true);
    expect(values.at(-1)).toBeCloseTo(60, 6);
    expect(shirleyBackground(Float64Array.of(1, 2, 3), Float64Array.of(0, 5, 1), 50).values.at(-1)).toBe(1);
    expect(() => shirleyBackground(Float64Array.of(1, 2), Float64Array.of(0, 5), 5)).toThrow(/needs 3 points/);
    expect(() => shirleyBackground(Float64Array.of(1, 2, 3), Float64Array.of(0, Number.NaN, 1), 5)).toThrow(/point 2/);
    expect(() => shirleyBackground(Float64Array.of(1, 3, 2), Float64Array.of(0, 4, 1), 5)).toThrow(/order/);
  });
});

describe('smartBackground', () => {
  it('never lies above the data and counts where it was clipped', () => {
    const x = grid(280, 295, 0.1);
    const random = createRandom(3);
    const y = x.map((e) => 100 + 500 * gaussian(e, 286, 0.5) + (e > 286 ? 60 : 0) + 8 * random.normal());
    const plain = shirleyBackground(x, y, 5);
    const { values, clipped } = smartBackground(x, y, 5);
    const above = plain.values.filter((value, i) => value > y[i]!).length;
    expect(above).toBeGreaterThan(20);
    expect(clipped).toBe(above);
    expect(values.every((value, i) => value <= y[i]! && value <= plain.values[i]!)).toBe(true);
  });
});

describe('Tougaard loss functions', () => {
  const numeric = (kernel: Parameters<typeof kernelAt>[0]): number => {
    // T = s/(1 - s): losses to infinity on 0 ... 1.
    let sum = 0;
    const n = 200000;
    for (let i = 0; i < n; i++) {
      const s = (i + 0.5) / n;
      sum += kernelAt(kernel, s / (1 - s)) / (1 - s) ** 2 / n;
    }
    return sum;
  };
  it('have the published areas', () => {
    expect(2866 * kernelArea(tougaardKernel('tougaard'))).toBeCloseTo(0.872, 3);
    const u3 = (b: number, c: number, d: number) => b * kernelArea(tougaardKernel('tougaard-u3', { c, d }));
    expect(u3(325, 542, 275)).toBeCloseTo(1.09, 2);
    expect(u3(132, 325, 96)).toBeCloseTo(1.01, 2);
    expect(u3(16.5, 230, 4.5)).toBeCloseTo(0.77, 2);
    expect(u3(396, 551, 436)).toBeCloseTo(1.0, 2);
  });
  it.each([
    ['tougaard', undefined],
    ['tougaard', { c: 551, d: 436 }],
    ['tougaard-u3', undefined],
    ['tougaard-u4', undefined],
    ['tougaard-u4', { c: 1000, cPrime: 2, d: 300 }],
    ['tougaard-u4', { c: 1000, cPrime: 0.5, d: 90000 }],
  ] as const)('%s %o integrates to its closed form', (name, given) => {
    const kernel = tougaardKernel(name, given);
    expect(numeric(kernel) / kernelArea(kernel)).toBeCloseTo(1, 4);
  });
  it('reduce to each other', () => {
    const two = tougaardKernel('tougaard');
    expect(kernelAt(tougaardKernel('tougaard-u4'), 20)).toBe(kernelAt(two, 20));
    expect(kernelAt(tougaardKernel('tougaard', { c: 542, d: 275 }), 20)).toBe(
      kernelAt(tougaardKernel('tougaard-u3'), 20),
    );
    expect(kernelAt(two, Math.sqrt(1643 / 3))).toBeGreaterThan(kernelAt(two, 22));
    expect([kernelAt(two, 0), kernelAt(two, -3)]).toEqual([0, 0]);
  });
  it('refuse constants that give none', () => {
    for (const bad of [{ c: -1 }, { c: 1643, d: -1 }, { c: 1643, cPrime: -1 }, { c: Number.NaN }, { c: 9, b: 0 }]) {
      expect(() => tougaardKernel('tougaard', bad)).toThrow(/give no loss function/);
    }
  });
});

describe('tougaardBackground', () => {
  const x = grid(0, 100, 0.2);
  it('gives back the factor with which a line was made to lose energy', () => {
    const kernel = tougaardKernel('tougaard');
    // J = F + integral of K J, solved from low to high energies: each point needs those below it only.
    const measured = new Float64Array(x.length);
    for (let i = 0; i < x.length; i++) {
      let sum = 0;
      for (let j = 0; j < i; j++) sum += 2900 * kernelAt(kernel, x[i]! - x[j]!) * 0.2 * measured[j]!;
      measured[i] = 4000 * gaussian(x[i]!, 10, 0.8) + sum;
    }
    const made = tougaardBackground(
      x,
      measured.map((value) => value + 50),
      1,
      kernel,
    );
    expect(made.factor! / 2900).toBeCloseTo(1, 3);
    expect(physicalTougaard(made.factor!)).toBeUndefined();
    expect(lossWindow(x, measured)).toEqual({ behindPeakEv: expect.closeTo(90, 6), enough: true });
    const held = tougaardBackground(x, measured, 1, tougaardKernel('tougaard', { c: 1643, b: 1450 }));
    expect(held.factor).toBe(1450);
  });
  it('says that a short window does not tell B', () => {
    expect(physicalTougaard(15165)!.text).toContain('no property of the solid');
    expect(physicalTougaard(5900)).toBeUndefined();
    // B 325 is the value of SiO2 for its own function.
    expect(physicalTougaard(325, tougaardKernel('tougaard-u3'))).toBeUndefined();
    expect(physicalTougaard(900, tougaardKernel('tougaard-u3'))).toBeDefined();
    const short = grid(453, 471, 0.1);
    const { behindPeakEv, enough } = lossWindow(
      short,
      short.map((e) => 100 + 5 * (e - 453) + 900 * gaussian(e, 459, 1)),
    );
    expect(behindPeakEv).toBeCloseTo(12, 6);
    expect(enough).toBe(false);
  });
  it('is the constant low end where nothing was lost', () => {
    const falling = tougaardBackground(
      x,
      x.map((e) => 100 - e / 2),
      5,
      tougaardKernel('tougaard'),
    );
    expect(falling.values.every(Number.isFinite)).toBe(true);
    const negative = x.map((e) => 100 + 50 * gaussian(e, 30, 2) - (e > 98 ? 20 : 0));
    const none = tougaardBackground(x, negative, 5, tougaardKernel('tougaard'));
    expect([none.factor, none.converged, none.values.every((value) => value === none.lowEnd)]).toEqual([
      0,
      false,
      true,
    ]);
  });
});

describe('crossesData', () => {
  const x = grid(525, 540, 0.05);
  it('is silent on noise about a good background', () => {
    let alarms = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const y = noisy(x, 400, seed);
      alarms += crossesData(x, y, y.map(Math.sqrt), new Float64Array(x.length).fill(400)).length;
    }
    expect(alarms).toBeLessThan(4);
  });
  it('finds where a background cuts through', () => {
    const y = noisy(x, 400, 5);
    const background = x.map((e) => (e > 530 && e < 531 ? 440 : e > 536 && e < 538 ? 460 : 395));
    const found = crossesData(x, y, y.map(Math.sqrt), background);
    expect(found).toHaveLength(2);
    expect(found[0]!.lowEv).toBeGreaterThan(529.7);
    expect(found[0]!.highEv).toBeLessThan(531.3);
    expect(found[1]!.excess).toBeGreaterThan(found[0]!.excess);
    expect(crossesData([], [], [], [])).toEqual([]);
  });
});
