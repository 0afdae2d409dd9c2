import type { Figure, Mark } from '../../../figure/figure.js';
import type { AnalysedSpectrum } from '../analysed.js';
import { chooseShown, impedanceScale, seriesLabel, shownNote } from './series-style.js';

/** Distribution of relaxation times with credible bands; bands only where they do not hide each other. */
export function distributionFigure(entries: readonly AnalysedSpectrum[]): Figure | undefined {
  const shown = chooseShown(entries.filter((entry) => entry.distribution !== null));
  if (shown.length === 0) return undefined;
  const highest = Math.max(...shown.map((entry) => entry.distribution!.gammaOhm.reduce((a, b) => Math.max(a, b), 0)));
  const { factor, prefix } = impedanceScale(highest);
  const marks = shown.flatMap((entry, colour): Mark[] => {
    const { tauS, gammaOhm, band } = entry.distribution!;
    const x = Array.from(tauS);
    const scaled = (values: Float64Array) => Array.from(values, (v) => v * factor);
    const label = shown.length > 1 ? { label: seriesLabel(entry) } : {};
    const area: Mark[] = band ? [{ type: 'band', x, lower: scaled(band.lowerOhm), upper: scaled(band.upperOhm), colour }] : [];
    return [...area, { type: 'line', x, y: scaled(gammaOhm), colour, ...label }];
  });
  const { method, lambda, lambdaRule } = shown[0].distribution!;
  return {
    id: 'distribution',
    caption: `Distribution of relaxation times: ${method}; lambda ${lambda.toPrecision(2)} (${lambdaRule}${shown.length > 1 ? ', first spectrum' : ''}). Bands hold 95 % of the distributions that the data allow.${shownNote(entries.length)}`,
    panels: [{ x: { title: 'τ', unit: 's', scale: 'log' }, y: { title: 'γ(ln τ)', unit: `${prefix}Ω` }, marks }],
  };
}
