/**
 * The short form of `npm run coverage-study -- impedance`: over simulated measurements of known truth, analysed from the raw
 * text on, stated errors cover the truth as often as they promise, within what chance allows for this few.
 */
import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../../formats/file-like.js';
import { readRecording } from '../../formats/read-recording.js';
import { createRandom } from '../../numerics/random.js';
import type { Quantity } from '../../quantity/quantity.js';
import type { Sample } from '../sample.js';
import type { AnalysisResult, Conditions } from '../technique.js';
import { impedance } from './index.js';
import { impedanceOptions } from './options.js';

const SPECTRA = 200;
const SERIES = 80;
/** Chance of a right coverage outside its limits, at each end. */
const CHANCE = 1e-4;

async function analyse(truth: object, seed: number, sample: Sample, conditions: Conditions[]): Promise<AnalysisResult> {
  const files = await impedance.simulate!(truth, seed);
  const recordings = await Promise.all(
    files.map(async ({ name, text }, k) => ({
      label: name,
      recording: await readRecording(fileFromBytes(name, new TextEncoder().encode(text))),
      conditions: conditions[k] ?? {},
    })),
  );
  const { circuit } = truth as { circuit: string };
  // The Kramers-Kronig test has its own tests and does not touch these numbers; four starts are enough for easy spectra.
  const options = impedanceOptions.parse({ circuit, kramersKronig: false, starts: 4 });
  return impedance.analyse({ recordings, sample, options });
}

/** Fewest and most of `count` trials that a true probability leaves, each with `CHANCE` beyond. */
function limits(probability: number, count: number): [number, number] {
  let cumulative = 0;
  let low = -1;
  let high = count;
  let logTerm = count * Math.log(1 - probability);
  for (let k = 0; k <= count; k++) {
    cumulative += Math.exp(logTerm);
    if (low < 0 && cumulative > CHANCE) low = k;
    if (cumulative >= 1 - CHANCE) {
      high = k;
      break;
    }
    logTerm += Math.log(((count - k) / (k + 1)) * (probability / (1 - probability)));
  }
  return [low, high];
}

/** Counts of `value +- sigma` and of `interval95` that cover the truth. */
class Coverage {
  private readonly pulls: number[] = [];
  private covered68 = 0;
  private covered95 = 0;

  add(quantity: Quantity, truth: number): void {
    const pull = (quantity.value! - truth) / quantity.sigma!;
    const [low, high] = quantity.interval95!;
    this.pulls.push(pull);
    if (Math.abs(pull) <= 1) this.covered68++;
    if (low! <= truth && truth <= high!) this.covered95++;
  }

  check(name: string): void {
    const count = this.pulls.length;
    const counts = [
      ['value +- sigma', this.covered68, limits(0.6827, count)],
      ['interval95', this.covered95, limits(0.95, count)],
    ] as const;
    for (const [what, covered, [low, high]] of counts) {
      const message = `${what} of ${name} covers ${covered} of ${count}`;
      expect(covered, message).toBeGreaterThanOrEqual(low);
      expect(covered, message).toBeLessThanOrEqual(high);
    }
    const rms = Math.sqrt(this.pulls.reduce((sum, pull) => sum + pull * pull, 0) / count);
    // Mean of squares of normal numbers: standard deviation sqrt(2/n).
    expect(Math.abs(rms ** 2 - 1), `rms of (value - truth)/sigma of ${name} is ${rms}`).toBeLessThan(
      5 * Math.sqrt(2 / count),
    );
  }
}

const coefficient = (capacitance: number, n: number, r: number) => capacitance ** n * r ** (n - 1);

describe('coverage of stated errors', () => {
  it(`holds for every parameter of ${SPECTRA} symmetric cells and for their conductivities`, async () => {
    const coverage = new Map<string, Coverage>();
    const count = (name: string, quantity: Quantity, truth: number): void => {
      const own = coverage.get(name) ?? new Coverage();
      coverage.set(name, own);
      own.add(quantity, truth);
    };
    for (let trial = 0; trial < SPECTRA; trial++) {
      const random = createRandom(7000 + trial);
      const ratio = (low: number, high: number) => low * (high / low) ** random.uniform();
      const [r1, n1, r2, n2] = [ratio(50, 150), 0.9, ratio(150, 2000), 0.75 + 0.15 * random.uniform()];
      const parameters: Record<string, number> = {
        R0: ratio(30, 80),
        R1: r1,
        'CPE1.Q': coefficient(ratio(5e-9, 2e-8), n1, r1),
        'CPE1.n': n1,
        R2: r2,
        'CPE2.Q': coefficient(ratio(5e-7, 3e-6), n2, r2),
        'CPE2.n': n2,
      };
      const truth = {
        circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)',
        frequency: { from: 1e6, to: 0.1, pointsPerDecade: 8 },
        noise: 0.003,
        parameters,
        files: [{ name: 'cell.csv' }],
      };
      const thicknessCm = 0.1 * (1 + 0.02 * random.normal());
      const areaCm2 = 1 + 0.015 * random.normal();
      const sample = {
        thickness: { value: 1, sigma: 0.02, unit: 'mm' },
        area: { value: 1, sigma: 0.015, unit: 'cm^2' },
      };
      const { series } = await analyse(truth, trial, sample, []);
      const { quantities } = series[0];
      for (const [name, value] of Object.entries(parameters)) count(name, quantities[name], value);
      count('conductivity', quantities.conductivity, thicknessCm / ((parameters.R0 + r1 + r2) * areaCm2));
    }
    for (const [name, own] of coverage) own.check(name);
  }, 60_000);

  it(`holds for the activation energy of ${SERIES} temperature series`, async () => {
    const coverage = new Coverage();
    const celsius = [25, 40, 55, 70, 85];
    const conditions = celsius.map((t) => ({ temperature: { value: t, sigma: null, unit: 'degC' } }));
    for (let trial = 0; trial < SERIES; trial++) {
      const random = createRandom(9000 + trial);
      const activationEnergyEv = 0.25 + 0.2 * random.uniform();
      const r1 = 1000 + 3000 * random.uniform();
      const truth = {
        circuit: 'R0-p(R1,CPE1)-CPE2',
        frequency: { from: 3e6, to: 1, pointsPerDecade: 8 },
        noise: 0.003,
        parameters: {
          R0: { at25C: 800, activationEnergyEv },
          R1: { at25C: r1, activationEnergyEv },
          'CPE1.Q': coefficient(3e-9, 0.9, r1),
          'CPE1.n': 0.9,
          'CPE2.Q': 4e-6,
          'CPE2.n': 0.88,
        },
        files: celsius.map((t) => ({ name: `pellet-${t}C.csv`, temperatureC: t })),
      };
      const sample = {
        thickness: { value: 1, sigma: 0.02, unit: 'mm' },
        area: { value: 1, sigma: 0.015, unit: 'cm^2' },
      };
      const { quantities } = await analyse(truth, trial, sample, conditions);
      coverage.add(quantities.activationEnergy, activationEnergyEv);
    }
    coverage.check('activationEnergy');
  }, 60_000);
});
