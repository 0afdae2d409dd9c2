import { join, relative, resolve, sep } from 'node:path';
import type { Result } from '../../execution/task.js';
import { version } from '../../execution/version.js';
import { resultsFileName, resultsText } from '../../report/results-json.js';
import type { StudyResult } from '../../study/study-result.js';
import { checkOutputFolder, writeFolderWhole } from './write-whole.js';

const reportName = 'report.html';

/** Tells before the analysis whether its results could be written. @throws `cannot-write` with the reason */
export function checkOut(out: string): Promise<void> {
  return checkOutputFolder(out, [reportName, resultsFileName]);
}

/**
 * Writes the report of a study with all that belongs to it, whole or not at all.
 *
 * @returns path of the report
 */
export async function writeStudy(out: string, studyFolder: string, study: StudyResult): Promise<string> {
  // Drawing is slow to load, and most commands never draw.
  const [{ renderReport }, { nodeReportServices }] = await Promise.all([
    import('../../report/render-report.js'),
    import('./report-services.js'),
  ]);
  const files = await renderReport(study, await nodeReportServices());
  const toStudy = relative(resolve(out), resolve(studyFolder)).split(sep).join('/') || '.';
  const results = { path: resultsFileName, bytes: resultsText(study, toStudy) };
  await writeFolderWhole(out, [...files, results]);
  return join(out, reportName);
}

/** A single analysis as the smallest study, so that it gets the same report. @returns path of the report */
export function writeAnalysis(out: string, id: string, result: Result): Promise<string> {
  const { technique, provenance } = result;
  return writeStudy(out, process.cwd(), {
    title: `${technique}: ${provenance.inputs.map(({ label }) => label).join(', ')}`,
    version,
    style: 'single-column',
    samples: Object.keys(provenance.sample).length === 0 ? {} : { sample: provenance.sample },
    analyses: [{ id, technique, result, fromCache: false }],
    items: [],
    findings: [],
    studySha256: '',
  });
}
