import { describe, expect, it } from 'vitest';
import { parameterIndex } from '../circuit/circuit.js';
import { parseCircuit } from '../circuit/parse-circuit.js';
import {
  type ReferenceFit,
  referenceAnswers,
  referenceSpectrum,
  sharedEis,
} from '../test-support/reference-spectra.js';
import { fitSpectrum } from './fit-spectrum.js';
import { type SpectrumFit, standardError } from './spectrum-fit.js';

const fits = sharedEis ? referenceAnswers().fits : [];

/** Sum of squares within 1e-6 of the reference or below; parameters and errors where the reference is the optimum. */
function compare(fit: SpectrumFit, reference: ReferenceFit): void {
  expect(fit.sumOfSquares).toBeLessThanOrEqual(reference.sum_sq * (1 + 1e-6));
  expect(fit.converged).toBe(true);
  const isOptimum = fit.sumOfSquares >= reference.sum_sq * (1 - 1e-6);
  if (reference.lowest_known_sum_sq !== undefined) {
    // Known lower minima are quoted to six digits; a degenerate one is set aside on purpose and reported.
    const lowest = fit.degenerateSumOfSquares ?? fit.sumOfSquares;
    const keepsRegular = reference.note?.includes('degenerate') === true;
    if (!keepsRegular) expect(lowest).toBeLessThanOrEqual(reference.lowest_known_sum_sq * (1 + 3e-6));
    if (!isOptimum) return;
  }
  expect(isOptimum).toBe(true);
  for (const [name, value] of Object.entries(reference.params)) {
    const k = parameterIndex(fit.circuit, name);
    expect(fit.natural[k] / value, name).toBeCloseTo(1, 3);
    if (reference.at_bound.length === 0)
      expect(standardError(fit, k) / reference.stderr[name], `error of ${name}`).toBeCloseTo(1, 2);
  }
  // The reference names arcs before sorting them, so only the number of parameters on a bound can be compared.
  expect(fit.atBound).toHaveLength(reference.at_bound.length);
}

describe.skipIf(!sharedEis)('the fits of independent programs (needs ../shared/data/eis)', () => {
  it.each(fits.map((f) => [`${f.file} ${f.circuit} ${f.weighting}`, f] as const))(
    '%s is reached without start values',
    async (_, reference) => {
      const spectrum = await referenceSpectrum(reference.file, reference.point_filter);
      expect(spectrum.frequencyHz.length).toBe(reference.n_points);
      compare(fitSpectrum(parseCircuit(reference.circuit), spectrum, { weighting: reference.weighting }), reference);
    },
  );

  it.each(fits.map((f) => [`${f.file} ${f.circuit} ${f.weighting}`, f] as const))(
    '%s is reached from the given start',
    async (_, reference) => {
      const spectrum = await referenceSpectrum(reference.file, reference.point_filter);
      const circuit = parseCircuit(reference.circuit);
      const start = Object.fromEntries(circuit.parameters.map((p, k) => [p.name, reference.start[k]]));
      compare(fitSpectrum(circuit, spectrum, { weighting: reference.weighting, constraints: { start } }), reference);
    },
  );
});
