/**
 * How far a cell depends on the description of the lines. A standard deviation says what counting statistics leave open if the
 * model is right; asymmetry, tails and the choice between zero and displacement move a cell by many of them, so the same
 * pattern is refined once more with other choices.
 */
import { at } from '../model/model-parameters.js';
import type { PatternRefinement } from './refine-pattern.js';
import { refineStage } from './run-stages.js';

/** A cell number under other descriptions of the lines. */
export interface CellSpread {
  /** `nzsp.a`. */
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly sigma: number | null;
  /** Of each other description: in words, and the value it gives. */
  readonly others: readonly { readonly description: string; readonly value: number; readonly rwp: number }[];
  /** Largest distance of another value from the first. */
  readonly largest: number;
}

const CLOSENESS = { maxIterations: 12, decreaseTolerance: 1e-6 };

export function checkProfile({
  model,
  values,
  outcome,
  frame,
  refinement,
  constraints,
}: PatternRefinement): CellSpread[] {
  const { parameters } = model.list;
  const cells = outcome.refined.filter((n) => parameters[n]!.group === 'cell');
  if (cells.length === 0) return [];
  const has = (n: number) => outcome.refined.includes(n);
  const others: { description: string; refined: number[]; start: Float64Array }[] = [];
  const without = (n: number) => outcome.refined.filter((one) => one !== n);
  const may = (n: number) => !constraints.fixed.has(n) && !constraints.ties.has(n);
  if (has(at.asymmetry)) {
    const start = values.slice();
    start[at.asymmetry] = parameters[at.asymmetry]!.lower;
    others.push({ description: 'symmetric lines', refined: without(at.asymmetry), start });
  }
  const [from, to] = has(at.displacement) ? [at.displacement, at.zero] : [at.zero, at.displacement];
  if (has(from) && !has(to) && may(to)) {
    const start = values.slice();
    start[from] = 0;
    others.push({
      description: to === at.zero ? 'zero in place of displacement' : 'displacement in place of zero',
      refined: [...without(from), to].sort((a, b) => a - b),
      start,
    });
  }
  if (has(at.Y)) {
    const start = values.slice();
    start[at.Y] = 0;
    others.push({ description: 'no Lorentzian strain width', refined: without(at.Y), start });
  }
  const weight = refinement.agreement;
  const ended = others.map(({ description, refined, start }) => {
    const outcomeOfOther = refineStage(frame, refined, start, CLOSENESS);
    const rwp = weight.rwp * Math.sqrt(outcomeOfOther.sumOfSquares / outcome.sumOfSquares);
    return { description, values: outcomeOfOther.values, rwp };
  });
  return cells.map((n): CellSpread => {
    const { name, unit } = parameters[n]!;
    const value = values[n]!;
    const own = ended.map((other) => ({ description: other.description, value: other.values[n]!, rwp: other.rwp }));
    return {
      name,
      unit,
      value,
      sigma: refinement.parameters[n]!.sigma,
      others: own,
      largest: own.reduce((largest, other) => Math.max(largest, Math.abs(other.value - value)), 0),
    };
  });
}
