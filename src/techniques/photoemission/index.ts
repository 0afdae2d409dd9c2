/** Photoemission (XPS, UPS): joint fits of series, edges, composition, thickness and band alignment. */
import type { Technique } from '../technique.js';
import { photoemissionOptions } from './options.js';
import { holdsSpectrum } from './spectra/find-spectra.js';

export const photoemission: Technique<typeof photoemissionOptions> = {
  name: 'photoemission',
  shortName: 'xps',
  summary:
    'photoemission (XPS, UPS): joint fits of whole series, shares of states, shifts, edges, thickness and band alignment',
  examples: [
    'interphase xps ti2p.csv --component "Ti4+ = Ti 2p @ 459.0" --component "Ti3+ = Ti 2p @ 457.2" --background shirley --json',
    'interphase xps series.vms --component "Ti4+ = Ti 2p @ 458.5" --component "Ti3+ = Ti 2p @ 456.7" --component "Zr4+ = Zr 3d @ 182.7" --out results',
    'interphase xps si2p-step*.csv --component "Si = Si 2p @ 102.3" --attenuation-length "2.9 nm" --json',
    'interphase xps carbon.vms --component "C-C = C 1s @ 284.8" --reference "C-C @ 284.8(2)"',
    'interphase xps valence.csv --edge --json',
    'interphase xps survey.spe',
  ],
  options: photoemissionOptions,
  accepts: holdsSpectrum,
  // Fits are for who computes: the page loads without them.
  analyse: async (input, progress) => (await import('./analyse.js')).analysePhotoemission(input, progress),
  simulate: async (truth, seed) => (await import('./simulate/simulate-files.js')).simulatePhotoemission(truth, seed),
};

export { type PhotoemissionOptions, photoemissionOptions } from './options.js';
