/** Polarization at constant potential: steady currents, electronic conductivity, transference numbers. */
import { whatIsHeld } from '../../formats/time-series/what-is-held.js';
import type { Technique } from '../technique.js';
import { analysePolarization } from './analyse.js';
import { polarizationOptions } from './options.js';
import { simulateFiles } from './simulate/simulate-files.js';

export const polarization: Technique<typeof polarizationOptions> = {
  name: 'polarization',
  shortName: 'dc',
  summary:
    'polarization at constant potential: steady current or its bound, electronic conductivity, transference numbers',
  examples: [
    'interphase dc polarization.csv --thickness "1.18 mm" --diameter "10.2 mm" --json',
    'interphase dc steps.mpr --thickness "1.00(2) mm" --diameter "12.0(1) mm" --total-conductivity "5.3(1)e-4 S/cm" --out results',
    'interphase dc hold.DTA --offset-current "0.0(2) nA" --thickness "1.00(2) mm" --diameter "12.0(1) mm"',
  ],
  options: polarizationOptions,
  accepts: (recording) => whatIsHeld(recording) === 'potential',
  mainFigure: 'transients',
  analyse: analysePolarization,
  simulate: simulateFiles,
};

export { type DecayFit, fitDecay } from './fit/fit-decay.js';
export { type PolarizationOptions, polarizationOptions } from './options.js';
