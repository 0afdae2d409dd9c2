/** The long tables of a CIF: reflections and points. */
import { printCifNumber } from '../../../crystal/cif/print-cif-number.js';
import type { CifValue, CifWriter } from '../../../crystal/cif/write-cif.js';
import type { Refinement } from '../refinement.js';

/** @param byPhase the number of the phase stands before each */
export function reflectionsLoop(writer: CifWriter, { phases, method }: Refinement, byPhase: boolean): void {
  const rows = phases.flatMap(({ reflections }, k) =>
    reflections.map(
      ({ h, k: second, l, multiplicity, dAngstrom, observedFSquared, calculatedFSquared }): CifValue[] => [
        ...(byPhase ? [k + 1] : []),
        h,
        second,
        l,
        multiplicity,
        printCifNumber(observedFSquared, null, 6),
        method === 'rietveld' ? printCifNumber(calculatedFSquared, null, 6) : '.',
        printCifNumber(dAngstrom, null, 7),
      ],
    ),
  );
  writer.loop(
    [
      ...(byPhase ? ['_pd_refln_phase_id'] : []),
      '_refln_index_h',
      '_refln_index_k',
      '_refln_index_l',
      '_refln_symmetry_multiplicity',
      '_refln_F_squared_meas',
      '_refln_F_squared_calc',
      '_refln_d_spacing',
    ],
    rows,
  );
}

/** Every point as measured; those that take no part have the weight 0. */
export function pointsLoop(writer: CifWriter, { pattern, calculated, background }: Refinement): void {
  const { twoThetaDeg, observed, sigma, used, weights } = pattern;
  const areCounts = weights === 'counts' && observed.every((y) => Number.isInteger(y) && y >= 0);
  function* rows(): Generator<CifValue[]> {
    for (let i = 0; i < observed.length; i++) {
      yield [
        printCifNumber(twoThetaDeg[i], null, 8),
        printCifNumber(observed[i], null, 9),
        used[i] === 1 ? printCifNumber(1 / (sigma[i] * sigma[i]), null, 6) : '0',
        printCifNumber(background[i], null, 6),
        printCifNumber(calculated[i], null, 7),
      ];
    }
  }
  writer.loop(
    [
      '_pd_meas_2theta_scan',
      areCounts ? '_pd_meas_counts_total' : '_pd_meas_intensity_total',
      '_pd_proc_ls_weight',
      '_pd_proc_intensity_bkg_calc',
      '_pd_calc_intensity_total',
    ],
    rows(),
  );
}
