/**
 * Simulated impedance measurements of known truth, each analysed as the command line does: raw text of an instrument, reader,
 * options, task, result.
 */
import { fileFromBytes, runTask } from '../../dist/index.js';
import { createRandom } from '../../dist/numerics/random.js';
import { impedance } from '../../dist/techniques/impedance/index.js';
import { compare } from './tally.mjs';

/** Seeds of different kinds and trials must not meet. */
const kindSeeds = { pellet: 1, symmetric: 2, diffusion: 3, temperatures: 4, thermometer: 5, drift: 6, relaxations: 7 };
const encoder = new TextEncoder();

/** One trial of a kind: what is compared with the truth, and what was found. */
export function trial(kind, index, seed) {
  const random = createRandom(seed * 1e9 + kindSeeds[kind] * 1e7 + index);
  const between = (low, high) => low + (high - low) * random.uniform();
  const draw = { random, between, ratio: (low, high) => low * (high / low) ** random.uniform() };
  return kinds[kind](draw, index);
}

const kinds = {
  pellet: (draw) => singleSpectrum(draw, pelletCell(draw), true),
  symmetric: (draw) => singleSpectrum(draw, symmetricCell(draw), false),
  diffusion: (draw) => singleSpectrum(draw, diffusionCell(draw), false),
  temperatures: (draw, index) => temperatureSeries(draw, index, 0),
  thermometer: (draw, index) => temperatureSeries(draw, index, 0.5),
  drift: driftingTwin,
  relaxations: twoRelaxations,
};

/** CPE coefficient of an arc of this effective (Hsu-Mansfeld) capacitance. */
const coefficient = (capacitance, n, r) => capacitance ** n * r ** (n - 1);

/** Two arcs and a blocking tail: a ceramic pellet between ion-blocking electrodes. */
function pelletCell({ between, ratio }) {
  const [r1, n1, r2, n2] = [ratio(2e3, 6e3), between(0.85, 0.97), ratio(5e3, 2e4), between(0.8, 0.92)];
  return {
    circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)-CPE3',
    frequency: { from: 7e6, to: 1, pointsPerDecade: 10 },
    parameters: {
      R0: ratio(100, 300),
      R1: r1,
      'CPE1.Q': coefficient(ratio(5e-11, 2e-10), n1, r1),
      'CPE1.n': n1,
      R2: r2,
      'CPE2.Q': coefficient(ratio(3e-9, 1e-8), n2, r2),
      'CPE2.n': n2,
      'CPE3.Q': ratio(2e-6, 8e-6),
      'CPE3.n': between(0.7, 0.92),
    },
  };
}

/** Grain boundaries and two interfaces: a symmetric cell of alkali metal. */
function symmetricCell({ between, ratio }) {
  const [r1, n1, r2, n2] = [ratio(50, 150), between(0.85, 0.97), ratio(150, 2000), between(0.75, 0.9)];
  return {
    circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)',
    frequency: { from: 1e6, to: 0.1, pointsPerDecade: 10 },
    parameters: {
      R0: ratio(30, 80),
      R1: r1,
      'CPE1.Q': coefficient(ratio(5e-9, 2e-8), n1, r1),
      'CPE1.n': n1,
      R2: r2,
      'CPE2.Q': coefficient(ratio(5e-7, 3e-6), n2, r2),
      'CPE2.n': n2,
    },
  };
}

/** Charge transfer with diffusion in a layer whose end the window still shows. */
function diffusionCell({ between, ratio }) {
  const [r1, n1] = [ratio(50, 150), between(0.8, 0.92)];
  return {
    circuit: 'R0-p(R1-Wo1,CPE1)',
    frequency: { from: 1e5, to: 5e-3, pointsPerDecade: 8 },
    parameters: {
      R0: ratio(5, 15),
      R1: r1,
      'Wo1.R': ratio(50, 200),
      'Wo1.tau': ratio(3, 15),
      'CPE1.Q': coefficient(ratio(5e-6, 2e-5), n1, r1),
      'CPE1.n': n1,
    },
  };
}

/** Measured geometry of a pellet whose true one is known. */
function measuredPellet({ random }) {
  const thicknessMm = 1 + 0.02 * random.normal();
  const diameterMm = 12 + 0.1 * random.normal();
  return {
    // As measured: round numbers with their errors.
    sample: {
      thickness: { value: 1, sigma: 0.02, unit: 'mm' },
      diameter: { value: 12, sigma: 0.1, unit: 'mm' },
    },
    /** Conductivity in S/cm of a resistance in the true pellet. */
    conductivity: (ohm) => thicknessMm / 10 / (ohm * (Math.PI / 4) * (diameterMm / 10) ** 2),
  };
}

/** One spectrum: every parameter, and the conductivity of a pellet whose geometry is measured with errors. */
async function singleSpectrum(draw, cell, isPellet) {
  const noise = draw.between(0.002, 0.005);
  const pellet = measuredPellet(draw);
  const truth = { ...cell, noise, files: [{ name: 'cell.csv' }] };
  const result = await analyse(draw, truth, isPellet ? pellet.sample : {}, { circuit: cell.circuit });
  const { quantities, findings } = result.series[0];
  const comparisons = Object.entries(cell.parameters).map(([name, value]) => compare(name, quantities[name], value));
  if (isPellet) {
    const { R0, R1, R2 } = cell.parameters;
    comparisons.push(compare('Rtotal', quantities.Rtotal, R0 + R1 + R2));
    comparisons.push(compare('conductivity', quantities.conductivity, pellet.conductivity(R0 + R1 + R2)));
  }
  return { comparisons, kramersKronig: findings.some(({ code }) => code === 'kramers-kronig') };
}

/** Seven temperatures of one pellet. @param thermometerK standard deviation of each temperature, told to the analysis */
async function temperatureSeries(draw, index, thermometerK) {
  const { between, ratio, random } = draw;
  const activationEnergyEv = between(0.25, 0.45);
  const activated = (at25C) => ({ at25C, activationEnergyEv });
  const [r0, r1, n1] = [ratio(500, 1500), ratio(1e3, 5e3), between(0.85, 0.95)];
  const q1 = coefficient(ratio(1e-9, 5e-9), n1, r1);
  const nominal = [25, 35, 45, 55, 65, 75, 85];
  const trueC = nominal.map((t) => t + thermometerK * random.normal());
  const pellet = measuredPellet(draw);
  const truth = {
    circuit: 'R0-p(R1,CPE1)-CPE2',
    frequency: { from: 3e6, to: 1, pointsPerDecade: 10 },
    noise: between(0.002, 0.005),
    parameters: {
      R0: activated(r0),
      R1: activated(r1),
      'CPE1.Q': q1,
      'CPE1.n': n1,
      'CPE2.Q': ratio(2e-6, 8e-6),
      'CPE2.n': between(0.8, 0.92),
    },
    files: nominal.map((t, k) => ({ name: `pellet-${t}C.csv`, temperatureC: trueC[k] })),
  };
  const conditions = nominal.map((t) => ({ temperature: { value: t, sigma: null, unit: 'degC' } }));
  // The Kramers-Kronig test drops no points by default, so it cannot change these numbers, only the time they take.
  const options = { circuit: truth.circuit, kramersKronig: false, temperatureError: thermometerK };
  const { quantities, series } = await analyse(draw, truth, pellet.sample, options, conditions);
  const comparisons = [
    compare('activationEnergy', quantities.activationEnergy, activationEnergyEv),
    compare('R0.activationEnergy', quantities['R0.activationEnergy'], activationEnergyEv),
    compare('R1.activationEnergy', quantities['R1.activationEnergy'], activationEnergyEv),
  ];
  const at25C = pellet.conductivity(r0 + r1);
  comparisons.push(compare('conductivity25C', quantities.conductivity25C, at25C));
  if (thermometerK === 0) {
    // One spectrum of each series, because all share the errors of one geometry.
    const k = index % nominal.length;
    const [t, t0] = [nominal[k] + 273.15, 298.15];
    const factor = (t / t0) * Math.exp((activationEnergyEv / 8.617333262e-5) * (1 / t - 1 / t0));
    comparisons.push(compare('conductivity', series[k].quantities.conductivity, at25C / factor));
  }
  return { comparisons };
}

/** A symmetric cell whose interface changes during the sweep, and its steady twin with the same noise. */
async function driftingTwin(draw, index) {
  const cell = symmetricCell(draw);
  const noise = draw.between(0.002, 0.005);
  const relative = [0.02, 0.05, 0.1, 0.2][index % 4];
  const seed = Math.floor(draw.random.uniform() * 2 ** 31);
  const verdict = async (drift) => {
    const truth = { ...cell, noise, files: [{ name: 'cell.csv', ...(drift ? { drift } : {}) }] };
    const { series } = await analyseSeeded(seed, truth, {}, { circuit: cell.circuit, starts: 1 });
    return series[0].findings.some(({ code }) => code === 'kramers-kronig');
  };
  return { relative, drifting: await verdict({ parameter: 'R2', relative }), steady: await verdict(undefined) };
}

/** Two relaxations a factor 20 apart at 0.1 % noise, seen by the distribution of relaxation times alone. */
async function twoRelaxations(draw) {
  const { between, ratio } = draw;
  const [r1, r2, n, tau] = [ratio(50, 150), ratio(50, 150), between(0.9, 1), ratio(1e-5, 1e-3)];
  const truth = {
    circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)',
    frequency: { from: 1e6, to: 0.1, pointsPerDecade: 10 },
    noise: 0.001,
    parameters: {
      R0: 30,
      R1: r1,
      'CPE1.Q': tau ** n / r1,
      'CPE1.n': n,
      R2: r2,
      'CPE2.Q': (20 * tau) ** n / r2,
      'CPE2.n': n,
    },
    files: [{ name: 'two-tau.csv' }],
  };
  const { series } = await analyse(draw, truth, {}, { drt: true });
  const peaks = series[0].peaks;
  const separated = peaks.length === 2;
  const errors = separated ? [peaks[0].resistance.value / r1 - 1, peaks[1].resistance.value / r2 - 1] : [];
  const comparisons = separated
    ? [
        compare('peak 1 resistance', peaks[0].resistance, r1),
        compare('peak 2 resistance', peaks[1].resistance, r2),
        compare('peak 1 tau', peaks[0].tau, tau),
        compare('peak 2 tau', peaks[1].tau, 20 * tau),
      ]
    : [];
  return { peaks: peaks.length, errors, comparisons };
}

function analyse(draw, truth, sample, options, conditions) {
  return analyseSeeded(Math.floor(draw.random.uniform() * 2 ** 31), truth, sample, options, conditions);
}

/** From the truth to the result by way of the raw files. */
async function analyseSeeded(seed, truth, sample, options, conditions = []) {
  const files = new Map(
    impedance.simulate(truth, seed).map(({ name, text }) => [name, fileFromBytes(name, encoder.encode(text))]),
  );
  const inputs = [...files.keys()].map((path, k) => ({ path, label: path, conditions: conditions[k] ?? {} }));
  return runTask({ id: 'trial', technique: 'impedance', sample, inputs, options }, async (path) => files.get(path));
}
