/** Structures as papers have them, for simulations. */
import type { PhaseTruth } from './pattern-truth.js';

export type LiteraturePhase = Pick<PhaseTruth, 'name' | 'spaceGroup' | 'cell' | 'sites' | 'source'>;

export const anatase: LiteraturePhase = {
  name: 'anatase',
  spaceGroup: 'I 41/a m d :2',
  cell: { a: 3.785, c: 9.514 },
  sites: [
    ['Ti1', 'Ti', 0, 0.75, 0.125, 1, 0.005],
    ['O1', 'O', 0, 0.75, 0.33306, 1, 0.006],
  ],
  source: 'M. J. Mehl et al., Comput. Mater. Sci. 136 (2017) S1, A2B_tI12_141_e_a; displacements assigned',
};

export const rutile: LiteraturePhase = {
  name: 'rutile',
  spaceGroup: 'P 42/m n m',
  cell: { a: 4.5922, c: 2.9574 },
  sites: [
    ['Ti1', 'Ti', 0, 0, 0, 1, 0.005],
    ['O1', 'O', 0.30496, 0.30496, 0, 1, 0.006],
  ],
  source: 'M. J. Mehl et al., Comput. Mater. Sci. 136 (2017) S1, A2B_tP6_136_f_a; displacements assigned',
};

export const zincite: LiteraturePhase = {
  name: 'zincite',
  spaceGroup: 'P 63 m c',
  cell: { a: 3.2498, c: 5.2066 },
  sites: [
    ['Zn1', 'Zn', 1 / 3, 2 / 3, 0, 1, 0.006],
    ['O1', 'O', 1 / 3, 2 / 3, 0.3821, 1, 0.008],
  ],
  source: 'wurtzite ZnO, values of common use; displacements assigned',
};

export const zirconia: LiteraturePhase = {
  name: 'zirconia',
  spaceGroup: 'P 1 21/c 1',
  cell: { a: 5.1505, b: 5.2116, c: 5.3173, beta: 99.23 },
  sites: [
    ['Zr1', 'Zr', 0.2754, 0.0395, 0.2083, 1, 0.005],
    ['O1', 'O', 0.07, 0.3317, 0.3447, 1, 0.005],
    ['O2', 'O', 0.4496, 0.7569, 0.4792, 1, 0.005],
  ],
  source: 'C. J. Howard, R. J. Hill, B. E. Reichert, Acta Cryst. B44 (1988) 116; displacements assigned',
};

/** Silicon and phosphorus share their positions; the sodium sites are partly filled. */
export const nzsp: LiteraturePhase = {
  name: 'nzsp',
  spaceGroup: 'C 1 2/c 1',
  cell: { a: 15.651, b: 9.055, c: 9.22, beta: 123.74 },
  sites: [
    ['Na1', 'Na', 0.25, 0.25, 0.5, 0.75, 0.045],
    ['Na2', 'Na', 0, 0.0922, 0.25, 0.93, 0.035],
    ['Na3', 'Na', 0.1767, 0.4147, 0.6605, 0.66, 0.04],
    ['Zr1', 'Zr', 0.1014, 0.2504, 0.0703, 1, 0.006],
    ['Si1', 'Si', 0.1414, 0.1102, 0.7445, 2 / 3, 0.008],
    ['P1', 'P', 0.1414, 0.1102, 0.7445, 1 / 3, 0.008],
    ['Si2', 'Si', 0, 0.4589, 0.25, 2 / 3, 0.008],
    ['P2', 'P', 0, 0.4589, 0.25, 1 / 3, 0.008],
    ['O1', 'O', 0.1233, 0.1437, 0.8948, 1, 0.015],
    ['O2', 'O', 0.0557, 0.4398, 0.9194, 1, 0.015],
    ['O3', 'O', 0.0494, 0.1772, 0.5654, 1, 0.015],
    ['O4', 'O', 0.2465, 0.1825, 0.7923, 1, 0.015],
    ['O5', 'O', 0.0828, 0.3576, 0.2497, 1, 0.015],
    ['O6', 'O', 0.1467, 0.0634, 0.2254, 1, 0.015],
  ],
  source:
    'synthetic, DLS: distance least squares in the cell of Baur et al. 1986; occupancies and displacements chosen',
};
