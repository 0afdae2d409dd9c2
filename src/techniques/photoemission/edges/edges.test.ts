import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { blurredFermi } from './blurred-fermi.js';
import { blurredOnset } from './blurred-onset.js';
import type { EdgePoints } from './edge-points.js';
import { fermiEdge } from './fermi-edge.js';
import { findEdgeWindows } from './find-edge-windows.js';
import { linearEdge } from './linear-edge.js';
import { secondaryCutoff } from './secondary-cutoff.js';
import { valenceBandEdge } from './valence-band-edge.js';
import { valenceBandModel } from './valence-band-model.js';

const grid = (low: number, high: number, step: number): Float64Array =>
  Float64Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
const gaussian = (x: number, at: number, sigma: number): number => Math.exp(-(((x - at) / sigma) ** 2) / 2);
/** Counting noise of a seed; none for seed 0. */
const points = (energiesEv: Float64Array, f: (x: number) => number, seed: number): EdgePoints => {
  const random = createRandom(seed);
  const truth = energiesEv.map(f);
  return {
    energiesEv,
    values: truth.map((value) => value + (seed === 0 ? 0 : Math.sqrt(Math.max(value, 1)) * random.normal())),
    sigmas: truth.map((value) => Math.sqrt(Math.max(value, 1))),
  };
};

/** An oxide: O 2p band from an onset on, a deep level that is far stronger, and a state in the gap. */
function oxide(onset: number, gapState: number): (x: number) => number {
  const out = new Float64Array(3);
  return (x) => {
    blurredOnset(x - onset, 0.17, 1, out);
    const band = x > onset + 2 ? 2 * Math.exp(-(((x - onset - 2) / 2.5) ** 2)) : out[0]!;
    return (
      100 + 900 * band + gapState * gaussian(x, onset - 2, 0.45) + 12000 * gaussian(x, 22, 0.7) + (x > 22 ? 600 : 0)
    );
  };
}

describe('findEdgeWindows', () => {
  const x = grid(-3, 30, 0.05);
  it.each([
    [2.8, 0],
    [4.3, 0],
    [3.3, 150],
    [3.3, 400],
  ])('finds the band of an oxide at %f eV beside a deep level and a gap state of %i counts', (onset, gapState) => {
    for (const seed of [0, 1, 2, 3, 4, 5]) {
      const spectrum = points(x, oxide(onset, gapState), seed);
      const { edge } = findEdgeWindows(spectrum);
      expect(edge!.steepestEv).toBeGreaterThan(onset - 0.2);
      expect(edge!.steepestEv).toBeLessThan(onset + 2.2);
      const [low, high] = edge!.edgeWindowEv;
      expect(low).toBeGreaterThan(onset);
      expect(high).toBeLessThan(onset + 2.4);
      expect(edge!.baseWindowEv[1]).toBeLessThan(onset - 0.3);
      const { edge: band } = valenceBandEdge(spectrum);
      expect(Math.abs(band!.valueEv - onset)).toBeLessThan(0.15);
    }
  });
  it('smooths more where the counts are few', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const { edge } = valenceBandEdge(points(grid(-2, 8, 0.05), (e) => oxide(2.8, 0)(e) / 25, seed));
      expect(Math.abs(edge!.valueEv - 2.8)).toBeLessThan(0.4);
    }
  });
  it('finds no edge in noise', () => {
    let found = 0;
    for (let seed = 1; seed <= 100; seed++) {
      if (findEdgeWindows(points(grid(-2, 8, 0.05), () => 300, seed)).edge !== undefined) found += 1;
    }
    expect(found).toBeLessThan(4);
  });
  it('is deterministic and does not touch its input', () => {
    const spectrum = points(x, oxide(3, 0), 3);
    const before = spectrum.values.slice();
    expect(findEdgeWindows(spectrum)).toEqual(findEdgeWindows(spectrum));
    expect(spectrum.values).toEqual(before);
  });
});

describe('linearEdge', () => {
  const x = grid(0, 10, 0.1);
  const windows = { edgeWindowEv: [5, 9], baseWindowEv: [0, 3] } as const;
  it('is exact without noise', () => {
    const { edge } = linearEdge(
      points(x, (e) => 5 + 40 * Math.max(0, e - 4), 0),
      windows,
    );
    expect(edge!.crossingEv).toBeCloseTo(4, 10);
    expect(edge!.sigmaEv).toBeLessThan(1e-9);
    expect(edge!.straightness).toEqual({ rSquared: expect.closeTo(1, 12), curvature: 0, bent: false });
  });
  it('says when the edge is no straight line', () => {
    const curved = linearEdge(
      points(x, (e) => 100 + 200 * Math.max(0, e - 4) ** 2, 1),
      windows,
    );
    expect(curved.edge!.straightness.bent).toBe(true);
    expect(curved.edge!.straightness.curvature).toBeGreaterThan(3);
    let bent = 0;
    for (let seed = 1; seed <= 100; seed++) {
      if (
        linearEdge(
          points(x, (e) => 500 + 40 * Math.max(0, e - 4), seed),
          windows,
        ).edge!.straightness.bent
      )
        bent += 1;
    }
    expect(bent).toBeLessThan(4);
  });
});

describe('valenceBandEdge', () => {
  it('gives the lines to be drawn', () => {
    const { edge } = valenceBandEdge(
      points(grid(-2, 8, 0.1), (e) => 5 + 40 * Math.max(0, e - 2), 0),
      {
        edgeWindowEv: [3, 5],
        baseWindowEv: [-2, 1],
      },
    );
    const [low, high] = edge!.edgeLine;
    expect(low).toEqual([expect.closeTo(2, 9), expect.closeTo(5, 9)]);
    expect(high).toEqual([5, expect.closeTo(125, 9)]);
    expect(edge!.baseLine[0][0]).toBe(-2);
    expect(edge!.spread).toMatchObject({ count: 75, sdEv: expect.closeTo(0, 9) });
  });
  it('completes the window that is not given', () => {
    const spectrum = points(grid(-3, 10, 0.05), oxide(2.8, 0), 4);
    const { edge } = valenceBandEdge(spectrum, { baseWindowEv: [-3, 0] });
    expect(edge!.found).toEqual({ edge: true, base: false });
    expect(edge!.baseWindowEv).toEqual([-3, 0]);
  });
});

describe('valenceBandModel', () => {
  it('agrees with the straight edge where the band is straight, and takes the tail in', () => {
    const out = new Float64Array(3);
    const spectrum = points(
      grid(-2, 6, 0.05),
      (e) => {
        blurredOnset(e - 2.8, 0.3, 1, out);
        return 100 + 800 * out[0]!;
      },
      2,
    );
    const windows = { edgeWindowEv: [3.6, 5.4], baseWindowEv: [-2, 1.5] } as const;
    const straight = valenceBandEdge(spectrum, windows).edge!;
    const model = valenceBandModel(spectrum, windows).edge!;
    expect(Math.abs(straight.valueEv - model.valueEv)).toBeLessThan(3 * Math.max(straight.sigmaEv, model.sigmaEv));
    expect(model.resolutionEv.value / 2.3548).toBeCloseTo(0.3, 1);
    expect(model.curve).toHaveLength(model.energiesEv.length);
    const held = valenceBandModel(spectrum, { ...windows, resolutionEv: 0.5 }).edge!;
    expect(held.resolutionEv).toEqual({ value: 0.5, sigma: 0 });
    expect([held.resolutionGiven, held.resolutionAtBound]).toEqual([true, false]);
  });
});

describe('fermiEdge', () => {
  const out = new Float64Array(4);
  const metal = (fwhm: number, thermal: number) => (x: number) => {
    blurredFermi(x - 0.1, fwhm / 2.3548, thermal, out);
    return 300 + 5000 * out[0]!;
  };
  it('is found in a wide spectrum, also cold or sharp', () => {
    for (const [fwhm, temperatureK] of [
      [0.4, 300],
      [0.12, 300],
      [0.05, 300],
      [0.15, 10],
    ] as const) {
      const spectrum = points(grid(-2, 3, 0.02), metal(fwhm, 8.617e-5 * temperatureK), 5);
      const { edge } = fermiEdge(spectrum, { temperatureK });
      expect(Math.abs(edge!.valueEv - 0.1)).toBeLessThan(5 * edge!.sigmaEv);
      expect(edge!.sigmaEv).toBeLessThan(0.01);
      expect(edge!.found).toBe(true);
    }
  });
  it('is fitted in a window too short to find it in', () => {
    const spectrum = points(grid(-2, 3, 0.02), metal(0.45, 0.02585), 5);
    const short = {
      ...spectrum,
      energiesEv: spectrum.energiesEv.subarray(80, 130),
      values: spectrum.values.subarray(80, 130),
    };
    for (const part of [spectrum, { ...short, sigmas: spectrum.sigmas.subarray(80, 130) }]) {
      const { edge } = fermiEdge(part, { windowEv: [-0.4, 0.58] });
      expect(edge!.found).toBe(false);
      expect(Math.abs(edge!.valueEv - 0.1)).toBeLessThan(4 * edge!.sigmaEv);
    }
  });
  it('says when the temperature alone explains the width', () => {
    const spectrum = points(grid(-1, 1, 0.02), metal(0.001, 0.02585), 3);
    const { edge } = fermiEdge(spectrum, { temperatureK: 450, windowEv: [-1, 1] });
    expect(edge!.resolutionAtBound).toBe(true);
    expect(edge!.resolutionEv.sigma).toBe(0);
  });
});

describe('secondaryCutoff', () => {
  const cutoff = (x: number): number => 20 + 40000 / (1 + Math.exp((x - 16.6) / 0.03)) / (1 + (16.8 - x) ** 2);
  it('is found without windows and told as a work function', () => {
    const { edge } = secondaryCutoff(points(grid(12, 18, 0.02), cutoff, 1), {
      excitationEv: 21.218,
      fermiEdge: { valueEv: 0.03, sigmaEv: 0.02 },
    });
    expect(edge!.cutoffEv).toBeGreaterThan(16.6);
    expect(edge!.cutoffEv).toBeLessThan(16.8);
    expect(edge!.workFunctionEv).toBeCloseTo(21.218 - edge!.cutoffEv + 0.03, 12);
    expect(edge!.sigmaEv).toBeCloseTo(Math.hypot(edge!.cutoffSigmaEv, 0.02), 12);
    expect(edge!.spread!.rangeEv[0]).toBeLessThan(edge!.cutoffEv);
    expect(edge!.edgeWindowEv[1]).toBeLessThan(edge!.cutoffEv);
    expect(edge!.baseWindowEv[0]).toBeGreaterThan(edge!.cutoffEv);
    expect(edge!.edgeLine[0][0]).toBeLessThan(edge!.edgeLine[1][0]);
    expect(edge!.edgeLine[1][0]).toBeCloseTo(edge!.cutoffEv, 9);
  });
  it('refuses a work function that cannot be', () => {
    const spectrum = points(grid(12, 18, 0.02), cutoff, 1);
    expect(secondaryCutoff(spectrum, { excitationEv: 10 }).reason).toContain('work function of -6.');
    expect(secondaryCutoff(spectrum, { excitationEv: Number.NaN }).reason).toContain('photon energy');
  });
});

describe('what has no edge', () => {
  const x = grid(-2, 8, 0.1);
  const flat = points(x, () => 100, 0);
  const hostile: Readonly<Record<string, EdgePoints>> = {
    'no points': points(new Float64Array(0), () => 0, 0),
    'three points': points(grid(0, 0.2, 0.1), () => 1, 0),
    'a constant': flat,
    zeros: points(x, () => 0, 0),
    'a falling line': points(x, (e) => 500 - 20 * e, 0),
    noise: points(x, () => 100, 17),
    'not a number': { ...flat, values: flat.values.map((value, i) => (i === 7 ? Number.NaN : value)) },
    infinite: { ...flat, values: flat.values.map((value, i) => (i === 7 ? Number.POSITIVE_INFINITY : value)) },
    'no uncertainty': { ...flat, sigmas: new Float64Array(x.length) },
    'one energy': { ...flat, energiesEv: new Float64Array(x.length).fill(3) },
    descending: { ...flat, energiesEv: x.slice().reverse() },
  };
  for (const [what, spectrum] of Object.entries(hostile)) {
    it(`gives a reason for ${what}`, () => {
      for (const outcome of [
        findEdgeWindows(spectrum),
        valenceBandEdge(spectrum),
        valenceBandEdge(spectrum, { edgeWindowEv: [1, 4], baseWindowEv: [-2, 0] }),
        valenceBandModel(spectrum),
        valenceBandModel(spectrum, { edgeWindowEv: [1, 4], baseWindowEv: [-2, 0] }),
        fermiEdge(spectrum),
        fermiEdge(spectrum, { windowEv: [-1, 1] }),
        secondaryCutoff(
          points(spectrum.energiesEv, () => 7, 0),
          { excitationEv: 21.2 },
        ),
      ]) {
        expect(outcome.edge).toBeUndefined();
        expect(outcome.reason).toMatch(/^[\w(].{15,}/);
      }
    });
  }
  it('refuses windows that hold nothing and spectra that begin inside the band', () => {
    const spectrum = points(x, oxide(3, 0), 1);
    expect(valenceBandEdge(spectrum, { edgeWindowEv: [90, 95], baseWindowEv: [-2, 0] }).reason).toContain('holds 0');
    expect(valenceBandEdge(spectrum, { edgeWindowEv: [3, 4], baseWindowEv: [60, 70] }).reason).toContain('baseline');
    expect(valenceBandEdge(spectrum, { edgeWindowEv: [4, 3], baseWindowEv: [-2, 0] }).edge).toBeUndefined();
    expect(fermiEdge(spectrum, { windowEv: [0, 0.3] }).reason).toContain('4 points');
    const cut = points(grid(3.4, 8, 0.05), oxide(3, 0), 1);
    expect(valenceBandEdge(cut).edge).toBeUndefined();
  });
  it('takes repeated energies and one outlier', () => {
    const twice = Float64Array.from([...x, ...x]).sort();
    const { edge } = valenceBandEdge(points(twice, oxide(3, 0), 6));
    expect(Math.abs(edge!.valueEv - 3)).toBeLessThan(0.2);
  });
});
