import { fail } from '../../../errors.js';
import type { Cell } from '../../cell/cell.js';
import { AtomGrid } from '../../geometry/neighbours.js';
import type { Site } from '../../structure.js';
import type { SpaceGroup } from '../../symmetry/space-group.js';
import { listLabels, type StructureFinding } from '../structure-finding.js';
import type { PlacedSite } from './place-atoms.js';

/** Atoms within this distance (angstrom) share a position. */
const SAME_PLACE = 0.05;
/** Atoms nearer than this can be there only by turns. */
const TOO_NEAR = 0.6;
/** Rounded shares of a position may add up to a little more than one. */
const MOST_OCCUPANCY = 1.05;
/** No disorder has as many alternatives within reach of one atom. */
const MOST_NEAR = 200;

/**
 * What shares a position: atoms listed twice are taken once, shares of one element are added up, and different elements
 * stay beside each other as long as they fit.
 *
 * @throws `invalid-structure` when different elements fill one position more than once
 */
export function mergeDuplicates(
  placed: readonly PlacedSite[],
  cell: Cell,
  spaceGroup: SpaceGroup,
  findings: StructureFinding[],
): Site[] {
  const grid = new AtomGrid({ name: '', cell, spaceGroup, sites: placed.map(({ site }) => site) }, TOO_NEAR);
  const kept: (Site | undefined)[] = placed.map(({ site }) => site);
  const repeated: string[] = [];
  const merged: string[] = [];
  const crowded: string[] = [];
  placed.forEach(({ site, line }, index) => {
    const near = grid.around(site.position, TOO_NEAR);
    if (near.length > MOST_NEAR) throw tooMany(near.length, site.label, line);
    const here = near.filter(({ distance, site: other }) => distance <= SAME_PLACE && other <= index);
    const sharing = [...new Set(here.map((atom) => atom.site))];
    for (const earlier of sharing.filter((other) => other < index)) {
      const first = kept[earlier];
      const current = kept[index];
      if (first === undefined || current === undefined || first.element !== current.element) continue;
      const sum = first.occupancy + current.occupancy;
      if (sum > MOST_OCCUPANCY && Math.abs(first.occupancy - current.occupancy) < 0.01) {
        kept[index] = undefined;
        repeated.push(`${current.label} (${first.label})`);
      } else if (sum <= MOST_OCCUPANCY && isSameKind(first, current)) {
        kept[earlier] = { ...first, occupancy: Math.min(1, sum) };
        kept[index] = undefined;
        merged.push(`${current.label} (${first.label})`);
      }
    }
    if (kept[index] === undefined) return;
    const sum = total(kept, sharing);
    if (sum > MOST_OCCUPANCY) throw overfilled(kept, sharing, sum, line);
    const others = near.filter(({ distance, site: other }) => distance > SAME_PLACE && kept[other] !== undefined);
    if (others.some(({ site: other }) => site.occupancy + kept[other]!.occupancy > MOST_OCCUPANCY)) {
      crowded.push(site.label);
    }
  });
  report({ repeated, merged, crowded }, findings);
  return kept.filter((site) => site !== undefined);
}

function isSameKind(one: Site, other: Site): boolean {
  return one.charge === other.charge && one.uIso === other.uIso && one.uAniso?.join() === other.uAniso?.join();
}

function total(kept: readonly (Site | undefined)[], indices: readonly number[]): number {
  return indices.reduce((sum, index) => sum + (kept[index]?.occupancy ?? 0), 0);
}

function overfilled(kept: readonly (Site | undefined)[], sharing: readonly number[], sum: number, line: number): Error {
  const atoms = sharing.flatMap((index) => kept[index] ?? []);
  const names = atoms.map(({ label, occupancy }) => `${label} (${occupancy})`).join(' and ');
  return fail(
    'invalid-structure',
    `${names} share one position, which is then filled ${Number(sum.toFixed(3))} times`,
    'give the atoms of a mixed site occupancies that add up to at most 1',
    { line },
  );
}

function tooMany(count: number, label: string, line: number): Error {
  return fail(
    'invalid-structure',
    `${count} atoms lie within ${TOO_NEAR} angstrom of ${label}`,
    'check the coordinates (fractional, not in angstrom) and the cell edges',
    { line },
  );
}

function report(
  notes: Readonly<Record<'repeated' | 'merged' | 'crowded', string[]>>,
  findings: StructureFinding[],
): void {
  if (notes.repeated.length > 0) {
    findings.push({
      code: 'atoms-listed-twice',
      severity: 'warning',
      message: `listed again at a position where symmetry puts the same atom, and taken once: ${listLabels(notes.repeated)}`,
    });
  }
  if (notes.merged.length > 0) {
    findings.push({
      code: 'atoms-merged',
      severity: 'info',
      message: `shares of one position of the same element are added up: ${listLabels(notes.merged)}`,
    });
  }
  if (notes.crowded.length > 0) {
    findings.push({
      code: 'atoms-too-near',
      severity: 'warning',
      message: `nearer than ${TOO_NEAR} angstrom to another atom or to an image of itself, and yet not filled by turns: ${listLabels(notes.crowded)}`,
    });
  }
}
