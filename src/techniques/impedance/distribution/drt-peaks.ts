import type { Spectrum } from '../spectrum.js';
import type { Relaxation } from './arc-sum.js';
import { estimatedRelaxations } from './relaxations.js';
import { decideTerms } from './series-terms.js';
import { weightedSpectrum } from './weighted-spectrum.js';

/**
 * The relaxations of a spectrum, strongest first: start values for a fit. Some milliseconds, no regularised curve.
 *
 * @param maxPeaks @default 6
 */
export function drtPeaks(spectrum: Spectrum, maxPeaks = 6): Relaxation[] {
  const { selection } = decideTerms(weightedSpectrum(spectrum, 'modulus'), {
    inductor: 'auto',
    tail: 'auto',
    maxArcs: maxPeaks,
  });
  return estimatedRelaxations(selection)
    .map(({ tauS, resistanceOhm, exponent }) => ({ tauS, resistanceOhm, exponent }))
    .sort((a, b) => b.resistanceOhm - a.resistanceOhm);
}
