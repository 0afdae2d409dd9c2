import { fail } from '../../../errors.js';
import type { Cell } from '../../cell/cell.js';
import { directMetric, reciprocalMetric } from '../../cell/metric.js';
import { MetricProducts } from '../../geometry/metric-products.js';
import { atomicNumber } from '../../scattering/element-data.js';
import type { AnisotropicU, Site } from '../../structure.js';
import { type SiteSymmetry, siteSymmetry } from '../../symmetry/site-symmetry.js';
import type { SpaceGroup } from '../../symmetry/space-group.js';
import { listLabels, type StructureFinding } from '../structure-finding.js';
import type { ListedAtom } from './block-atoms.js';
import { averageU, equivalentU, isPositive } from './block-displacements.js';

/** Moving an atom by more than this (angstrom) onto its special position is told. */
const TOLD_SHIFT = 0.005;
/** Changing a displacement by more than this (angstrom²) is told. */
const TOLD_U = 5e-4;
const MOST_ATOMS_IN_CELL = 500_000;
/** Beyond these (angstrom²) no atom moves, and its scattering would be nothing or endless. */
const LARGEST_U = 10;
const LEAST_U = -1;

/** Usual displacements in angstrom² near room temperature where a file gives none: lighter atoms move more. */
const ASSUMED_U_HEAVY = 0.005;
const ASSUMED_U_LIGHT = 0.01;
const LAST_LIGHT = 18;

/** A site and the line of the file that it comes from. */
export interface PlacedSite {
  readonly site: Site;
  readonly line: number;
}

/**
 * Puts listed atoms where symmetry wants them: positions snapped onto special ones, displacements averaged over the site
 * symmetry, multiplicities counted, missing displacements assumed. What changes numbers of the file is a finding.
 *
 * @throws `invalid-structure` with the line: more atoms than a cell holds, displacements that no atom has
 */
export function placeAtoms(
  atoms: readonly ListedAtom[],
  anisotropic: ReadonlyMap<string, AnisotropicU>,
  cell: Cell,
  spaceGroup: SpaceGroup,
  findings: StructureFinding[],
): PlacedSite[] {
  const metric = reciprocalMetric(cell);
  const direct = directMetric(cell);
  const products = new MetricProducts(cell);
  const notes = { snapped: [] as string[], adp: [] as string[], assumed: [] as string[], unphysical: [] as string[] };
  let largestShift = 0;
  let count = 0;
  const placed = atoms.map((atom) => {
    const symmetry = exactSite(atom, spaceGroup, cell);
    count += symmetry.multiplicity;
    if (count > MOST_ATOMS_IN_CELL) {
      throw fail('invalid-structure', 'the cell holds more than 500 000 atoms', 'check the list of atoms', {
        line: atom.line,
      });
    }
    const shift = [0, 1, 2].map((i) => symmetry.position[i]! - atom.position[i]!) as [number, number, number];
    const distance = Math.sqrt(Math.max(0, products.product(shift, shift)));
    if (distance > TOLD_SHIFT) notes.snapped.push(atom.label);
    largestShift = Math.max(largestShift, distance);

    const listedU = anisotropic.get(atom.fileLabel);
    const uAniso =
      listedU &&
      averageU(
        listedU,
        symmetry.operations.map(({ rotation }) => rotation),
        metric,
      );
    if (uAniso?.some((value, i) => Math.abs(value - listedU![i]!) > TOLD_U)) notes.adp.push(atom.label);
    const known = atom.uIso ?? (uAniso === undefined ? undefined : equivalentU(uAniso, metric, direct));
    if (known === undefined) notes.assumed.push(atom.label);
    const listed = [...(known === undefined ? [] : [known]), ...(listedU ?? [])];
    const wild = listed.find((value) => !(value >= LEAST_U && value <= LARGEST_U));
    if (wild !== undefined) throw noDisplacement(atom, wild);
    if ((known !== undefined && known < 0) || (uAniso !== undefined && !isPositive(uAniso))) {
      notes.unphysical.push(atom.label);
    }
    const usual = atomicNumber(atom.element) > LAST_LIGHT ? ASSUMED_U_HEAVY : ASSUMED_U_LIGHT;
    const site: Site = {
      label: atom.label,
      element: atom.element,
      ...(atom.charge === undefined ? {} : { charge: atom.charge }),
      position: symmetry.position,
      occupancy: atom.occupancy,
      uIso: known ?? usual,
      ...(uAniso === undefined ? {} : { uAniso }),
      multiplicity: symmetry.multiplicity,
      ...(known === undefined ? { uAssumed: true } : {}),
    };
    return { site, line: atom.line };
  });
  report(notes, largestShift, findings);
  return placed;
}

function noDisplacement({ label, line }: ListedAtom, value: number): Error {
  return fail(
    'invalid-structure',
    `the mean square displacement of ${label} is ${value} angstrom²`,
    'write U in angstrom², which is 0.005 to 0.05 for most atoms, or B = 8 pi² U under its own name (_atom_site_B_iso_or_equiv)',
    { line },
  );
}

/** The special position that is meant; a coordinate such as `0.67` is taken for 2/3 where that makes the position more special. */
function exactSite(atom: ListedAtom, spaceGroup: SpaceGroup, cell: Cell): SiteSymmetry {
  const asListed = siteSymmetry(atom.position, spaceGroup, cell);
  if (atom.thirds.every(Number.isNaN)) return asListed;
  const meant = atom.position.map((x, i) => (Number.isNaN(atom.thirds[i]!) ? x : atom.thirds[i]!));
  const exact = siteSymmetry(meant as [number, number, number], spaceGroup, cell);
  return exact.multiplicity < asListed.multiplicity ? exact : asListed;
}

function report(
  notes: Readonly<Record<'snapped' | 'adp' | 'assumed' | 'unphysical', string[]>>,
  largestShift: number,
  findings: StructureFinding[],
): void {
  if (notes.snapped.length > 0) {
    findings.push({
      code: 'position-snapped',
      severity: 'info',
      message: `moved onto the special position that is meant, by up to ${largestShift.toFixed(3)} angstrom: ${listLabels(notes.snapped)}`,
    });
  }
  if (notes.adp.length > 0) {
    findings.push({
      code: 'displacement-averaged',
      severity: 'warning',
      message: `anisotropic displacements that the site symmetry does not allow are averaged over it: ${listLabels(notes.adp)}`,
    });
  }
  if (notes.unphysical.length > 0) {
    findings.push({
      code: 'displacement-unphysical',
      severity: 'warning',
      message: `the mean square displacement is not positive in every direction: ${listLabels(notes.unphysical)}`,
    });
  }
  if (notes.assumed.length > 0) {
    findings.push({
      code: 'displacement-assumed',
      severity: 'info',
      message: `no displacement is given: Uiso = ${ASSUMED_U_HEAVY} (from K on) and ${ASSUMED_U_LIGHT} angstrom² are assumed for ${listLabels(notes.assumed)}`,
    });
  }
}
