import { fail } from '../../../errors.js';
import { createRandom } from '../../../numerics/random.js';
import { parseTruth } from '../../parse-truth.js';
import { parameterIndex } from '../circuit/circuit.js';
import { parseCircuit } from '../circuit/parse-circuit.js';
import { countFrequencies, logFrequenciesHz, simulateSpectrum } from './simulate-spectrum.js';
import { impedanceTruth, truthParameters } from './truth.js';
import { writeSpectrum } from './write-spectrum.js';

const MAX_POINTS = 2000;

/**
 * Raw files of a known truth, for `interphase simulate`. Each file has its own noise stream, so that adding a file does
 * not change the others.
 *
 * @throws `invalid-option` when the truth does not describe every parameter of its circuit, or holds what cannot be
 */
export function simulateFiles(input: unknown, seed: number): { name: string; text: string }[] {
  const truth = parseTruth(impedanceTruth, input, 'impedance');
  const circuit = parseCircuit(truth.circuit);
  const { from, to, pointsPerDecade } = truth.frequency;
  const points = countFrequencies(from, to, pointsPerDecade);
  if (points > MAX_POINTS) {
    throw fail(
      'invalid-option',
      `${pointsPerDecade} points per decade from ${from} to ${to} Hz are ${points} points`,
      `at most ${MAX_POINTS} can be simulated; 10 per decade are usual`,
      { path: 'frequency.pointsPerDecade' },
    );
  }
  const unknown = truth.files.find((file) => file.drift && parameterIndex(circuit, file.drift.parameter) < 0);
  if (unknown) {
    throw fail(
      'invalid-option',
      `${unknown.drift!.parameter}, which drifts in ${unknown.name}, is not a parameter of ${circuit.text}`,
      `its parameters are ${circuit.parameters.map((parameter) => parameter.name).join(', ')}`,
      { path: 'files' },
    );
  }
  const frequencyHz = logFrequenciesHz(from, to, pointsPerDecade);
  return truth.files.map((file, index) => {
    const natural = truthParameters(
      circuit,
      { ...truth.parameters, ...file.parameters },
      file.temperatureC,
      file.timeH,
    );
    const random = createRandom(seed * 1000 + index);
    const spectrum = simulateSpectrum(circuit, natural, frequencyHz, {
      noise: truth.noise,
      random,
      ...(file.drift ? { drift: file.drift } : {}),
    });
    return {
      name: file.name,
      text: writeSpectrum(spectrum, truth.format, `simulated by Interphase from known truth, seed ${seed}`),
    };
  });
}
