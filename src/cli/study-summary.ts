import { toAnalysisJson } from '../report/analysis-json.js';
import type { StudyResult } from '../study/study-result.js';

/** What a run found, for people: its findings by severity, and where the report is. */
export function studySummary(study: StudyResult, report: string): string {
  const failed = study.analyses.filter(({ failure }) => failure !== undefined).length;
  const done = study.analyses.length - failed;
  const findings = [
    ...study.findings,
    ...study.analyses.flatMap(({ result }) => [
      ...(result?.findings ?? []),
      ...(result?.series ?? []).flatMap((entry) => entry.findings),
    ]),
  ];
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const counts = [
    plural(count('error'), 'error'),
    plural(count('warning'), 'warning'),
    plural(count('info'), 'remark'),
  ].filter((text) => text !== '');
  const lines = [
    `${study.title}: ${done} of ${study.analyses.length} analyses done${failed > 0 ? `, ${failed} failed` : ''}`,
    `findings: ${counts.length === 0 ? 'none' : counts.join(', ')}`,
    ...study.findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ severity, code, message, where }) => {
        const place = code === 'unknown-reference' && where !== undefined ? `${where}: ` : '';
        return `  ${severity}: ${place}${message} [${code}]`;
      }),
    `report: ${report}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for machines. */
export function studyJson(study: StudyResult, report: string): object {
  return {
    title: study.title,
    version: study.version,
    analyses: study.analyses.map(({ id, technique, result, failure, fromCache }) => ({
      id,
      technique,
      fromCache,
      ...(result === undefined ? { failure } : { result: toAnalysisJson(result) }),
    })),
    findings: study.findings,
    report,
  };
}

function plural(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
}
