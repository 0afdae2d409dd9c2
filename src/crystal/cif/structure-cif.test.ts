import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { directMetric, reciprocalMetric } from '../cell/metric.js';
import { AtomGrid } from '../geometry/neighbours.js';
import { cellOf, fluorapatite, makeStructure, rutile } from '../geometry/test-support/structures.js';
import type { AnisotropicU, CrystalStructure, Site } from '../structure.js';
import { siteSymmetry } from '../symmetry/site-symmetry.js';
import { cifNumber, parseCif } from './parse-cif.js';
import { readStructures } from './read-structures.js';
import { averageU, equivalentU } from './reading/block-displacements.js';
import { structureCif } from './structure-cif.js';

/** The same structure but for digits beyond those that are written. */
function expectSame(read: CrystalStructure, written: CrystalStructure): void {
  expect(read.name).toBe(written.name);
  expect(read.source).toBe(written.source);
  expect(read.spaceGroup).toEqual(written.spaceGroup);
  for (const name of ['a', 'b', 'c', 'alpha', 'beta', 'gamma'] as const) {
    expect(Math.abs(read.cell[name] - written.cell[name])).toBeLessThan(1e-7 * written.cell[name]);
  }
  expect(read.sites.length).toBe(written.sites.length);
  read.sites.forEach((site, i) => {
    const expected = written.sites[i]!;
    const { label, element, charge, multiplicity } = expected;
    expect(site).toMatchObject({ label, element, multiplicity });
    expect(site.charge).toBe(charge);
    expect(site.occupancy).toBeCloseTo(expected.occupancy, 8);
    expect(site.uIso).toBeCloseTo(expected.uIso, 6);
    site.position.forEach((x, axis) => {
      expect(x).toBeCloseTo(expected.position[axis]!, 8);
    });
    expect(site.uAniso?.length).toBe(expected.uAniso?.length);
    site.uAniso?.forEach((u, axis) => {
      expect(u).toBeCloseTo(expected.uAniso![axis]!, 6);
    });
  });
}

const roundTrip = (structure: CrystalStructure) => {
  const { structures, findings } = readStructures(structureCif(structure), 'written.cif');
  expect(structures).toHaveLength(1);
  expectSame(structures[0]!, structure);
  return findings;
};

/** Groups of all systems and centrings, with a cell for each that its symmetry allows. */
const groups = [
  ['P 1', cellOf(6.12, 7.034, 8.9471, 82.1, 95.33, 107.25)],
  ['P -1', cellOf(6.12, 7.034, 8.9471, 82.1, 95.33, 107.25)],
  ['C 1 2/c 1', cellOf(15.586, 9.029, 9.205, 90, 123.7, 90)],
  ['P 1 1 21/a', cellOf(7.01, 8.2, 9.3, 90, 90, 101.5)],
  ['F d d d :1', cellOf(9.11, 10.2, 13.3)],
  ['I 41/a m d :2', cellOf(7.785, 7.785, 9.514)],
  ['R -3 c :H', cellOf(9.068, 9.068, 22.98, 90, 90, 120)],
  ['R 3 m :R', cellOf(7.4, 7.4, 7.4, 71.2, 71.2, 71.2)],
  ['P 63/m', cellOf(9.372, 9.372, 6.886, 90, 90, 120)],
  ['I 21 3', cellOf(10.2512, 10.2512, 10.2512)],
  ['F d -3 m :2', cellOf(11.4, 11.4, 11.4)],
] as const;

const thousandths = (max: number) => fc.integer({ min: -max, max }).map((value) => value / 1000);
const special = fc.constantFrom(0, 0.25, 0.5, 1 / 3, 2 / 3, 0.125);
const coordinate = fc.oneof(thousandths(1200), special);
const atom = fc.record({
  element: fc.constantFrom('Na', 'Zr', 'O', 'Si', 'D'),
  charge: fc.constantFrom(undefined, 4, -2, 1, 0),
  position: fc.tuple(coordinate, coordinate, coordinate),
  occupancy: fc.integer({ min: 1, max: 1000 }).map((value) => value / 1000),
  u: fc.tuple(...Array.from({ length: 6 }, () => thousandths(9))),
  anisotropic: fc.boolean(),
});

describe('structureCif', () => {
  it('is read back as the structure that was written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...groups), fc.array(atom, { minLength: 1, maxLength: 4 }), (group, atoms) => {
        const [symbol, cell] = group;
        const bare = makeStructure(
          symbol,
          cell,
          atoms.map(({ element, position, occupancy }, i) => [`${element}${i}`, element, ...position, occupancy]),
        );
        // Atoms that touch are put right by the reader, which is another test.
        const grid = new AtomGrid(bare, 1);
        fc.pre(bare.sites.every(({ position }) => grid.around(position, 0.7).length === 1));
        const metric = reciprocalMetric(cell);
        const sites = bare.sites.map((site, i): Site => {
          const { charge, u, anisotropic } = atoms[i]!;
          const charged = charge === undefined ? site : { ...site, charge };
          if (!anisotropic) return charged;
          const { operations } = siteSymmetry(site.position, bare.spaceGroup, cell);
          const tensor = [0.02 + u[0], 0.02 + u[1], 0.02 + u[2], u[3] / 2, u[4] / 2, u[5] / 2] as AnisotropicU;
          const uAniso = averageU(
            tensor,
            operations.map(({ rotation }) => rotation),
            metric,
          );
          return { ...charged, uAniso, uIso: equivalentU(uAniso, metric, directMetric(cell)) };
        });
        roundTrip({ ...bare, name: 'made', source: 'a source; with "signs"', sites });
      }),
      { numRuns: 60 },
    );
  });

  it('writes what checkCIF asks for', () => {
    const block = parseCif(structureCif({ ...fluorapatite, name: 'fap', formula: 'Ca5 P3 O12 F' })).blocks[0]!;
    expect(block.name).toBe('fap');
    for (const [tag, text] of [
      ['_chemical_formula_sum', 'Ca5 F O12 P3'],
      ['_chemical_formula_weight', '504.30'],
      ['_cell_formula_units_Z', '2'],
      ['_cell_volume', '523.796'],
      ['_exptl_crystal_density_diffrn', '3.197'],
      ['_exptl_crystal_F_000', '500'],
      ['_space_group_crystal_system', 'hexagonal'],
      ['_space_group_name_H-M_alt', 'P 63/m'],
      ['_space_group_name_Hall', '-P 6c'],
      ['_space_group_IT_number', '176'],
    ]) {
      expect([tag, block.item(tag!)]).toEqual([tag, text]);
    }
    expect(block.loop('_space_group_symop_id')!.rowCount).toBe(12);
    expect(block.loop('_atom_site_label')!.column('_atom_site_site_symmetry_order')).toEqual([
      '3',
      '2',
      '2',
      '6',
      '2',
      '2',
      '1',
    ]);
    expect(block.loop('_geom_bond_distance')!.rowCount).toBeGreaterThan(10);
    expect(block.loop('_geom_angle')!.rowCount).toBeGreaterThan(10);
  });

  it('gives uncertainties to what is refined, to what symmetry ties to it, and to what follows from it', () => {
    const names = ['p.a', 'p.c', 'p.O.x', 'p.O.uIso', 'p.Ti.U11', 'p.Ti.U12', 'p.zero'];
    const sigmas = [0.0002, 0.0003, 0.0004, 0.0007, 0.0005, 0.0004, 1];
    const covariance = new Float64Array(49);
    sigmas.forEach((sigma, i) => {
      covariance[8 * i] = sigma * sigma;
    });
    const [ti, o] = rutile.sites;
    const structure: CrystalStructure = {
      ...rutile,
      sites: [
        { ...ti!, uAniso: [0.007, 0.007, 0.005, 0.001, 0, 0], uIso: 0.0063333 },
        { ...o!, label: 'O' },
      ],
    };
    const text = structureCif(structure, {
      covariance: { parameters: { names, covariance, prefix: 'p.' } },
      sigmaOf: (name) => (name === 'O.occupancy' ? 0.02 : undefined),
      dispersionOf: (element) => (element === 'Ti' ? { real: 0.2191, imaginary: 1.8069 } : undefined),
      dispersionSource: 'a table',
    });
    const block = parseCif(text).blocks[0]!;
    expect(block.item('_cell_length_a')).toBe('4.5922(2)');
    expect(block.item('_cell_length_b')).toBe('4.5922(2)');
    expect(block.item('_cell_length_c')).toBe('2.9574(3)');
    expect(block.item('_cell_angle_gamma')).toBe('90');
    // sigma V = V sqrt((2 sigma_a / a)² + (sigma_c / c)²).
    const volume = cifNumber(block.item('_cell_volume')!)!;
    expect(volume.sigma).toBeCloseTo(62.367 * Math.hypot((2 * 0.0002) / 4.5922, 0.0003 / 2.9574), 3);
    const sites = block.loop('_atom_site_label')!;
    expect(sites.column('_atom_site_fract_x')).toEqual(['0', '0.3052(4)']);
    expect(sites.column('_atom_site_fract_y')).toEqual(['0', '0.3052(4)']);
    expect(sites.column('_atom_site_occupancy')).toEqual(['1', '1.00(2)']);
    expect(sites.column('_atom_site_U_iso_or_equiv')).toEqual(['0.0063(3)', '0.0100(7)']);
    expect(sites.column('_atom_site_adp_type')).toEqual(['Uani', 'Uiso']);
    const aniso = block.loop('_atom_site_aniso_label')!;
    expect(aniso.column('_atom_site_aniso_U_22')).toEqual(['0.0070(5)']);
    expect(aniso.column('_atom_site_aniso_U_33')).toEqual(['0.005']);
    expect(block.loop('_atom_type_symbol')!.column('_atom_type_scat_dispersion_real')).toEqual(['0.2191', '']);
    const bonds = block.loop('_geom_bond_distance')!;
    expect(bonds.column('_geom_bond_distance')!.every((distance) => /^\d\.\d+\(\d+\)$/.test(distance))).toBe(true);
  });

  it('writes sites that share a position with the uncertainties of the first of them', () => {
    const mixed = makeStructure('P 1', cellOf(5, 5, 5), [
      ['Si1', 'Si', 0.1, 0.2, 0.3, 0.5],
      ['P1', 'P', 0.1, 0.2, 0.3, 0.5],
    ]);
    const parameters = { names: ['Si1.x', 'Si1.uIso'], covariance: Float64Array.of(1e-6, 0, 0, 4e-6) };
    const sites = parseCif(structureCif(mixed, { covariance: { parameters } })).blocks[0]!.loop('_atom_site_label')!;
    expect(sites.column('_atom_site_fract_x')).toEqual(['0.1000(10)', '0.1000(10)']);
    expect(sites.column('_atom_site_U_iso_or_equiv')).toEqual(['0.010(2)', '0.010(2)']);
  });
});

const folders = [sharedData('xrd', 'cif'), sharedData('xrd', 'patterns'), sharedData('dft')];
describe.skipIf(folders.includes(undefined))('CIFs of other programs (skipped without ../shared/data)', () => {
  const files = folders.flatMap((folder) =>
    folder === undefined
      ? []
      : readdirSync(folder).flatMap((name) =>
          name.endsWith('.cif') && name !== 'easydiffraction_hrpt.cif' ? [join(folder, name)] : [],
        ),
  );

  it.each(files)('%s comes back', (file) => {
    const structure = readStructures(readFileSync(file, 'utf8'), file).structures[0]!;
    const known = { ...structure, sites: structure.sites.map(({ uAssumed: _, ...site }) => site) };
    expect(roundTrip(known)).toEqual([]);
  });
});
