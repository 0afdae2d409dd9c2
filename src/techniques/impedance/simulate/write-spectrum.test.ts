/** What is simulated must come back from the readers: format, sign, digits. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { parseCircuit } from '../circuit/parse-circuit.js';
import { readSpectra } from '../read-spectra.js';
import { readText } from '../test-support/simulated-recordings.js';
import { logFrequenciesHz, simulateSpectrum } from './simulate-spectrum.js';
import { type SpectrumFormat, writeSpectrum } from './write-spectrum.js';

const circuit = parseCircuit('L0-R0-p(R1,CPE1)-CPE2');
const frequencies = logFrequenciesHz(7e6, 0.1, 5);

describe.each([
  ['biologic-mpt', 'x.mpt', 'biologic-mpt'],
  ['gamry-dta', 'x.DTA', 'gamry-dta'],
  ['zplot', 'x.z', 'scribner-zplot'],
  ['csv', 'x.csv', 'text'],
] as const)('%s', (format: SpectrumFormat, name, reader) => {
  it.each([
    ['of a pellet', [5e-7, 74, 93, 1.5e-8, 0.9, 1e-5, 0.9]],
    ['of megohms', [5e-7, 7e4, 9e6, 1.5e-11, 0.9, 1e-9, 0.6]],
    ['of milliohms', [1e-8, 7e-3, 2e-2, 3, 0.8, 300, 0.5]],
  ])('a spectrum %s comes back to seven digits', async (_, natural) => {
    const spectrum = simulateSpectrum(circuit, Float64Array.from(natural), frequencies, {
      noise: 0.01,
      random: createRandom(1),
    });
    const recording = await readText(name, writeSpectrum(spectrum, format, 'a comment: with = signs'));
    expect(recording.format).toBe(reader);
    expect(recording.diagnostics.filter((diagnostic) => diagnostic.severity !== 'info')).toEqual([]);
    const [found, ...others] = readSpectra(recording);
    expect(others).toEqual([]);
    expect(found.findings).toEqual([]);
    expect(found.spectrum.frequencyHz).toHaveLength(frequencies.length);
    frequencies.forEach((f, i) => {
      expect(found.spectrum.frequencyHz[i] / f).toBeCloseTo(1, 7);
      expect(found.spectrum.real[i] / spectrum.real[i]).toBeCloseTo(1, 6);
      expect(found.spectrum.imaginary[i] / spectrum.imaginary[i]).toBeCloseTo(1, 6);
    });
  });
});
