import { countOf, countText } from '../../../src/report/findings-html.js';
import { type FindingGroup, findingsOf, groupFindings } from '../../../src/report/gather-findings.js';
import type { AnalysisOutcome } from '../../../src/study/study-result.js';
import type { Finding } from '../../../src/techniques/technique.js';

type Severity = Finding['severity'];

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** The findings of one analysis, counted as the report counts them. */
export interface FindingSummary {
  readonly groups: readonly FindingGroup[];
  readonly counts: Readonly<Record<Severity, number>>;
  /** Undefined where nothing was found. */
  readonly worst?: Severity;
}

const known = new WeakMap<AnalysisOutcome, FindingSummary>();

/** A failure counts as an error. The same outcome gives the same object. */
export function findingSummary(outcome: AnalysisOutcome): FindingSummary {
  const before = known.get(outcome);
  if (before !== undefined) return before;
  const summary = summaryOf(groupsOf(outcome));
  known.set(outcome, summary);
  return summary;
}

export function summaryOf(groups: readonly FindingGroup[]): FindingSummary {
  const counts = {
    error: countOf(groups, 'error'),
    warning: countOf(groups, 'warning'),
    info: countOf(groups, 'info'),
  };
  const worst = SEVERITIES.find((severity) => counts[severity] > 0);
  return worst === undefined ? { groups, counts } : { groups, counts, worst };
}

/** `2 errors`, of the gravest kind alone. */
export function worstText({ counts, worst }: FindingSummary): string {
  return worst === undefined ? 'nothing found' : countText(counts[worst], worst);
}

function groupsOf({ id, result, failure }: AnalysisOutcome): FindingGroup[] {
  if (failure !== undefined) {
    const message = `The analysis failed: ${failure.message}. To mend it: ${failure.hint}.`;
    return [{ severity: 'error', code: failure.code, analysis: id, messages: [{ message, where: [] }] }];
  }
  return result === undefined ? [] : groupFindings(findingsOf(result), id);
}
