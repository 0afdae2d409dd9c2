/** Tables of the distributions of relaxation times: how lambda was chosen, and the relaxations they show. */
import type { Quantity } from '../../quantity/quantity.js';
import type { ResultTable, SeriesEntry } from '../technique.js';
import type { AnalysedSpectrum } from './analysed.js';

const column = (name: string, unit = '') => ({ name, unit });

/** What every rule would have taken for lambda, beside the one that counts. */
export function lambdaTable(entries: readonly AnalysedSpectrum[]): ResultTable | undefined {
  const rows = entries.flatMap(({ label, distribution }) => {
    if (distribution === null) return [];
    const { lambda, lambdaRule, lambdaChoices: rules, residualSumOfSquares } = distribution;
    const { gcv, modifiedGcv, robustGcv, lCurve, discrepancy } = rules;
    return [[label, lambda, lambdaRule, gcv, modifiedGcv, robustGcv, lCurve, discrepancy, residualSumOfSquares]];
  });
  if (rows.length === 0) return undefined;
  return {
    id: 'lambda',
    caption: `Regularisation of the distributions: lambda used, and what each rule would take. ${entries.find((entry) => entry.distribution)!.distribution!.method}.`,
    columns: [
      column('recording'),
      column('lambda'),
      column('rule'),
      column('GCV'),
      column('modified GCV'),
      column('robust GCV'),
      column('L-curve'),
      column('discrepancy'),
      column('residual sum of squares'),
    ],
    rows,
  };
}

/** One row for each relaxation of each spectrum. */
export function relaxationsTable(series: readonly SeriesEntry[]): ResultTable | undefined {
  const rows = series.flatMap(({ label, peaks = [] }) =>
    peaks.map((peak, k): (string | number | Quantity | null)[] => [
      label,
      k + 1,
      ...names.map(([name]) => peak[name] ?? null),
    ]),
  );
  if (rows.length === 0) return undefined;
  return {
    id: 'relaxations',
    caption: 'Relaxations of the distributions, fastest first.',
    columns: [column('recording'), column('peak'), ...names.map(([name, unit]) => column(name, unit))],
    rows,
  };
}

const names = [
  ['tau', 's'],
  ['frequency', 'Hz'],
  ['resistance', 'Ohm'],
  ['exponent', '1'],
  ['height', 'Ohm'],
] as const;
