import { acos } from '../../numerics/elementary/inverse-circular.js';
import type { CrystalStructure } from '../structure.js';
import type { Bond } from './bonds.js';
import { angleGradient } from './geometry-gradients.js';
import { GeometryUncertainty, type StructureCovariance } from './geometry-uncertainty.js';
import { MetricProducts } from './metric-products.js';

/** The angle between two bonds of an atom. */
export interface BondAngle {
  /** Index of the site at the apex; the ends are those of the bonds. */
  readonly apex: number;
  readonly first: Bond;
  readonly second: Bond;
  readonly angleDeg: number;
  /** One standard deviation in degrees; null where nothing that it depends on has one, and at 180 degrees. */
  readonly sigmaDeg: number | null;
}

/**
 * The angles between the bonds of each atom, every pair once, in the order of the bonds.
 *
 * @param bonds what `bondLengths` gives, or some of it
 * @param covariance of positions and cell, for the uncertainties
 */
export function bondAngles(
  structure: CrystalStructure,
  bonds: readonly Bond[],
  covariance?: StructureCovariance,
): BondAngle[] {
  const products = new MetricProducts(structure.cell);
  const uncertainty = covariance === undefined ? undefined : new GeometryUncertainty(structure, covariance);
  const byApex = new Map<number, Bond[]>();
  for (const bond of bonds) {
    const known = byApex.get(bond.from);
    if (known === undefined) byApex.set(bond.from, [bond]);
    else known.push(bond);
  }
  const angles: BondAngle[] = [];
  for (const [apex, around] of byApex) {
    around.forEach((first, i) => {
      for (const second of around.slice(i + 1)) {
        const { cosine, gradient } = angleGradient(structure, products, apex, first.neighbour, second.neighbour);
        // Two atoms that share a position make no angle.
        if (gradient === undefined && cosine > 0) continue;
        angles.push({
          apex,
          first,
          second,
          angleDeg: gradient === undefined ? 180 : (acos(cosine) * 180) / Math.PI,
          sigmaDeg: gradient === undefined ? null : (uncertainty?.sigma(gradient) ?? null),
        });
      }
    });
  }
  return angles;
}
