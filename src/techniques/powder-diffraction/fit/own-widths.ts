/**
 * Whose the Lorentzian width is: X and Y are of the instrument, size and strain of a phase, and the lines show only their sums.
 * So X is held where a phase has a size of its own, and Y where one has a strain of its own: at the value of the instrument
 * where that is known, else at zero, so that what the phases have holds the instrument too.
 */
import { at, type ParameterGroup } from '../model/model-parameters.js';
import type { PatternModel } from '../model/pattern-model.js';
import type { Constraints } from './parameter-texts.js';
import type { TieTo } from './released.js';
import { startStrain } from './start-strain.js';

/** Which widths are of the phases, and whether those of the instrument are known. */
export interface OwnWidths {
  readonly size: boolean;
  readonly strain: boolean;
  readonly instrumentKnown: boolean;
}

/** The user holds every width that a diffractometer has at all angles. */
export function holdsInstrument({ fixed }: Pick<Constraints, 'fixed'>): boolean {
  return [at.W, at.X, at.Y].every((n) => fixed.has(n));
}

/**
 * Ties the widths of phases too weak to show theirs to the strongest phase's, and makes first values of those that are refined
 * from the common width, which they take over.
 */
export function tieOwnWidths(
  model: PatternModel,
  wanted: ReadonlySet<number>,
  own: OwnWidths,
  { fixed }: Pick<Constraints, 'fixed'>,
  widthDeg: number,
  ties: Map<number, TieTo>,
  values: Float64Array,
): void {
  const free = (n: number) => !fixed.has(n) && !ties.has(n);
  const share = (places: readonly number[], common: number): void => {
    const strongest = places.find((n) => wanted.has(n));
    if (strongest === undefined) return;
    for (const n of places) {
      if (!free(n)) continue;
      if (!wanted.has(n)) ties.set(n, { source: strongest, factor: 1, constant: 0 });
      else if (values[n] === 0 && !own.instrumentKnown) values[n] = values[common]!;
    }
  };
  const { phases } = model.list;
  share(
    phases.map(({ sizeBroadening }) => sizeBroadening),
    at.X,
  );
  share(
    phases.filter(({ stephens }) => stephens < 0).map(({ strainBroadening }) => strainBroadening),
    at.Y,
  );
  startStrain(model, (n) => wanted.has(n), widthDeg, own.instrumentKnown ? 0 : values[at.Y]!, values);
  if (own.instrumentKnown) return;
  const isTaken = (group: ParameterGroup) =>
    model.list.parameters.some((one, n) => one.group === group && wanted.has(n));
  if (free(at.X) && !wanted.has(at.X) && isTaken('size')) values[at.X] = 0;
  if (free(at.Y) && !wanted.has(at.Y) && isTaken('strain')) values[at.Y] = 0;
}
