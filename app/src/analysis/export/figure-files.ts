import type { Figure } from '../../../../src/figure/figure.js';
import type { ReportFile } from '../../../../src/report/figure-files.js';
import { fileNamer } from '../../../../src/report/file-names.js';
import { type DocumentStyle, figurePng, figureSvg, figureVegaLite } from '../../figure/export-figure.js';

/** Resolution of pictures for print. */
const PRINT_DPI = 600;

/** Figures as the report has them: SVG, PNG and Vega-Lite of each, in the width of the study's document. */
export async function figureFiles(figures: readonly Figure[], style: DocumentStyle): Promise<ReportFile[]> {
  const name = fileNamer();
  const files: ReportFile[] = [];
  for (const figure of figures) {
    const path = name(figure.id);
    const svg = await figureSvg(figure, style);
    const png = await figurePng(svg, PRINT_DPI);
    files.push(
      { path: `${path}.svg`, bytes: svg },
      { path: `${path}.png`, bytes: new Uint8Array(await png.arrayBuffer()) },
      { path: `${path}.vl.json`, bytes: figureVegaLite(figure, style) },
    );
  }
  return files;
}
