import { equivalentReflections, listReflections } from '../../../crystal/reflections/list-reflections.js';
import type { Grid } from './grid.js';
import { cosineSquared } from './march-dollase.js';
import type { Radiation } from './radiation.js';
import type { PhaseSetup } from './setup.js';

/** The reflections of a phase that can fall into a pattern, with what does not change when its cell moves a little. */
export interface PhaseReflections {
  readonly count: number;
  readonly hkl: Int32Array;
  readonly multiplicity: Int32Array;
  /** cos² of the angles of the equivalents of reflection k to the axis: `cosineStart[k]` to `cosineStart[k + 1]`. */
  readonly cosines: Float64Array;
  readonly cosineStart: Int32Array;
  /** Stephens terms, term by term: `strainTerms[term * count + k]`. */
  readonly strainTerms: Float64Array;
}

/** A cell may move by this share before lines that were not listed come into the pattern. */
export const LIST_MARGIN = 0.03;

export function phaseReflections(
  phase: PhaseSetup,
  metric: Float64Array,
  grid: Grid,
  radiation: Radiation,
  smallestSine: (angleDeg: number) => number,
): PhaseReflections {
  const angles = grid.twoThetaDeg;
  const shortest = Math.min(...radiation.lines.map(({ wavelengthAngstrom }) => wavelengthAngstrom));
  const longest = Math.max(...radiation.lines.map(({ wavelengthAngstrom }) => wavelengthAngstrom));
  // Lines just outside reach into the pattern with their tails.
  const dMin = (shortest / 2 / smallestSine(Math.min(179, angles[angles.length - 1]! + 1))) * (1 - LIST_MARGIN);
  const dMax = (longest / 2 / Math.max(smallestSine(Math.max(0.2, angles[0]! - 1)), 1e-3)) * (1 + LIST_MARGIN);
  const { count, hkl, multiplicity } = listReflections(metric, phase.structure.spaceGroup, dMin, dMax);
  const cosineStart = new Int32Array(count + 1);
  const cosines: number[] = [];
  const terms = phase.strain?.names.length ?? 0;
  const strainTerms = new Float64Array(terms * count);
  for (let k = 0; k < count; k++) {
    const [h, i, l] = [hkl[3 * k]!, hkl[3 * k + 1]!, hkl[3 * k + 2]!];
    if (phase.axis !== undefined) {
      const all = equivalentReflections(phase.structure.spaceGroup, h, i, l);
      for (let e = 0; e < all.length; e += 3) {
        cosines.push(cosineSquared(metric, [all[e]!, all[e + 1]!, all[e + 2]!], phase.axis));
      }
    }
    cosineStart[k + 1] = cosines.length;
    for (let term = 0; term < terms; term++) strainTerms[term * count + k] = phase.strain!.term(term, h, i, l);
  }
  return { count, hkl, multiplicity, cosines: Float64Array.from(cosines), cosineStart, strainTerms };
}
