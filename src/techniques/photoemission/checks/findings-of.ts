/** What a referee would ask of a series, as findings with stable codes. */
import type { Finding } from '../../technique.js';
import type { AnalysedSeries } from '../analysed.js';
import { backgroundFindings } from './background-findings.js';
import { componentFindings } from './component-findings.js';
import { edgeFindings } from './edge-findings.js';
import { fitFindings } from './fit-findings.js';
import { measurementFindings } from './measurement-findings.js';
import { referenceFindings } from './reference-findings.js';
import { trendFindings } from './trend-findings.js';

export function findingsOf(series: AnalysedSeries): Finding[] {
  return [
    ...fitFindings(series),
    ...backgroundFindings(series),
    ...componentFindings(series),
    ...referenceFindings(series),
    ...edgeFindings(series),
    ...trendFindings(series),
    ...measurementFindings(series),
  ];
}
