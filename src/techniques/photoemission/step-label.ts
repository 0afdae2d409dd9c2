import type { AnalysedSeries } from './analysed.js';

/** Label of a step, by its index. */
export function stepLabel({ measurement }: Pick<AnalysedSeries, 'measurement'>, step: number): string {
  return measurement.steps[step]!.label;
}
