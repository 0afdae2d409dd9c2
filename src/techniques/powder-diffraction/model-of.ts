import type { FittedModel } from '../technique.js';
import type { Refinement } from './refinement.js';

/** The parameters of a refinement for people who hold, tie, bound or start them; background terms are too many to be listed. */
export function modelOf({ parameters, phases, method }: Refinement): FittedModel {
  return {
    text: `${method} of ${phases.map(({ name }) => name).join(', ')}`,
    option: 'method',
    parameters: parameters
      .filter(({ name, state, value }) => !name.startsWith('background.') && (state !== 'fixed' || value !== 0))
      .map(({ name, unit }) => ({ name, unit: unit === '1' ? '' : unit, bounds: [null, null] })),
  };
}
