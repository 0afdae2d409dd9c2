import { cellNames } from '../cell/cell.js';
import { cellFreedom } from '../cell/cell-freedom.js';
import { cellGradient, reciprocalMetric } from '../cell/metric.js';
import type { CrystalStructure } from '../structure.js';
import { planSites } from '../structure-factors/site-plan.js';

/** A covariance matrix over named numbers of a structure; what it does not name is exact. */
export interface NamedCovariance {
  /**
   * `Ca1.x`, `Ca1.y`, `Ca1.z` (fractional) of sites and `a`, `b`, `c` (angstrom), `alpha`, `beta`, `gamma` (degrees) of the
   * cell. Only independent ones count: what symmetry ties to them follows them, and so do sites that share the position of
   * an earlier one. Others may be there and do nothing.
   */
  readonly names: readonly string[];
  /** Row by row. */
  readonly covariance: Float64Array;
  /** What stands before each name: `fap.` where the parameter is called `fap.Ca1.x`. @default '' */
  readonly prefix?: string;
}

export interface StructureCovariance {
  readonly parameters?: NamedCovariance;
  /**
   * Covariance of a, b, c, alpha, beta, gamma (angstrom, degrees), six by six, in place of the cell's names among the
   * parameters. It must hold the ties of symmetry itself: for a cubic cell a, b and c vary as one.
   */
  readonly cell?: Float64Array;
}

/** How a derived number changes with each coordinate and with the cell. */
export interface GeometryGradient {
  /** Sites it depends on, and its derivatives by their fractional coordinates; a site may come twice. */
  readonly sites: readonly { readonly site: number; readonly byPosition: readonly [number, number, number] }[];
  /** Derivatives by a, b, c (angstrom), alpha, beta, gamma (degrees). */
  readonly byCell: readonly number[];
}

/** One dependence: a coordinate changes by `factor` when parameter `parameter` changes by one. */
interface Link {
  readonly parameter: number;
  readonly factor: number;
}

/** Propagates the covariance of a structure's parameters to whatever is computed from positions and cell. */
export class GeometryUncertainty {
  readonly #covariance: StructureCovariance;
  readonly #position: readonly (readonly Link[])[];
  readonly #cell: readonly (readonly Link[])[];

  constructor(structure: CrystalStructure, covariance: StructureCovariance) {
    this.#covariance = covariance;
    const index = new Map<string, number>();
    const { names = [], prefix = '' } = covariance.parameters ?? {};
    names.forEach((name, at) => {
      if (name.startsWith(prefix)) index.set(name.slice(prefix.length), at);
    });
    this.#position = positionLinks(structure, index);
    this.#cell = covariance.cell === undefined ? cellLinks(structure, index) : [];
  }

  /** One standard deviation of the number with this gradient; null when nothing it depends on has one. */
  sigma(gradient: GeometryGradient): number | null {
    const byParameter = new Map<number, number>();
    const add = (links: readonly Link[] | undefined, derivative: number): void => {
      for (const { parameter, factor } of links ?? []) {
        byParameter.set(parameter, (byParameter.get(parameter) ?? 0) + factor * derivative);
      }
    };
    for (const { site, byPosition } of gradient.sites) {
      for (let axis = 0; axis < 3; axis++) add(this.#position[3 * site + axis], byPosition[axis]!);
    }
    for (let i = 0; i < 6; i++) add(this.#cell[i], gradient.byCell[i]!);
    let variance = 0;
    const { parameters, cell } = this.#covariance;
    if (parameters !== undefined) {
      const count = parameters.names.length;
      for (const [i, first] of byParameter) {
        for (const [j, second] of byParameter) variance += first * second * parameters.covariance[i * count + j]!;
      }
    }
    if (cell !== undefined) {
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 6; j++) variance += gradient.byCell[i]! * gradient.byCell[j]! * cell[6 * i + j]!;
      }
    }
    // What symmetry fixes has derivatives that are rounding alone.
    return variance > 1e-20 ? Math.sqrt(variance) : null;
  }
}

/** Sites that share a position follow the names of the first of them, as parameters of a refinement are named. */
function positionLinks(structure: CrystalStructure, index: ReadonlyMap<string, number>): Link[][] {
  const links: Link[][] = Array.from({ length: 3 * structure.sites.length }, () => []);
  for (const { sites, positionFreedom } of planSites(structure)) {
    const { free, count, matrix } = positionFreedom;
    const { label } = structure.sites[sites[0]!]!;
    free.forEach((parameterAxis, j) => {
      const parameter = index.get(`${label}.${'xyz'[parameterAxis]}`);
      if (parameter === undefined) return;
      for (const site of sites) {
        for (let axis = 0; axis < 3; axis++) {
          const factor = matrix[axis * count + j]!;
          if (factor !== 0) links[3 * site + axis]!.push({ parameter, factor });
        }
      }
    });
  }
  return links;
}

/**
 * How the six numbers of the cell follow those that are named. Symmetry ties the reciprocal metric linearly; its free
 * numbers are exchanged for as many of the cell's, the named ones first, so that any setting comes out right.
 */
function cellLinks(structure: CrystalStructure, index: ReadonlyMap<string, number>): Link[][] {
  const none: Link[][] = cellNames.map(() => []);
  if (!cellNames.some((name) => index.has(name))) return none;
  const { count, matrix } = cellFreedom(structure.spaceGroup.operations);
  const byMetric = cellGradient(reciprocalMetric(structure.cell));
  // Rows: a to gamma; columns: free numbers of the metric. Column operations make it the identity in the rows chosen.
  const table = new Float64Array(6 * count);
  for (let i = 0; i < 6; i++) {
    for (let k = 0; k < 6; k++) {
      for (let j = 0; j < count; j++) table[i * count + j]! += byMetric[i * 6 + k]! * matrix[k * count + j]!;
    }
  }
  const rows = [...cellNames.keys()].sort(
    (i, j) => Number(index.has(cellNames[j]!)) - Number(index.has(cellNames[i]!)) || i - j,
  );
  const chosen: (number | undefined)[] = [];
  for (const row of rows) {
    if (chosen.length === count) break;
    if (exchange(table, count, row, chosen.length)) chosen.push(index.get(cellNames[row]!));
  }
  return none.map((_, i) =>
    chosen.flatMap((parameter, j) => {
      const factor = table[i * count + j]!;
      return parameter === undefined || Math.abs(factor) < 1e-12 ? [] : [{ parameter, factor }];
    }),
  );
}

/** Makes `row` of the table the unit vector `step` by operations on columns from `step` on; false when it depends on earlier rows. */
function exchange(table: Float64Array, count: number, row: number, step: number): boolean {
  let pivot = -1;
  let largest = 0;
  let size = 0;
  for (let j = 0; j < count; j++) {
    const entry = Math.abs(table[row * count + j]!);
    size = Math.max(size, entry);
    if (j >= step && entry > largest) {
      largest = entry;
      pivot = j;
    }
  }
  if (pivot < 0 || largest <= 1e-9 * Math.max(1, size)) return false;
  for (let i = 0; i < 6; i++) {
    const moved = table[i * count + pivot]!;
    table[i * count + pivot] = table[i * count + step]!;
    table[i * count + step] = moved;
  }
  const scale = table[row * count + step]!;
  for (let i = 0; i < 6; i++) table[i * count + step]! /= scale;
  for (let j = 0; j < count; j++) {
    if (j === step) continue;
    const factor = table[row * count + j]!;
    if (factor !== 0) for (let i = 0; i < 6; i++) table[i * count + j]! -= factor * table[i * count + step]!;
  }
  return true;
}
