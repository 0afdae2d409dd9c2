import type { StudyResult } from '../study/study-result.js';

export const resultsFileName = 'results.json';

/**
 * Text of results.json: all results of a run in one file, with what is needed to make them again. Figures are left out:
 * they are drawn from the rest, and would make up most of the file.
 *
 * @param studyFolder path from the folder of this file to that of the study, with `/`
 */
export function resultsText(study: StudyResult, studyFolder: string): string {
  const content = {
    title: study.title,
    version: study.version,
    studySha256: study.studySha256,
    studyFolder,
    findings: study.findings,
    analyses: study.analyses.map(({ id, technique, result, failure }) =>
      result === undefined ? { id, technique, failure } : { id, technique, result: { ...result, figures: undefined } },
    ),
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}
