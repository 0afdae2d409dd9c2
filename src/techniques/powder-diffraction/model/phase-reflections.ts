import { equivalentReflections, listReflections } from '../../../crystal/reflections/list-reflections.js';
import type { ReflectionList } from '../../../crystal/reflections/reflection-list.js';
import { fail, isInterphaseError } from '../../../errors.js';
import type { Grid } from './grid.js';
import { cosineSquared } from './march-dollase.js';
import type { Radiation } from './radiation.js';
import type { PhaseSetup } from './setup.js';

/** The reflections of a phase that can fall into a pattern, with what does not change when its cell moves a little. */
export interface PhaseReflections {
  readonly count: number;
  readonly hkl: Int32Array;
  readonly multiplicity: Int32Array;
  /** Three numbers each of the equivalents of reflection k: `cosineStart[k]` to `cosineStart[k + 1]`; none without an axis. */
  readonly equivalents: Int32Array;
  /** cos² of their angles to the axis; see `fillCosines`. */
  readonly cosines: Float64Array;
  readonly cosineStart: Int32Array;
  /** Stephens terms, term by term: `strainTerms[term * count + k]`. */
  readonly strainTerms: Float64Array;
}

/** A cycle with more takes many seconds, and no powder pattern tells so many lines apart. */
export const MOST_REFLECTIONS = 20_000;

/** A cell may move by this share before lines that were not listed come into the pattern. */
export const LIST_MARGIN = 0.03;

/** @throws `too-many-points`, naming the phase, where more than `most` lines can fall into the pattern */
export function phaseReflections(
  phase: PhaseSetup,
  metric: Float64Array,
  grid: Grid,
  radiation: Radiation,
  smallestSine: (angleDeg: number) => number,
  most = MOST_REFLECTIONS,
): PhaseReflections {
  const angles = grid.twoThetaDeg;
  const shortest = Math.min(...radiation.lines.map(({ wavelengthAngstrom }) => wavelengthAngstrom));
  const longest = Math.max(...radiation.lines.map(({ wavelengthAngstrom }) => wavelengthAngstrom));
  // Lines just outside reach into the pattern with their tails.
  const dMin = (shortest / 2 / smallestSine(Math.min(179, angles[angles.length - 1]! + 1))) * (1 - LIST_MARGIN);
  const dMax = (longest / 2 / Math.max(smallestSine(Math.max(0.2, angles[0]! - 1)), 1e-3)) * (1 + LIST_MARGIN);
  const { count, hkl, multiplicity } = listed(phase, metric, dMin, dMax, most);
  const cosineStart = new Int32Array(count + 1);
  const equivalents: number[] = [];
  const terms = phase.strain?.names.length ?? 0;
  const strainTerms = new Float64Array(terms * count);
  for (let k = 0; k < count; k++) {
    const [h, i, l] = [hkl[3 * k]!, hkl[3 * k + 1]!, hkl[3 * k + 2]!];
    if (phase.axis !== undefined) {
      equivalents.push(...equivalentReflections(phase.structure.spaceGroup, h, i, l));
    }
    cosineStart[k + 1] = equivalents.length / 3;
    for (let term = 0; term < terms; term++) strainTerms[term * count + k] = phase.strain!.term(term, h, i, l);
  }
  const cosines = new Float64Array(equivalents.length / 3);
  return { count, hkl, multiplicity, equivalents: Int32Array.from(equivalents), cosines, cosineStart, strainTerms };
}

function listed(phase: PhaseSetup, metric: Float64Array, dMin: number, dMax: number, most: number): ReflectionList {
  try {
    return listReflections(metric, phase.structure.spaceGroup, dMin, dMax, most);
  } catch (error) {
    if (!isInterphaseError(error, 'too-many-points')) throw error;
    throw fail(
      'too-many-points',
      `${phase.name}: more than ${most} reflections fall into the pattern, down to d = ${Number(dMin.toPrecision(3))} angstrom`,
      'check the cell, the space group and the wavelength, or end the range (option range) at a lower angle',
      { path: 'phase' },
    );
  }
}

/** The angles of all equivalents to the axis in a cell. */
export function fillCosines(
  { equivalents, cosines }: PhaseReflections,
  axis: readonly number[],
  metric: Float64Array,
): void {
  for (let e = 0; e < cosines.length; e++) cosines[e] = cosineSquared(metric, equivalents, 3 * e, axis);
}
