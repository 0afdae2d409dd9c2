import { fail } from '../../errors.js';
import { cartesianMatrix, reciprocalLengths, reciprocalMetric } from '../cell/metric.js';
import type { CrystalStructure } from '../structure.js';

/** An atom near a point: which site, where it comes from by symmetry, and how far it is. */
export interface Neighbour {
  /** Index in the sites of the structure. */
  readonly site: number;
  /** Index in the operations of the space group: `x' = R x + t + translation` is the atom's place. */
  readonly operation: number;
  /** Whole cells that are added to the operation. */
  readonly translation: readonly [number, number, number];
  /** Where the atom is, in fractional coordinates. */
  readonly position: readonly [number, number, number];
  /** In angstrom. */
  readonly distance: number;
}

/** Images of one site nearer than this in every fractional coordinate are one atom on a special position. */
const SAME_POSITION = 1e-4;
const MOST_BINS_PER_AXIS = 64;
const MOST_NEIGHBOURS = 100_000;

/**
 * All atoms of a crystal, sorted into bins of about one search radius, so that the surroundings of a point cost the same
 * in a cell of ten atoms and of ten thousand.
 */
export class AtomGrid {
  /** How many atoms the cell holds, each position counted once however it is filled. */
  readonly count: number;
  readonly #site: Int32Array;
  readonly #operation: Int32Array;
  /** Fractional coordinates in [0, 1), and the whole cells that brought them there. */
  readonly #place: Float64Array;
  readonly #wrap: Int32Array;
  readonly #bins: readonly [number, number, number];
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  readonly #axes: Float64Array;
  readonly #reciprocal: readonly [number, number, number];

  /** @param radiusAngstrom the distance that will mostly be asked for */
  constructor(structure: CrystalStructure, radiusAngstrom: number) {
    const { sites, spaceGroup, cell } = structure;
    const site: number[] = [];
    const operation: number[] = [];
    const place: number[] = [];
    const wrap: number[] = [];
    for (let s = 0; s < sites.length; s++) {
      const [x, y, z] = sites[s]!.position;
      const begin = site.length;
      for (let o = 0; o < spaceGroup.operations.length; o++) {
        const { rotation, translation } = spaceGroup.operations[o]!;
        const shifts = [0, 0, 0];
        const image = [0, 0, 0];
        for (let i = 0; i < 3; i++) {
          const raw = rotation[3 * i]! * x + rotation[3 * i + 1]! * y + rotation[3 * i + 2]! * z + translation[i]!;
          // A coordinate that rounding left just below a whole number stands for that number.
          const whole = Math.floor(raw + 1e-9);
          shifts[i] = whole;
          image[i] = Math.max(0, raw - whole);
        }
        if (isKnown(place, begin, site.length, image)) continue;
        site.push(s);
        operation.push(o);
        place.push(...image);
        wrap.push(...shifts);
      }
    }
    this.count = site.length;
    this.#site = Int32Array.from(site);
    this.#operation = Int32Array.from(operation);
    this.#place = Float64Array.from(place);
    this.#wrap = Int32Array.from(wrap);
    this.#axes = cartesianMatrix(cell);
    this.#reciprocal = reciprocalLengths(reciprocalMetric(cell));
    const [p, q, r] = this.#reciprocal.map((length) =>
      Math.min(MOST_BINS_PER_AXIS, Math.max(1, Math.floor(1 / (length * Math.max(radiusAngstrom, 0.1))))),
    ) as [number, number, number];
    this.#bins = [p, q, r];
    this.#first = new Int32Array(p * q * r).fill(-1);
    this.#next = new Int32Array(this.count);
    for (let atom = this.count - 1; atom >= 0; atom--) {
      const bin = (this.#binOf(atom, 0) * q + this.#binOf(atom, 1)) * r + this.#binOf(atom, 2);
      this.#next[atom] = this.#first[bin]!;
      this.#first[bin] = atom;
    }
  }

  #binOf(atom: number, axis: 0 | 1 | 2): number {
    return Math.min(this.#bins[axis] - 1, Math.floor(this.#place[3 * atom + axis]! * this.#bins[axis]));
  }

  /**
   * The atoms within a distance of a point (an atom at the point itself is one of them), nearest first; at equal distance
   * in the order of sites, operations and cells.
   *
   * @param point fractional coordinates
   * @throws `invalid-structure` when there are more than 100 000
   */
  around(point: readonly [number, number, number], radiusAngstrom: number): Neighbour[] {
    const [p, q, r] = this.#bins;
    const low = point.map((x, i) => Math.floor((x - radiusAngstrom * this.#reciprocal[i]!) * this.#bins[i]!));
    const high = point.map((x, i) => Math.floor((x + radiusAngstrom * this.#reciprocal[i]!) * this.#bins[i]!));
    const found: Neighbour[] = [];
    for (let i = low[0]!; i <= high[0]!; i++) {
      const cellA = Math.floor(i / p);
      for (let j = low[1]!; j <= high[1]!; j++) {
        const cellB = Math.floor(j / q);
        for (let k = low[2]!; k <= high[2]!; k++) {
          const cellC = Math.floor(k / r);
          const bin = ((i - cellA * p) * q + (j - cellB * q)) * r + (k - cellC * r);
          for (let atom = this.#first[bin]!; atom >= 0; atom = this.#next[atom]!) {
            this.#test(atom, cellA, cellB, cellC, point, radiusAngstrom, found);
          }
        }
      }
    }
    return found.sort(
      (a, b) =>
        // Distances that symmetry makes equal differ by rounding.
        Math.round(a.distance * 1e8) - Math.round(b.distance * 1e8) ||
        a.site - b.site ||
        a.operation - b.operation ||
        a.translation[0] - b.translation[0] ||
        a.translation[1] - b.translation[1] ||
        a.translation[2] - b.translation[2],
    );
  }

  #test(
    atom: number,
    cellA: number,
    cellB: number,
    cellC: number,
    point: readonly [number, number, number],
    radius: number,
    found: Neighbour[],
  ): void {
    const at = 3 * atom;
    const place = this.#place;
    const u = place[at]! + cellA - point[0];
    const v = place[at + 1]! + cellB - point[1];
    const w = place[at + 2]! + cellC - point[2];
    const m = this.#axes;
    const x = m[0]! * u + m[1]! * v + m[2]! * w;
    const y = m[4]! * v + m[5]! * w;
    const z = m[8]! * w;
    const square = x * x + y * y + z * z;
    if (!(square <= radius * radius)) return;
    if (found.length >= MOST_NEIGHBOURS) {
      throw fail(
        'invalid-structure',
        `more than 100 000 atoms lie within ${radius} angstrom of one point`,
        'check the cell edges (angstrom, not nm) and that the atoms are not listed many times over',
      );
    }
    const wrap = this.#wrap;
    found.push({
      site: this.#site[atom]!,
      operation: this.#operation[atom]!,
      translation: [cellA - wrap[at]!, cellB - wrap[at + 1]!, cellC - wrap[at + 2]!],
      position: [place[at]! + cellA, place[at + 1]! + cellB, place[at + 2]! + cellC],
      distance: Math.sqrt(square),
    });
  }
}

function isKnown(place: readonly number[], begin: number, end: number, image: readonly number[]): boolean {
  for (let atom = begin; atom < end; atom++) {
    let same = true;
    for (let i = 0; i < 3 && same; i++) {
      const difference = Math.abs(place[3 * atom + i]! - image[i]!);
      same = Math.min(difference, 1 - difference) < SAME_POSITION;
    }
    if (same) return true;
  }
  return false;
}

/**
 * The code by which CIFs name an atom made by symmetry: `3_655` is the third operation and one more cell along a. The
 * digits reach from 1 (four cells back) to 9.
 *
 * @param operation index, from 0, of the operation in the space group
 * @returns `1_555` for the atom as it is listed; `?` for cells that the code cannot name
 */
export function symmetryCode(operation: number, translation: readonly [number, number, number]): string {
  if (translation.some((cells) => Math.abs(cells) > 4)) return '?';
  return `${operation + 1}_${translation.map((cells) => cells + 5).join('')}`;
}
