import type { CrystalStructure, Site } from '../structure.js';
import { difference, distanceGradient } from './geometry-gradients.js';
import { GeometryUncertainty, type StructureCovariance } from './geometry-uncertainty.js';
import { MetricProducts } from './metric-products.js';
import { AtomGrid, type Neighbour, symmetryCode } from './neighbours.js';
import { anionRank, covalentRadius, isMetal } from './radii.js';

/** Two atoms that are bonded: one as it is listed, and the other somewhere around it. */
export interface Bond {
  /** Indices in the sites of the structure. */
  readonly from: number;
  readonly to: number;
  /** Which image of the second atom, as CIFs write it: `1_555` is the atom as listed, `3_655` the third operation and one cell further along a. */
  readonly symmetry: string;
  readonly neighbour: Neighbour;
  /** In angstrom. */
  readonly distance: number;
  /** One standard deviation; null where nothing that it depends on has one. */
  readonly sigma: number | null;
}

export interface BondOptions {
  /** Covariance of positions and cell, for the uncertainties. */
  readonly covariance?: StructureCovariance;
  /** How much longer than the sum of the covalent radii a bond may be, in angstrom. @default 0.45 */
  readonly toleranceAngstrom?: number;
}

/** Atoms nearer than this share of their radii are alternatives of a disordered structure, not bonded. */
const TOO_NEAR = 0.55;
/** No atom has more bonds; a structure with more is nonsense, and its list must end somewhere. */
const MOST_BONDS = 32;

/**
 * The bonds around every site, in the order of the sites and then of the distances; every bond is listed from both ends.
 *
 * Bonded are atoms not further apart than the sum of their covalent radii and a tolerance, but no pair with a metal in it
 * that an anion stands between: in an oxide Ca-Ca or Na-P contacts are within the sum of the radii, and yet no bonds.
 * Alternative positions of disorder (too near to both be filled) are not bonded.
 */
export function bondLengths(structure: CrystalStructure, options: BondOptions = {}): Bond[] {
  const { sites } = structure;
  const tolerance = options.toleranceAngstrom ?? 0.45;
  const radii = sites.map(({ element }) => covalentRadius(element));
  const largest = radii.reduce((most, radius) => Math.max(most, radius), 0);
  const grid = new AtomGrid(structure, 2 * largest + tolerance);
  const products = new MetricProducts(structure.cell);
  const uncertainty =
    options.covariance === undefined ? undefined : new GeometryUncertainty(structure, options.covariance);
  const bonds: Bond[] = [];
  sites.forEach((site, from) => {
    const contacts = grid.around(site.position, radii[from]! + largest + tolerance).filter((neighbour) => {
      const sum = radii[from]! + radii[neighbour.site]!;
      return neighbour.distance <= sum + tolerance && neighbour.distance >= TOO_NEAR * sum;
    });
    const reach = (one: number, other: number) => radii[one]! + radii[other]! + tolerance;
    const bonded = contacts.filter((neighbour) => !isBridged(site, neighbour, contacts, sites, products, reach));
    for (const neighbour of bonded.slice(0, MOST_BONDS)) {
      const gradient = distanceGradient(structure, products, from, neighbour);
      bonds.push({
        from,
        to: neighbour.site,
        symmetry: symmetryCode(neighbour.operation, neighbour.translation),
        neighbour,
        distance: neighbour.distance,
        sigma: uncertainty?.sigma(gradient) ?? null,
      });
    }
  });
  return bonds;
}

/** An anion that is bonded to both atoms, and nearer to each than they are to one another, stands between them. */
function isBridged(
  site: Site,
  far: Neighbour,
  contacts: readonly Neighbour[],
  sites: readonly Site[],
  products: MetricProducts,
  reach: (one: number, other: number) => number,
): boolean {
  const other = sites[far.site]!.element;
  if (!isMetal(site.element) && !isMetal(other)) return false;
  const rank = Math.min(anionRank(site.element), anionRank(other));
  return contacts.some((between) => {
    if (between.distance >= far.distance) return false;
    if (anionRank(sites[between.site]!.element) >= rank) return false;
    const link = difference(far.position, between.position);
    const distance = Math.sqrt(products.product(link, link));
    return distance < far.distance && distance <= reach(between.site, far.site) && distance > 0.1;
  });
}
