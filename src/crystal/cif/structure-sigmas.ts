import { directMetric, reciprocalLengths, reciprocalMetric } from '../cell/metric.js';
import { GeometryUncertainty, type StructureCovariance } from '../geometry/geometry-uncertainty.js';
import type { CrystalStructure } from '../structure.js';
import { planSites, type SitePlan } from '../structure-factors/site-plan.js';

const NO_CELL = [0, 0, 0, 0, 0, 0];
const U_NAMES = ['U11', 'U22', 'U33', 'U12', 'U13', 'U23'] as const;
/** How often a component stands in the trace, and its axes. */
const TRACE = [
  [1, 0, 0],
  [1, 1, 1],
  [1, 2, 2],
  [2, 0, 1],
  [2, 0, 2],
  [2, 1, 2],
] as const;

/**
 * One standard deviation of every number of a structure: what is given by name first, else what follows from a covariance
 * and from the ties of symmetry; null where neither knows.
 */
export class StructureSigmas {
  readonly #structure: CrystalStructure;
  readonly #given: (name: string) => number | null;
  readonly #geometry: GeometryUncertainty | undefined;
  readonly #covariance: Float64Array;
  readonly #index = new Map<string, number>();
  readonly #plan = new Map<number, SitePlan>();

  constructor(
    structure: CrystalStructure,
    covariance: StructureCovariance | undefined,
    given?: (name: string) => number | null | undefined,
  ) {
    this.#structure = structure;
    this.#given = (name) => given?.(name) ?? null;
    this.#covariance = covariance?.parameters?.covariance ?? new Float64Array(0);
    if (covariance === undefined) return;
    this.#geometry = new GeometryUncertainty(structure, covariance);
    const { names = [], prefix = '' } = covariance.parameters ?? {};
    names.forEach((name, at) => {
      if (name.startsWith(prefix)) this.#index.set(name.slice(prefix.length), at);
    });
    for (const plan of planSites(structure)) for (const site of plan.sites) this.#plan.set(site, plan);
  }

  /** Of a number of the cell (or of one made of them, such as `volume`) with these derivatives by a to gamma. */
  ofCell(name: string, byCell: readonly number[]): number | null {
    return this.#given(name) ?? this.#geometry?.sigma({ sites: [], byCell }) ?? null;
  }

  ofPosition(site: number, axis: 0 | 1 | 2): number | null {
    const byPosition: [number, number, number] = [0, 0, 0];
    byPosition[axis] = 1;
    const name = `${this.#structure.sites[site]!.label}.${'xyz'[axis]}`;
    return this.#given(name) ?? this.#geometry?.sigma({ sites: [{ site, byPosition }], byCell: NO_CELL }) ?? null;
  }

  ofOccupancy(site: number): number | null {
    const name = `${this.#structure.sites[site]!.label}.occupancy`;
    return this.#given(name) ?? this.#combined([[name, 1]]);
  }

  /** Of Uiso, or of the equivalent of anisotropic displacements. */
  ofUIso(site: number): number | null {
    const { label, uAniso } = this.#structure.sites[site]!;
    const given = this.#given(`${label}.uIso`);
    if (given !== null) return given;
    if (uAniso === undefined) return this.#combined([[`${this.#leader(site)}.uIso`, 1]]);
    const lengths = reciprocalLengths(reciprocalMetric(this.#structure.cell));
    const direct = directMetric(this.#structure.cell);
    return this.#ofComponents(
      site,
      TRACE.map(([count, i, j], axis) => (count * lengths[i]! * lengths[j]! * direct[axis]!) / 3),
    );
  }

  /** Of a component of the anisotropic displacements, 0 for U11 to 5 for U23. */
  ofU(site: number, component: number): number | null {
    const name = `${this.#structure.sites[site]!.label}.${U_NAMES[component]}`;
    const gradient = U_NAMES.map((_, axis) => (axis === component ? 1 : 0));
    return this.#given(name) ?? this.#ofComponents(site, gradient);
  }

  /** Of a number that changes with the six components as said, through what symmetry leaves free of them. */
  #ofComponents(site: number, gradient: readonly number[]): number | null {
    const freedom = this.#plan.get(site)?.uFreedom;
    if (freedom === undefined || freedom === null) return null;
    const { free, count, matrix } = freedom;
    return this.#combined(
      free.map((component, j) => [
        `${this.#leader(site)}.${U_NAMES[component]}`,
        gradient.reduce((sum, factor, axis) => sum + factor * matrix[axis * count + j]!, 0),
      ]),
    );
  }

  /** The site whose names the displacements at this position have. */
  #leader(site: number): string {
    return this.#structure.sites[this.#plan.get(site)?.sites[0] ?? site]!.label;
  }

  #combined(terms: readonly (readonly [name: string, factor: number])[]): number | null {
    const size = Math.round(Math.sqrt(this.#covariance.length));
    let variance = 0;
    for (const [first, one] of terms) {
      for (const [second, other] of terms) {
        const i = this.#index.get(first);
        const j = this.#index.get(second);
        if (i !== undefined && j !== undefined) variance += one * other * this.#covariance[i * size + j]!;
      }
    }
    return variance > 0 ? Math.sqrt(variance) : null;
  }
}
