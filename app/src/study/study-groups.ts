import type { FindingGroup } from '../../../src/report/gather-findings.js';
import { groupFindings } from '../../../src/report/gather-findings.js';
import type { AnalysisOutcome } from '../../../src/study/study-result.js';
import type { Finding } from '../../../src/techniques/technique.js';
import { findingSummary, SEVERITIES } from '../shell/outcome-findings.js';

/**
 * The findings of the study as a whole and of each analysis as far as it has been run, grouped and ordered as in the
 * report: the gravest first.
 *
 * @param overall of the last run that came to its end
 */
export function studyGroups(overall: readonly Finding[], outcomes: readonly AnalysisOutcome[]): FindingGroup[] {
  const groups = [...groupFindings(overall), ...outcomes.flatMap((outcome) => findingSummary(outcome).groups)];
  return groups.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** `unused-files` as words. */
export function codeWords(code: string): string {
  return code.replaceAll('-', ' ');
}
