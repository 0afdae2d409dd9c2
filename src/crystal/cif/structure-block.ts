import { sin } from '../../numerics/elementary/sin.js';
import { type Cell, cellNames } from '../cell/cell.js';
import { cellVolume, directMetric } from '../cell/metric.js';
import type { StructureCovariance } from '../geometry/geometry-uncertainty.js';
import { atomicNumber } from '../scattering/element-data.js';
import type { CrystalStructure, Site } from '../structure.js';
import { printOperation } from '../symmetry/print-operation.js';
import { cellContents, densityGPerCm3, formulaUnit, massOf, parseFormula, printFormula } from './formula.js';
import { geometryLoops } from './geometry-loops.js';
import { printCifNumber } from './print-cif-number.js';
import { SOURCE_TAG } from './reading/structure-name.js';
import { StructureSigmas } from './structure-sigmas.js';
import type { CifWriter } from './write-cif.js';

export interface StructureBlockOptions {
  /**
   * Covariance of cell, positions, displacements and occupancies by name: gives their uncertainties, those of what symmetry
   * ties to them, and those of bonds and angles.
   */
  readonly covariance?: StructureCovariance;
  /**
   * One standard deviation of a number by its name, before what the covariance gives: `a`, `gamma`, `Ca1.x`,
   * `Ca1.occupancy`, `Ca1.uIso`, `Ca1.U11` to `Ca1.U23`.
   */
  readonly sigmaOf?: (name: string) => number | null | undefined;
  /** Anomalous scattering of an element in the radiation used, with where it is from; for the list of atom types. */
  readonly dispersionOf?: (element: string) => { readonly real: number; readonly imaginary: number } | undefined;
  readonly dispersionSource?: string;
  /** Writes bond lengths and angles. @default true */
  readonly geometry?: boolean;
}

/**
 * Writes what a data block says about a structure: name, formula, symmetry, cell, density, atoms with displacements, bond
 * lengths and angles, with uncertainties where they are known. The block itself must have been begun.
 */
export function structureBlock(
  writer: CifWriter,
  structure: CrystalStructure,
  options: StructureBlockOptions = {},
): void {
  const sigmas = new StructureSigmas(structure, options.covariance, options.sigmaOf);
  chemistry(writer, structure);
  symmetry(writer, structure);
  cell(writer, structure, sigmas);
  atomTypes(writer, structure, options);
  atoms(writer, structure, sigmas);
  if (options.geometry ?? true) geometryLoops(writer, structure, options.covariance);
}

function chemistry(writer: CifWriter, structure: CrystalStructure): void {
  const contents = cellContents(structure);
  const { unit, count } = formulaUnit(contents, suggestedUnits(structure, contents));
  writer
    .item('_pd_phase_name', structure.name)
    .item('_chemical_formula_sum', printFormula(unit))
    .item('_chemical_formula_weight', massOf(unit).toFixed(2))
    .item('_cell_formula_units_Z', count);
  if (structure.source !== undefined) writer.item(SOURCE_TAG, structure.source);
  let electrons = 0;
  for (const [element, atoms] of contents) electrons += atoms * atomicNumber(element);
  writer
    .item('_exptl_crystal_density_diffrn', densityGPerCm3(structure).toFixed(3))
    .item('_exptl_crystal_F_000', printCifNumber(electrons, null, 6));
}

/** Formula units as the file gave them, else as its formula asks for; 1 leaves it to the numbers of atoms. */
function suggestedUnits(structure: CrystalStructure, contents: ReadonlyMap<string, number>): number {
  if (structure.formulaUnits !== undefined) return structure.formulaUnits;
  const formula = structure.formula === undefined ? undefined : parseFormula(structure.formula);
  if (formula === undefined) return 1;
  const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0);
  return Math.max(1, Math.round(sum(contents) / sum(formula)));
}

function symmetry(writer: CifWriter, { spaceGroup }: CrystalStructure): void {
  writer
    .gap()
    .item('_space_group_crystal_system', spaceGroup.system)
    .item('_space_group_name_H-M_alt', spaceGroup.symbol);
  if (spaceGroup.hall !== undefined) writer.item('_space_group_name_Hall', spaceGroup.hall);
  if (spaceGroup.number !== undefined) writer.item('_space_group_IT_number', spaceGroup.number);
  writer.loop(
    ['_space_group_symop_id', '_space_group_symop_operation_xyz'],
    spaceGroup.operations.map((operation, index) => [index + 1, printOperation(operation)]),
  );
}

function cell(writer: CifWriter, structure: CrystalStructure, sigmas: StructureSigmas): void {
  writer.gap();
  cellNames.forEach((name, index) => {
    const unit = cellNames.map((_, i) => (i === index ? 1 : 0));
    const tag = index < 3 ? `_cell_length_${name}` : `_cell_angle_${name}`;
    writer.item(tag, printCifNumber(structure.cell[name], sigmas.ofCell(name, unit)));
  });
  const volume = cellVolume(structure.cell);
  const sigma = sigmas.ofCell('volume', volumeGradient(structure.cell));
  writer.item('_cell_volume', sigma === null ? volume.toFixed(3) : printCifNumber(volume, sigma));
}

/** How the volume changes with a, b, c (angstrom) and alpha, beta, gamma (degrees). */
function volumeGradient(cell: Cell): number[] {
  const volume = cellVolume(cell);
  const { a, b, c } = cell;
  const g = directMetric(cell);
  const cosines = [g[5]! / (b * c), g[4]! / (a * c), g[3]! / (a * b)];
  const scale = ((a * b * c) ** 2 / volume) * (Math.PI / 180);
  const angles = [cell.alpha, cell.beta, cell.gamma].map((angle, i) => {
    const product = cosines[(i + 1) % 3]! * cosines[(i + 2) % 3]!;
    return scale * sin((angle * Math.PI) / 180) * (cosines[i]! - product);
  });
  return [volume / a, volume / b, volume / c, ...angles];
}

function atomTypes(writer: CifWriter, structure: CrystalStructure, options: StructureBlockOptions): void {
  const types = new Map(structure.sites.map((site) => [typeSymbol(site), site]));
  const dispersion = [...types.values()].map(({ element }) => options.dispersionOf?.(element));
  const known = dispersion.some((pair) => pair !== undefined);
  const tags = ['_atom_type_symbol', '_atom_type_description'];
  if (known) tags.push('_atom_type_scat_dispersion_real', '_atom_type_scat_dispersion_imag', '_atom_type_scat_source');
  writer.loop(
    tags,
    [...types].map(([symbol, { element }], index) => {
      const pair = dispersion[index];
      const numbers = [printCifNumber(pair?.real, null, 5), printCifNumber(pair?.imaginary, null, 5)];
      return [symbol, element, ...(known ? [...numbers, options.dispersionSource ?? '?'] : [])];
    }),
  );
}

/** `Zr4+`, or the element where no charge is known. */
function typeSymbol({ element, charge }: Site): string {
  return charge === undefined ? element : `${element}${Math.abs(charge)}${charge < 0 ? '-' : '+'}`;
}

const U_NAMES = ['11', '22', '33', '12', '13', '23'] as const;

function atoms(writer: CifWriter, structure: CrystalStructure, sigmas: StructureSigmas): void {
  const { sites, spaceGroup } = structure;
  const axes = ['x', 'y', 'z'] as const;
  writer.loop(
    [
      '_atom_site_label',
      '_atom_site_type_symbol',
      ...axes.map((axis) => `_atom_site_fract_${axis}`),
      '_atom_site_U_iso_or_equiv',
      '_atom_site_adp_type',
      '_atom_site_occupancy',
      '_atom_site_site_symmetry_order',
      '_atom_site_site_symmetry_multiplicity',
      '_atom_site_calc_flag',
    ],
    sites.map((site, index) => [
      site.label,
      typeSymbol(site),
      ...site.position.map((x, axis) => printCifNumber(x, sigmas.ofPosition(index, axis as 0 | 1 | 2))),
      printCifNumber(site.uIso, sigmas.ofUIso(index), 6),
      site.uAniso === undefined ? 'Uiso' : 'Uani',
      printCifNumber(site.occupancy, sigmas.ofOccupancy(index)),
      Math.round(spaceGroup.operations.length / site.multiplicity),
      site.multiplicity,
      'd',
    ]),
  );
  writer.loop(
    ['_atom_site_aniso_label', ...U_NAMES.map((name) => `_atom_site_aniso_U_${name}`)],
    sites.flatMap(({ label, uAniso }, index) =>
      uAniso === undefined ? [] : [[label, ...uAniso.map((u, i) => printCifNumber(u, sigmas.ofU(index, i), 6))]],
    ),
  );
}
