import { printCifNumber } from '../../../crystal/cif/print-cif-number.js';
import type { CifWriter } from '../../../crystal/cif/write-cif.js';
import { esdFactorWords } from '../derive/esd-factor.js';
import type { Refinement } from '../refinement.js';

const METHODS = { rietveld: 'Rietveld refinement', pawley: 'Pawley refinement', 'le-bail': 'Le Bail fit' } as const;

const WEIGHTS = {
  counts: 'w = 1/\\s^2^(y) with \\s^2^(y) = max(y, 1), y in counts',
  intensities: 'w = 1/\\s^2^(y) with \\s^2^(y) proportional to y, the scale of which is not known',
  file: 'w = 1/\\s^2^(y) with \\s as measured',
} as const;

/** What a CIF says about the least squares. */
export function refinementItems(
  writer: CifWriter,
  { agreement, parameters, phases, pattern, method, lastShift, converged }: Refinement,
): void {
  const tied = parameters.filter(({ state }) => state === 'tied').length;
  writer
    .gap()
    .item('_pd_calc_method', METHODS[method])
    .item('_refine_ls_structure_factor_coef', 'Inet')
    .item('_refine_ls_matrix_type', 'full')
    .item('_refine_ls_weighting_scheme', 'sigma')
    .item('_refine_ls_weighting_details', WEIGHTS[pattern.weights])
    .item('_refine_ls_hydrogen_treatment', '?')
    .item('_refine_ls_extinction_method', 'none')
    .item(
      '_refine_ls_number_reflns',
      phases.reduce((sum, { reflections }) => sum + reflections.length, 0),
    )
    .item('_refine_ls_number_parameters', agreement.parameterCount)
    .item('_refine_ls_number_restraints', 0)
    .item('_refine_ls_number_constraints', tied)
    .item('_refine_ls_goodness_of_fit_all', printCifNumber(agreement.gof, null, 4))
    .item('_refine_ls_shift/su_max', lastShift.toFixed(3));
  const serial = `Standard uncertainties hold counting statistics and ${esdFactorWords(pattern)}. Serial correlation of the differences would multiply them by ${agreement.berarLelann.toFixed(2)} (Berar and Lelann, J. Appl. Cryst. 24 (1991) 1; raw factor ${agreement.berarLelannRaw.toFixed(2)}); Durbin-Watson d = ${agreement.durbinWatson.toFixed(3)}. wR with the background taken off the observed intensities in the denominator: ${(agreement.rwpBackground / 100).toFixed(4)}.`;
  writer.item('_pd_proc_ls_special_details', converged ? serial : `NOT CONVERGED. ${serial}`);
}
