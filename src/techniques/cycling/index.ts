/** Galvanostatic cycling: symmetric cells, full and half cells, shorts, critical currents, capacities and efficiencies. */
import { whatIsHeld } from '../../formats/time-series/what-is-held.js';
import type { Technique } from '../technique.js';
import { analyseCycling } from './analyse.js';
import { cyclingOptions } from './options.js';
import { simulateFiles } from './simulate/simulate-files.js';

export const cycling: Technique<typeof cyclingOptions> = {
  name: 'cycling',
  shortName: 'gc',
  summary: 'galvanostatic cycling: symmetric cells, soft shorts, critical current, capacities, efficiencies, fade',
  examples: [
    'interphase gc symmetric.csv --cell symmetric --area "0.817 cm^2" --json',
    'interphase gc symmetric.mpr --cell symmetric --diameter "12.0(1) mm" --ohmic-resistance "113(2) Ohm cm^2" --out results',
    'interphase gc fullcell.csv --cell full --mass "3.27 mg" --json',
    'interphase gc fullcell.ndax --cell full --mass "2.26(2) mg" --theoretical-capacity "117.6 mAh/g" --rate 0.1 --current-offset "20 nA"',
    'interphase gc part1.mpr part2.mpr --join --cell full --mass "3.27(5) mg"',
  ],
  options: cyclingOptions,
  accepts: (recording) => whatIsHeld(recording) === 'current',
  analyse: analyseCycling,
  simulate: simulateFiles,
};

export type { Cycle, HalfCycle, HalfCycleMetrics } from './half-cycles/half-cycle.js';
export { halfCycleMetrics } from './half-cycles/half-cycle-metrics.js';
export { pairCycles } from './half-cycles/pair-cycles.js';
export { splitHalfCycles } from './half-cycles/split-half-cycles.js';
export { type CyclingOptions, cyclingOptions } from './options.js';
