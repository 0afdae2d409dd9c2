import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { type InterphaseError, isInterphaseError } from '../../errors.js';
import { bondLengths } from '../geometry/bonds.js';
import type { CrystalStructure } from '../structure.js';
import { cellContents, densityGPerCm3, massOf } from './formula.js';
import { readStructures } from './read-structures.js';

const read = (text: string) => readStructures(text, 'test.cif');
const codes = (text: string) => read(text).findings.map(({ code }) => code);

function errorOf(text: string): InterphaseError {
  try {
    read(text);
  } catch (error) {
    if (isInterphaseError(error)) return error;
    throw error;
  }
  throw new Error('it was read');
}

const cubic = (a = 5, more = '') =>
  `data_x\n_cell_length_a ${a}\n_cell_length_b ${a}\n_cell_length_c ${a}\n_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n${more}`;
const atoms = (columns: string, ...rows: string[]) =>
  `\nloop_\n${columns
    .split(' ')
    .map((column) => `_atom_site_${column}`)
    .join('\n')}\n${rows.join('\n')}\n`;
const xyz = 'label type_symbol fract_x fract_y fract_z';
const p1 = "_space_group_name_H-M_alt 'P 1'\n";

describe('readStructures', () => {
  it('reads an ordinary file', () => {
    const { structures, findings } = read(
      `data_rutile
_chemical_name_mineral 'Rutile, 25 \xb0C'
_chemical_formula_sum 'O2 Ti' _cell_formula_units_Z 2
_journal_name_full 'Acta Cryst. B' _journal_volume 43 _journal_year 1987 _journal_page_first 116
_cell_length_a 4.5922(1) _cell_length_b 4.5922(1) _cell_length_c 2.9574(1)
_cell_angle_alpha 90. _cell_angle_beta 90. _cell_angle_gamma 90.
_symmetry_space_group_name_H-M 'P 42/m n m'
loop_ _atom_site_label _atom_site_type_symbol _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z _atom_site_U_iso_or_equiv
Ti Ti4+ 0 0 0 0.005(1) O(1) O2- 0.3052(2) .3052 0. 0.006`,
    );
    expect(findings).toEqual([]);
    expect(structures).toHaveLength(1);
    expect(structures[0]).toMatchObject({
      name: 'Rutile_25_C',
      formula: 'O2 Ti',
      formulaUnits: 2,
      source: 'Acta Cryst. B 43 (1987) 116',
      cell: { a: 4.5922, c: 2.9574, gamma: 90 },
      spaceGroup: { number: 136, symbol: 'P 42/m n m' },
      sites: [
        { label: 'Ti', element: 'Ti', charge: 4, position: [0, 0, 0], occupancy: 1, uIso: 0.005, multiplicity: 2 },
        { label: 'O1', element: 'O', charge: -2, position: [0.3052, 0.3052, 0], multiplicity: 4 },
      ],
    });
  });

  it('snaps thirds onto special positions, and says so when they move far', () => {
    const hexagonal = (z1: string, xy: string) =>
      `data_zno _cell_length_a 12 _cell_length_b 12 _cell_length_c 5.2 _cell_angle_gamma 120
       _symmetry_space_group_name_H-M 'P 63 m c'${atoms(xyz, `Zn Zn ${xy} ${z1}`, 'O O 1/3 2/3 0.38')}`;
    const exact = read(hexagonal('0', '0.3333 0.6667')).structures[0]!;
    expect(exact.sites.map(({ multiplicity }) => multiplicity)).toEqual([2, 2]);
    expect(exact.sites[0]!.position[0]).toBeCloseTo(1 / 3, 15);
    expect(exact.sites[0]!.position[1]).toBeCloseTo(2 / 3, 15);
    expect(codes(hexagonal('0', '0.3333 0.6667'))).not.toContain('position-snapped');
    const coarse = read(hexagonal('0', '0.33 0.67'));
    expect(coarse.structures[0]!.sites[0]!.multiplicity).toBe(2);
    expect(coarse.findings.map(({ code }) => code)).toContain('position-snapped');
  });

  it('takes the symmetry from operations, Hall symbol, Hermann-Mauguin symbol or number', () => {
    const atom = atoms(xyz, 'Na1 Na 0.1 0.2 0.3');
    const group = (more: string) => read(cubic(5, more + atom)).structures[0]!.spaceGroup;
    const operations = "loop_ _symmetry_equiv_pos_as_xyz x,y,z '-x, -y, -z'\n";
    expect(group(operations).symbol).toBe('P -1');
    expect(group('_space_group_symop.operation_xyz x,y,z\n').symbol).toBe('P 1');
    expect(group("_space_group_name_Hall '-P 2yc'\n").symbol).toBe('P 1 2/c 1');
    expect(group('_space_group.name_H-M_alt "P 21/c"\n').number).toBe(14);
    expect(group('_space_group_IT_number 62\n').symbol).toBe('P n m a');
    expect(codes(cubic(5, `${operations}_space_group_IT_number 14\n${atom}`))).toContain('symmetry-mismatch');
    expect(codes(cubic(5, `${operations}_space_group_IT_number 2\n${atom}`))).not.toContain('symmetry-mismatch');
    expect(codes(cubic(5, `_space_group_name_Hall 'rubbish'\n_space_group_IT_number 2\n${atom}`))).toContain(
      'symmetry-unreadable',
    );
    expect(codes(cubic(5, atom))).toContain('symmetry-assumed');
    expect(
      codes(cubic(8, `_symmetry_space_group_name_H-M 'F d -3 m'\n${atoms(xyz, 'C C 0.125 0.125 0.125')}`)),
    ).toContain('setting-assumed');
  });

  it('reads displacements as U, B and beta, anisotropic ones too', () => {
    const eightPi2 = 8 * Math.PI ** 2;
    const b = read(cubic(5, p1 + atoms(`${xyz} B_iso_or_equiv`, 'Na1 Na 0 0 0 0.5'))).structures[0]!;
    expect(b.sites[0]!.uIso).toBeCloseTo(0.5 / eightPi2, 12);
    const aniso = (kind: string, row: string) =>
      read(
        cubic(
          5,
          `${p1 + atoms(xyz, 'Na1 Na 0 0 0', 'O1 O 0.5 0.5 0.5')}${`\nloop_ _atom_site_aniso_label ${['11', '22', '33', '12', '13', '23'].map((i) => `_atom_site_aniso_${kind}_${i}`).join(' ')}\nNa1 ${row}`}\n`,
        ),
      ).structures[0]!.sites[0]!;
    const u = [0.01, 0.02, 0.03, 0.001, -0.002, 0.003];
    expect(aniso('U', '0.01 0.02 0.03 0.001 -.002(1) 0.003')).toMatchObject({ uAniso: u, uIso: 0.02 });
    const fromB = aniso('B', u.map((value) => value * eightPi2).join(' ')).uAniso!;
    const fromBeta = aniso('beta', u.map((value) => (value * eightPi2) / 4 / 25).join(' ')).uAniso!;
    u.forEach((value, i) => {
      expect(fromB[i]).toBeCloseTo(value, 12);
      expect(fromBeta[i]).toBeCloseTo(value, 12);
    });
    expect(aniso('U', '? ? ? ? ? ?')).toMatchObject({ uAssumed: true, uIso: 0.01 });
  });

  it('averages displacements that the site symmetry forbids, and names unphysical ones', () => {
    const anisoTags =
      '_atom_site_aniso_label _atom_site_aniso_U_11 _atom_site_aniso_U_22 _atom_site_aniso_U_33 _atom_site_aniso_U_12 _atom_site_aniso_U_13 _atom_site_aniso_U_23';
    const text = cubic(
      5,
      `_symmetry_space_group_name_H-M 'P m -3 m'\n${atoms(xyz, 'Na1 Na 0 0 0')}\nloop_ ${anisoTags}\nNa1 0.01 0.02 0.03 0.004 0 0\n`,
    );
    const { structures, findings } = read(text);
    const [site] = structures[0]!.sites;
    site!.uAniso!.forEach((value, i) => {
      expect(value).toBeCloseTo(i < 3 ? 0.02 : 0, 14);
    });
    expect(findings.map(({ code }) => code)).toContain('displacement-averaged');
    expect(codes(cubic(5, p1 + atoms(`${xyz} U_iso_or_equiv`, 'Na1 Na 0 0 0 -0.01')))).toContain(
      'displacement-unphysical',
    );
  });

  it.each(['-5', '1e6', '1e300'])('refuses a displacement of %s angstrom²: no atom moves so', (value) => {
    const iso = errorOf(cubic(5, p1 + atoms(`${xyz} U_iso_or_equiv`, `Na1 Na 0 0 0 ${value}`)));
    expect(iso).toMatchObject({ code: 'invalid-structure', where: { file: 'test.cif', line: 17 } });
    expect(iso.message).toContain('displacement of Na1 is');
    const loop = `loop_ ${[11, 22, 33, 12, 13, 23].map((ij) => `_atom_site_aniso_U_${ij}`).join(' ')} _atom_site_aniso_label`;
    const aniso = errorOf(cubic(5, `${p1}${atoms(xyz, 'Na1 Na 0 0 0')}\n${loop}\n0.01 ${value} 0.01 0 0 0 Na1\n`));
    expect(aniso.message).toContain('displacement of Na1 is');
  });

  it('finds elements and charges in types and labels', () => {
    const elements = (text: string) =>
      read(cubic(20, p1 + text)).structures[0]!.sites.map(({ element, charge }) => `${element}${charge ?? ''}`);
    const types = ['Zr4+', 'O2-', 'ZR', 'Ca+2', 'Na+', 'D', 'O-', 'Cval', 'Siva', 'Fe2.5+', 'cl', '57Fe', '2H'];
    const rows = types.map((type, i) => `A${i} ${type} 0 0 ${i / 20}`);
    expect(elements(atoms(xyz, ...rows))).toEqual([
      ...['Zr4', 'O-2', 'Zr', 'Ca2', 'Na1', 'D', 'O-1', 'C', 'Si', 'Fe2.5', 'Cl', 'Fe', 'D'],
    ]);
    const labels = ['Na1', 'O1A', 'OW1', 'FE2', 'H12', 'CA1', 'Si(1)'];
    const labelled = atoms('label fract_x fract_y fract_z', ...labels.map((label, i) => `${label} 0 0 ${i / 20}`));
    expect(elements(labelled)).toEqual(['Na', 'O', 'O', 'Fe', 'H', 'Ca', 'Si']);
    expect(elements(`_chemical_formula_sum 'C3 H8 Fe Na O2 Si'${labelled}`)[5]).toBe('C');
    const charges = '\nloop_ _atom_type_symbol _atom_type_oxidation_number Zr 4 O -2\n';
    expect(elements(charges + atoms(xyz, 'Zr1 Zr 0 0 0', 'O1 O 0 0 .5'))).toEqual(['Zr4', 'O-2']);
  });

  it('leaves out dummy atoms and atoms without a place, and makes labels unique', () => {
    const text = cubic(
      9,
      p1 +
        atoms(
          `${xyz} calc_flag`,
          'Q1 Q 0 0 0 d',
          'C1 C ? ? ? d',
          'X1 C .1 .1 .1 dum',
          'O1 O .2 0 0 .',
          'O1 O .5 0 0 .',
          '. O .7 0 0 .',
        ),
    );
    const { structures, findings } = read(text);
    expect(structures[0]!.sites.map(({ label }) => label)).toEqual(['O1', 'O1_2', 'O2']);
    expect(findings.map(({ code }) => code).slice(0, 2)).toEqual(['dummy-atoms', 'atoms-without-position']);
    expect(findings[0]!.severity).toBe('warning');
    const marked = cubic(9, p1 + atoms(`${xyz} calc_flag`, 'X1 C .1 .1 .1 dum', 'O1 O .2 0 0 .'));
    expect(read(marked).findings[0]).toMatchObject({ code: 'dummy-atoms', severity: 'info' });
  });

  it('takes atoms that are listed twice once, and adds up shares of one element', () => {
    const centred = "_symmetry_space_group_name_H-M 'I m -3 m'\n";
    const twice = read(cubic(4, centred + atoms(xyz, 'Na1 Na 0 0 0', 'Na2 Na 0.5 0.5 0.5')));
    expect([...cellContents(twice.structures[0]!)]).toEqual([['Na', 2]]);
    expect(twice.findings.map(({ code }) => code)).toContain('atoms-listed-twice');
    const shares = read(cubic(4, p1 + atoms(`${xyz} occupancy`, 'Na1 Na 0 0 0 0.3', 'Na2 Na 0 0 1 0.6')));
    expect(shares.structures[0]!.sites).toMatchObject([{ label: 'Na1', occupancy: 0.8999999999999999 }]);
    const mixed = read(cubic(4, p1 + atoms(`${xyz} occupancy`, 'Fe1 Fe2+ 0 0 0 0.3', 'Fe2 Fe3+ 0 0 1 0.7')));
    expect(mixed.structures[0]!.sites).toHaveLength(2);
    expect(codes(cubic(4, p1 + atoms(xyz, 'Na1 Na 0 0 0', 'O1 O 0.1 0 0')))).toContain('atoms-too-near');
  });

  it('compares the atoms with the formula', () => {
    const salt = (formula: string) =>
      cubic(
        5.64,
        `_symmetry_space_group_name_H-M 'F m -3 m'\n${formula}${atoms(xyz, 'Na1 Na 0 0 0', 'Cl1 Cl .5 .5 .5')}`,
      );
    const only = (text: string) => codes(text).filter((code) => code !== 'displacement-assumed');
    expect(only(salt("_chemical_formula_sum 'Na Cl' _cell_formula_units_Z 4"))).toEqual([]);
    expect(only(salt("_chemical_formula_sum 'Na4 Cl4' _cell_formula_units_Z 4"))).toEqual([]);
    expect(only(salt("_chemical_formula_sum 'Na Cl' _cell_formula_units_Z 1"))).toEqual(['formula-units-differ']);
    expect(only(salt("_chemical_formula_sum 'Na2 O'"))).toEqual(['composition-differs']);
    expect(only(salt("_chemical_formula_sum 'Na (Cl)'"))).toEqual([]);
  });

  it('reads every block with atoms, and says which one cannot be read', () => {
    const block = (name: string, element: string) =>
      cubic(5, p1 + atoms(`${xyz} U_iso_or_equiv`, `A1 ${element} 0 0 0 0.01`)).replace('data_x', `data_${name}`);
    const { structures, findings } = read(
      `data_global _audit_creation_method x\n${block('salt', 'Na')}\n${block('bad', 'Zz')}\n${block('7', 'O')}`,
    );
    expect(structures.map(({ name }) => name)).toEqual(['salt', 'phase_7']);
    expect(findings).toMatchObject([{ code: 'structure-unreadable', severity: 'error' }]);
    expect(findings[0]!.message).toMatch(/^data_bad: .*"Zz".*line \d+/);
  });

  const hexagonal = (b: number, gamma: number) =>
    `data_x\n_cell_length_a 9.372\n_cell_length_b ${b}\n_cell_length_c 6.886\n_cell_angle_gamma ${gamma}\n_symmetry_space_group_name_H-M 'P 63/m'${atoms(xyz, 'Na1 Na 0 0 0')}`;

  it('makes a cell fit that does so nearly, and refuses one that contradicts the symmetry', () => {
    const near = read(hexagonal(9.374, 120));
    expect(near.structures[0]!.cell).toMatchObject({ alpha: 90, gamma: 120 });
    expect(near.structures[0]!.cell.a).toBeCloseTo(9.373, 5);
    expect(near.structures[0]!.cell.b).toBe(near.structures[0]!.cell.a);
    expect(near.findings.map(({ code }) => code)).toContain('cell-averaged');
    expect(codes(hexagonal(9.372, 120))).not.toContain('cell-averaged');
    const error = errorOf(hexagonal(9.9, 120));
    expect(error.code).toBe('invalid-structure');
    expect(error.message).toMatch(/P 63\/m, hexagonal.*a = b, alpha = beta = 90, gamma = 120.*b = 9\.9/);
    expect(error.where).toEqual({ file: 'test.cif', line: 2 });
    expect(errorOf(hexagonal(9.372, 90)).message).toContain('gamma = 90');
  });

  it.each([
    ['no atoms', cubic(5), /lists no atoms/, 1],
    ['a table without rows', cubic(5, atoms(xyz)), /lists no atoms/, 1],
    ['Cartesian atoms', cubic(5, atoms('label Cartn_x Cartn_y Cartn_z', 'Na1 0 0 0')), /Cartesian/, 14],
    ['an unknown element', cubic(5, p1 + atoms(xyz, 'Na1 Na 0 0 0', 'A1 Zg 0 0 .5')), /"Zg" \(atom A1\)/, 17],
    ['a coordinate in words', cubic(5, p1 + atoms(xyz, 'Na1 Na 0 half 0')), /"half"/, 16],
    ['a missing coordinate', cubic(5, p1 + atoms(xyz, 'Na1 Na 0 ? 0')), /fract_y of atom Na1 is missing/, 16],
    ['an occupancy with multiplicity', cubic(5, p1 + atoms(`${xyz} occupancy`, 'Na1 Na 0 0 0 4')), /occupancy/, 17],
    ['two atoms in one place', cubic(5, p1 + atoms(xyz, 'Na1 Na 0 0 0', 'K1 K 0 0 1')), /Na1 \(1\) and K1 \(1\)/, 17],
    [
      'operations that are no group',
      cubic(5, `loop_ _symmetry_equiv_pos_as_xyz x,y,z y,z,x\n${atoms(xyz, 'Na1 Na 0 0 0')}`),
      /group/,
      8,
    ],
    [
      'an operation in words',
      cubic(5, `loop_ _symmetry_equiv_pos_as_xyz\nx,y,z\ninversion\n${atoms(xyz, 'Na1 Na 0 0 0')}`),
      /inversion/,
      10,
    ],
    [
      'an unknown space group',
      cubic(5, `_symmetry_space_group_name_H-M 'P 7'\n${atoms(xyz, 'Na1 Na 0 0 0')}`),
      /P 7/,
      8,
    ],
    ['a cell edge of nothing', cubic(0, p1 + atoms(xyz, 'Na1 Na 0 0 0')), /edge a/, 2],
    ['an edge in words', cubic(5).replace('a 5', 'a five') + p1 + atoms(xyz, 'Na1 Na 0 0 0'), /"five"/, 2],
    ['no cell', `data_x\n${p1}${atoms(xyz, 'Na1 Na 0 0 0')}`, /_cell_length_a is missing/, 1],
    ['another kind of file', 'two theta\n5.0 100\n', /no CIF/, undefined],
    [
      'a magnetic structure',
      cubic(5, `loop_ _space_group_symop_magn_operation.xyz x,y,z,+1\n${atoms(xyz, 'Na1 Na 0 0 0')}`),
      /magnetic/,
      8,
    ],
  ] as const)('refuses %s with its place', (_, text, message, line) => {
    const error = errorOf(text);
    expect(error.code).toBe('invalid-structure');
    expect(error.message).toMatch(message);
    expect(error.hint.length).toBeGreaterThan(5);
    expect(error.where.file).toBe('test.cif');
    if (line !== undefined) expect(error.where.line).toBe(line);
  });

  it('suggests the element that is meant', () => {
    expect(errorOf(cubic(5, p1 + atoms(xyz, 'A1 Zrr 0 0 0'))).hint).toContain('Zr');
    expect(isInterphaseError(errorOf('  \n'), 'empty-file')).toBe(true);
  });
});

const cifFolder = sharedData('xrd', 'cif');
const reflectionFolder = sharedData('xrd', 'reflections');
const only = (path: string): CrystalStructure => {
  const { structures } = readStructures(readFileSync(path, 'utf8'), path);
  expect(structures).toHaveLength(1);
  return structures[0]!;
};

describe.skipIf(cifFolder === undefined || reflectionFolder === undefined)(
  'the thirteen structures (skipped without ../shared/data/xrd)',
  () => {
    const names = readdirSync(reflectionFolder ?? '.').flatMap((file) =>
      file.endsWith('.json') ? [file.slice(0, -5)] : [],
    );

    it.each(names)('%s holds what its reflection list says', (name) => {
      const path = join(cifFolder!, `${name}.cif`);
      const { structures, findings } = readStructures(readFileSync(path, 'utf8'), path);
      const structure = structures[0]!;
      const expected = JSON.parse(readFileSync(join(reflectionFolder!, `${name}.json`), 'utf8'));
      expect(findings).toEqual([]);
      const contents = cellContents(structure);
      for (const [element, count] of Object.entries(expected.cell_contents as Record<string, number>)) {
        // The CIFs have occupancies with five decimals.
        expect(Math.abs(contents.get(element)! / count - 1)).toBeLessThan(1e-4);
      }
      expect(Math.abs(massOf(contents) / expected.mass_per_cell_g_mol - 1)).toBeLessThan(5e-5);
      expect(Math.abs(densityGPerCm3(structure) / expected.density_g_cm3 - 1)).toBeLessThan(5e-5);
      expect(structure.spaceGroup.number).toBe(expected.sg_number);
      expected.sites.forEach((site: Record<string, number | string>, i: number) => {
        const found = structure.sites[i]!;
        expect([found.label, found.element, found.multiplicity]).toEqual([site.label, site.element, site.multiplicity]);
        expect(found.uIso).toBeCloseTo(site.uiso as number, 4);
        for (const [axis, key] of ['x', 'y', 'z'].entries()) {
          expect(found.position[axis]).toBeCloseTo(site[key] as number, 5);
        }
      });
    });

    const shortAndLong = (file: string, from: string, to: string) => {
      const structure = only(join(cifFolder!, `${file}.cif`));
      const distances = bondLengths(structure)
        .filter((bond) => structure.sites[bond.from]!.element === from && structure.sites[bond.to]!.element === to)
        .map(({ distance }) => distance);
      return [Math.min(...distances), Math.max(...distances), distances.length];
    };

    it.each([
      ['nzsp_monoclinic_hong1976', 'Zr', 2.055, 2.142, 6],
      ['nzsp_rhombohedral_boilot1988', 'Zr', 2.046, 2.102, 6],
      ['na3v2po43_zatovsky2010', 'V', 1.969, 2.027, 6],
      ['nzsp_C2c_dls', 'Zr', 2.07, 2.073, 6],
      ['nzsp_C2c_dls', 'Si', 1.589, 1.59, 8],
      ['nzsp_C2c_dls', 'P', 1.589, 1.59, 8],
    ] as const)('%s: %s-O as published', (file, element, shortest, longest, count) => {
      const [least, most, found] = shortAndLong(file, element, 'O');
      expect(least).toBeCloseTo(shortest, 3);
      expect(most).toBeCloseTo(longest, 3);
      expect(found).toBe(count);
    });
  },
);

const dftFolder = sharedData('dft');
const patternFolder = sharedData('xrd', 'patterns');
describe.skipIf(dftFolder === undefined || patternFolder === undefined)(
  'CIFs of other programs (skipped without ../shared/data)',
  () => {
    const files = [
      ...readdirSync(dftFolder ?? '.').flatMap((file) => (file.endsWith('.cif') ? [join(dftFolder!, file)] : [])),
      ...['NAC', 'dara_BiFeO3', 'easydiffraction_lbco', 'xylib_1517474'].map((file) =>
        join(patternFolder ?? '.', `${file}.cif`),
      ),
    ];

    it.each(files)('%s is read without a warning', (file) => {
      const { structures, findings } = readStructures(readFileSync(file, 'utf8'), file);
      expect(structures).toHaveLength(1);
      expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    });

    it('gives the densities that the files give', () => {
      expect(densityGPerCm3(only(join(patternFolder!, 'NAC.cif')))).toBeCloseTo(2.9975, 3);
      expect(densityGPerCm3(only(join(patternFolder!, 'dara_BiFeO3.cif')))).toBeCloseTo(8.31, 2);
    });

    it('gives the bonds that GSAS printed', () => {
      const structure = only(join(patternFolder!, 'xylib_1517474.cif'));
      const zinc = bondLengths(structure).filter(({ from, to }) => from === 0 && structure.sites[to]!.element === 'O');
      const printed = [1.975, 1.988, 2.068, 2.08, 2.174];
      expect(zinc).toHaveLength(printed.length);
      printed.forEach((distance, i) => {
        expect(Math.abs(zinc[i]!.distance - distance)).toBeLessThan(0.003);
      });
    });

    it('says that a file with a pattern alone has no atoms', () => {
      const path = join(patternFolder!, 'easydiffraction_hrpt.cif');
      expect(() => readStructures(readFileSync(path, 'utf8'), path)).toThrow(/lists no atoms/);
    });
  },
);
