import type { StaticBackground } from './background.js';
import { endMeans } from './end-means.js';
import { shirleyOperator } from './loss-operators.js';
import { needSpectrum } from './need-spectrum.js';

const MOST_ITERATIONS = 50;
/** Largest change in an iteration, in parts of the highest point, at which it ends. */
const TOLERANCE = 1e-6;
/** By how many steps between the ends an iterate may leave the range between them before it is taken to run away. */
const ROOM = 3;

/**
 * Iterative Shirley background (A. Proctor, P. M. A. Sherwood, Anal. Chem. 54 (1982) 13, doi:10.1021/ac00238a008): at every
 * energy the step between the ends is divided as the area above the background is. Where there is next to no area in all
 * (noise on a flat background), that share has no meaning: then it is the straight line between the ends, or the last
 * iterate that stayed near them, and `converged` is false.
 *
 * @param energiesEv ascending binding energies, equal neighbours allowed
 * @param endpointPoints points averaged at each end
 * @throws `too-few-points` below three points, `malformed-file` where a number is not finite
 */
export function shirleyBackground(
  energiesEv: Float64Array,
  values: Float64Array,
  endpointPoints: number,
): StaticBackground {
  needSpectrum(energiesEv, values, 3, 'a Shirley background');
  const n = values.length;
  const [lowEnd, highEnd] = endMeans(values, endpointPoints);
  const step = highEnd - lowEnd;
  const operator = shirleyOperator(energiesEv);
  const above = new Float64Array(n);
  const area = new Float64Array(n);
  const next = new Float64Array(n);
  let background = new Float64Array(n).fill(lowEnd);
  let size = 0;
  for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(values[i]!));
  const done = (iterations: number, converged: boolean): StaticBackground => ({
    values: background,
    lowEnd,
    highEnd,
    iterations,
    converged,
  });
  for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
    for (let i = 0; i < n; i++) above[i] = values[i]! - background[i]!;
    operator.apply(above, area);
    const total = area[n - 1]!;
    let change = 0;
    let beyond = 0;
    for (let i = 0; i < n; i++) {
      const share = step === 0 ? 0 : area[i]! / total;
      const value = lowEnd + step * share;
      next[i] = value;
      change = Math.max(change, Math.abs(value - background[i]!));
      beyond = Math.max(beyond, Math.abs(share - 0.5) - 0.5);
    }
    // A share that is no number fails this comparison as well.
    if (!(beyond <= ROOM)) {
      if (iteration === 1) background = straight(energiesEv, lowEnd, highEnd);
      return done(iteration, false);
    }
    background.set(next);
    if (change < TOLERANCE * size || change === 0) return done(iteration, true);
  }
  return done(MOST_ITERATIONS, false);
}

function straight(energiesEv: Float64Array, lowEnd: number, highEnd: number): Float64Array<ArrayBuffer> {
  const first = energiesEv[0]!;
  const width = energiesEv[energiesEv.length - 1]! - first;
  return Float64Array.from(energiesEv, (x) => lowEnd + (width > 0 ? ((highEnd - lowEnd) * (x - first)) / width : 0));
}
