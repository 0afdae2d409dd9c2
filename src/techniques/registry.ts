import { cycling } from './cycling/index.js';
import { impedance } from './impedance/index.js';
import { photoemission } from './photoemission/index.js';
import { polarization } from './polarization/index.js';
import { powderDiffraction } from './powder-diffraction/index.js';
import type { Technique } from './technique.js';

/** All techniques, in the order in which they are listed to the user. To add one: one import, one line. */
export const techniques: readonly Technique[] = [
  impedance,
  polarization,
  cycling,
  powderDiffraction,
  photoemission,
].map((technique) => technique as unknown as Technique);

/** The technique of that long or short name (`impedance`, `eis`). */
export function findTechnique(name: string): Technique | undefined {
  return techniques.find((technique) => technique.name === name || technique.shortName === name);
}
