/** The model of a pattern before anything is refined, and the values from which it starts. */
import { tan } from '../../../numerics/elementary/tan.js';
import { makeGrid } from '../model/grid.js';
import { at } from '../model/model-parameters.js';
import type { PatternModel } from '../model/pattern-model.js';
import type { ModelSetup } from '../model/setup.js';
import type { Constraints } from './parameter-texts.js';
import { firstLineDeg } from './refinable.js';
import type { RefineInput } from './refine-pattern.js';

const DEGREES_PER_TERM = 10;
/** How the width of the strongest line is shared out at first: most lines are between the two shapes. */
const GAUSSIAN_PART = 0.5;
const LORENTZIAN_PART = 0.4;
/** (S + H)/L of a usual diffractometer: without a start away from zero the asymmetry would hardly leave it. */
const USUAL_SPREAD = 0.02;
/** A start must not smear the first line by more than this part of its width. */
const SMALL_SMEAR = 0.5;

/** Of the points that take part. */
export function makeSetup({ pattern, radiation, phases, options, humps }: RefineInput): ModelSetup {
  const kept: number[] = [];
  for (let i = 0; i < pattern.used.length; i++) if (pattern.used[i] === 1) kept.push(i);
  const pick = (values: Float64Array) => Float64Array.from(kept, (i) => values[i]!);
  const angles = pick(pattern.twoThetaDeg);
  const ends = [angles[0]!, angles[angles.length - 1]!] as const;
  return {
    grid: makeGrid(angles),
    observed: pick(pattern.observed),
    sigma: pick(pattern.sigma),
    radiation,
    phases,
    backgroundTerms:
      options.background ?? Math.max(4, Math.min(18, Math.round((ends[1] - ends[0]) / DEGREES_PER_TERM))),
    backgroundEnds: ends,
    humps,
    capillaryMuR: options.capillaryMuR,
  };
}

/** @param widthDeg full width of the strongest line */
export function startValues(
  model: PatternModel,
  input: RefineInput,
  { fixed, start, ties, bounds }: Constraints,
  widthDeg: number,
): Float64Array {
  const { parameters } = model.list;
  const values = Float64Array.from(parameters, (one) => input.starts.get(one.name) ?? one.start);
  if (!['U', 'V', 'W', 'X', 'Y'].some((name) => input.starts.has(name))) {
    values[at.W] = GAUSSIAN_PART * widthDeg * widthDeg;
    values[at.X] = LORENTZIAN_PART * widthDeg;
  }
  for (const map of [start, fixed]) for (const [n, value] of map) if (!Number.isNaN(value)) values[n] = value;
  for (const [n, [low, high]] of bounds) values[n] = Math.min(high, Math.max(low, values[n]!));
  for (const [n, { source, factor, constant }] of ties) values[n] = factor * values[source]! + constant;
  return values;
}

/** The usual smear, or as much as narrow lines bear: 2theta - 2phi is (S + H)² cot(2theta) / (2 L²) for small smears. */
export function usualSpread(model: PatternModel, widthDeg: number): number {
  const first = firstLineDeg(model) * (Math.PI / 180);
  const square = 2 * SMALL_SMEAR * widthDeg * (Math.PI / 180) * Math.abs(tan(first));
  return Math.min(USUAL_SPREAD, Math.sqrt(square));
}
