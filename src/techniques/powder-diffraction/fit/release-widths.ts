/**
 * A file of instrument parameters is often that of some diffractometer, not of this one. So the widths that were held are released
 * once, from where the refinement with them has ended: where the pattern is described far better then, they were not its.
 */
import { nestedFTest } from '../../../numerics/statistics/nested-f-test.js';
import { at, type ModelParameter } from '../model/model-parameters.js';
import type { PatternModel } from '../model/pattern-model.js';
import type { RefinableChoice } from './refinable.js';
import { onTheWay, type RefineFrame, refineStage, rwpAt, type StagesOutcome, toTheEnd } from './run-stages.js';
import { sharesOf } from './unexplained.js';

/** Probability of such a gain if the widths of the file were right, below which they are not. */
const SURE = 1e-6;
/** Part of itself by which Rwp must fall: with enough counts any model can be refuted. */
const CLEARLY = 0.01;
/** Part of the sum of squares that a few cycles must gain, for more to be worth their time. */
const PROMISING = 0.005;

/** What Rwp was with the widths of the file, and what it is without, per cent. */
export interface WidthsContradicted {
  readonly rwpHeld: number;
  readonly rwp: number;
}

/** A refinement with held widths: of what, and where it ended. */
export interface HeldWidths {
  readonly outcome: StagesOutcome;
  readonly choice: Pick<RefinableChoice, 'wanted'>;
}

/**
 * The refinement with the widths of the diffractometer released; undefined where it is not clearly better.
 *
 * @param choice what is refined where the instrument is not known
 * @param frame with the ties of that choice
 * @param start from `startOfReleased`
 */
export function releaseWidths(
  held: HeldWidths,
  choice: Pick<RefinableChoice, 'wanted'>,
  frame: RefineFrame,
  start: Float64Array,
): { readonly outcome: StagesOutcome; readonly contradicted: WidthsContradicted } | undefined {
  const { model } = frame;
  const { parameters } = model.list;
  const { outcome: before } = held;
  const newly = [...choice.wanted].filter((n) => !held.choice.wanted.has(n) && isWidth(parameters[n]!));
  if (newly.length === 0) return undefined;
  const stays = (n: number) => !isWidth(parameters[n]!) || choice.wanted.has(n);
  const refined = [...before.refined.filter(stays), ...newly].sort((a, b) => a - b);
  const rough = refineStage(frame, refined, start, onTheWay);
  if (rough.sumOfSquares > (1 - PROMISING) * before.sumOfSquares) return undefined;
  const after = refineStage(frame, refined, rough.values, toTheEnd);
  if (before.converged && !after.converged) return undefined;
  const [rwpHeld, rwp] = [rwpAt(model, before.sumOfSquares), rwpAt(model, after.sumOfSquares)];
  if (rwp > (1 - CLEARLY) * rwpHeld || !earnsThem(model, before, after)) return undefined;
  const stage = {
    released: 'widths of the diffractometer',
    reason: 'those of the instrument parameters do not describe this pattern: without them it is described far better',
    parameterCount: refined.length,
    rwp,
    cycles: rough.cycles + after.cycles,
    kept: true,
  };
  return { outcome: { ...after, refined, stages: [...before.stages, stage] }, contradicted: { rwpHeld, rwp } };
}

/** Fewer numbers than before, as where a strain of each phase gives way to one width, have nothing to earn. */
function earnsThem(
  model: PatternModel,
  before: StagesOutcome,
  after: Pick<StagesOutcome, 'sumOfSquares' | 'released'>,
) {
  const [parametersSmall, parametersLarge] = [before.released.columns.length, after.released.columns.length];
  const pointCount = model.setup.observed.length;
  if (parametersLarge <= parametersSmall) return true;
  if (pointCount <= parametersLarge) return false;
  const sums = { sumOfSquaresSmall: before.sumOfSquares, sumOfSquaresLarge: after.sumOfSquares };
  return nestedFTest({ ...sums, parametersSmall, parametersLarge, pointCount }).pValue < SURE;
}

function isWidth({ group }: ModelParameter): boolean {
  return group === 'caglioti' || group === 'lorentz' || group === 'size' || group === 'strain';
}

/**
 * Values that draw the same lines with widths shared out anew: the sizes take up X where they are refined, else X takes up that
 * of the strongest phase; strains and Y likewise. What the user holds stays.
 */
export function startOfReleased(
  model: PatternModel,
  { wanted, own }: Pick<RefinableChoice, 'wanted' | 'own'>,
  fixed: ReadonlyMap<number, number>,
  from: Float64Array,
): Float64Array {
  const values = from.slice();
  const shares = sharesOf(model, from);
  const strongest = shares.indexOf(Math.max(...shares));
  const share = (common: number, places: readonly number[], areOwn: boolean): void => {
    const free = places.filter((n) => !fixed.has(n));
    const takers = free.filter((n) => wanted.has(n));
    if (areOwn && takers.length > 0 && !wanted.has(common) && !fixed.has(common)) {
      for (const n of takers) values[n]! += values[common]!;
      values[common] = 0;
    } else if (!areOwn && wanted.has(common)) {
      const place = places[strongest]!;
      if (!fixed.has(place)) values[common]! += values[place]!;
      for (const n of free) values[n] = 0;
    }
  };
  const { phases } = model.list;
  const placesOf = (name: 'sizeBroadening' | 'strainBroadening') => phases.map((phase) => phase[name]);
  share(at.X, placesOf('sizeBroadening'), own.size);
  share(at.Y, placesOf('strainBroadening'), own.strain);
  return values;
}
