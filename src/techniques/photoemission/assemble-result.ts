/** An analysed series to the Result: quantities, findings, tables, figures, files and the words of a methods section. */
import type { Figure } from '../../figure/figure.js';
import type { AnalysisResult, Finding, SeriesEntry } from '../technique.js';
import type { AnalysedSeries } from './analysed.js';
import { findingsOf } from './checks/findings-of.js';
import { fitsFile } from './export-fits.js';
import { bandDiagram } from './figures/band-diagram.js';
import { edgeFigures } from './figures/edge-figures.js';
import { regionFigure } from './figures/region-figure.js';
import { trendFigures } from './figures/trend-figures.js';
import { methodsOf } from './methods.js';
import { modelOf } from './model-of.js';
import { seriesQuantities, stepQuantities } from './quantities.js';
import { tablesOf } from './tables.js';

/** @param found findings of reading and evaluating, before the checks of the whole */
export function assembleResult(series: AnalysedSeries, found: readonly Finding[]): AnalysisResult {
  const { steps } = series.measurement;
  const checked = findingsOf(series);
  const all = [...found, ...checked];
  const labels = new Set(steps.map(({ label }) => label));
  const file = fitsFile(series);
  const model = modelOf(series);
  return {
    quantities: seriesQuantities(series),
    series: steps.map(
      ({ label, conditions }, step): SeriesEntry => ({
        label,
        conditions,
        quantities: stepQuantities(series, step),
        findings: all.filter(({ where }) => where === label),
      }),
    ),
    findings: all.filter(({ where }) => where === undefined || !labels.has(where)),
    tables: tablesOf(series),
    figures: figuresOf(series),
    methods: methodsOf(series),
    ...(model === undefined ? {} : { model }),
    ...(file === undefined ? {} : { files: [file] }),
  };
}

function figuresOf(series: AnalysedSeries): Figure[] {
  const edged = new Set(series.edges.map(({ spectrum }) => spectrum.region));
  const regions = series.measurement.regions.filter(({ name }) => !edged.has(name));
  const diagram = bandDiagram(series);
  return [
    ...regions.flatMap(({ name }) => regionFigure(series, name) ?? []),
    ...edgeFigures(series),
    ...trendFigures(series),
    ...(diagram === undefined ? [] : [diagram]),
  ];
}
