import type { FittedModel, ModelParameter } from '../technique.js';
import type { Circuit, CircuitParameter } from './circuit/circuit.js';

/** The circuit as a model that can be edited: its parameters by the names that options and quantities have. */
export function fittedModel(circuit: Circuit): FittedModel {
  return { text: circuit.text, option: 'circuit', parameters: circuit.parameters.map(modelParameter) };
}

function modelParameter({ name, unit, scale, bounds }: CircuitParameter): ModelParameter {
  return {
    name,
    unit: unit === '1' ? '' : unit,
    // What is searched as a logarithm is positive by nature.
    bounds: scale === 'log' ? [0, null] : (bounds ?? [null, null]),
  };
}
