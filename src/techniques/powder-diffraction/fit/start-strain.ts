/**
 * First values of anisotropic strain. At zero its terms have no slope, as the width goes with the root of their sum, so the
 * fit would never begin with them: they start as a strain that is the same in every direction. There the variance of 1/d² is a
 * multiple of 1/d⁴, which is a quartic form of h, k, l with the symmetry of the crystal, so it has terms in every setting.
 */
import { tan } from '../../../numerics/elementary/tan.js';
import { linearLeastSquares } from '../../../numerics/linear-algebra/linear-least-squares.js';
import type { PatternModel } from '../model/pattern-model.js';
import type { PhasePattern } from '../model/phase-pattern.js';

const RADIAN = Math.PI / 180;
/** Part of the width of the lines in the middle of the pattern that strain takes at first: more may drive the fit astray. */
const PART_OF_WIDTH = 0.3;
/** Indices from minus to plus this tell all monomials of fourth degree apart. */
const INDEX = 2;

/**
 * Gives terms that are refined and broaden nothing (zero, or below it after the pattern before in a series) their first values,
 * in `values`.
 *
 * @param isRefined of a parameter
 * @param widthDeg full width of the strongest line
 * @param strainDeg full width over tan(theta) that the lines have already, which the terms are to take over; 0 for none
 */
export function startStrain(
  model: PatternModel,
  isRefined: (n: number) => boolean,
  widthDeg: number,
  strainDeg: number,
  values: Float64Array,
): void {
  const angles = model.setup.grid.twoThetaDeg;
  const middle = (angles[0]! + angles[angles.length - 1]!) / 4;
  const fullWidth = Math.max(strainDeg, (PART_OF_WIDTH * widthDeg) / tan(middle * RADIAN));
  for (const phase of model.phases) {
    const places = strainPlaces(phase);
    if (!places.some(isRefined) || places.some((n) => values[n]! > 0)) continue;
    isotropicTerms(phase, fullWidth).forEach((value, term) => {
      if (isRefined(places[term]!)) values[places[term]!] = value;
    });
  }
}

/**
 * Other values to try where terms that are refined have gone below zero for some of the lines: there they have no slope, and
 * the fit may have got stuck. They begin anew, alike in every direction; undefined where nothing is to be tried.
 */
export function strainAnew(
  model: PatternModel,
  refined: readonly number[],
  values: Float64Array,
): Float64Array | undefined {
  const isRefined = new Set(refined);
  const out = values.slice();
  let isStuck = false;
  for (const phase of model.phases) {
    const places = strainPlaces(phase);
    if (places.length === 0 || !places.every((n) => isRefined.has(n)) || !hasDeadLines(phase, values)) continue;
    const middle = Math.floor(phase.reflections.count / 2);
    const fullWidth = (PART_OF_WIDTH * phase.widthOf(middle, values)) / tan((phase.positionsDeg[middle]! / 2) * RADIAN);
    if (!(fullWidth > 0 && Number.isFinite(fullWidth))) continue;
    isStuck = true;
    isotropicTerms(phase, fullWidth).forEach((value, term) => {
      out[places[term]!] = value;
    });
  }
  return isStuck ? out : undefined;
}

function hasDeadLines({ reflections: { count, strainTerms }, places }: PhasePattern, values: Float64Array): boolean {
  for (let k = 0; k < count; k++) {
    let sum = 0;
    for (let term = 0; term * count < strainTerms.length; term++)
      sum += values[places.stephens + term]! * strainTerms[term * count + k]!;
    if (!(sum > 0)) return true;
  }
  return false;
}

/** Places of the Stephens terms of a phase; none without. */
function strainPlaces({ phase, places }: PhasePattern): number[] {
  return (phase.strain?.names ?? []).map((_, term) => places.stephens + term);
}

/** Terms that broaden every line of the phase by `fullWidthDeg` tan(theta). */
function isotropicTerms({ phase, metric: m }: PhasePattern, fullWidthDeg: number): Float64Array {
  const terms = phase.strain!.names.length;
  const indices: (readonly [number, number, number])[] = [];
  for (let h = -INDEX; h <= INDEX; h++) {
    for (let k = -INDEX; k <= INDEX; k++) for (let l = -INDEX; l <= INDEX; l++) indices.push([h, k, l]);
  }
  const rows = indices.length;
  const design = new Float64Array(rows * terms);
  const right = new Float64Array(rows);
  const factor = fullWidthDeg * RADIAN * fullWidthDeg * RADIAN;
  indices.forEach(([h, k, l], row) => {
    const inverseSquare = m[0] * h * h + m[1] * k * k + m[2] * l * l + m[3] * h * k + m[4] * h * l + m[5] * k * l;
    right[row] = factor * inverseSquare * inverseSquare;
    for (let term = 0; term < terms; term++) design[term * rows + row] = phase.strain!.term(term, h, k, l);
  });
  return linearLeastSquares(design, rows, terms, right).solution;
}
