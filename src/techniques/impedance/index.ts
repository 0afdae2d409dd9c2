/** Impedance spectroscopy: circuits, fits, Kramers-Kronig, relaxation times, conductivity, activation energy, ageing. */
import type { Technique } from '../technique.js';
import { analyseImpedance } from './analyse.js';
import { impedanceOptions } from './options.js';
import { holdsSpectra } from './read-spectra.js';
import { simulateFiles } from './simulate/simulate-files.js';

export const impedance: Technique<typeof impedanceOptions> = {
  name: 'impedance',
  shortName: 'eis',
  summary:
    'impedance spectra: Kramers-Kronig test, circuit fits, conductivity, activation energy, ageing, relaxation times',
  examples: [
    'interphase eis pellet-*.csv --circuit "R0-p(R1,CPE1)-CPE2" --thickness "1.18 mm" --diameter "10.2 mm" --conditions "pellet-{temperature}C"',
    'interphase eis aged-*.csv --circuit "R0-p(R1,CPE1)-p(R2,CPE2)" --cell symmetric --diameter "12.0(1) mm" --conditions "aged-{time}h" --track R2',
    'interphase eis two-tau.csv --drt --json',
    'interphase eis unknown.mpr --out results',
  ],
  options: impedanceOptions,
  accepts: holdsSpectra,
  mainFigure: 'nyquist',
  analyse: analyseImpedance,
  simulate: simulateFiles,
};

export { type Circuit, parameterIndex, seriesTerms } from './circuit/circuit.js';
export { type CompiledCircuit, compileCircuit, makeGrid } from './circuit/compile-circuit.js';
export { parseCircuit } from './circuit/parse-circuit.js';
export { fitSeries, type SeriesOptions } from './fit/fit-series.js';
export { type FitOptions, fitSpectrum } from './fit/fit-spectrum.js';
export { type SpectrumFit, standardError } from './fit/spectrum-fit.js';
export { type ImpedanceOptions, impedanceOptions } from './options.js';
export { readSpectra } from './read-spectra.js';
export { logFrequenciesHz, simulateSpectrum } from './simulate/simulate-spectrum.js';
export type { Spectrum } from './spectrum.js';
