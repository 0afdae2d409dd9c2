/** Standard errors against repeated measurements of known truth: the truth lies within one of them in 68 % of the cases. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { blurredFermi } from './blurred-fermi.js';
import { blurredOnset } from './blurred-onset.js';
import type { EdgePoints, EnergyWindow } from './edge-points.js';
import { fermiEdge } from './fermi-edge.js';
import { secondaryCutoff } from './secondary-cutoff.js';
import { valenceBandEdge } from './valence-band-edge.js';
import { valenceBandModel } from './valence-band-model.js';

const grid = (low: number, high: number, step: number): Float64Array =>
  Float64Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);

/** Normal noise of the size of counting noise, or the same everywhere. */
function measured(energiesEv: Float64Array, truth: Float64Array, seed: number, noise?: number): EdgePoints {
  const random = createRandom(seed);
  const sigmas = truth.map((value) => noise ?? Math.sqrt(value));
  return { energiesEv, values: truth.map((value, i) => value + sigmas[i]! * random.normal()), sigmas };
}

interface Estimate {
  readonly value: number;
  readonly sigma: number;
}

/** Part of the repeats within one and two standard errors, and the mean deviation in standard errors. */
function coverage(truth: number, repeats: number, estimate: (seed: number) => Estimate) {
  let [one, two, sum] = [0, 0, 0];
  for (let seed = 1; seed <= repeats; seed++) {
    const { value, sigma } = estimate(seed);
    const off = (value - truth) / sigma;
    if (Math.abs(off) < 1) one += 1;
    if (Math.abs(off) < 2) two += 1;
    sum += off;
  }
  return { one: one / repeats, two: two / repeats, bias: sum / repeats };
}

function expectHonest({ one, two, bias }: ReturnType<typeof coverage>, most = 0.76): void {
  expect(one).toBeGreaterThan(0.6);
  expect(one).toBeLessThan(most);
  expect(two).toBeGreaterThan(0.91);
  expect(Math.abs(bias)).toBeLessThan(0.25);
}

describe('coverage of standard errors', () => {
  const band = grid(-2, 8, 0.1);
  const sigma = 0.4 / 2.3548;
  const blurred = (exponent: 0.5 | 1, onset: number, height: number): Float64Array => {
    const out = new Float64Array(3);
    return band.map((x) => {
      blurredOnset(x - onset, sigma, exponent, out);
      return 200 + height * out[0]!;
    });
  };

  it('valence-band edge, straight above its foot', () => {
    const truth = blurred(1, 2.8, 900);
    const windows = { edgeWindowEv: [3.4, 5.4], baseWindowEv: [-2, 2] } as const;
    expectHonest(
      coverage(2.8, 400, (seed) => {
        const { edge } = valenceBandEdge(measured(band, truth, seed, 40), windows);
        return { value: edge!.valueEv, sigma: edge!.sigmaEv };
      }),
    );
    expectHonest(
      coverage(2.8, 400, (seed) => {
        const { edge } = valenceBandEdge(measured(band, truth, seed), windows);
        return { value: edge!.valueEv, sigma: edge!.sigmaEv };
      }),
      0.86,
    );
  });

  it.each([
    [0.5, 0.4],
    [1, 0.4],
    [1, undefined],
  ] as const)('valence-band model, exponent %f, resolution %s', (exponent, resolutionEv) => {
    const truth = blurred(exponent, 2.8, 900);
    const windows: { edgeWindowEv: EnergyWindow; baseWindowEv: EnergyWindow } = {
      edgeWindowEv: [3, 5],
      baseWindowEv: [-2, 2],
    };
    expectHonest(
      coverage(2.8, 200, (seed) => {
        const request = { ...windows, exponent, ...(resolutionEv === undefined ? {} : { resolutionEv }) };
        const { edge } = valenceBandModel(measured(band, truth, seed), request);
        return { value: edge!.valueEv, sigma: edge!.sigmaEv };
      }),
    );
  });

  it('Fermi edge: position and resolution', () => {
    const x = grid(-1, 1, 0.04);
    const out = new Float64Array(4);
    const truth = x.map((value) => {
      blurredFermi(value - 0.05, 0.2 / 2.3548, 0.02585, out);
      return 500 + 4000 * out[0]!;
    });
    const found = new Map<number, Estimate>();
    expectHonest(
      coverage(0.05, 200, (seed) => {
        const { edge } = fermiEdge(measured(x, truth, seed), { windowEv: [-1, 1], weights: 'sigmas' });
        found.set(seed, edge!.resolutionEv);
        return { value: edge!.valueEv, sigma: edge!.sigmaEv };
      }),
    );
    expectHonest(coverage(0.2, 200, (seed) => found.get(seed)!));
  });

  it('work function, whatever the bias', () => {
    const x = grid(15.5, 18, 0.02);
    const excitationEv = 21.218;
    // phi = 4.4 eV; the foot of the cutoff is blurred by 0.1 eV.
    const out = new Float64Array(3);
    const truth = x.map((value) => {
      blurredOnset(16.818 - value, 0.1 / 2.3548, 1, out);
      return 100 + 20000 * out[0]!;
    });
    const windows = { edgeWindowEv: [16, 16.65], baseWindowEv: [17.1, 18] } as const;
    const at = (shift: number, noise?: number) => (seed: number) => {
      const { edge } = secondaryCutoff(
        { ...measured(x, truth, seed, noise), energiesEv: x.map((value) => value + shift) },
        {
          excitationEv,
          fermiEdge: { valueEv: shift, sigmaEv: 0 },
          edgeWindowEv: [windows.edgeWindowEv[0] + shift, windows.edgeWindowEv[1] + shift],
          baseWindowEv: [windows.baseWindowEv[0] + shift, windows.baseWindowEv[1] + shift],
        },
      );
      return { value: edge!.workFunctionEv, sigma: edge!.sigmaEv };
    };
    expectHonest(coverage(4.4, 300, at(0, 60)));
    // Counting noise is smallest at the foot, where it matters: a line that weighs all points alike errs on the safe side.
    expectHonest(coverage(4.4, 300, at(0)), 0.86);
    expect(at(-5)(7).value).toBeCloseTo(at(0)(7).value, 9);
    expect(at(-5)(7).sigma).toBeCloseTo(at(0)(7).sigma, 9);
  });
});
