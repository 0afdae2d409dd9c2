/** Ties that a refinement makes by itself: numbers that the pattern cannot tell from each other. */
import type { PatternModel } from '../model/pattern-model.js';
import { tieOwnWidths } from './own-widths.js';
import type { Constraints } from './parameter-texts.js';
import type { RefinableChoice } from './refinable.js';
import type { TieTo } from './released.js';

/** The ties of the user with those that follow from what is refined; first values of tied widths go into `values`. */
export function allTies(
  model: PatternModel,
  choice: RefinableChoice,
  constraints: Constraints,
  widthDeg: number,
  values: Float64Array,
): ReadonlyMap<number, TieTo> {
  const ties = new Map(constraints.ties);
  tieOwnWidths(model, choice.wanted, choice.own, constraints, widthDeg, ties, values);
  tieOccupancies(model, choice, ties, values);
  return ties;
}

/** Atoms that share a position fill it together as they did at the start. */
function tieOccupancies(
  model: PatternModel,
  { wanted }: RefinableChoice,
  ties: Map<number, TieTo>,
  values: Float64Array,
): void {
  const { parameters } = model.list;
  model.setup.phases.forEach((phase, k) => {
    const { sites } = phase.structure;
    const place = (label: string) =>
      parameters.findIndex((one) => one.phase === k && one.name === `${phase.name}.${label}.occupancy`);
    sites.forEach((site, i) => {
      const partners = sites.filter(
        (other, j) => j > i && other.position.every((x, c) => Math.abs(x - site.position[c]!) < 1e-4),
      );
      const [n, m] = [place(site.label), partners.length === 1 ? place(partners[0]!.label) : -1];
      if (n < 0 || m < 0 || !wanted.has(n) || !wanted.has(m) || ties.has(m) || ties.has(n)) return;
      ties.set(m, { source: n, factor: -1, constant: values[n]! + values[m]! });
    });
  });
}
