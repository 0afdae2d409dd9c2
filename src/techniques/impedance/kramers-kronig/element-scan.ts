/**
 * How many elements a spectrum needs: not where mu falls below a number, but where more elements stop helping.
 */
import { log10 } from '../../../numerics/elementary/log.js';
import { runsTest } from '../../../numerics/statistics/runs-test.js';
import { columnCount, type LinKkData, type LinKkModel, timeConstants } from './lin-kk-design.js';
import { fitLinKk, type LinKkFit, type LinKkResiduals, type LinKkWorkspace, linKkResiduals } from './lin-kk-fit.js';

export interface ElementScan {
  readonly fit: LinKkFit;
  readonly residuals: LinKkResiduals;
  readonly extensionDecades: number;
  /** Standard deviation of the weighted residuals, degrees of freedom counted, for 1, 2, ... elements. */
  readonly scatterByElements: Float64Array;
}

/** Time constants beyond the window stand for what the cell does outside it. */
const EXTENSION_DECADES = 0.5;
/** A scatter this little above its lowest value is no worse: sqrt(1.1) of the variance. */
const PLATEAU = 1.1;
/** Runs this many standard deviations too few show that the elements miss the shape of the data. */
const RUNS_LIMIT = -2;

/**
 * Fits 1, 2, ... `most` elements. The scatter falls to a plateau; the first number of elements on it whose residuals also
 * change sign as often as noise does is taken. Data must be in order of frequency.
 */
export function scanElements(data: LinKkData, model: LinKkModel, most: number, workspace: LinKkWorkspace): ElementScan {
  const fits: LinKkFit[] = [];
  const variances = new Float64Array(most);
  let lowest = Number.POSITIVE_INFINITY;
  for (let elements = 1; elements <= most; elements++) {
    const fit = fitLinKk(data, model, timeConstants(data, elements, EXTENSION_DECADES), 'complex', workspace);
    fits.push(fit);
    variances[elements - 1] = varianceOf(data, fit);
    lowest = Math.min(lowest, variances[elements - 1]);
  }
  let chosen = variances.indexOf(lowest);
  for (let k = 0; k < most; k++) {
    if (variances[k] > PLATEAU * lowest) continue;
    const residuals = linKkResiduals(data, fits[k], workspace);
    if (runsTest(residuals.real).z >= RUNS_LIMIT && runsTest(residuals.imaginary).z >= RUNS_LIMIT) {
      chosen = k;
      break;
    }
  }
  const scan: ElementScan = {
    fit: fits[chosen],
    residuals: linKkResiduals(data, fits[chosen], workspace),
    extensionDecades: EXTENSION_DECADES,
    scatterByElements: variances.map(Math.sqrt),
  };
  return widened(data, model, scan, workspace);
}

/** Goes to a whole decade at each end, with the same spacing, where that clearly helps. */
function widened(data: LinKkData, model: LinKkModel, scan: ElementScan, workspace: LinKkWorkspace): ElementScan {
  const decades = log10(data.largestOmega / data.smallestOmega);
  const elements = Math.round((scan.fit.timeConstantsS.length - 1) * ((decades + 2) / (decades + 1))) + 1;
  if (columnCount(model, elements) * 2 * data.count > workspace.design.length) return scan;
  if (columnCount(model, elements) > data.count) return scan;
  const fit = fitLinKk(data, model, timeConstants(data, elements, 1), 'complex', workspace);
  if (varianceOf(data, fit) * PLATEAU > varianceOf(data, scan.fit)) return scan;
  return { ...scan, fit, residuals: linKkResiduals(data, fit, workspace), extensionDecades: 1 };
}

/** Residual variance of a fit to all rows. */
export function varianceOf(data: LinKkData, fit: LinKkFit): number {
  return fit.sumOfSquares / Math.max(1, 2 * data.count - fit.coefficients.length);
}
