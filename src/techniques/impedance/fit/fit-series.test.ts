import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { parseCircuit } from '../circuit/parse-circuit.js';
import { logFrequenciesHz, simulateSpectrum } from '../simulate/simulate-spectrum.js';
import type { Spectrum } from '../spectrum.js';
import { fitSeries } from './fit-series.js';
import { fitSpectrum } from './fit-spectrum.js';

const circuit = parseCircuit('R0-p(R1,CPE1)-p(R2,CPE2)');

/** A cell whose interface grows a thousandfold over the series while its arcs change places in size. */
function growing(count: number): Spectrum[] {
  const frequencies = logFrequenciesHz(1e6, 0.1, 5);
  return Array.from({ length: count }, (_, k) => {
    const growth = 1000 ** (k / (count - 1));
    const natural = Float64Array.of(20, 100, 1e-7, 0.9, 5 * growth, 1e-4 / growth ** 0.3, 0.85);
    return simulateSpectrum(circuit, natural, frequencies, { noise: 0.003, random: createRandom(k + 1) });
  });
}

describe('fitSeries', () => {
  it('reaches by warm starts what a full search at every spectrum reaches', () => {
    const spectra = growing(60);
    const warm = fitSeries(circuit, spectra, { fullSearchUpTo: 10 });
    const searched = spectra.map((spectrum) => fitSpectrum(circuit, spectrum));
    for (const [k, fit] of warm.entries()) {
      expect(fit.sumOfSquares, `spectrum ${k}`).toBeLessThanOrEqual(searched[k].sumOfSquares * (1 + 1e-6));
      fit.natural.forEach((value, j) => {
        expect(value / searched[k].natural[j], `spectrum ${k}, parameter ${j}`).toBeCloseTo(1, 3);
      });
    }
    // Warm starts must be the rule, or a series of ten thousand takes for ever.
    expect(warm.filter((fit) => fit.startsTried <= 2).length).toBeGreaterThan(50);
  });

  it('searches anew where the series jumps', () => {
    const spectra = growing(45);
    // From its neighbour this one ends in a local minimum hundreds of times too high.
    const jumped = Float64Array.of(2.31, 4.35, 3.98e-5, 0.976, 14.6, 3.01e-4, 0.985);
    const other = simulateSpectrum(circuit, jumped, spectra[0].frequencyHz, { noise: 0.003, random: createRandom(7) });
    spectra.splice(20, 0, other);
    const fits = fitSeries(circuit, spectra);
    const searched = fitSpectrum(circuit, other);
    expect(fits[20].sumOfSquares).toBeLessThanOrEqual(searched.sumOfSquares * (1 + 1e-6));
    expect(fits[21].reducedChiSquare).toBeLessThan(3 * fits[19].reducedChiSquare);
  });

  it('helps a short series from both sides', () => {
    const spectra = growing(6);
    const alone = spectra.map((spectrum) => fitSpectrum(circuit, spectrum, { starts: 2, seed: 3 }));
    const together = fitSeries(circuit, spectra, { starts: 2, seed: 3 });
    together.forEach((fit, k) => {
      expect(fit.sumOfSquares).toBeLessThanOrEqual(alone[k].sumOfSquares * (1 + 1e-9));
    });
    const best = spectra.map((spectrum) => fitSpectrum(circuit, spectrum, { starts: 40 }));
    together.forEach((fit, k) => {
      expect(fit.sumOfSquares / best[k].sumOfSquares).toBeCloseTo(1, 5);
    });
  });

  it('reports its progress and asks for relaxations only where it searches', () => {
    const spectra = growing(12);
    const done: number[] = [];
    const asked: number[] = [];
    fitSeries(circuit, spectra, {
      fullSearchUpTo: 5,
      peaksOf: (_, index) => {
        asked.push(index);
        return [];
      },
      onFit: (count) => done.push(count),
    });
    expect(done).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(asked[0]).toBe(0);
    expect(asked.length).toBeLessThan(6);
  });

  it('gives nothing for no spectra', () => {
    expect(fitSeries(circuit, [])).toEqual([]);
  });
});
