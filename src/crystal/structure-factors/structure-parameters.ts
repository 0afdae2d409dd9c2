import type { CrystalStructure } from '../structure.js';
import type { SitePlan } from './site-plan.js';
import type { StructureParameter } from './structure-factors.js';

/** Where the numbers of a structure stand among its parameters. */
export interface ParameterLayout {
  readonly parameters: readonly StructureParameter[];
  /** For each position: its first free coordinate, and its uIso or first free U component. */
  readonly firstCoordinate: Int32Array;
  readonly firstDisplacement: Int32Array;
  /** For each site: its occupancy. */
  readonly occupancy: Int32Array;
}

const coordinates = ['x', 'y', 'z'];
const components = ['U11', 'U22', 'U33', 'U12', 'U13', 'U23'];

/** Position by position the free coordinates and displacements, then the occupancies of all sites. */
export function layParameters(structure: CrystalStructure, plan: readonly SitePlan[]): ParameterLayout {
  const parameters: StructureParameter[] = [];
  const firstCoordinate = new Int32Array(plan.length);
  const firstDisplacement = new Int32Array(plan.length);
  const occupancy = new Int32Array(structure.sites.length);

  for (const [at, { sites, position, positionFreedom, uFreedom }] of plan.entries()) {
    const { label, element, uIso, uAniso } = structure.sites[sites[0]!]!;
    firstCoordinate[at] = parameters.length;
    for (const i of positionFreedom.free) {
      const name = `${label}.${coordinates[i]}`;
      parameters.push({ name, kind: 'position', site: label, element, unit: '1', start: position[i]! });
    }
    firstDisplacement[at] = parameters.length;
    const displacement = { site: label, element, unit: 'angstrom^2' };
    if (uFreedom === null || uAniso === undefined) {
      parameters.push({ name: `${label}.uIso`, kind: 'uIso', ...displacement, start: uIso });
      continue;
    }
    for (const i of uFreedom.free) {
      parameters.push({ name: `${label}.${components[i]}`, kind: 'uAniso', ...displacement, start: uAniso[i]! });
    }
  }
  for (const [at, { label, element, occupancy: start }] of structure.sites.entries()) {
    occupancy[at] = parameters.length;
    parameters.push({ name: `${label}.occupancy`, kind: 'occupancy', site: label, element, unit: '1', start });
  }
  return { parameters, firstCoordinate, firstDisplacement, occupancy };
}
