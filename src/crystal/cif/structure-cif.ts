import type { CrystalStructure } from '../structure.js';
import { type StructureBlockOptions, structureBlock } from './structure-block.js';
import { CifWriter } from './write-cif.js';

/** A structure as a CIF file of its own, with one data block that has its name. */
export function structureCif(structure: CrystalStructure, options: StructureBlockOptions = {}): string {
  const writer = new CifWriter().block(structure.name);
  structureBlock(writer, structure, options);
  return writer.toString();
}
