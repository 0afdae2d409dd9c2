import type { Figure, Mark } from '../../../figure/figure.js';
import type { AnalysedSpectrum } from '../analysed.js';
import { byCondition, chooseShown, impedanceScale, seriesLabel, shownNote } from './series-style.js';

/** More bands than this hide each other. */
const MOST_BANDS = 1;
/** Half width of the running mean over a band's edges, grid points: they are quantiles of a few hundred samples and jitter. */
const SMOOTHING = 4;

function smooth(values: Float64Array): Float64Array {
  return values.map((_, i) => {
    const from = Math.max(0, i - SMOOTHING);
    const part = values.subarray(from, Math.min(values.length, i + SMOOTHING + 1));
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}

/** Distribution of relaxation times with its credible band where there is just one. */
export function distributionFigure(entries: readonly AnalysedSpectrum[]): Figure | undefined {
  const shown = chooseShown(byCondition(entries).filter((entry) => entry.distribution !== null));
  if (shown.length === 0) return undefined;
  const highest = Math.max(...shown.map((entry) => entry.distribution!.gammaOhm.reduce((a, b) => Math.max(a, b), 0)));
  const { factor, prefix } = impedanceScale(highest);
  const marks = shown.flatMap((entry, colour): Mark[] => {
    const { tauS, gammaOhm, band } = entry.distribution!;
    const x = Array.from(tauS);
    const scaled = (values: Float64Array) => Array.from(values, (v) => v * factor);
    const label = shown.length > 1 ? { label: seriesLabel(entry) } : {};
    const area: Mark[] =
      band && shown.length <= MOST_BANDS
        ? [{ type: 'band', x, lower: scaled(smooth(band.lowerOhm)), upper: scaled(smooth(band.upperOhm)), colour }]
        : [];
    return [...area, { type: 'line', x, y: scaled(gammaOhm), colour, ...label }];
  });
  const { method, lambda, lambdaRule } = shown[0].distribution!;
  return {
    id: 'distribution',
    caption: `Distribution of relaxation times: ${method}; lambda ${lambda.toPrecision(2)} (${lambdaRule}${shown.length > 1 ? ', first spectrum' : ''}). ${shown.length <= MOST_BANDS ? 'The band holds 95 % of the distributions that the data allow (its edges smoothed for drawing).' : 'Credible bands are left out where they would hide each other.'}${shownNote(entries.length)}`,
    panels: [{ x: { title: 'τ', unit: 's', scale: 'log' }, y: { title: 'γ(ln τ)', unit: `${prefix}Ω` }, marks }],
  };
}
