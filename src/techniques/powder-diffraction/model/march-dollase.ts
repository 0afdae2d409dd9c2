/**
 * Preferred orientation of W. A. Dollase, J. Appl. Cryst. 19 (1986) 267, doi:10.1107/S0021889886089458: each reflection is
 * weighted with the mean over its equivalents of (r² cos² a + sin² a / r)^(-3/2), a being the angle to the axis. r < 1:
 * platelets that lie flat in reflection; the mean over all directions is 1 for every r.
 */

/**
 * cos² of the angle between two reciprocal-lattice vectors.
 *
 * @param metric A0 to A5
 * @param list holds the first of them, from place `at` on
 */
export function cosineSquared(
  metric: ArrayLike<number>,
  list: ArrayLike<number>,
  at: number,
  axis: ArrayLike<number>,
): number {
  const between = product(metric, list, at, axis, 0);
  return Math.min(1, (between * between) / (product(metric, list, at, list, at) * product(metric, axis, 0, axis, 0)));
}

function product(m: ArrayLike<number>, p: ArrayLike<number>, i: number, q: ArrayLike<number>, j: number): number {
  const [p0, p1, p2] = [p[i] as number, p[i + 1] as number, p[i + 2] as number];
  const [q0, q1, q2] = [q[j] as number, q[j + 1] as number, q[j + 2] as number];
  const mixed =
    (m[3] as number) * (p0 * q1 + p1 * q0) +
    (m[4] as number) * (p0 * q2 + p2 * q0) +
    (m[5] as number) * (p1 * q2 + p2 * q1);
  return (m[0] as number) * p0 * q0 + (m[1] as number) * p1 * q1 + (m[2] as number) * p2 * q2 + mixed / 2;
}

/** The weight of a reflection; with `slope`, its derivative by r. `cosines`: cos² a of its equivalents, from..to. */
export function marchDollase(r: number, cosines: Float64Array, from: number, to: number, slope: boolean): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const c2 = cosines[i];
    const s2 = 1 - c2;
    const base = r * r * c2 + s2 / r;
    const root = Math.sqrt(base);
    const power = 1 / (base * root);
    sum += slope ? ((-1.5 * power) / base) * (2 * r * c2 - s2 / (r * r)) : power;
  }
  return sum / (to - from);
}

/**
 * Derivatives of the weight of a reflection by A0 to A5: the angles of its equivalents to the axis turn with the cell.
 *
 * @param equivalents three numbers each, from..to counted in equivalents
 * @param out six numbers, filled
 */
export function marchDollaseByMetric(
  r: number,
  metric: Float64Array,
  equivalents: Int32Array,
  from: number,
  to: number,
  axis: readonly number[],
  out: Float64Array,
): void {
  out.fill(0);
  const ofAxis = product(metric, axis, 0, axis, 0);
  for (let e = from; e < to; e++) {
    const between = product(metric, equivalents, 3 * e, axis, 0);
    const own = product(metric, equivalents, 3 * e, equivalents, 3 * e);
    const c2 = Math.min(1, (between * between) / (own * ofAxis));
    const base = r * r * c2 + (1 - c2) / r;
    const byCosine = (-1.5 * (r * r - 1 / r)) / (base * base * Math.sqrt(base) * (to - from));
    for (let m = 0; m < 6; m++) {
      const byBetween = coefficient(m, equivalents, 3 * e, axis, 0);
      const byOwn = coefficient(m, equivalents, 3 * e, equivalents, 3 * e);
      const byAxis = coefficient(m, axis, 0, axis, 0);
      out[m] += byCosine * ((2 * between * byBetween) / (own * ofAxis) - c2 * (byOwn / own + byAxis / ofAxis));
    }
  }
}

/** What a product of two vectors has of A_m. */
function coefficient(m: number, p: ArrayLike<number>, i: number, q: ArrayLike<number>, j: number): number {
  if (m < 3) return (p[i + m] as number) * (q[j + m] as number);
  const one = m === 5 ? 1 : 0;
  const other = m === 3 ? 1 : 2;
  return ((p[i + one] as number) * (q[j + other] as number) + (p[i + other] as number) * (q[j + one] as number)) / 2;
}
