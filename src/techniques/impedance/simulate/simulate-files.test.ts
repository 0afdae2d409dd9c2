import { describe, expect, it } from 'vitest';
import { boltzmannEvPerK } from '../../../quantity/constants.js';
import { compileCircuit, makeGrid } from '../circuit/compile-circuit.js';
import { parseCircuit } from '../circuit/parse-circuit.js';
import { simulateFiles } from './simulate-files.js';
import { logFrequenciesHz, simulateSpectrum } from './simulate-spectrum.js';
import { truthParameters } from './truth.js';

const circuit = parseCircuit('R0-p(R1,CPE1)');

describe('truthParameters', () => {
  const constants = { R0: 10, R1: 100, 'CPE1.Q': 1e-6, 'CPE1.n': 0.8 };

  it('takes numbers as they are', () => {
    expect(Array.from(truthParameters(circuit, constants, 80, 5))).toEqual([10, 100, 1e-6, 0.8]);
  });

  it('follows Arrhenius in both forms, with the value given at 25 degC', () => {
    const law = (form: 'sigma' | 'sigmaT') => ({
      ...constants,
      R1: { at25C: 100, activationEnergyEv: 0.3, form },
    });
    const [hot, room] = [353.15, 298.15];
    const boltzmann = Math.exp((0.3 / boltzmannEvPerK) * (1 / hot - 1 / room));
    expect(truthParameters(circuit, law('sigma'), 80, 0)[1] / (100 * boltzmann)).toBeCloseTo(1, 12);
    // sigma T follows the exponential, so R does with a factor T.
    expect(truthParameters(circuit, law('sigmaT'), 80, 0)[1] / (100 * boltzmann * (hot / room))).toBeCloseTo(1, 12);
    expect(truthParameters(circuit, law('sigmaT'), 25, 0)[1]).toBeCloseTo(100, 10);
  });

  it('grows by root or line in hours', () => {
    const at = (law: object, t: number) => truthParameters(circuit, { ...constants, R1: law as never }, 25, t)[1];
    expect(at({ initial: 42, perRootHour: 4 }, 100)).toBe(82);
    expect(at({ initial: 42, perHour: 0.5 }, 100)).toBe(92);
  });

  it('makes Q of a capacitance, which the arc then has: C = 1/(R w_apex)', () => {
    const law = { ...constants, 'CPE1.Q': { capacitance: 3e-9, with: 'R1' } };
    const [, r, q, n] = truthParameters(circuit, law, 25, 0);
    expect((q * r) ** (1 / n) / r / 3e-9).toBeCloseTo(1, 10);
  });

  it('names what the truth does not say', () => {
    const { 'CPE1.n': _, ...rest } = constants;
    expect(() => truthParameters(circuit, rest, 25, 0)).toThrowError(/no value for CPE1\.n/);
    const circular = { ...constants, 'CPE1.Q': { capacitance: 1e-9, with: 'CPE1.Q' } };
    expect(() => truthParameters(circuit, circular, 25, 0)).toThrowError(/no value for CPE1\.Q/);
  });
});

describe('simulateSpectrum', () => {
  const natural = Float64Array.of(10, 100, 1e-6, 0.8);
  const frequencies = logFrequenciesHz(1e5, 0.1, 10);

  it('has its frequencies on a logarithmic scale, both ends included', () => {
    expect(frequencies).toHaveLength(61);
    expect(frequencies[0]).toBe(1e5);
    expect(frequencies[60] / 0.1).toBeCloseTo(1, 12);
    expect(frequencies[10] / 1e4).toBeCloseTo(1, 12);
  });

  it('is the circuit where there is no noise', () => {
    const { real, imaginary } = simulateSpectrum(circuit, natural, frequencies);
    const compiled = compileCircuit(circuit, makeGrid(frequencies));
    compiled.evaluate(natural, false);
    expect(real).toEqual(compiled.re);
    expect(imaginary).toEqual(compiled.im);
  });

  it('drifts with the time that the points take: nearly all of it at the lowest frequencies', () => {
    const drift = { parameter: 'R1', relative: 0.1 };
    const still = simulateSpectrum(circuit, natural, frequencies);
    const moved = simulateSpectrum(circuit, natural, frequencies, { drift });
    const change = (i: number) => (moved.real[i] - still.real[i]) / 100;
    expect(Math.abs(change(20))).toBeLessThan(2e-3);
    expect(change(60)).toBeGreaterThan(0.07);
    expect(change(60)).toBeLessThan(0.1);
  });
});

describe('simulateFiles', () => {
  const truth = {
    circuit: 'R0-p(R1,CPE1)',
    parameters: { R0: 10, R1: 100, 'CPE1.Q': 1e-6, 'CPE1.n': 0.8 },
    frequency: { from: 1e5, to: 1, pointsPerDecade: 5 },
    noise: 0.01,
    files: [{ name: 'a.csv' }, { name: 'b.csv' }],
  };
  const text = (files: readonly { name: string; text: string }[], name: string) =>
    files.find((f) => f.name === name)!.text;

  it('is the same for the same seed and another for another', () => {
    expect(simulateFiles(truth, 1)).toEqual(simulateFiles(truth, 1));
    expect(text(simulateFiles(truth, 2), 'a.csv')).not.toBe(text(simulateFiles(truth, 1), 'a.csv'));
    expect(text(simulateFiles(truth, 1), 'a.csv')).not.toBe(text(simulateFiles(truth, 1), 'b.csv'));
  });

  it('keeps a file as it is when another is added behind it', () => {
    const more = { ...truth, files: [...truth.files, { name: 'c.csv' }] };
    expect(text(simulateFiles(more, 1), 'b.csv')).toBe(text(simulateFiles(truth, 1), 'b.csv'));
  });

  it('has the noise that it says, relative to |Z|, in both parts', () => {
    const many = { ...truth, frequency: { from: 1e5, to: 1, pointsPerDecade: 200 } };
    const rows = (noise: number) =>
      simulateFiles({ ...many, noise }, 5)[0]
        .text.trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').map(Number));
    const exact = rows(0);
    const scatter = [1, 2].map((part) => {
      const relative = rows(0.01).map((row, i) => (row[part] - exact[i][part]) / Math.hypot(exact[i][1], exact[i][2]));
      return Math.sqrt(relative.reduce((sum, r) => sum + r * r, 0) / relative.length);
    });
    for (const sigma of scatter) expect(sigma / 0.01).toBeCloseTo(1, 1);
  });

  it.each<[object, RegExp]>([
    [{ ...truth, parameters: { R0: 10 } }, /no value for R1/],
    [{ ...truth, noise: -1 }, /noise/],
    [{ ...truth, noise: 1e30 }, /noise/],
    [{ ...truth, parameters: { ...truth.parameters, R0: -10 } }, /parameters\.R0/],
    [{ ...truth, parameters: { ...truth.parameters, R0: 0 } }, /gives R0 the value 0\.000/],
    [{ ...truth, parameters: { ...truth.parameters, 'CPE1.n': 1.2 } }, /gives CPE1\.n the value 1\.2/],
    [
      {
        ...truth,
        parameters: { ...truth.parameters, R1: { initial: 5, perHour: -1 } },
        files: [{ name: 'a.csv', timeH: 9 }],
      },
      /gives R1 the value -4\.000 at 25 degC and 9 h/,
    ],
    [{ ...truth, files: [{ name: 'a.csv', temperatureC: -400 }] }, /temperatureC/],
    [{ ...truth, files: [{ name: 'a.csv', drift: { parameter: 'R7', relative: 0.1 } }] }, /R7, which drifts in a\.csv/],
    [{ ...truth, frequency: { ...truth.frequency, to: 1e-300 } }, /frequency\.to/],
    [{ ...truth, frequency: { ...truth.frequency, pointsPerDecade: 1e9 } }, /are 5000000001 points/],
    [{ ...truth, frequencies: 1 }, /frequencies/],
    [{ ...truth, circuit: 'R0-' }, /circuit/],
  ])('refuses what is incomplete or impossible', (wrong, message) => {
    expect(() => simulateFiles(wrong, 1)).toThrowError(message);
  });
});
