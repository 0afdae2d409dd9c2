import type { Cell } from '../cell/cell.js';
import { directMetric, reciprocalLengths, reciprocalMetric } from '../cell/metric.js';
import type { AnisotropicU, CrystalStructure, Site } from '../structure.js';
import { expandFreedom } from './expand-freedom.js';
import type { SitePlan } from './site-plan.js';
import type { ParameterLayout } from './structure-parameters.js';

/**
 * The structure with these values of its parameters in its sites. Sites of a mixed position get the position and displacement
 * of the first; with anisotropic displacements `uIso` is the equivalent one, a third of the trace.
 */
export function structureAt(
  structure: CrystalStructure,
  plan: readonly SitePlan[],
  layout: ParameterLayout,
  values: ArrayLike<number>,
): CrystalStructure {
  const sites: Site[] = [...structure.sites];
  const numbers = new Float64Array(6);
  for (const [at, { sites: members, positionFreedom, uFreedom }] of plan.entries()) {
    expandFreedom(positionFreedom, values, layout.firstCoordinate[at]!, numbers, 0);
    const position = [numbers[0]!, numbers[1]!, numbers[2]!] as const;
    const from = layout.firstDisplacement[at]!;
    let uAniso: AnisotropicU | undefined;
    if (uFreedom !== null) {
      expandFreedom(uFreedom, values, from, numbers, 0);
      uAniso = [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!, numbers[4]!, numbers[5]!];
    }
    const uIso = uAniso === undefined ? values[from]! : equivalentU(uAniso, structure.cell);
    for (const index of members) {
      const { uAniso: _, ...site } = sites[index]!;
      const occupancy = values[layout.occupancy[index]!]!;
      sites[index] = { ...site, position, occupancy, uIso, ...(uAniso === undefined ? {} : { uAniso }) };
    }
  }
  return { ...structure, sites };
}

/** A third of the trace of U on cartesian axes, in the unit of its components. */
export function equivalentU(u: AnisotropicU, cell: Cell): number {
  const g = directMetric(cell);
  const [a, b, c] = reciprocalLengths(reciprocalMetric(cell));
  const straight = u[0] * a * a * g[0]! + u[1] * b * b * g[1]! + u[2] * c * c * g[2]!;
  const mixed = u[3] * a * b * g[3]! + u[4] * a * c * g[4]! + u[5] * b * c * g[5]!;
  return (straight + 2 * mixed) / 3;
}
