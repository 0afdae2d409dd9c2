import type { CrystalStructure } from '../structure.js';
import type { SymmetryOperation } from '../symmetry/operation.js';
import type { GeometryGradient } from './geometry-uncertainty.js';
import type { MetricProducts } from './metric-products.js';
import type { Neighbour } from './neighbours.js';

type Vector = readonly [number, number, number];

export function difference(p: Vector, q: Vector): [number, number, number] {
  return [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
}

/** How the distance from a site to a neighbour changes with the positions of both sites and with the cell. */
export function distanceGradient(
  structure: CrystalStructure,
  products: MetricProducts,
  from: number,
  neighbour: Neighbour,
): GeometryGradient {
  const link = difference(neighbour.position, structure.sites[from]!.position);
  const distance = Math.sqrt(products.product(link, link));
  const atEnd = scaled(products.lower(link), 1 / distance);
  return {
    sites: [
      { site: from, byPosition: scaled(atEnd, -1) },
      { site: neighbour.site, byPosition: bySite(structure, neighbour, atEnd) },
    ],
    byCell: products.cellGradient(link, link).map((derivative) => derivative / (2 * distance)),
  };
}

/**
 * The angle at a site between two of its neighbours in degrees, and how it changes with the three positions and the cell;
 * no gradient for 0 and 180 degrees, where it has none.
 */
export function angleGradient(
  structure: CrystalStructure,
  products: MetricProducts,
  apex: number,
  first: Neighbour,
  second: Neighbour,
): { readonly cosine: number; readonly gradient: GeometryGradient | undefined } {
  const u = difference(first.position, structure.sites[apex]!.position);
  const v = difference(second.position, structure.sites[apex]!.position);
  const uu = products.product(u, u);
  const vv = products.product(v, v);
  const uv = products.product(u, v);
  const product = Math.sqrt(uu * vv);
  const cosine = Math.max(-1, Math.min(1, uv / product));
  const sine = Math.sqrt((1 - cosine) * (1 + cosine));
  if (sine < 1e-6) return { cosine, gradient: undefined };
  const toDegrees = -180 / (Math.PI * sine);
  const gu = products.lower(u);
  const gv = products.lower(v);
  const byFirst = [0, 1, 2].map((i) => toDegrees * (gv[i]! / product - (cosine * gu[i]!) / uu)) as [
    number,
    number,
    number,
  ];
  const bySecond = [0, 1, 2].map((i) => toDegrees * (gu[i]! / product - (cosine * gv[i]!) / vv)) as [
    number,
    number,
    number,
  ];
  const cellUu = products.cellGradient(u, u);
  const cellVv = products.cellGradient(v, v);
  const byCell = products
    .cellGradient(u, v)
    .map((uvChange, i) => toDegrees * (uvChange / product - (cosine / 2) * (cellUu[i]! / uu + cellVv[i]! / vv)));
  const byApex = [0, 1, 2].map((i) => -byFirst[i]! - bySecond[i]!) as [number, number, number];
  return {
    cosine,
    gradient: {
      sites: [
        { site: apex, byPosition: byApex },
        { site: first.site, byPosition: bySite(structure, first, byFirst) },
        { site: second.site, byPosition: bySite(structure, second, bySecond) },
      ],
      byCell,
    },
  };
}

/** Derivatives by the place of an image are those by the site's coordinates through the operation: Rᵀ g. */
function bySite(structure: CrystalStructure, neighbour: Neighbour, g: Vector): [number, number, number] {
  const { rotation }: SymmetryOperation = structure.spaceGroup.operations[neighbour.operation]!;
  return [0, 1, 2].map((j) => rotation[j]! * g[0] + rotation[3 + j]! * g[1] + rotation[6 + j]! * g[2]) as [
    number,
    number,
    number,
  ];
}

function scaled(v: Vector, factor: number): [number, number, number] {
  return [factor * v[0], factor * v[1], factor * v[2]];
}
