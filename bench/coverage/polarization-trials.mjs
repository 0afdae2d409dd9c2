/**
 * Simulated polarizations of known truth, each analysed as the command line does: raw text of an instrument, reader, options,
 * task, result.
 */
import { fileFromBytes, runTask } from '../../dist/index.js';
import { createRandom } from '../../dist/numerics/random.js';
import { polarization } from '../../dist/techniques/polarization/index.js';

const encoder = new TextEncoder();
const areaCm2 = 1.131;
const thicknessCm = 0.1;
const HOUR_S = 3600;

/** One trial of a kind: what was stated of one quantity, and what is true. */
export async function trial(kind, index, seed) {
  const kindSeed = Object.keys(kinds).indexOf(kind) + 1;
  const random = createRandom(seed * 1e9 + kindSeed * 1e7 + index);
  const between = (low, high) => low + (high - low) * random.uniform();
  const draw = { random, between, ratio: (low, high) => low * (high / low) ** random.uniform() };
  const { voltages = [0.5], durationS, ...rest } = kinds[kind](draw);
  const conductivity = rest.electronicConductivity ?? 8e-9;
  const truth = {
    thicknessMm: 10 * thicknessCm,
    areaCm2,
    electronicConductivity: conductivity,
    voltages,
    durationS,
    sampleS: Math.max(1, durationS / 1500),
    noiseA: draw.ratio(3e-11, 3e-10),
    ...rest,
  };
  const file = polarization.simulate({ files: [{ name: 'dc.csv', truth }] }, Math.floor(random.uniform() * 2 ** 31))[0];
  const sample = {
    thickness: { value: 1, sigma: 0, unit: 'mm' },
    area: { value: areaCm2, sigma: 0, unit: 'cm^2' },
  };
  const inputs = [{ path: 'dc.csv', label: 'dc', conditions: {} }];
  const task = { id: 'trial', technique: 'polarization', sample, inputs, options: {} };
  const { quantities, series } = await runTask(task, async () => fileFromBytes('dc.csv', encoder.encode(file.text)));
  if (voltages.length > 1) return { stated: quantities.electronicConductivity, truth: conductivity };
  const truthA = (conductivity * voltages[0] * areaCm2) / thicknessCm;
  return { stated: series[0].quantities.steadyStateCurrent, truth: truthA };
}

/** Sums of stretched exponentials and a 1/sqrt(t) tail that make a reading at one hour 10 to 30 % too high. */
function ceramic({ between, ratio }) {
  const tail = between(0.02, 0.12);
  const slow = { tauS: ratio(300, 10_000), stretching: between(0.7, 1) };
  const left = Math.max(0.01, between(0.1, 0.3) - tail);
  const amplitude = Math.min(8, left / Math.exp(-((HOUR_S / slow.tauS) ** slow.stretching)));
  return {
    rootTail: tail,
    components: [
      { amplitude: between(0.5, 20), tauS: ratio(100, 800), stretching: between(0.6, 1) },
      { ...slow, amplitude },
    ],
  };
}

const kinds = {
  single: ({ between, ratio }) => ({
    durationS: ratio(1, 6) * HOUR_S,
    components: [{ amplitude: between(1, 20), tauS: ratio(30, 2000) }],
  }),
  several: ({ between, ratio }) => ({
    durationS: ratio(2, 8) * HOUR_S,
    components: [
      { amplitude: between(0.5, 20), tauS: ratio(20, 200) },
      { amplitude: between(0.2, 5), tauS: ratio(200, 3000) },
    ],
  }),
  correlated: (draw) => ({ ...kinds.several(draw), noiseCorrelation: draw.between(0.8, 0.98) }),
  stretched: (draw) => ({ ...ceramic(draw), durationS: draw.ratio(1, 12) * HOUR_S }),
  flicker: (draw) => ({
    ...ceramic(draw),
    durationS: draw.ratio(1, 12) * HOUR_S,
    noiseA: 2e-11,
    flickerA: draw.ratio(1e-10, 1e-9),
    mainsA: draw.between(0, 3e-10),
    resolutionA: 5e-11,
  }),
  power: ({ between, ratio }) => ({
    durationS: ratio(1, 12) * HOUR_S,
    powerTail: { excess: ratio(0.05, 3), exponent: between(0.6, 0.95) },
  }),
  hidden: ({ between, ratio }) => ({
    durationS: ratio(1, 12) * HOUR_S,
    electronicConductivity: ratio(1e-12, 1e-10),
    noiseA: 1e-11,
    powerTail: { excess: ratio(10, 1000), exponent: between(0.6, 0.95) },
  }),
  early: ({ between, ratio }) => ({
    durationS: HOUR_S,
    components: [{ amplitude: between(1, 20), tauS: ratio(1500, 40_000), stretching: between(0.7, 1) }],
  }),
  line: (draw) => ({
    ...ceramic(draw),
    voltages: [0.2, 0.5, 1],
    durationS: draw.ratio(2, 8) * HOUR_S,
    restS: 600,
    offsetA: draw.between(-2e-10, 2e-10),
  }),
  ladder: (draw) => ({
    ...kinds.line(draw),
    voltages: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
  }),
  flat: ({ ratio }) => ({ durationS: ratio(1, 6) * HOUR_S, noiseCorrelation: 0.5, components: [] }),
};

export const kindNames = Object.keys(kinds);
