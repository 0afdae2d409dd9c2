import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { binDecay } from './binned-decay.js';
import { decayLaws, lawModel } from './decay-laws.js';
import { fitDecay, lawCurrentA } from './fit-decay.js';

const STEADY_A = 4.5e-8;
const timeS = Float64Array.from({ length: 2000 }, (_, k) => 2 + 10 * k);
const last = timeS.at(-1)!;

/** The current of a decay, with white noise of 20 pA so that the errors mean something. */
function readings(decay: (timeS: number) => number, seed = 1): Float64Array {
  const random = createRandom(seed);
  return timeS.map((t) => STEADY_A * (1 + decay(t)) + 2e-11 * random.normal());
}

describe('a decay that has ended', () => {
  it('gives the steady current to better than half a percent, and names the law', () => {
    const fit = fitDecay(
      timeS,
      readings((t) => 12 * Math.exp(-t / 400)),
    );
    expect(Math.abs(fit.steadyA / STEADY_A - 1)).toBeLessThan(0.005);
    expect(fit.sigmaA / STEADY_A).toBeLessThan(0.005);
    const one = fit.laws.find(({ law }) => law === 'exponential')!;
    expect(one.slowestS).toBeGreaterThan(390);
    expect(one.slowestS).toBeLessThan(410);
    expect(fit.inflation).toBeLessThan(1.5);
  });

  it('has two time constants where two are in it', () => {
    const fit = fitDecay(
      timeS,
      readings((t) => 10 * Math.exp(-t / 60) + 2 * Math.exp(-t / 1500)),
    );
    const two = fit.laws.find(({ law }) => law === 'two exponentials')!;
    expect(two.slowestS! / 1500).toBeGreaterThan(0.93);
    expect(two.slowestS! / 1500).toBeLessThan(1.07);
    const one = fit.laws.find(({ law }) => law === 'exponential')!;
    expect(one.weight).toBe(0);
  });
});

it('a current without any decay is a constant, known as well as its mean', () => {
  const fit = fitDecay(
    timeS,
    readings(() => 0),
  );
  expect(fit.laws[0]!.law).toBe('constant');
  expect(Math.abs(fit.steadyA / STEADY_A - 1)).toBeLessThan(2e-4);
  expect(fit.sigmaA / STEADY_A).toBeLessThan(5e-4);
});

it('a tail alone is not blurred by exponentials that are not there', () => {
  const fit = fitDecay(
    timeS,
    readings((t) => 0.2 * Math.sqrt(3600 / t)),
  );
  expect(fit.laws.filter(({ weight }) => weight > 0).every(({ sigmaA }) => sigmaA < 0.01 * STEADY_A)).toBe(true);
});

describe('a tail that falls as one over root of time', () => {
  const decay = (t: number) => 0.2 * Math.sqrt(3600 / t);

  it('is seen: the steady current is far below the last reading', () => {
    const fit = fitDecay(timeS, readings(decay));
    const tooHigh = decay(last);
    expect(tooHigh).toBeGreaterThan(0.08);
    expect(fit.steadyA / STEADY_A - 1).toBeLessThan(0.4 * tooHigh);
    expect(Math.abs(fit.steadyA - STEADY_A)).toBeLessThan(3 * fit.sigmaA);
    const root = fit.laws.find(({ law }) => law === 'root')!;
    expect(root.steadyA / STEADY_A).toBeGreaterThan(0.995);
    expect(root.steadyA / STEADY_A).toBeLessThan(1.005);
    expect(root.remainingA / (STEADY_A * tooHigh)).toBeGreaterThan(0.95);
    expect(root.remainingA / (STEADY_A * tooHigh)).toBeLessThan(1.05);
  });

  it('keeps a say even where exponentials fit as well', () => {
    const fit = fitDecay(
      timeS,
      readings((t) => 12 * Math.exp(-t / 400)),
    );
    const tails = fit.laws.filter(({ law }) => law.endsWith('root'));
    expect(tails.reduce((sum, { weight }) => sum + weight, 0)).toBeGreaterThan(0.3);
    expect(fit.laws.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });
});

describe('the laws', () => {
  const points = binDecay(
    timeS,
    readings((t) => 3 * Math.exp(-t / 900)),
  );

  it.each(decayLaws)('%s has the derivatives of its functions', (law) => {
    const { model, starts } = lawModel(law, points);
    const { residualCount: rows, linearCount, dependencies } = model;
    const at = starts[0]!;
    const basis = new Float64Array(rows * linearCount);
    const derivatives = new Float64Array(rows * Math.max(1, dependencies.length));
    model.evaluate(at, basis, derivatives);
    for (const [entry, [column, parameter]] of dependencies.entries()) {
      const ends = [-1e-5, 1e-5].map((step) => {
        const moved = Float64Array.from(at);
        moved[parameter] = moved[parameter]! + step;
        const out = new Float64Array(rows * linearCount);
        model.evaluate(moved, out, null);
        return out;
      });
      const largest = Math.max(...derivatives.subarray(entry * rows, (entry + 1) * rows).map(Math.abs));
      for (let i = 0; i < rows; i++) {
        const numeric = (ends[1]![column * rows + i]! - ends[0]![column * rows + i]!) / 2e-5;
        expect(Math.abs(numeric - derivatives[entry * rows + i]!)).toBeLessThan(1e-6 * largest);
      }
    }
  });

  it('are drawn as they were fitted', () => {
    const fit = fitDecay(
      timeS,
      readings((t) => 5 * Math.exp(-t / 900)),
    );
    const one = fit.laws.find(({ law }) => law === 'exponential')!;
    const [early, late] = lawCurrentA(one, fit.points, [900, 18_000]);
    expect(early! / (STEADY_A * (1 + 5 / Math.E))).toBeCloseTo(1, 2);
    expect(late! / STEADY_A).toBeCloseTo(1, 2);
  });
});
