/** The distribution of relaxation times as a step of the analysis: options in, quantities of its peaks out. */
import { NORMAL_95 } from '../../numerics/statistics/distributions.js';
import type { Quantity } from '../../quantity/quantity.js';
import { logNormalQuantity } from './derive/log-normal.js';
import { type Distribution, distributionOfRelaxationTimes } from './distribution/distribution.js';
import type { DistributionPeak } from './distribution/peaks.js';
import type { KramersKronigResult } from './kramers-kronig/test-kramers-kronig.js';
import type { ImpedanceOptions } from './options.js';
import type { Spectrum } from './spectrum.js';

const BAND_LEVEL = 0.95;

export function distributionOf(
  spectrum: Spectrum,
  kramersKronig: KramersKronigResult | null,
  options: Pick<ImpedanceOptions, 'lambda' | 'seed' | 'weighting'>,
): Distribution {
  return distributionOfRelaxationTimes(spectrum, {
    weighting: options.weighting === 'unit' ? 'unit' : 'modulus',
    band: { level: BAND_LEVEL, seed: options.seed },
    ...(options.lambda === undefined ? {} : { lambda: options.lambda }),
    ...(kramersKronig?.consistent ? { noise: kramersKronig.noise } : {}),
  });
}

/** `series[].peaks` of the JSON output: one record of quantities per relaxation. */
export function peakQuantities(peak: DistributionPeak): Record<string, Quantity> {
  const measured = (value: number, sigma: number | null, unit: string, positive: boolean): Quantity => {
    if (sigma === null) return { value, sigma, unit };
    if (positive) return logNormalQuantity(value, sigma / value, unit);
    return { value, sigma, unit, interval95: [value - NORMAL_95 * sigma, value + NORMAL_95 * sigma] };
  };
  const note =
    peak.source === 'arcs'
      ? 'from the sum of arcs behind the distribution'
      : 'area between minima of the regularised curve';
  return {
    tau: measured(peak.tauS, peak.tauSigmaS, 's', true),
    frequency: {
      value: peak.frequencyHz,
      sigma: peak.tauSigmaS === null ? null : (peak.frequencyHz * peak.tauSigmaS) / peak.tauS,
      unit: 'Hz',
    },
    resistance: { ...measured(peak.resistanceOhm, peak.resistanceSigmaOhm, 'Ohm', true), note },
    exponent: measured(peak.exponent, peak.exponentSigma, '1', false),
    height: { value: peak.heightOhm, sigma: null, unit: 'Ohm' },
  };
}

function lambdaNote({ lambdaRule, lambdaChoices }: Distribution): string {
  const { gcv, lCurve } = lambdaChoices;
  return `${lambdaRule}; GCV would take ${gcv.toPrecision(2)}, the L-curve ${lCurve.toPrecision(2)}`;
}

/** Quantities of the distribution as a whole, beside the circuit's. */
export function distributionQuantities(distribution: Distribution): Record<string, Quantity> {
  return {
    'drt.seriesResistance': { value: distribution.seriesResistanceOhm, sigma: null, unit: 'Ohm' },
    'drt.polarizationResistance': { value: distribution.polarizationResistanceOhm, sigma: null, unit: 'Ohm' },
    'drt.lambda': { value: distribution.lambda, sigma: null, unit: '1', note: lambdaNote(distribution) },
  };
}
