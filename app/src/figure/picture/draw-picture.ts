import type { Figure } from '../../../../src/figure/figure.js';
import type { FigureLayout, FigureWidth } from '../../../../src/figure/layout/figure-layout.js';
import { figureFrames, type PanelFrameBox } from '../../../../src/figure/layout/frames.js';
import { FONT } from '../../../../src/figure/publication-style.js';
import { compileFigure } from '../../../../src/figure/vega-lite-spec.js';
import { vegaView } from '../../../../src/figure/vega-view.js';
import { inDark } from './in-dark.js';

/** A figure drawn by Vega on a canvas of its own, with what is needed to find data in it. */
export interface Picture {
  /** As drawn, with the limits that were asked for. */
  readonly figure: Figure;
  readonly layout: FigureLayout;
  readonly boxes: readonly PanelFrameBox[];
  readonly canvas: HTMLCanvasElement;
  /** Pixels of the canvas per point of the figure. */
  readonly scale: number;
}

export interface PictureOptions {
  /** Journal column. @default that of the figure */
  readonly width?: FigureWidth | undefined;
  readonly dark: boolean;
  /** Width of the canvas in its own pixels; the height follows. */
  readonly pixelWidth: number;
}

/** The interpreter of expressions and the fonts: what is there when a canvas is drawn is what it measures and draws with. */
async function interpreterAndFonts(): Promise<unknown> {
  const [{ expressionInterpreter }] = await Promise.all([
    import('vega-interpreter'),
    ...[`8px ${FONT}`, `bold 8px ${FONT}`].map((font) => document.fonts.load(font, 'Zμ′₁²−')),
  ]);
  return expressionInterpreter;
}

let loaded: Promise<unknown> | undefined;

/** A failure (no network on the first visit) is tried again with the next figure. */
function loadOnce(): Promise<unknown> {
  loaded ??= interpreterAndFonts().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

/**
 * Draws the specification of the report on a canvas. The expressions in it are interpreted, because the content
 * security policy forbids functions made from text.
 *
 * @throws `invalid-option` for a figure that cannot be drawn
 */
export async function drawPicture(figure: Figure, { width, dark, pixelWidth }: PictureOptions): Promise<Picture> {
  const { spec, layout } = compileFigure(figure, width);
  const view = await vegaView(dark ? inDark(spec) : spec, layout, await loadOnce());
  try {
    const scale = pixelWidth / layout.width;
    const canvas = await view.toCanvas(scale);
    return { figure, layout, boxes: figureFrames(layout), canvas, scale };
  } finally {
    view.finalize();
  }
}
