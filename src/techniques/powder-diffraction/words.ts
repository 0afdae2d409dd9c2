/** The user's words about phases: `zno=10.0(1) %`, `zno=0.5(1) um`. */
import { fail, isInterphaseError } from '../../errors.js';
import { convert } from '../../quantity/convert.js';
import { parseQuantity } from '../../quantity/parse.js';
import type { Quantity } from '../../quantity/quantity.js';
import type { GrainDiameter } from './derive/corrected-fractions.js';
import { knownPhase } from './phase-setups.js';

const SHAPE = /^\s*([A-Za-z][\w-]*)\s*=\s*(\S.*?)\s*$/;

type Named = readonly { readonly name: string }[];

function read(text: string, phases: Named, option: string, unit: string, example: string): [string, Quantity] {
  const match = SHAPE.exec(text);
  if (match === null)
    throw fail('invalid-option', `${option} "${text}" cannot be read`, `write it as ${example}`, { path: option });
  knownPhase(match[1]!, phases, option);
  try {
    return [match[1]!, parseQuantity(match[2]!, unit)];
  } catch (error) {
    const why = isInterphaseError(error) ? error.message : String(error);
    throw fail('invalid-option', `${option} "${text}": ${why}`, `write it as ${example}`, { path: option });
  }
}

/** The standard and its weighed fraction, 0 to 1. */
export function readStandard(text: string | undefined, phases: Named) {
  if (text === undefined) return undefined;
  const [phase, quantity] = read(text, phases, 'internalStandard', '%', 'zno=10.0(1) %');
  const weighed = (quantity.value ?? Number.NaN) * (quantity.unit === '%' ? 0.01 : 1);
  if (!(weighed > 0 && weighed < 1))
    throw fail(
      'invalid-option',
      `internalStandard "${text}": a share lies between 0 and 100 %`,
      'write it as zno=10.0(1) %',
      {
        path: 'internalStandard',
      },
    );
  const sigma = quantity.sigma === null ? null : quantity.sigma * (quantity.unit === '%' ? 0.01 : 1);
  return { phase, weighed, weighedSigma: sigma };
}

/** Diameter of the grains of each phase, in micrometres. */
export function readDiameters(texts: readonly string[], phases: Named): Map<string, GrainDiameter> {
  return new Map(
    texts.map((text) => {
      const [phase, quantity] = read(text, phases, 'particleDiameter', 'um', 'zno=0.5(1) um');
      const { value, sigma } = convert(quantity, 'um');
      if (value !== null && value > 0 && value < 1e4) return [phase, { valueUm: value, sigmaUm: sigma }];
      throw fail(
        'invalid-option',
        `particleDiameter "${text}": grains are not that large`,
        'write it as zno=0.5(1) um',
        {
          path: 'particleDiameter',
        },
      );
    }),
  );
}
