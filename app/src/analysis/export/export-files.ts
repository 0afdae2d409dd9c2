import { strToU8, zipSync } from 'fflate';
import type { Result } from '../../../../src/execution/task.js';
import { toAnalysisJson } from '../../../../src/report/analysis-json.js';
import { quantitiesCsv, seriesTable, tableCsv } from '../../../../src/report/csv.js';
import type { ReportFile } from '../../../../src/report/figure-files.js';
import { fileNamer } from '../../../../src/report/file-names.js';
import type { ResultFile } from '../../../../src/techniques/technique.js';

/** A zip carries a date for each file; always the same one, so that equal results give equal bytes. */
const MTIME = new Date(1980, 0, 1);

/** What `--json` of the command line prints for this analysis. */
export function analysisJsonText(result: Result): string {
  return `${JSON.stringify(toAnalysisJson(result), null, 2)}\n`;
}

/** Every table of an analysis as the report writes it: quantities, one row for each recording, the result's own. */
export function tableFiles(result: Result): ReportFile[] {
  const name = fileNamer();
  const files: ReportFile[] = [];
  if (Object.keys(result.quantities).length > 0) {
    files.push({ path: `${name('quantities')}.csv`, bytes: quantitiesCsv(result.quantities) });
  }
  if (result.series.length > 0)
    files.push({ path: `${name('series')}.csv`, bytes: tableCsv(seriesTable(result.series)) });
  for (const table of result.tables) files.push({ path: `${name(table.id)}.csv`, bytes: tableCsv(table) });
  return files;
}

/** Files for other programs that the result gives, under the names that the report gives them. */
export function resultFiles({ files = [] }: Result): (ReportFile & Pick<ResultFile, 'description' | 'mediaType'>)[] {
  const name = fileNamer({ extensions: true });
  return files.map(({ name: given, description, mediaType, text }) => ({
    path: name(given),
    bytes: text,
    description,
    mediaType,
  }));
}

/** Files in a folder of that name, as one zip: the same bytes for the same files. */
export function zipFiles(folder: string, files: readonly ReportFile[]): Uint8Array<ArrayBuffer> {
  const entries = files.map(({ path, bytes }) => [
    `${folder}/${path}`,
    typeof bytes === 'string' ? strToU8(bytes) : bytes,
  ]);
  return new Uint8Array(zipSync(Object.fromEntries(entries), { mtime: MTIME }));
}
