import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { fitStack, relativeIntensities, type StackLine } from './multiline-thickness.js';
import { solveRatio } from './overlayer-thickness.js';
import { drawNumbers, evenCovariance } from './test-support/draw-numbers.js';

const normal = { value: 0, sigma: 0 };
const substrate: StackLine[] = [
  { name: 'Zr 3d', layer: 0, lengthsNm: [2.69, 5.26] },
  { name: 'P 2p', layer: 0, lengthsNm: [2.77, 5.42] },
  { name: 'Na 1s', layer: 0, lengthsNm: [1.16, 2.12] },
];
const film: StackLine = { name: 'Ti 2p', layer: 1, lengthsNm: [2.24, 4.34] };
const through = (t: number, l: number) => Math.exp(-t / l);

describe('one film seen by several lines', () => {
  const options = { angleDeg: normal, commonRelativeSigmas: [0.12] };
  const truth = {
    values: Float64Array.from([...substrate.map(({ lengthsNm }) => through(3, lengthsNm[0]!)), 1 - through(3, 2.24)]),
    covariance: evenCovariance([0.004, 0.006, 0.003, 0.008], 0.1),
  };
  const lines = [...substrate, film];
  it('gives the thickness back, the part of the attenuation length apart', () => {
    const found = fitStack(lines, truth, options)!;
    const [layer] = found.layers;
    expect(layer!.thicknessNm).toBeCloseTo(3, 6);
    expect(layer!.fromAttenuationLengthNm).toBeCloseTo(0.36, 6);
    expect(layer!.sigmaNm).toBeCloseTo(Math.hypot(layer!.statisticalNm, 0.36), 9);
    expect(found.degreesOfFreedom).toBe(3);
    expect(found.chiSquare).toBeLessThan(1e-8);
    expect(found.intermixed).toBe(false);
    for (const line of found.lines) expect(line.aloneNm).toBeCloseTo(3, 9);
  });
  it('says so when the lines contradict each other', () => {
    const values = truth.values.slice();
    values[0] = through(1.8, 2.69); // Zr has come up into the film
    const found = fitStack(lines, { ...truth, values }, options)!;
    expect(found.intermixed).toBe(true);
    expect(found.lines[0]!.pull).toBeGreaterThan(5);
    expect(found.lines[0]!.aloneNm).toBeCloseTo(1.8, 9);
  });
  it('forgives what the lengths of single lines may be off by', () => {
    const values = truth.values.slice();
    values[0] = through(3, 2.69 * 0.9);
    expect(fitStack(lines, { ...truth, values }, options)!.intermixed).toBe(true);
    const loose = lines.map((line) => ({ ...line, ownRelativeSigma: 0.1 }));
    expect(fitStack(loose, { ...truth, values }, options)!.intermixed).toBe(false);
  });
  it('covers the truth with an even p', () => {
    const random = createRandom(31);
    let inside = 0;
    let low = 0;
    for (let i = 0; i < 1000; i++) {
      const found = fitStack(lines, drawNumbers(truth, random), options)!;
      if (Math.abs(found.layers[0]!.thicknessNm - 3) < found.layers[0]!.statisticalNm) inside += 1;
      if (found.pValue! < 0.1) low += 1;
    }
    expect(Math.abs(inside / 1000 - 0.683)).toBeLessThan(0.045);
    expect(Math.abs(low / 1000 - 0.1)).toBeLessThan(0.03);
  });
  it('does not run away where the substrate is gone', () => {
    const values = Float64Array.of(-0.001, 0.0005, -0.002, 1.001);
    const [layer] = fitStack(lines, { ...truth, values }, options)!.layers;
    expect(layer!.thicknessNm).toBeGreaterThan(8);
    expect(layer!.thicknessNm).toBeLessThan(60);
  });
  it('is the ratio of film and substrate when the gain is free', () => {
    const two = [substrate[0]!, film];
    const values = Float64Array.of(0.8 * truth.values[0]!, 0.8 * truth.values[3]!);
    const found = fitStack(
      two,
      { values, covariance: evenCovariance([0.004, 0.008], 0) },
      { ...options, gainSigma: 'free' },
    )!;
    expect(found.layers[0]!.thicknessNm).toBeCloseTo(solveRatio(values[1]! / values[0]!, 2.24, 2.69), 6);
    expect(found.gain).toBeCloseTo(0.8, 6);
    expect(found.intermixed).toBeNull();
  });
  it('lets the gain move within its sigma', () => {
    const values = truth.values.map((q) => 0.94 * q);
    const held = fitStack(lines, { ...truth, values }, options)!;
    const moved = fitStack(lines, { ...truth, values }, { ...options, gainSigma: 0.05 })!;
    expect(held.intermixed).toBe(true);
    expect(moved.intermixed).toBe(false);
    expect(moved.gain).toBeCloseTo(0.94, 2);
    expect(Math.abs(moved.layers[0]!.thicknessNm - 3)).toBeLessThan(0.05);
  });
});

describe('a stack of two layers', () => {
  it('is told apart by its film line and lengths', () => {
    const metal: StackLine = { name: 'Na metal', layer: 2, lengthsNm: [1, 2.12] };
    const lines = [...substrate, film, metal];
    const values = Float64Array.from([
      ...substrate.map(({ lengthsNm }) => through(3.51, lengthsNm[0]!) * through(0.6, lengthsNm[1]!)),
      (1 - through(3.51, 2.24)) * through(0.6, 4.34),
      1 - through(0.6, 2.12),
    ]);
    const found = fitStack(
      lines,
      { values, covariance: evenCovariance([0.004, 0.004, 0.002, 0.008, 0.01], 0) },
      {
        angleDeg: normal,
        commonRelativeSigmas: [0.12, 0.3],
      },
    )!;
    expect(found.layers[0]!.thicknessNm).toBeCloseTo(3.51, 5);
    expect(found.layers[1]!.thicknessNm).toBeCloseTo(0.6, 5);
    expect(found.layers[1]!.fromAttenuationLengthNm).toBeCloseTo(0.18, 5);
    expect(found.degreesOfFreedom).toBe(3);
    expect(found.covariance[0]).toBeCloseTo(found.layers[0]!.statisticalNm ** 2, 12);
  });
  it('has no answer from fewer lines than layers', () => {
    const one = { values: Float64Array.of(0.3), covariance: Float64Array.of(1e-4) };
    expect(fitStack([substrate[0]!], one, { angleDeg: normal, commonRelativeSigmas: [0.1, 0.1] })).toBeUndefined();
  });
});

describe('relative intensities', () => {
  it('share the error of their reference', () => {
    const areas = { values: Float64Array.of(500, 250, 1000), covariance: evenCovariance([1e-9, 1e-9, 10], 0) };
    const { values, covariance } = relativeIntensities(areas, [
      { area: 0, reference: 2 },
      { area: 1, reference: 2, factor: 2 },
    ]);
    expect([...values]).toEqual([0.5, 0.5]);
    expect(covariance[1]! / Math.sqrt(covariance[0]! * covariance[3]!)).toBeCloseTo(1, 9);
    expect(Math.sqrt(covariance[0]!)).toBeCloseTo(0.005, 9);
  });
});
