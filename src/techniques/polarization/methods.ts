/** Sentences for the methods section: what was done, with every choice that a referee asks for. */
import type { AnalysedStep } from './analysed-step.js';
import type { CurrentVoltage } from './derive/current-voltage.js';
import type { PolarizationOptions } from './options.js';

export function methodsOf(
  steps: readonly AnalysedStep[],
  line: CurrentVoltage | undefined,
  hasLaw: boolean,
  options: PolarizationOptions,
): string[] {
  const best = [...new Set(steps.map(({ fit }) => fit.laws[0]?.law))].join('; ');
  const times = steps.map(({ step }) => step.timeS.at(-1)! / 3600);
  const [least, most] = [Math.min(...times), Math.max(...times)].map((hours) => Number(hours.toPrecision(2)));
  const sentences = [
    `${steps.length} step${steps.length === 1 ? '' : 's'} of the potential (${steps.map(({ step }) => `${Number(step.potentialV.toPrecision(3))} V`).join(', ')}), held for ${least === most ? least : `${least} to ${most}`} h, ${steps.length === 1 ? 'was' : 'were each'} fitted with a steady current below sums of one to three exponentials, a stretched exponential, a power of time and a tail falling as one over root of time, averaged by a tempered Akaike criterion (best: ${best}).`,
    `The standard deviation holds the scatter within and between the laws, correlated noise of the readings, and a slow decay that may hide in the fall of the current at the end. A steady current is given where what still decays is at most ${Number((100 * options.tolerance).toPrecision(3))} % of it and its standard deviation at most ${Number((100 * options.precision).toPrecision(3))} %; else the current at the end bounds it from above.`,
  ];
  if (hasLaw) {
    sentences.push(
      'The conductivities of electrons and holes at the reversible electrode follow from the law of Hebb and Wagner, fitted over the potentials.',
    );
  } else if (line !== undefined && options.electrodes === 'two-blocking') {
    sentences.push(
      'The electronic conductivity is the slope of steady current against potential, weighted with the errors, which is free of a constant leakage.',
    );
  }
  if (options.electrodes === 'non-blocking') {
    sentences.push('The current fraction follows P. G. Bruce and C. A. Vincent, J. Electroanal. Chem. 225 (1987) 1.');
  }
  return sentences;
}
