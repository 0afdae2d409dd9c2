import type { Spectrum } from '../spectrum.js';
import type { Relaxation } from './arc-sum.js';
import { estimatedRelaxations } from './relaxations.js';
import { decideTerms } from './series-terms.js';
import { usablePoints, weightedSpectrum } from './weighted-spectrum.js';

/**
 * The relaxations of a spectrum, strongest first: start values for a fit. Some milliseconds, no regularised curve.
 *
 * @param maxPeaks @default 6
 * @throws `too-few-points` for fewer than 8 usable points
 */
export function drtPeaks(spectrum: Spectrum, maxPeaks = 6): Relaxation[] {
  const { selection } = decideTerms(weightedSpectrum(usablePoints(spectrum, 'a search for relaxations'), 'modulus'), {
    inductor: 'auto',
    tail: 'auto',
    maxArcs: maxPeaks,
  });
  return estimatedRelaxations(selection)
    .map(({ tauS, resistanceOhm, exponent }) => ({ tauS, resistanceOhm, exponent }))
    .sort((a, b) => b.resistanceOhm - a.resistanceOhm);
}
