/**
 * Simulated full cells of known truth, each analysed as the command line does: raw text of an instrument, reader, options, task,
 * result. What the user gives is drawn with the uncertainty that he states.
 */
import { fileFromBytes, runTask } from '../../dist/index.js';
import { createRandom } from '../../dist/numerics/random.js';
import { cycling } from '../../dist/techniques/cycling/index.js';
import { compare } from './tally.mjs';

/** Seeds of different kinds and trials must not meet. */
const kindSeeds = { full: 31, noisy: 32 };
const encoder = new TextEncoder();

/** One trial of a kind: what is compared with the truth. */
export async function trial(kind, index, seed) {
  const random = createRandom(seed * 1e9 + kindSeeds[kind] * 1e7 + index);
  const between = (low, high) => low + (high - low) * random.uniform();
  const cell = {
    cell: 'full',
    massMg: between(1, 5),
    currentMa: between(0.01, 0.2),
    cycles: Math.round(between(20, 60)),
    capacity: between(90, 115),
    fadePerCycle: between(0, 0.004),
    capacitySigma: kind === 'noisy' ? between(0.002, 0.01) : between(2e-4, 2e-3),
    efficiency: between(0.985, 0.999),
    efficiencySigma: kind === 'noisy' ? 0.01 : 0.003,
    plateauSlopeV: between(0.01, 0.1),
    gapV: between(0.05, 0.3),
    pointsPerHalf: 40,
    everyV: 0.02,
    noiseV: between(5e-5, 5e-4),
    restMin: index % 3 === 0 ? 0 : 5,
  };
  const offsetSigmaMa = 1e-3 * cell.currentMa * between(0.2, 2);
  const truth = { ...cell, gain: 1 + 1e-3 * random.normal(), offsetMa: offsetSigmaMa * random.normal() };
  const massSigma = between(0.003, 0.02);
  const massMg = cell.massMg * (1 + massSigma * random.normal());
  const files = [{ name: 'cell.csv', truth }];
  const fileSeed = seed * 1e6 + kindSeeds[kind] * 1e5 + index;
  const [file] = cycling.simulate({ files }, fileSeed);
  // The scatter of a cycle is no error of its capacity: the simulation draws that of the first discharge first of all.
  const firstCapacity = cell.capacity * (1 + cell.capacitySigma * createRandom(1000 * fileSeed).normal());
  const task = {
    id: 'trial',
    technique: 'cycling',
    sample: { mass: { value: massMg, sigma: massSigma * massMg, unit: 'mg' } },
    inputs: [{ path: file.name, label: 'cell', conditions: {} }],
    options: { cell: 'full', currentOffset: `${(1e6 * offsetSigmaMa).toPrecision(6)} nA` },
  };
  const { quantities } = await runTask(task, async () => fileFromBytes(file.name, encoder.encode(file.text)));
  return {
    comparisons: [
      compare('firstDischargeCapacity', quantities.firstDischargeCapacity, firstCapacity),
      compare('coulombicEfficiency', quantities.coulombicEfficiency, cell.efficiency),
      compare('capacityRetention', quantities.capacityRetention, 1 - (cell.cycles - 1) * cell.fadePerCycle),
      compare('fadePerCycle', quantities.fadePerCycle, cell.fadePerCycle),
      compare('polarizationGap', quantities.polarizationGap, cell.gapV),
    ],
  };
}
