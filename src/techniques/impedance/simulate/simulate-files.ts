import { z } from 'zod';
import { fail } from '../../../errors.js';
import { createRandom } from '../../../numerics/random.js';
import { parseCircuit } from '../circuit/parse-circuit.js';
import { logFrequenciesHz, simulateSpectrum } from './simulate-spectrum.js';
import { impedanceTruth, truthParameters } from './truth.js';
import { writeSpectrum } from './write-spectrum.js';

/**
 * Raw files of a known truth, for `interphase simulate`. Each file has its own noise stream, so that adding a file does
 * not change the others.
 *
 * @throws `invalid-option` when the truth does not describe every parameter of its circuit
 */
export function simulateFiles(input: unknown, seed: number): { name: string; text: string }[] {
  const parsed = impedanceTruth.safeParse(input);
  if (!parsed.success) {
    throw fail(
      'invalid-option',
      `the truth of the impedance files is not complete: ${z.prettifyError(parsed.error)}`,
      'see docs/study-yaml.md, section "Simulated studies"',
    );
  }
  const truth = parsed.data;
  const circuit = parseCircuit(truth.circuit);
  const frequencyHz = logFrequenciesHz(truth.frequency.from, truth.frequency.to, truth.frequency.pointsPerDecade);
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
