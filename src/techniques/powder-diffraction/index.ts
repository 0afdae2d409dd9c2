/** Powder diffraction: structures, Rietveld, Pawley and Le Bail refinement, phase fractions. */
import type { Technique } from '../technique.js';
import { powderDiffractionOptions } from './options.js';
import { isPattern } from './prepare-pattern.js';

export const powderDiffraction: Technique<typeof powderDiffractionOptions> = {
  name: 'powder-diffraction',
  shortName: 'xrd',
  summary:
    'powder diffraction: Rietveld, Pawley and Le Bail refinement of structures, cells, sizes and phase fractions',
  examples: [
    'interphase xrd titania.xy --phase anatase.cif --phase rutile.cif --radiation CuKa --json',
    'interphase xrd nzsp.xrdml --phase nzsp.cif --phase zro2=cif/zirconia.cif --range 12:100 --out results',
    'interphase xrd heating-*.xrdml --phase nzsp.cif --conditions "heating-{temperature}C" --out results',
    'interphase xrd unknown.brml --candidate anatase.cif --candidate rutile.cif --candidate zno.cif',
    'interphase xrd mixture.raw --phase zno.cif --phase anatase.cif --internal-standard "zno=10.0(1) %"',
  ],
  options: powderDiffractionOptions,
  accepts: isPattern,
  mainFigure: 'pattern',
  // Refinement and crystallography are for who computes: the page loads without them.
  analyse: async (input, progress) => (await import('./analyse.js')).analysePowderDiffraction(input, progress),
  simulate: async (truth, seed) => (await import('./simulate/simulate-files.js')).simulateFiles(truth, seed),
};

export { type PatternRefinement, type RefineInput, refinePattern } from './fit/refine-pattern.js';
export { type PowderDiffractionOptions, powderDiffractionOptions } from './options.js';
export type { Refinement } from './refinement.js';
