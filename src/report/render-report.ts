import type { AnalysisOutcome, DocumentItem, StudyResult } from '../study/study-result.js';
import { toAnalysisJson } from './analysis-json.js';
import { quantitiesCsv, seriesTable, tableCsv } from './csv.js';
import { type DrawnFigure, drawFigure, type ReportFile } from './figure-files.js';
import { fileNamer } from './file-names.js';
import { fontFaces } from './font-faces.js';
import { slug } from './html.js';
import type { AnalysisContent, FiledResult, FiledTable, ItemContent } from './report-content.js';
import { reportPage } from './report-page.js';
import type { ReportServices } from './report-services.js';

/**
 * A study that has been run as files for people and programs: `report.html` (self-contained), `figures/`, `tables/`
 * (CSV, full precision), `analyses/` (the JSON of `--json`) and, where a technique gives files for other programs, `files/`.
 * The same study gives the same bytes; nothing here reads a clock.
 *
 * @returns paths inside the results folder, with forward slashes, in a fixed order
 */
export async function renderReport(study: StudyResult, services: ReportServices = {}): Promise<ReportFile[]> {
  const files: ReportFile[] = [];
  const anchors = fileNamer();
  const csvNames = fileNamer();
  const fileTable = (table: FiledTable['table'], name: string): FiledTable => {
    const csv = `tables/${csvNames(name)}.csv`;
    files.push({ path: csv, bytes: tableCsv(table) });
    return { table, csv };
  };
  const draw = async (figure: DrawnFigure['figure'], path: string): Promise<DrawnFigure> => {
    const drawn = await drawFigure(figure, path, study.style, services);
    files.push(...drawn.files);
    return drawn;
  };

  const figureNames = fileNamer();
  const items: ItemContent[] = [];
  for (const item of study.items) {
    const base = { item, anchor: anchors(`item-${slug(item.name)}`), heading: headingOf(item) };
    if (item.missing !== undefined) items.push(base);
    else if (item.figure !== undefined) {
      items.push({ ...base, drawn: await draw(item.figure, `figures/${figureNames(item.name)}`) });
    } else if (item.table !== undefined) items.push({ ...base, table: fileTable(item.table, slug(base.heading)) });
    else items.push(base);
  }

  const folders = fileNamer();
  const analyses: AnalysisContent[] = [];
  for (const outcome of study.analyses) {
    const name = folders(outcome.id);
    const anchor = anchors(`analysis-${slug(outcome.id)}`);
    analyses.push(
      outcome.result === undefined
        ? { outcome, anchor, figures: [], tables: [], files: [] }
        : await analysisContent(outcome, outcome.result, name, anchor, files, fileTable, draw),
    );
  }

  const report = { study, items, analyses };
  // The fonts are cut down to the characters of the page, so the page is made once without them to see which they are.
  const page = reportPage(report, fontFaces(services.fonts, reportPage(report, '')));
  return [{ path: 'report.html', bytes: page }, ...files];
}

async function analysisContent(
  outcome: AnalysisOutcome,
  result: NonNullable<AnalysisOutcome['result']>,
  name: string,
  anchor: string,
  files: ReportFile[],
  fileTable: (table: FiledTable['table'], name: string) => FiledTable,
  draw: (figure: DrawnFigure['figure'], path: string) => Promise<DrawnFigure>,
): Promise<AnalysisContent> {
  const json = `analyses/${name}.json`;
  files.push({ path: json, bytes: `${JSON.stringify(toAnalysisJson(result), null, 2)}\n` });
  const quantities = `tables/${name}-quantities.csv`;
  if (Object.keys(result.quantities).length > 0) {
    files.push({ path: quantities, bytes: quantitiesCsv(result.quantities) });
  }
  const fileNames = fileNamer({ extensions: true });
  const results: FiledResult[] = [];
  for (const file of result.files ?? []) {
    const path = `files/${name}/${fileNames(file.name)}`;
    files.push({ path, bytes: file.text });
    results.push({ description: file.description, path });
  }
  const figureNames = fileNamer();
  const figures: DrawnFigure[] = [];
  for (const figure of result.figures) figures.push(await draw(figure, `figures/${name}/${figureNames(figure.id)}`));
  return {
    outcome,
    anchor,
    figures,
    ...(result.series.length === 0 ? {} : { series: fileTable(seriesTable(result.series), `${name}-series`) }),
    tables: result.tables.map((table) => fileTable(table, `${name}-${table.id}`)),
    files: results,
    json,
    ...(Object.keys(result.quantities).length === 0 ? {} : { quantitiesCsv: quantities }),
  };
}

/** `S2` is `Figure S2`; a table brings the word with it. */
function headingOf({ name, table }: DocumentItem): string {
  return table !== undefined || /^(table|figure|scheme)\b/i.test(name) ? name : `Figure ${name}`;
}
