import type { StudyResult } from '../study/study-result.js';
import type { Finding } from '../techniques/technique.js';

/** Findings of one kind in one analysis, said once. */
export interface FindingGroup {
  readonly severity: Finding['severity'];
  readonly code: string;
  /** Absent for findings of the study as a whole. */
  readonly analysis?: string;
  /** Each message with the places it was found at. */
  readonly messages: readonly { readonly message: string; readonly where: readonly string[] }[];
}

const RANK: Readonly<Record<Finding['severity'], number>> = { error: 0, warning: 1, info: 2 };

/** Findings of a result with the recording they belong to. */
export function findingsOf(result: NonNullable<StudyResult['analyses'][number]['result']>): Finding[] {
  return [
    ...result.findings,
    ...result.series.flatMap(({ label, findings }) =>
      findings.map((finding) => ({ ...finding, where: placeIn(label, finding.where) })),
    ),
  ];
}

/** Some findings name their recording themselves. */
function placeIn(label: string, where: string | undefined): string {
  if (where === undefined || where === label) return label;
  return where.startsWith(label) ? where : `${label}, ${where}`;
}

export function groupFindings(findings: readonly Finding[], analysis?: string): FindingGroup[] {
  const groups = new Map<string, { finding: Finding; messages: Map<string, string[]> }>();
  for (const finding of findings) {
    const key = `${finding.severity}\n${finding.code}`;
    const group = groups.get(key) ?? { finding, messages: new Map<string, string[]>() };
    groups.set(key, group);
    const where = group.messages.get(finding.message) ?? [];
    group.messages.set(finding.message, where);
    if (finding.where !== undefined && !where.includes(finding.where)) where.push(finding.where);
  }
  return Array.from(groups.values(), ({ finding, messages }) => ({
    severity: finding.severity,
    code: finding.code,
    ...(analysis === undefined ? {} : { analysis }),
    messages: Array.from(messages, ([message, where]) => ({ message, where })),
  })).sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

/** All findings of a study, failures of analyses among the errors, the gravest first. */
export function studyFindings(study: StudyResult): FindingGroup[] {
  return [
    ...groupFindings(study.findings),
    ...study.analyses.flatMap(({ id, result, failure }): FindingGroup[] => {
      if (failure !== undefined) {
        const message = `The analysis failed: ${failure.message}. To mend it: ${failure.hint}.`;
        return [{ severity: 'error', code: failure.code, analysis: id, messages: [{ message, where: [] }] }];
      }
      return result === undefined ? [] : groupFindings(findingsOf(result), id);
    }),
  ].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}
