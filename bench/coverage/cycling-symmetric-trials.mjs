/**
 * Simulated symmetric cells of known truth, each analysed as the command line does: raw text of an instrument, reader, options,
 * task, result. Healthy ones must not alarm; shorted ones must be told in the cycle in which the short happens.
 */
import { fileFromBytes, runTask } from '../../dist/index.js';
import { createRandom } from '../../dist/numerics/random.js';
import { cycling } from '../../dist/techniques/cycling/index.js';
import { overpotentialV, symmetricTruth } from '../../dist/techniques/cycling/simulate/symmetric-truth.js';
import { compare } from './tally.mjs';

const encoder = new TextEncoder();

/** Seeds of different kinds and trials must not meet. */
const kindSeeds = { healthy: 41, rough: 42, within: 43, between: 44, recovering: 45, spiking: 46, staircase: 47 };
export const kindNames = Object.keys(kindSeeds);

/** One trial: the alarm (cycle or null), when it should be, and what is compared with the truth. */
export async function trial(kind, index, seed) {
  const random = createRandom(seed * 1e9 + kindSeeds[kind] * 1e7 + index);
  const between = (low, high) => low + (high - low) * random.uniform();
  const truth = symmetricTruth.parse(drawCell(kind, index, between, random));
  const [areaError, pelletError] = [between(0.003, 0.03), between(0.003, 0.03)];
  const area = truth.areaCm2 * (1 + areaError * random.normal());
  const pellet = truth.pelletResistance * (1 + pelletError * random.normal());
  const fileSeed = Math.floor(random.uniform() * 2 ** 31);
  const [file] = cycling.simulate({ files: [{ name: 'cell.csv', truth }] }, fileSeed);
  const { quantities } = await runTask(
    {
      id: 'trial',
      technique: 'cycling',
      sample: { area: { value: area, sigma: areaError * area, unit: 'cm^2' } },
      inputs: [{ path: 'cell.csv', label: 'cell', conditions: {} }],
      options: {
        cell: 'symmetric',
        // Above the floor by chance or not at all is not what shorts are looked for with here.
        ...(kind === 'healthy' ? { ohmicResistance: `${pellet} +- ${pelletError * pellet} Ohm cm^2` } : {}),
      },
    },
    async () => fileFromBytes('cell.csv', encoder.encode(file.text)),
  );
  const expected = truth.short?.cycle ?? null;
  const comparisons = kind === 'healthy' ? compareAll(truth, quantities) : [];
  const critical = kind === 'staircase' ? criticalHeld(truth, quantities, area) : undefined;
  return { alarm: quantities.softShortCycle.value, expected, comparisons, critical };
}

/** Cells as laboratories have them: each with another law, noise, asymmetry, sampling, rests and temperature wobble. */
function drawCell(kind, index, between, random) {
  const halfCycleMin = between(5, 120);
  const rough = kind === 'rough';
  const cell = {
    cell: 'symmetric',
    areaCm2: between(0.3, 1.5),
    currentDensity: between(0.05, 1),
    halfCycleMin,
    cycles: 60,
    restMin: index % 3 === 0 ? between(1, 5) : 0,
    pelletResistance: between(30, 250),
    interface: {
      initial: between(5, 300),
      perRootHour: between(0, 6),
      formation: index % 2 === 0 ? between(50, 1000) : 0,
      formationConstant: between(0.8, 4),
      formationCycles: between(0, 12),
    },
    sampleS: (halfCycleMin * 60) / between(10, 80),
    noiseV: between(1e-6, rough ? 1e-3 : 2e-4),
    // One kelvin is four per cent at 0.3 eV.
    wobble: between(0, 0.04),
    asymmetry: between(-0.08, 0.08),
    offsetV: between(-2e-3, 2e-3),
    ...(index % 5 === 0 ? { duplicateRow: 37 } : {}),
    ...(rough || index % 4 === 1
      ? {
          nucleation: {
            share: between(0.1, rough ? 2 : 1),
            decayS: halfCycleMin * 60 * between(0.01, rough ? 0.6 : 0.1),
          },
        }
      : {}),
  };
  const short = {
    cycle: 12 + Math.floor(between(0, 46)),
    half: random.uniform() < 0.5 ? 'first' : 'second',
    at: between(0.2, 0.9),
    loss: between(0.2, 0.8),
  };
  switch (kind) {
    case 'within':
      return { ...cell, short };
    case 'between':
      return { ...cell, short: { ...short, at: 0 } };
    case 'recovering':
      return { ...cell, short: { ...short, recovery: between(0.2, 0.9) } };
    case 'spiking':
      return { ...cell, short: { ...short, at: between(0.2, 0.5), spikes: 2 + Math.floor(between(0, 4)) } };
    case 'staircase': {
      const cycle = 9 + Math.floor(between(0, 24));
      return { ...cell, cycles: 40, staircase: { step: 0.1, cyclesPerStep: 2 }, short: { ...short, cycle } };
    }
    default:
      return cell;
  }
}

function compareAll(truth, quantities) {
  const { cycles, formationCycles, overpotential, currentDensity, interfaceResistance } = quantities;
  const etas = [];
  for (let n = formationCycles.value + 1; n <= cycles.value; n++) etas.push(overpotentialV(truth, n));
  const last = overpotentialV(truth, truth.cycles);
  const cell = (1e3 * last) / truth.currentDensity;
  return [
    compare('overpotential', overpotential, etas.sort((a, b) => a - b)[etas.length >> 1]),
    compare('finalOverpotential', quantities.finalOverpotential, last),
    compare('currentDensity', currentDensity, truth.currentDensity),
    compare('arealCapacity', quantities.arealCapacity, (truth.currentDensity * truth.halfCycleMin) / 60),
    compare('arealResistance', quantities.arealResistance, cell),
    compare('interfaceResistance', interfaceResistance, (cell - truth.pelletResistance) / 2),
  ];
}

/** True when the interval is the one between the step before the short and that of the short. */
function criticalHeld({ short, staircase, currentDensity, areaCm2 }, quantities, areaGiven) {
  const density = (step) => ((currentDensity + staircase.step * step) * areaCm2) / areaGiven;
  const step = Math.floor((short.cycle - 1) / staircase.cyclesPerStep);
  const [low, high] = quantities.criticalCurrentDensity?.interval95 ?? [null, null];
  return near(low, density(step - 1)) && near(high, density(step));
}

const near = (found, expected) => found !== null && Math.abs(found / expected - 1) < 1e-3;
