/** Sentences for the methods section: what was done, with every choice that a referee asks for. */
import type { AnalysedSpectrum } from './analysed.js';
import type { Circuit } from './circuit/circuit.js';
import { printHz } from './derive/identifiability.js';
import type { ImpedanceOptions } from './options.js';

const weightWords = {
  modulus: 'the modulus (1/|Z|)',
  unit: 'unity',
  proportional: 'their own parts (1/|Re Z|, 1/|Im Z|)',
  supplied: 'the supplied standard deviations',
} as const;

export function methodsOf(
  entries: readonly AnalysedSpectrum[],
  circuit: Circuit | null,
  options: ImpedanceOptions,
): string[] {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  let points = 0;
  for (const { spectrum } of entries) {
    for (const f of spectrum.frequencyHz) {
      low = Math.min(low, f);
      high = Math.max(high, f);
    }
    points += spectrum.frequencyHz.length;
  }
  const sentences = [
    `${entries.length === 1 ? 'One impedance spectrum was' : `${entries.length} impedance spectra were`} analysed between ${printHz(low)} and ${printHz(high)} (${points} points).`,
  ];
  if (options.kramersKronig) {
    sentences.push(
      'Before the fit each spectrum was tested for Kramers-Kronig consistency with a chain of RC elements (B. A. Boukamp, J. Electrochem. Soc. 142 (1995) 1885), which also gives its noise.',
    );
  }
  if (circuit) {
    const elements = [
      ...new Map(circuit.elements.map((element) => [element.type.symbol, element.type.formula])),
    ].filter(([symbol]) => !['R', 'C', 'L'].includes(symbol));
    const formulae = elements.map(([symbol, formula]) => `${symbol}: ${formula}`).join('; ');
    sentences.push(
      `The circuit ${circuit.text}${formulae === '' ? '' : ` (${formulae})`} was fitted by complex nonlinear least squares to Re Z and Im Z weighted by ${weightWords[options.weighting]}, with ${options.starts} automatic starts (seed ${options.seed}); positive parameters were searched as logarithms. Standard errors are from the covariance matrix${options.weighting === 'supplied' ? '' : ' scaled by the reduced chi-square'}; 95 % intervals ${options.share.length > 0 && entries.length > 1 ? "follow from them by Student's t" : 'are profile-likelihood intervals'}.`,
    );
    if (options.fix.length > 0) sentences.push(`Held: ${options.fix.join(', ')}.`);
    if (options.tie.length > 0) sentences.push(`Tied: ${options.tie.join(', ')}.`);
    if (options.share.length > 0 && entries.length > 1)
      sentences.push(`Common to all spectra of the series (joint fit): ${options.share.join(', ')}.`);
    if (options.cell === 'symmetric')
      sentences.push(
        'The interface resistance of the symmetric cell is half the fitted resistance times the area: two equal interfaces are in series.',
      );
  }
  if (options.drt) {
    sentences.push(
      `Distributions of relaxation times were computed by Tikhonov regularisation with non-negativity; the regularisation parameter was ${options.lambda === undefined ? 'chosen by cross-validation' : `set to ${options.lambda}`}.`,
    );
  }
  return sentences;
}
