import type { Figure } from './figure.js';
import type { FigureLayout, FigureWidth } from './layout/figure-layout.js';
import type { Json } from './marks/mark-layers.js';
import { cleanSvg } from './output/clean-svg.js';
import { GAP } from './publication-style.js';
import { measureText } from './text/text-metrics.js';
import { compileFigure } from './vega-lite-spec.js';

export interface RenderSvgOptions {
  /** Journal column. @default that of the figure */
  readonly width?: FigureWidth;
  /**
   * `expressionInterpreter` of `vega-interpreter`, where a content security policy forbids functions made from text
   * (the workbench). @default none: expressions are compiled
   */
  readonly interpreter?: unknown;
}

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
  readonly text?: unknown;
}

/**
 * A figure as an SVG document: journal size in mm, Arimo, no scripts, nothing fetched. Works without a DOM; the same
 * figure gives the same bytes everywhere, because text is measured with our own table and not with the machine's fonts.
 *
 * @throws `invalid-option` for a figure that cannot be drawn (no panels, impossible limits, a heat map of the wrong size)
 */
export async function renderSvg(figure: Figure, options: RenderSvgOptions = {}): Promise<string> {
  const { spec, layout, thinned } = compileFigure(figure, options.width);
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  // Vega has one text measure for all views; ours is right for every figure of this program.
  const { textMetrics } = vega as unknown as { textMetrics: { width: (item: TextItem, text: unknown) => number } };
  textMetrics.width = (item, text) =>
    measureText(String(text ?? ''), item.fontSize ?? 11, item.fontWeight === 'bold' || item.fontWeight === 700);

  const compiled = vegaLite.compile(spec as never).spec as unknown as Json;
  const runtime = vega.parse(exactSize(compiled, layout) as never, undefined, {
    ast: options.interpreter !== undefined,
  });
  const view = new vega.View(runtime, {
    renderer: 'none',
    logLevel: vega.Error,
    ...(options.interpreter === undefined ? {} : { expr: options.interpreter as never }),
  });
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

/**
 * Fixes the outer size: left to itself Vega sizes a drawing by what it finds in it. A single view and views of equal
 * size carry their size at the root already, and it is the one of the layout.
 */
function exactSize(compiled: Json, layout: FigureLayout): Json {
  const left = GAP.outer + layout.margins.left;
  const top = GAP.outer + layout.margins.top;
  const width = typeof compiled.width === 'number' ? compiled.width : layout.innerWidth;
  const height = typeof compiled.height === 'number' ? compiled.height : layout.innerHeight;
  return {
    ...compiled,
    autosize: { type: 'none' },
    padding: { left, top, right: layout.width - left - width, bottom: layout.height - top - height },
    width,
    height,
  };
}
