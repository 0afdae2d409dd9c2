import { fail } from '../../errors.js';
import type { Figure, Panel } from '../figure.js';
import { FIGURE_WIDTH_MM, GAP, POINTS_PER_MM, TEXT } from '../publication-style.js';
import {
  equalAspectHeight,
  layoutPanel,
  type PanelLayout,
  STRIP_GAP,
  stripHeight,
  widestEntry,
} from './panel-layout.js';
import { isEqualAspect } from './panel-scales.js';

/** Room around and between panels, the same for all so that their frames align. */
interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface FigureLayout {
  /** Whole figure, points. */
  readonly width: number;
  readonly height: number;
  /** From the first frame's left edge to the last one's right edge; likewise down the rows. */
  readonly innerWidth: number;
  readonly innerHeight: number;
  readonly rows: readonly (readonly PanelLayout[])[];
  readonly margins: Readonly<Margins>;
  /** Empty room between neighbouring frames. */
  readonly columnSpacing: number;
  readonly rowSpacing: number;
  readonly labelled: boolean;
}

export type FigureWidth = NonNullable<Figure['width']>;

export function figureWidth(figure: Figure, width?: FigureWidth): FigureWidth {
  return width ?? figure.width ?? (figure.panels.length > 1 ? 'double' : 'single');
}

/** How many panels stand side by side, as far as their number decides. */
export function panelsPerRow(count: number, width: FigureWidth): number {
  if (width === 'single' || count === 1) return 1;
  return count === 3 || count > 4 ? 3 : 2;
}

/** Fewer panels side by side where a legend entry would be wider than its panel. */
function fittingPerRow(figure: Figure, size: FigureWidth, width: number): number {
  const widest = Math.max(0, ...figure.panels.map(widestEntry));
  let perRow = panelsPerRow(figure.panels.length, size);
  while (perRow > 1 && widest > width / perRow - TYPICAL_GUTTER) perRow -= 1;
  return perRow;
}

/** Margins and gap of a panel as they usually come out. */
const TYPICAL_GUTTER = 50;

/** Flattest equal-aspect panel as a share of its width, by the number of panels in its row: legends need height. */
const FLATTEST = [0.45, 0.65, 0.95] as const;

/** Height of a frame whose aspect is free: squarer the narrower it is. */
function freeHeight(width: number): number {
  return Math.min(0.95, Math.max(0.42, 1.08 - width / 600)) * width;
}

function ownHeight(panel: Panel, width: number, flattest: number): number {
  const main = isEqualAspect(panel) ? equalAspectHeight(panel, width, flattest) : freeHeight(width);
  return main + stripRoom(panel, width);
}

function stripRoom(panel: Panel, width: number): number {
  return panel.residuals === undefined ? 0 : STRIP_GAP + stripHeight(width);
}

function rowsOf(panels: readonly Panel[], perRow: number): Panel[][] {
  return Array.from({ length: Math.ceil(panels.length / perRow) }, (_, row) =>
    panels.slice(row * perRow, (row + 1) * perRow),
  );
}

/** Panels of a row are equally tall; one that must keep its aspect (Nyquist) decides for all. */
function layoutRow(panels: readonly Panel[], width: number, flattest: number): PanelLayout[] {
  const bound = panels.filter(isEqualAspect);
  const height = Math.max(...(bound.length > 0 ? bound : panels).map((panel) => ownHeight(panel, width, flattest)));
  return panels.map((panel) => layoutPanel(panel, width, height - stripRoom(panel, width)));
}

function common(rows: readonly (readonly PanelLayout[])[], labelled: boolean): Margins {
  const most = (side: keyof Margins): number => Math.max(...rows.flat().map((panel) => panel.margins[side]));
  return { left: most('left'), right: most('right'), top: topOf(rows[0]!, labelled), bottom: most('bottom') };
}

/** Room above the frames of a row. A panel's letter shares its line with a title, but stands above a legend. */
function topOf(row: readonly PanelLayout[], labelled: boolean): number {
  const titled = row.some((panel) => (panel.panel.title ?? '') !== '');
  return Math.max(...row.map((panel) => panel.margins.top)) + (labelled && !titled ? TEXT.panel + 2 : 0);
}

/**
 * Places the panels of a figure on a journal's column. Frames and margins depend on each other (tick labels need room,
 * room decides the ticks), so the layout is repeated until it stands still.
 *
 * @throws `invalid-option` for a figure without panels
 */
export function layoutFigure(figure: Figure, requested?: FigureWidth): FigureLayout {
  if (figure.panels.length === 0) {
    throw fail('invalid-option', `the figure "${figure.id}" has no panels`, 'give it at least one panel');
  }
  const size = figureWidth(figure, requested);
  const width = FIGURE_WIDTH_MM[size] * POINTS_PER_MM;
  const perRow = fittingPerRow(figure, size, width);
  const labelled = figure.panels.length > 1;
  const grid = rowsOf(figure.panels, perRow);

  let margins: Margins = { left: 34, right: 4, top: 12, bottom: 24 };
  let rows: PanelLayout[][] = [];
  for (let pass = 0; pass < 6; pass++) {
    const gutters = perRow * (margins.left + margins.right) + (perRow - 1) * GAP.panel + 2 * GAP.outer;
    const frameWidth = Math.floor((width - gutters) / perRow);
    rows = grid.map((panels) => layoutRow(panels, frameWidth, FLATTEST[perRow - 1]!));
    const next = common(rows, labelled);
    // From the third pass on margins only grow: two tick choices may otherwise alternate for ever.
    if (pass >= 2) {
      next.left = Math.max(next.left, margins.left);
      next.right = Math.max(next.right, margins.right);
    }
    const still = Math.abs(next.left - margins.left) < 0.5 && Math.abs(next.right - margins.right) < 0.5;
    margins = next;
    if (still) break;
  }

  const columnSpacing = margins.left + margins.right + GAP.panel;
  const innerTop = Math.max(0, ...rows.slice(1).map((row) => topOf(row, labelled)));
  const rowSpacing = margins.bottom + innerTop + GAP.panel / 2;
  const innerWidth = perRow * rows[0]![0]!.cellWidth + (perRow - 1) * columnSpacing;
  const innerHeight = rows.reduce((sum, row) => sum + rowHeight(row), 0) + (rows.length - 1) * rowSpacing;
  return {
    width,
    height: innerHeight + margins.top + margins.bottom + 2 * GAP.outer,
    innerWidth,
    innerHeight,
    rows,
    margins,
    columnSpacing,
    rowSpacing,
    labelled,
  };
}

function rowHeight(row: readonly PanelLayout[]): number {
  const first = row[0]!;
  return first.height + (first.strip === undefined ? 0 : STRIP_GAP + first.strip.height);
}
