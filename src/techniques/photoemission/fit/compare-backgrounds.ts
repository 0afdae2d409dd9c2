/** The same fit over other backgrounds: what the choice of one does to areas and positions is no statistical error. */

import { isInterphaseError } from '../../../errors.js';
import type { BackgroundName } from '../background/background.js';
import type { SeriesFit } from '../series-fit.js';
import { fitSeries } from './fit-series.js';
import type { FitRequest, SeriesSetup } from './prepare-fit.js';

/** Those that people choose between, in the order they are reported. */
const COMPARED: readonly BackgroundName[] = ['tougaard', 'active-shirley', 'shirley'];

/** Fits with the other usual backgrounds; those that cannot be made are left out. */
export function fitOtherBackgrounds(setup: SeriesSetup, fit: SeriesFit, request: FitRequest): SeriesFit[] {
  return COMPARED.filter((name) => name !== fit.background).flatMap((background) => {
    try {
      return [fitSeries(setup, { ...request, background, positions: fit.positions, from: fit, starts: 2 })];
    } catch (error) {
      if (isInterphaseError(error, 'fit-failed')) return [];
      throw error;
    }
  });
}
