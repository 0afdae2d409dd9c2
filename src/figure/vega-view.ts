import type { View } from 'vega';
import type { FigureLayout } from './layout/figure-layout.js';
import type { Json } from './marks/mark-layers.js';
import { GAP } from './publication-style.js';
import { measureText } from './text/text-metrics.js';

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

/**
 * A specification ready to be drawn by Vega, at exactly the size of its layout; whoever asks for it finalizes it. Vega is
 * loaded with the first one.
 *
 * @param interpreter `expressionInterpreter` of `vega-interpreter`, where a content security policy forbids functions
 *   made from text; without it expressions are compiled
 */
export async function vegaView(spec: Json, layout: FigureLayout, interpreter?: unknown): Promise<View> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  // Vega has one text measure for all views; ours is right for every figure of this program.
  const { textMetrics } = vega as unknown as { textMetrics: { width: (item: TextItem, text: unknown) => number } };
  textMetrics.width = (item, text) =>
    measureText(String(text ?? ''), item.fontSize ?? 11, item.fontWeight === 'bold' || item.fontWeight === 700);

  const compiled = vegaLite.compile(spec as never).spec as unknown as Json;
  const runtime = vega.parse(exactSize(compiled, layout) as never, undefined, { ast: interpreter !== undefined });
  return new vega.View(runtime, {
    renderer: 'none',
    logLevel: vega.Error,
    ...(interpreter === undefined ? {} : { expr: interpreter as never }),
  });
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
