/**
 * Which numbers of the model are refined, and in which coordinates. Most are refined as they are. The Gaussian widths U, V, W
 * together are refined as their values at both ends of the pattern and a middle one, which keeps the squared width positive
 * over the whole range: a quadratic in tan(theta) in Bernstein form is positive where its end values are and the middle one
 * is above minus their geometric mean. X and Y together are refined as the Lorentzian width at both ends. The asymmetry is
 * refined as its square: what it does to a line begins with the square, so the number itself has no slope at zero.
 */
import { cos, sin } from '../../../numerics/elementary/sin.js';
import { SMALLEST_VARIANCE } from '../model/line-widths.js';
import { type Links, makeLinks } from '../model/links.js';
import { at, type ModelParameter } from '../model/model-parameters.js';

/** `target = factor * source + constant`. */
export interface TieTo {
  readonly source: number;
  readonly factor: number;
  readonly constant: number;
}

export interface Released {
  /** The parameters that are refined, one a column; the three of a Gaussian width (two of a Lorentzian) in their coordinates. */
  readonly columns: readonly number[];
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Columns from the values of all parameters. */
  toColumns(values: Float64Array): Float64Array;
  /** Writes what the columns say into the values, ties included. */
  toValues(columns: ArrayLike<number>, values: Float64Array): void;
  /** Derivatives of all values by the columns, where the columns are. */
  links(columns: ArrayLike<number>): Links;
  /** True for a column that is a coordinate and not the parameter itself. */
  isCoordinate(column: number): boolean;
}

const RADIAN = Math.PI / 180;

/**
 * @param refined which parameters, ascending
 * @param ties of parameters that follow others
 * @param bounds by the user, over those of the parameter
 * @param rangeDeg first and last 2theta of the pattern
 * @param values of all parameters: what is not refined stays so
 */
export function release(
  parameters: readonly ModelParameter[],
  refined: readonly number[],
  ties: ReadonlyMap<number, TieTo>,
  bounds: ReadonlyMap<number, readonly [number, number]>,
  rangeDeg: readonly [number, number],
  values: Float64Array,
): Released {
  const columns = refined.filter((n) => !ties.has(n));
  const place = new Map(columns.map((n, column) => [n, column]));
  const own = (n: number) => place.has(n) && !bounds.has(n);
  const gauss = [at.U, at.V, at.W].every(own) ? place.get(at.U)! : -1;
  const lorentz = [at.X, at.Y].every(own) ? place.get(at.X)! : -1;
  const spread = own(at.asymmetry) ? place.get(at.asymmetry)! : -1;
  const [t0, t1] = rangeDeg.map((angle) => sin((angle / 2) * RADIAN) / cos((angle / 2) * RADIAN)) as [number, number];
  const [s0, s1] = rangeDeg.map((angle) => sin((angle / 2) * RADIAN)) as [number, number];
  const span = t1 - t0;
  const lower = Float64Array.from(columns, (n) => bounds.get(n)?.[0] ?? parameters[n]!.lower);
  const upper = Float64Array.from(columns, (n) => bounds.get(n)?.[1] ?? parameters[n]!.upper);
  if (gauss >= 0) {
    lower.set([SMALLEST_VARIANCE, 0, SMALLEST_VARIANCE], gauss);
    upper.set([25, 50, 25], gauss);
  }
  if (lorentz >= 0) {
    lower.set([0, 0], lorentz);
    upper.set([10, 10], lorentz);
  }
  if (spread >= 0) {
    lower[spread] = lower[spread]! * lower[spread]!;
    upper[spread] = upper[spread]! * upper[spread]!;
  }
  // Alone they keep the width positive with what the others are: a result may be started from, and its W or X is negative.
  if (gauss < 0 && own(at.W) && ![at.U, at.V].some((n) => place.has(n) || ties.has(n)))
    lower[place.get(at.W)!] = SMALLEST_VARIANCE - leastQuadratic(values[at.U]!, values[at.V]!, t0, t1);
  if (lorentz < 0 && own(at.X) && !place.has(at.Y) && !ties.has(at.Y))
    lower[place.get(at.X)!] = -Math.min(values[at.Y]! * s0, values[at.Y]! * s1);
  // What the others are may leave no room at all: then it stands where it has to.
  for (let column = 0; column < upper.length; column++) upper[column] = Math.max(upper[column]!, lower[column]!);
  const isCoordinate = (column: number) =>
    column === spread ||
    (gauss >= 0 && column >= gauss && column < gauss + 3) ||
    (lorentz >= 0 && column >= lorentz && column < lorentz + 2);

  const toColumns = (values: Float64Array): Float64Array => {
    const out = Float64Array.from(columns, (n) => values[n]!);
    if (gauss >= 0) {
      const [U, V, W] = [values[at.U]!, values[at.V]!, values[at.W]!];
      const b0 = Math.max(SMALLEST_VARIANCE, U * t0 * t0 + V * t0 + W);
      const b2 = Math.max(SMALLEST_VARIANCE, U * t1 * t1 + V * t1 + W);
      const b1 = U * t0 * t0 + V * t0 + W + (span * (2 * U * t0 + V)) / 2;
      out.set([b0, Math.max(0, b1 + Math.sqrt(b0 * b2)), b2], gauss);
    }
    if (lorentz >= 0) {
      out.set(
        [Math.max(0, values[at.X]! + values[at.Y]! * s0), Math.max(0, values[at.X]! + values[at.Y]! * s1)],
        lorentz,
      );
    }
    if (spread >= 0) out[spread] = values[at.asymmetry]! * values[at.asymmetry]!;
    return out;
  };

  const toValues = (from: ArrayLike<number>, values: Float64Array): void => {
    columns.forEach((n, column) => {
      if (!isCoordinate(column)) values[n] = from[column] as number;
    });
    if (gauss >= 0) {
      const [b0, c, b2] = [from[gauss], from[gauss + 1], from[gauss + 2]] as [number, number, number];
      const b1 = c - Math.sqrt(b0 * b2);
      const U = (b0 - 2 * b1 + b2) / (span * span);
      const V = (2 * (b1 - b0)) / span - 2 * U * t0;
      values[at.U] = U;
      values[at.V] = V;
      values[at.W] = b0 - U * t0 * t0 - V * t0;
    }
    if (lorentz >= 0) {
      const [l0, l1] = [from[lorentz], from[lorentz + 1]] as [number, number];
      values[at.Y] = (l1 - l0) / (s1 - s0);
      values[at.X] = l0 - values[at.Y]! * s0;
    }
    if (spread >= 0) values[at.asymmetry] = Math.sqrt(from[spread] as number);
    for (const [n, { source, factor, constant }] of ties) values[n] = factor * values[source]! + constant;
  };

  const links = (from: ArrayLike<number>): Links => {
    const entries: [number, number][][] = parameters.map(() => []);
    columns.forEach((n, column) => {
      if (!isCoordinate(column)) entries[n]!.push([column, 1]);
    });
    if (gauss >= 0) {
      const [b0, b2] = [from[gauss], from[gauss + 2]] as [number, number];
      // b1 = c - sqrt(b0 b2): its derivatives by b0, c, b2.
      const root = Math.sqrt(b0 * b2);
      const middle = [-root / (2 * b0), 1, -root / (2 * b2)];
      const ends = [
        [1, 0],
        [0, 0],
        [0, 1],
      ];
      for (let k = 0; k < 3; k++) {
        const [first, last] = ends[k] as [number, number];
        const u = (first - 2 * middle[k]! + last) / (span * span);
        const v = (2 * (middle[k]! - first)) / span - 2 * u * t0;
        entries[at.U]!.push([gauss + k, u]);
        entries[at.V]!.push([gauss + k, v]);
        entries[at.W]!.push([gauss + k, first - u * t0 * t0 - v * t0]);
      }
    }
    if (lorentz >= 0) {
      const slope = 1 / (s1 - s0);
      entries[at.Y]!.push([lorentz, -slope], [lorentz + 1, slope]);
      entries[at.X]!.push([lorentz, 1 + slope * s0], [lorentz + 1, -slope * s0]);
    }
    if (spread >= 0) entries[at.asymmetry]!.push([spread, 0.5 / Math.sqrt(from[spread] as number)]);
    for (const [n, { source, factor }] of ties) {
      entries[n] = entries[source]!.map(([column, by]) => [column, by * factor]);
    }
    return makeLinks(entries);
  };

  return { columns, lower, upper, toColumns, toValues, links, isCoordinate };
}

/** The least of U t² + V t between two places. */
function leastQuadratic(U: number, V: number, t0: number, t1: number): number {
  const at = (t: number) => U * t * t + V * t;
  const inside = U > 0 ? Math.min(t1, Math.max(t0, -V / (2 * U))) : t0;
  return Math.min(at(t0), at(t1), at(inside));
}
