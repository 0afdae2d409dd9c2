import type { ResultTable } from '../../technique.js';
import type { SearchedPhase } from './search-phases.js';

/** What became of each candidate, those taken in first. */
export function searchTable(search: readonly SearchedPhase[]): ResultTable {
  return {
    id: 'search',
    caption:
      'Structures that were tried, in the order in which they were taken in; the gain is the part of the misfit that each takes away, with broad lines. A structure is taken in where the gain is more than chance gives and the pattern has at least half of its lines (by intensity).',
    columns: [
      { name: 'structure', unit: '' },
      { name: 'taken in', unit: '' },
      { name: 'gain', unit: '%' },
      { name: 'share of the intensity', unit: '%' },
      { name: 'Rwp then', unit: '%' },
      { name: 'lines seen', unit: '%' },
      { name: 'cell moved', unit: '%' },
    ],
    rows: search.map(({ name, round, gain, share, rwp, covered, stretch }) => [
      name,
      round === null ? 'no' : `${round}`,
      Number((100 * gain).toPrecision(3)),
      Number((100 * share).toPrecision(3)),
      Number(rwp.toFixed(2)),
      Math.round(100 * covered),
      Number((100 * stretch).toPrecision(2)),
    ]),
  };
}
