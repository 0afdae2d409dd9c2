import type { Figure } from '../figure/figure.js';
import { renderSvg } from '../figure/render-svg.js';
import { toVegaLite } from '../figure/vega-lite-spec.js';
import type { StudyResult } from '../study/study-result.js';
import type { ReportServices } from './report-services.js';

export interface ReportFile {
  /** Path inside the results folder, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

/** One figure as drawn, and where its files are. */
export interface DrawnFigure {
  readonly figure: Figure;
  readonly svg: string;
  /** Path without extension. */
  readonly path: string;
  readonly files: readonly ReportFile[];
}

/** Journal column for a figure: the style of the study, unless the figure itself needs a page's width. */
export function columnOf(figure: Figure, style: StudyResult['style']): 'single' | 'double' | undefined {
  if (figure.width !== undefined) return figure.width;
  return style === 'single-column' ? 'single' : undefined;
}

/**
 * Draws a figure and makes its files: `.svg` for journals, `.png` for slides, `.vl.json` for people who want to edit.
 */
export async function drawFigure(
  figure: Figure,
  path: string,
  style: StudyResult['style'],
  { renderPng, interpreter }: Pick<ReportServices, 'renderPng' | 'interpreter'>,
): Promise<DrawnFigure> {
  const width = columnOf(figure, style);
  const options = width === undefined ? {} : { width };
  const svg = await renderSvg(figure, { ...options, interpreter });
  const files: ReportFile[] = [
    { path: `${path}.svg`, bytes: svg },
    ...(renderPng === undefined ? [] : [{ path: `${path}.png`, bytes: await renderPng(svg) }]),
    { path: `${path}.vl.json`, bytes: `${JSON.stringify(toVegaLite(figure, options))}\n` },
  ];
  return { figure, svg, path, files };
}
