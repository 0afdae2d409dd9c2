/** Shares and shifts against dose: whether they saturate, and after how much. */
import type { DoseTrendOf, StepShift } from '../analysed.js';
import { doseTrend } from '../derive/dose-trends.js';
import { independentNumbers, propagateNumbers, takeNumbers } from '../derive/propagate-numbers.js';
import { doseAxis } from '../dose-axis.js';
import type { SeriesFit } from '../series-fit.js';
import type { Measurement } from '../spectrum.js';
import { groupsOf } from './shares.js';

/** Empty where the steps have no common axis or are too few. */
export function doseTrendsOf(fit: SeriesFit, shifts: readonly StepShift[], { steps }: Measurement): DoseTrendOf[] {
  const axis = doseAxis(steps);
  if (axis === undefined) return [];
  const shares = groupsOf(fit).flatMap((group) =>
    group.length < 2 ? [] : group.flatMap((c) => shareTrend(fit, group, c, axis.values, axis.unit)),
  );
  const moved = shifts.filter(({ shiftEv }) => (shiftEv.sigma ?? 0) > 0);
  const ofShift = doseTrend(
    moved.map(({ step }) => axis.values[step]!),
    independentNumbers(moved.map(({ shiftEv }) => ({ value: shiftEv.value, sigma: shiftEv.sigma! }))),
    'zero',
  );
  return [...shares, ...(ofShift === undefined ? [] : [{ of: 'shift', doseUnit: axis.unit, trend: ofShift }])];
}

function shareTrend(
  fit: SeriesFit,
  group: readonly number[],
  component: number,
  doses: readonly number[],
  doseUnit: string,
): DoseTrendOf[] {
  const amplitudes = group.map((c) => `${fit.components[c]!.name}.${fit.components[c]!.shape.amplitude}`);
  const own = group.indexOf(component);
  const steps = doses.flatMap((_, step) => (fit.numbers.find(amplitudes[0]!, step) === undefined ? [] : [step]));
  const areas = takeNumbers(
    fit.numbers,
    steps.flatMap((step) => amplitudes.map((name) => ({ name, step }))),
  );
  if (areas === undefined) return [];
  const size = group.length;
  const totals = steps.map((_, k) =>
    areas.values.subarray(k * size, (k + 1) * size).reduce((sum, area) => sum + area, 0),
  );
  if (totals.some((total) => !(total > 0))) return [];
  const shares = propagateNumbers(
    areas,
    steps.map((_, k) => areas.values[k * size + own]! / totals[k]!),
    steps.map((_, k) => {
      const gradient = new Float64Array(areas.values.length);
      const share = areas.values[k * size + own]! / totals[k]!;
      for (let j = 0; j < size; j++) gradient[k * size + j] = ((j === own ? 1 : 0) - share) / totals[k]!;
      return gradient;
    }),
  );
  const trend = doseTrend(
    steps.map((step) => doses[step]!),
    shares,
  );
  return trend === undefined ? [] : [{ of: fit.components[component]!.name, doseUnit, trend }];
}
