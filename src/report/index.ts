/**
 * Results as files: the HTML report with its figures, tables and JSON.
 *
 * @example
 * for (const { path, bytes } of await renderReport(study)) await write(path, bytes);
 */
export { type AnalysisJson, toAnalysisJson } from './analysis-json.js';
export type { ReportFile } from './figure-files.js';
export type { ReportFonts } from './font-faces.js';
export { renderReport } from './render-report.js';
export type { ReportServices } from './report-services.js';
