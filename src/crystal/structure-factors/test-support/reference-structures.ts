/** The thirteen structures of the shared data with their structure factors, when this clone has them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedData } from '../../../../test/shared-data.js';
import type { Cell } from '../../cell/cell.js';
import type { CrystalStructure } from '../../structure.js';
import { madeStructure } from './made-structure.js';

interface Gaussians {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly c: number;
}

/** A file of `xrd/reflections`. */
export interface ReferenceFile {
  readonly name: string;
  readonly cell: Cell;
  readonly cell_contents: Readonly<Record<string, number>>;
  readonly mass_per_cell_g_mol: number;
  readonly density_g_cm3: number;
  readonly sites: readonly {
    readonly label: string;
    readonly element: string;
    readonly x: number;
    readonly y: number;
    readonly z: number;
    readonly occupancy: number;
    readonly uiso: number;
    readonly multiplicity: number;
  }[];
  readonly wavelength: number;
  readonly f0_it92: Readonly<Record<string, Gaussians>>;
  readonly f0_wk95: Readonly<Record<string, Gaussians>>;
  readonly anomalous: Readonly<Record<string, { readonly fp: number; readonly fpp: number }>>;
  readonly columns: readonly string[];
  readonly reflections: readonly (readonly number[])[];
}

export interface Reference {
  readonly file: ReferenceFile;
  readonly structure: CrystalStructure;
}

/** Empty in a clone without the shared data. */
export function referenceStructures(): Reference[] {
  const folder = sharedData('xrd', 'reflections');
  const cifs = sharedData('xrd', 'cif');
  if (folder === undefined || cifs === undefined) return [];
  return readdirSync(folder)
    .sort()
    .map((entry) => {
      const file = JSON.parse(readFileSync(join(folder, entry), 'utf8')) as ReferenceFile;
      const cif = readFileSync(join(cifs, `${file.name}.cif`), 'utf8');
      const operations = [...cif.matchAll(/^\s*'?([xyz\d+\-/., ]*[xyz][xyz\d+\-/., ]*)'?\s*$/gm)]
        .map(([, operation]) => operation!)
        .filter((operation) => operation.split(',').length === 3);
      const sites = file.sites.map(({ x, y, z, uiso, multiplicity, ...site }) => ({
        ...site,
        at: [x, y, z] as const,
        uIso: uiso,
      }));
      const structure = madeStructure(file.cell, operations, sites);
      return { file, structure: { ...structure, name: file.name } };
    });
}
