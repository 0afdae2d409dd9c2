import { fail } from '../../errors.js';
import { type Circuit, parameterIndex } from './circuit/circuit.js';
import type { ImpedanceOptions } from './options.js';

/**
 * The options with every parameter that they name called by its full name: `Wo1_0` and `CPE1_1`, as other programs write
 * them, become `Wo1.R` and `CPE1.n`.
 *
 * @throws `invalid-option` for a name that is no parameter of the circuit
 */
export function resolveNames(circuit: Circuit, options: ImpedanceOptions): ImpedanceOptions {
  const known = circuit.parameters.map((parameter) => parameter.name).join(', ');
  const resolve = (option: string, name: string): string => {
    const index = parameterIndex(circuit, name);
    if (index >= 0) return circuit.parameters[index].name;
    throw fail(
      'invalid-option',
      `${option} "${name}" is not a parameter of ${circuit.text}`,
      `its parameters are ${known}`,
      { path: option },
    );
  };
  return {
    ...options,
    ...(options.track === undefined ? {} : { track: resolve('track', options.track) }),
    ...(options.interface === undefined ? {} : { interface: resolve('interface', options.interface) }),
    electrolyte: options.electrolyte.map((name) => resolve('electrolyte', name)),
    share: options.share.map((name) => resolve('share', name)),
  };
}
