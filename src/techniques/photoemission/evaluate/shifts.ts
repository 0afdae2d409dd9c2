/** How far the lines of each step moved together since the first. */
import type { StepEdges, StepShift } from '../analysed.js';
import { commonShifts } from '../derive/common-shift.js';
import { combineNumbers, selectNumbers } from '../derive/propagate-numbers.js';
import type { PositionsTest } from '../fit/choose-positions.js';
import type { SeriesFit } from '../series-fit.js';
import { type ReferencedSeries, type ReferenceRule, referenceSeries } from './energy-reference.js';

/** What positions err by beyond their fit, eV, where lines are compared with each other: the repeatability of an analyser. */
const REPEATABILITY_EV = 0.01;

export function stepShifts(
  fit: SeriesFit,
  referenced: ReferencedSeries,
  test: PositionsTest | undefined,
  rule: ReferenceRule,
  edges: readonly StepEdges[],
  stepCount: number,
): StepShift[] {
  if (fit.positions === 'common') return sharedShifts(fit, referenced, test?.p ?? null);
  const { positions, numbers } = test === undefined ? referenced : referenceSeries(rule, test.lines, edges, stepCount);
  // Where a region moves as one, its components say the same: the first stands for all.
  const leaders = new Set(fit.regionOf.map((region) => fit.regionOf.indexOf(region)));
  const places = positions.flatMap(({ component, step, sigmaEv }, at) =>
    sigmaEv !== null && (fit.positions === 'free' || leaders.has(component))
      ? [{ at, line: fit.components[component]!.name, step }]
      : [],
  );
  if (places.length === 0) return [];
  const found = commonShifts(
    places,
    selectNumbers(
      numbers,
      places.map(({ at }) => at),
    ),
    REPEATABILITY_EV,
  );
  if (found.steps.length === 0) return [];
  const first = Math.min(...places.map(({ step }) => step));
  return [
    { step: first, shiftEv: { value: 0, sigma: 0 }, parallelP: null, deviating: [] },
    ...found.steps.map(({ step, shiftEv, sigmaEv, ofAll, lines }) => ({
      step,
      shiftEv: { value: shiftEv, sigma: sigmaEv },
      parallelP: ofAll.pValue,
      deviating: lines
        .filter(({ deviates }) => deviates)
        .map(({ line, beyondEv, beyondSigmaEv }) => ({
          component: line,
          byEv: beyondEv,
          sigmaEv: beyondSigmaEv ?? 0,
        })),
    })),
  ];
}

/** A fit in which all lines move alike holds the shift itself: it is that of any component seen in both steps. */
function sharedShifts(fit: SeriesFit, { positions, numbers }: ReferencedSeries, p: number | null): StepShift[] {
  const first = Math.min(...positions.map(({ step }) => step));
  const start = new Map(
    positions.flatMap(({ component, step }, at) => (step === first ? [[component, at] as const] : [])),
  );
  const steps = [...new Set(positions.map(({ step }) => step))].sort((a, b) => a - b);
  if (steps.length < 2) return [];
  return steps.flatMap((step): StepShift[] => {
    if (step === first) return [{ step, shiftEv: { value: 0, sigma: 0 }, parallelP: null, deviating: [] }];
    const at = positions.findIndex(
      ({ component, step: own }) =>
        own === step &&
        start.has(component) &&
        fit.numbers.find(`${fit.components[component]!.name}.position`, step)?.state === 'free',
    );
    if (at < 0) return [];
    const weights = new Float64Array(numbers.values.length);
    weights[at] = 1;
    weights[start.get(positions[at]!.component)!] = -1;
    return [{ step, shiftEv: combineNumbers(numbers, weights), parallelP: p, deviating: [] }];
  });
}
