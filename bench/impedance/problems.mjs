/** The spectra of the impedance bench: simulated, seeded, the same for Interphase and for its peers. */

import { createRandom } from '../../dist/numerics/random.js';
import { logFrequenciesHz, parseCircuit, simulateSpectrum } from '../../dist/techniques/impedance/index.js';

const NOISE = 0.003;

/** Circuits of arcs in series, their truth in natural units, and the sweep. */
const cells = {
  // A ceramic pellet between blocking electrodes: bulk and grain boundaries overlap.
  twoArcs: {
    circuit: 'p(R1,CPE1)-p(R2,CPE2)-CPE3',
    shape: { series: false, arcs: 2, tail: true },
    truth: [79500, 1.36e-10, 0.79, 667000, 1.36e-10, 0.82, 2.67e-6, 0.583],
    frequency: { from: 1e7, to: 0.1, count: 42 },
  },
  threeArcs: {
    circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3)',
    shape: { series: true, arcs: 3, tail: false },
    truth: [20, 60, 2e-6, 0.88, 120, 6e-5, 0.82, 200, 2e-3, 0.8],
    frequency: { from: 1e6, to: 0.01, count: 86 },
  },
};

function cell(name) {
  const { circuit, shape, truth, frequency } = cells[name];
  const { from, to, count } = frequency;
  const frequencyHz = logFrequenciesHz(from, to, (count - 1) / Math.log10(from / to));
  return { circuit: parseCircuit(circuit), shape, truth: Float64Array.from(truth), frequencyHz };
}

/** Noisy spectra of one cell, each with start values off by a factor of up to e and exponents by up to 0.05. */
export function fitProblem(name, count, seed) {
  const { circuit, shape, truth, frequencyHz } = cell(name);
  const random = createRandom(seed);
  const spectra = [];
  const starts = [];
  for (let k = 0; k < count; k++) {
    spectra.push(simulateSpectrum(circuit, truth, frequencyHz, { noise: NOISE, random }));
    starts.push(
      truth.map((value, j) => {
        const off = 2 * random.uniform() - 1;
        return circuit.parameters[j].scale === 'log' ? value * Math.exp(off) : value + 0.05 * off;
      }),
    );
  }
  return { circuit, shape, spectra, starts };
}

/** A long series of the two-arc cell whose parameters drift slowly and independently, as in a slow thermal cycle. */
export function driftingSeries(count, seed) {
  const { circuit, shape, truth, frequencyHz } = cell('twoArcs');
  const random = createRandom(seed);
  const phase = truth.map(() => 2 * Math.PI * random.uniform());
  const truths = Array.from({ length: count }, (_, k) =>
    truth.map((value, j) => {
      const wave = Math.sin((2 * Math.PI * (1 + (j % 3)) * k) / count + phase[j]);
      return circuit.parameters[j].scale === 'log' ? value * Math.exp(0.2 * wave) : value + 0.02 * wave;
    }),
  );
  const spectra = truths.map((now) => simulateSpectrum(circuit, now, frequencyHz, { noise: 0.002, random }));
  return { circuit, shape, spectra, truths };
}

/** Spectra of 80 and 107 points for the distribution of relaxation times and the Kramers-Kronig test. */
export function spectraForDistributions(seed) {
  const random = createRandom(seed);
  const { circuit, truth } = cell('threeArcs');
  return [80, 107].map((points) => {
    const frequencyHz = logFrequenciesHz(1e6, 0.01, (points - 1) / 8);
    return simulateSpectrum(circuit, truth, frequencyHz, { noise: 0.002, random });
  });
}

/** What crosses to Python: plain arrays. */
export function plainSpectrum({ frequencyHz, real, imaginary }) {
  return { frequencyHz: [...frequencyHz], real: [...real], imaginary: [...imaginary] };
}

/** Natural parameters as the logarithms and exponents that both sides search. */
export function internalStart(circuit, natural) {
  return Array.from(natural, (value, k) => (circuit.parameters[k].scale === 'log' ? Math.log(value) : value));
}
