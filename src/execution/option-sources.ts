import { parseQuantity } from '../quantity/parse.js';
import { printQuantity } from '../quantity/print.js';
import type { Finding } from '../techniques/technique.js';
import type { AnalysisTask, OptionSource } from './task.js';

/**
 * What the result says of options that are numbers of other analyses: `taken-from` (info) for one that nobody typed,
 * `reference-missing` for one that is not there (warning where it was typed). A typed one that is there needs no
 * finding; the provenance has it.
 */
export function sourceFindings({ references = {}, options }: Pick<AnalysisTask, 'references' | 'options'>): Finding[] {
  return Object.entries(references).flatMap(([option, source]): Finding[] => {
    if (source.missing !== undefined) return [missing(option, source)];
    if (source.onlyAnalysisBy === undefined) return [];
    const assumed = source.assumed === undefined ? '' : ` (${source.assumed})`;
    return [
      {
        code: 'taken-from',
        severity: 'info',
        message: `${option} is ${printed(options[option])}, taken from ${source.quantity} of ${source.analysis}, the only analysis by ${source.onlyAnalysisBy} of the same sample${assumed}. Give ${option} to use another value, or "${option}: none" to do without`,
        where: option,
      },
    ];
  });
}

function missing(option: string, { analysis, quantity, missing: why, onlyAnalysisBy }: OptionSource): Finding {
  const typed = onlyAnalysisBy === undefined;
  const what = typed
    ? `${option} is to be {${analysis}.${quantity}}, but ${why}; the analysis ran without it. Correct ${analysis}, or give the value`
    : `${option} was not taken from ${analysis}, the only analysis by ${onlyAnalysisBy} of the same sample: ${why}. Give ${option} where it is known`;
  return { code: 'reference-missing', severity: typed ? 'warning' : 'info', message: what, where: option };
}

function printed(value: unknown): string {
  try {
    return printQuantity(parseQuantity(String(value)));
  } catch {
    return String(value);
  }
}
