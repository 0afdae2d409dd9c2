import type { Figure } from './figure.js';
import type { FigureWidth } from './layout/figure-layout.js';
import { cleanSvg } from './output/clean-svg.js';
import { compileFigure } from './vega-lite-spec.js';
import { vegaView } from './vega-view.js';

export interface RenderSvgOptions {
  /** Journal column. @default that of the figure */
  readonly width?: FigureWidth;
  /**
   * `expressionInterpreter` of `vega-interpreter`, where a content security policy forbids functions made from text
   * (the workbench). @default none: expressions are compiled
   */
  readonly interpreter?: unknown;
}

/**
 * A figure as an SVG document: journal size in mm, Arimo, no scripts, nothing fetched. Works without a DOM; the same
 * figure gives the same bytes everywhere, because text is measured with our own table and not with the machine's fonts.
 *
 * @throws `invalid-option` for a figure that cannot be drawn (no panels, impossible limits, a heat map of the wrong size)
 */
export async function renderSvg(figure: Figure, options: RenderSvgOptions = {}): Promise<string> {
  const { spec, layout, thinned } = compileFigure(figure, options.width);
  const view = await vegaView(spec, layout, options.interpreter);
  try {
    const raw = await view.toSVG();
    const note =
      thinned === 0 ? '' : ` ${thinned} points that fall on others at this size are left out of the drawing.`;
    return cleanSvg(raw, {
      widthPt: layout.width,
      heightPt: layout.height,
      title: figure.id,
      description: figure.caption + note,
    });
  } finally {
    view.finalize();
  }
}
