/** The model of the fit for people who edit it: components as text, and every number by its name. */
import type { FittedModel, ModelParameter } from '../technique.js';
import type { AnalysedSeries } from './analysed.js';
import type { SeriesFit } from './series-fit.js';

export function modelOf({ fit, options }: AnalysedSeries): FittedModel | undefined {
  if (fit === undefined) return undefined;
  return {
    text: options.component.join('\n'),
    option: 'component',
    parameters: fit.numbers.names.map((name) => parameterOf(fit, name)),
  };
}

function parameterOf(fit: SeriesFit, name: string): ModelParameter {
  const first = fit.spectra
    .map(({ spectrum }) => fit.numbers.find(name, spectrum.step))
    .find((number) => number !== undefined);
  const own = fit.components.find((component) => name.startsWith(`${component.name}.`));
  const shape = own?.shape.parameters.find((parameter) => name === `${own.name}.${parameter.name}`);
  return { name, unit: first?.unit ?? '', bounds: shape === undefined ? [null, null] : [shape.lower, shape.upper] };
}
