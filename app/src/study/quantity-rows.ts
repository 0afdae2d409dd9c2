/** The quantities of a whole study as one list: pure. */
import type { Quantity } from '../../../src/quantity/quantity.js';
import { placeholdersOf } from '../../../src/study/fill-text.js';
import type { Study } from '../../../src/study/study.js';
import type { AnalysisOutcome } from '../../../src/study/study-result.js';
import type { ResultTable } from '../../../src/techniques/technique.js';

export interface QuantityRow {
  readonly analysis: string;
  /** As in captions and options: `activationEnergy`. */
  readonly name: string;
  readonly quantity: Quantity;
  /** Some caption of the document names it. */
  readonly cited: boolean;
}

export function quantityRows(study: Study | null, outcomes: readonly AnalysisOutcome[]): QuantityRow[] {
  const cited = citedNames(study);
  return outcomes.flatMap(({ id, result }) =>
    Object.entries(result?.quantities ?? {}).map(([name, quantity]) => ({
      analysis: id,
      name,
      quantity,
      cited: cited.has(`${id}.${name}`),
    })),
  );
}

/** `analysis.quantity` of every placeholder in the captions of the document. */
function citedNames(study: Study | null): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { caption } of study?.document.items ?? []) {
    if (caption === undefined) continue;
    try {
      for (const { analysis, path } of placeholdersOf(caption)) names.add(`${analysis}.${path}`);
    } catch {
      // A caption with a lone brace is a mistake of study.yaml, told with its place.
    }
  }
  return names;
}

/** At full precision, for CSV and the clipboard. */
export function quantitiesAsTable(rows: readonly QuantityRow[]): ResultTable {
  const names = ['analysis', 'quantity', 'value', 'sigma', 'unit', '95 % low', '95 % high', 'note'];
  return {
    id: 'quantities',
    caption: 'Quantities of the study.',
    columns: names.map((name) => ({ name, unit: '' })),
    rows: rows.map(({ analysis, name, quantity: { value, sigma, unit, interval95, note } }) => [
      analysis,
      name,
      value,
      sigma,
      unit,
      interval95?.[0] ?? null,
      interval95?.[1] ?? null,
      note ?? null,
    ]),
  };
}
