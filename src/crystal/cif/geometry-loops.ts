import { bondAngles } from '../geometry/bond-angles.js';
import { type Bond, bondLengths } from '../geometry/bonds.js';
import type { StructureCovariance } from '../geometry/geometry-uncertainty.js';
import type { CrystalStructure } from '../structure.js';
import { printCifNumber } from './print-cif-number.js';
import type { CifWriter } from './write-cif.js';

/** Longer tables serve nobody; structures that have them are of many hundred atoms. */
const MOST_ROWS = 5000;

/** Writes bond lengths (each pair of different sites from the one listed first) and the angles between them. */
export function geometryLoops(writer: CifWriter, structure: CrystalStructure, covariance?: StructureCovariance): void {
  const bonds = bondLengths(structure, covariance === undefined ? {} : { covariance });
  const label = (site: number) => structure.sites[site]!.label;
  writer.loop(
    [
      '_geom_bond_atom_site_label_1',
      '_geom_bond_atom_site_label_2',
      '_geom_bond_distance',
      '_geom_bond_site_symmetry_2',
      '_geom_bond_publ_flag',
    ],
    bonds
      .filter(({ from, to }) => from <= to)
      .slice(0, MOST_ROWS)
      .map((bond) => [label(bond.from), label(bond.to), print(bond.distance, bond.sigma, 4), symmetry(bond), 'yes']),
  );
  writer.loop(
    [
      '_geom_angle_atom_site_label_1',
      '_geom_angle_atom_site_label_2',
      '_geom_angle_atom_site_label_3',
      '_geom_angle',
      '_geom_angle_site_symmetry_1',
      '_geom_angle_site_symmetry_3',
      '_geom_angle_publ_flag',
    ],
    bondAngles(structure, bonds, covariance)
      .slice(0, MOST_ROWS)
      .map(({ apex, first, second, angleDeg, sigmaDeg }) => [
        label(first.to),
        label(apex),
        label(second.to),
        print(angleDeg, sigmaDeg, 2),
        symmetry(first),
        symmetry(second),
        'no',
      ]),
  );
}

function print(value: number, sigma: number | null, decimals: number): string {
  return sigma === null ? value.toFixed(decimals) : printCifNumber(value, sigma);
}

/** The atom as it is listed needs no code. */
function symmetry({ symmetry }: Bond): string {
  return symmetry === '1_555' ? '.' : symmetry;
}
