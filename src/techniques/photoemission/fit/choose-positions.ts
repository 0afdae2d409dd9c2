/** Whether the lines of a series move together: one shift for all against one for each region. */
import { fSurvival } from '../../../numerics/index.js';
import type { PhotoemissionOptions } from '../options.js';
import type { SeriesFit } from '../series-fit.js';
import { fitSeries } from './fit-series.js';
import type { FitRequest, SeriesSetup } from './prepare-fit.js';

export interface PositionsTest {
  readonly common: SeriesFit;
  readonly lines: SeriesFit;
  /** Probability of so much worse a fit if all lines did move together. */
  readonly p: number;
}

export interface ChosenFit {
  readonly fit: SeriesFit;
  /** Absent where nothing was to choose: one step, one region, or the user's rule. */
  readonly test?: PositionsTest;
}

/** Below this the common shift is contradicted. */
const CONTRADICTED = 1e-3;

export function fitWithPositions(
  setup: SeriesSetup,
  rule: PhotoemissionOptions['positions'],
  request: Omit<FitRequest, 'positions'>,
): ChosenFit {
  const steps = new Set(setup.spectra.map(({ step }) => step));
  const regions = new Set(setup.spectra.map(({ region }) => region));
  if (rule !== 'auto') return { fit: fitSeries(setup, { ...request, positions: rule }) };
  const common = fitSeries(setup, { ...request, positions: 'common' });
  if (steps.size < 2 || regions.size < 2) return { fit: common };
  const lines = fitSeries(setup, { ...request, positions: 'lines', from: common, starts: 1 });
  const extra = common.degreesOfFreedom - lines.degreesOfFreedom;
  const gained = common.chiSquare - lines.chiSquare;
  const p =
    extra > 0 && lines.degreesOfFreedom > 0
      ? fSurvival(Math.max(0, gained / extra) / lines.reducedChiSquare, extra, lines.degreesOfFreedom)
      : 1;
  return { fit: p < CONTRADICTED ? lines : common, test: { common, lines, p } };
}
