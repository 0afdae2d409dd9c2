/** Small CIFs that together hold all that the reader of structures knows: each grammar, each way to say symmetry and displacements. */

const CELL = (a: number, c: number, gamma = 90) =>
  `_cell_length_a ${a}(2)\n_cell_length_b ${a}\n_cell_length_c ${c}\n_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma ${gamma}\n`;

const OPERATIONS = `data_nacl
_chemical_formula_sum 'Cl Na'
_cell_formula_units_Z 4
${CELL(5.64, 5.64)}_symmetry_space_group_name_H-M 'P m -3 m'
_symmetry_Int_Tables_number 221
loop_
_symmetry_equiv_pos_site_id
_symmetry_equiv_pos_as_xyz
1 'x, y, z'
2 '-x, -y, z'
3 '-x, y, -z'
4 'x, -y, -z'
5 '-x, -y, -z'
6 'x, y, -z'
7 'x, -y, z'
8 '-x, y, z'
loop_
_atom_type_symbol
_atom_type_oxidation_number
Na 1
Cl -1
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
_atom_site_occupancy
_atom_site_B_iso_or_equiv
Na1 Na 0 0 0 1.0 0.8(1)
Cl1 Cl 0.5 0.5 0.5 0.95(2) 1.1
X1 X 0.25 0.25 0.25 1 .
`;

const HALL = `data_global
_journal_name_full
;
 Acta Cryst. B
;
_journal_year 1988
data_zirconia
_chemical_name_common "zirconia, 'pure'"
${CELL(3.64, 5.27)}_space_group_name_Hall 'P 4n 2n -1n'
loop_
_atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z _atom_site_occupancy _atom_site_adp_type
Zr1 0 0 0 1 Uani
O1 0 0.5 0.185(2) 0.96 Uani
loop_
_atom_site_aniso_label
_atom_site_aniso_U_11 _atom_site_aniso_U_22 _atom_site_aniso_U_33
_atom_site_aniso_U_12 _atom_site_aniso_U_13 _atom_site_aniso_U_23
Zr1 0.006 0.006(1) 0.007 0 0 0
O1 0.01 0.015 0.02 0 0 0
#END
`;

const SECOND = `#\\#CIF_2.0
data_zincite
_chemical_name_mineral """zinc
oxide"""
_a.list [1 2 {'b':'c'}]
${CELL(3.25, 5.207, 120)}_space_group.name_H-M_alt 'P 63 m c'
_space_group.IT_number 186
loop_
_atom_site.label
_atom_site.type_symbol
_atom_site.fract_x
_atom_site.fract_y
_atom_site.fract_z
_atom_site.U_iso_or_equiv
Zn1 Zn2+ 0.3333 0.6667 0 0.006
O1 O2- 1/3 2/3 0.382 0.007
`;

const INSTRUMENT = [
  'INS   BANK      1',
  'INS   HTYPE   PXCR',
  'INS  1 IRAD     3',
  'INS  1 ICONS  1.540500  1.544300       0.0         0       0.7    0       0.5',
  'INS  1I HEAD  a laboratory diffractometer',
  'INS  1I ITYP    0    0.0000  180.0000         1',
  'INS  1PRCF1     3   12      0.01',
  'INS  1PRCF11   2.000000E+00  -2.000000E+00   5.000000E+00   0.000000E+00',
  'INS  1PRCF12   0.000000E+00   0.000000E+00   0.200000E-01   0.200000E-01',
  'INS  1PRCF13   0.000000E+00   0.000000E+00   0.000000E+00   0.000000E+00',
]
  .map((line) => line.padEnd(80))
  .join('\n');

const encoder = new TextEncoder();

export const structureSeeds = [
  { name: 'structure-operations.cif', bytes: encoder.encode(OPERATIONS) },
  { name: 'structure-hall.cif', bytes: encoder.encode(HALL) },
  { name: 'structure-second.cif', bytes: encoder.encode(SECOND) },
  { name: 'instrument-laboratory.prm', bytes: encoder.encode(`${INSTRUMENT}\n`) },
];
