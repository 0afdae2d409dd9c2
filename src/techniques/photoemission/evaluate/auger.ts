/** The option `augerParameter`: which two components, and their parameter in each step. */
import { fail } from '../../../errors.js';
import { suggest } from '../../../quantity/nearest.js';
import type { Estimate } from '../analysed.js';
import { augerParameter } from '../derive/auger-parameter.js';
import { numberAt, takeNumbers } from '../derive/propagate-numbers.js';
import type { SeriesFit } from '../series-fit.js';
import type { Measurement } from '../spectrum.js';

/** @throws `invalid-option` for a text that does not name two components */
export function augerParametersOf(
  text: string | undefined,
  fit: SeriesFit,
  measurement: Measurement,
): { readonly step: number; readonly valueEv: Estimate }[] {
  if (text === undefined) return [];
  const [line, auger] = twoComponents(text, ' and ', fit, 'augerParameter', 'Na+ and Na KLL');
  return measurement.steps.flatMap((_, step) => {
    const numbers = takeNumbers(fit.numbers, [
      { name: `${line}.position`, step },
      { name: `${auger}.position`, step },
    ]);
    const spectrum = fit.spectra.find(
      (one) =>
        one.spectrum.step === step && one.curves.some(({ component }) => fit.components[component]!.name === auger),
    )?.spectrum;
    const excitation = spectrum === undefined ? undefined : measurement.excitationEv(spectrum);
    if (numbers === undefined || excitation === undefined) return [];
    return [{ step, valueEv: numberAt(augerParameter(numbers, [0], [1], excitation), 0) }];
  });
}

/** Two names of components with a word between them: `Ti4+ on Zr4+`. */
export function twoComponents(
  text: string,
  between: string,
  fit: SeriesFit,
  option: string,
  example: string,
): readonly [string, string] {
  const names = fit.components.map(({ name }) => name);
  const [first = '', second = '', ...rest] = text.split(between).map((word) => word.trim());
  for (const name of [first, second]) {
    if (names.includes(name) && rest.length === 0) continue;
    throw fail(
      'invalid-option',
      `${option} "${text}": there is no component "${name}"`,
      `${suggest(name, names)}; write it as "${example}"`,
      { path: option },
    );
  }
  return [first, second];
}
