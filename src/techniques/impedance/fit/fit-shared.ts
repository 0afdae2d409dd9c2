/**
 * A joint fit of a series in which some parameters (a CPE exponent, the lead inductance) have one value in all spectra.
 * It starts from the separate fits, so what is gained is the shared value and the smaller errors of the others.
 */
import { fail } from '../../../errors.js';
import { estimateSharedCovariance } from '../../../numerics/least-squares/shared-covariance.js';
import { minimiseShared } from '../../../numerics/least-squares/shared-fit.js';
import { shareParameters } from '../../../numerics/least-squares/shared-model.js';
import { median } from '../../../numerics/statistics/summary.js';
import { makeCircuitModel, makeLayout, type ParameterConstraints, toFree, toNatural } from './circuit-model.js';
import { expandCovariance } from './fit-spectrum.js';
import { minimiseSettings } from './search-minimum.js';
import type { SpectrumFit } from './spectrum-fit.js';
import { makeWeights } from './weights.js';

const MAX_ITERATIONS = 300;

/**
 * @param fits separate fits of the same circuit, one per spectrum
 * @param names parameters to share
 * @throws `invalid-option` for a name that is not free in the fits
 */
export function fitShared(
  fits: readonly SpectrumFit[],
  names: readonly string[],
  constraints: ParameterConstraints,
): SpectrumFit[] {
  const { circuit, weighting } = fits[0];
  const layout = makeLayout(
    circuit,
    constraints,
    fits.map((fit) => fit.spectrum),
  );
  const shared = names.map((name) => {
    const index = layout.freeNames.indexOf(name);
    if (index < 0)
      throw fail(
        'invalid-option',
        `share "${name}": it is no free parameter of ${circuit.text}`,
        `free parameters are ${layout.freeNames.join(', ')}`,
        { path: 'share' },
      );
    return index;
  });
  const own = layout.freeNames.map((_, j) => j).filter((j) => !shared.includes(j));
  const models = fits.map((fit) => makeCircuitModel(layout, fit.spectrum, makeWeights(fit.spectrum, weighting)));
  const starts = fits.map((fit) => toFree(layout, fit.natural));
  const settings = minimiseSettings(layout);
  const pick = (values: Float64Array, places: readonly number[]) => Float64Array.from(places, (j) => values[j]);
  const box = (places: readonly number[], start: Float64Array) => ({
    start,
    lower: pick(settings.lower, places),
    upper: pick(settings.upper, places),
    stepLimit: pick(settings.stepLimit, places),
  });
  const model = shareParameters(models, shared);
  const minimum = minimiseShared(
    model,
    starts.map((start) => box(own, pick(start, own))),
    box(
      shared,
      Float64Array.from(shared, (j) => median(starts.map((start) => start[j]))),
    ),
    { maxIterations: MAX_ITERATIONS },
  );
  const covariance = estimateSharedCovariance(model, minimum, {
    scale: weighting === 'supplied' ? 'known' : 'residuals',
  });
  // Covariances of a set come as (own, shared); the circuit wants them in its own order.
  const order = [...own, ...shared];
  return fits.map((fit, s) => {
    const free = new Float64Array(layout.freeCount);
    order.forEach((j, a) => {
      free[j] = a < own.length ? minimum.locals[s][a] : minimum.shared[a - own.length];
    });
    const natural = toNatural(layout, free, new Float64Array(circuit.parameters.length));
    const estimate = covariance.sets[s];
    const sorted = new Float64Array(order.length ** 2);
    order.forEach((i, a) => {
      order.forEach((j, b) => {
        sorted[i * order.length + j] = estimate.covariance[a * order.length + b];
      });
    });
    models[s].compiled.evaluate(natural, false);
    const residualCount = models[s].residualCount;
    return {
      ...fit,
      natural,
      covariance: expandCovariance(layout, sorted),
      sumOfSquares: minimum.setSums[s],
      degreesOfFreedom: residualCount - layout.freeCount,
      reducedChiSquare: covariance.reducedChiSquare,
      rank: estimate.rank,
      condition: estimate.condition,
      atBound: layout.freeNames.filter((_, j) => free[j] <= layout.lower[j] || free[j] >= layout.upper[j]),
      converged: minimum.converged,
      stopReason: minimum.stopReason,
      runnerUpSumOfSquares: null,
      degenerateSumOfSquares: null,
      modelReal: Float64Array.from(models[s].compiled.re),
      modelImaginary: Float64Array.from(models[s].compiled.im),
    };
  });
}
