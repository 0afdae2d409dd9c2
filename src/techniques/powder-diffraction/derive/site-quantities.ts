import type { CrystalStructure, Site } from '../../../crystal/structure.js';
import { positionFreedom } from '../../../crystal/symmetry/position-freedom.js';
import { siteSymmetry } from '../../../crystal/symmetry/site-symmetry.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { RefinedPhase, Refinement } from '../refinement.js';
import { covarianceOf, findParameter } from './find-parameter.js';

/** An atom as journals list it. */
export interface SiteQuantities {
  readonly site: Site;
  readonly x: Quantity;
  readonly y: Quantity;
  readonly z: Quantity;
  readonly occupancy: Quantity;
  /** Isotropic, or equivalent to the anisotropic ones. */
  readonly uIso: Quantity;
}

/**
 * Coordinates, occupancy and displacement of every site of a phase. A coordinate that follows another one by symmetry
 * (y = 2x) has that one's uncertainty; one that symmetry fixes, or that was not refined, has none.
 */
export function siteQuantities(refinement: Refinement, phase: RefinedPhase): SiteQuantities[] {
  const { name, structure } = phase;
  return structure.sites.map((site) => {
    const owner = `${name}.${ownerOf(structure, site)}`;
    const [x, y, z] = positionQuantities(refinement, structure, site, owner);
    return {
      site,
      x,
      y,
      z,
      occupancy: plain(refinement, `${name}.${site.label}.occupancy`, site.occupancy, '1'),
      uIso: plain(refinement, `${owner}.uIso`, site.uIso, 'angstrom^2'),
    };
  });
}

/** Sites that share a position share its parameters, named after the first of them. */
function ownerOf({ sites }: CrystalStructure, { position }: Site): string {
  return sites.find((one) => one.position.every((value, k) => value === position[k]))!.label;
}

function plain(refinement: Refinement, parameter: string, value: number, unit: string): Quantity {
  return { value, sigma: findParameter(refinement, parameter)?.sigma ?? null, unit };
}

const AXES = ['x', 'y', 'z'] as const;

function positionQuantities(
  refinement: Refinement,
  { spaceGroup, cell }: CrystalStructure,
  { position }: Site,
  owner: string,
): Quantity[] {
  const { operations } = siteSymmetry(position, spaceGroup, cell);
  const { free, count, matrix } = positionFreedom(operations, position);
  const names = free.map((axis) => `${owner}.${AXES[axis]}`);
  const covariance = (a: string, b: string): number => {
    if (a !== b) return covarianceOf(refinement, a, b);
    const sigma = findParameter(refinement, a)?.sigma ?? 0;
    return sigma * sigma;
  };
  return position.map((value, axis) => {
    let variance = 0;
    let isFree = false;
    for (let i = 0; i < count; i++) {
      const factor = matrix[axis * count + i];
      if (factor === 0) continue;
      isFree = true;
      for (let j = 0; j < count; j++) variance += factor * matrix[axis * count + j] * covariance(names[i], names[j]);
    }
    const sigma = variance > 0 ? Math.sqrt(variance) : null;
    return { value, sigma, unit: '1', ...(isFree ? {} : { note: 'fixed by symmetry' }) };
  });
}
