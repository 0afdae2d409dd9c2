import type { Axis, Figure, Panel } from '../../../../src/figure/figure.js';
import type { FigureLayout } from '../../../../src/figure/layout/figure-layout.js';
import type { PanelFrameBox } from '../../../../src/figure/layout/frames.js';
import type { PanelLayout } from '../../../../src/figure/layout/panel-layout.js';
import type { Domain } from '../../../../src/figure/layout/scale.js';

/** Part of the data that one panel shows, in data units, ends ascending. */
export interface PanelLimits {
  readonly x: Domain;
  readonly y: Domain;
  /** Of the strip below; absent where the panel has none. */
  readonly strip?: Domain;
}

/** One entry per panel; a panel without one is drawn as its figure says. An empty list is the figure untouched. */
export type FigureLimits = readonly (PanelLimits | undefined)[];

export const noLimits: FigureLimits = [];

/** The same figure with other limits of its axes: what is drawn after zooming. Untouched panels stay the same objects. */
export function withLimits(figure: Figure, limits: FigureLimits): Figure {
  if (limits.every((limit) => limit === undefined)) return figure;
  return {
    ...figure,
    panels: figure.panels.map((panel, i) => {
      const limit = limits[i];
      return limit === undefined ? panel : withPanelLimits(panel, limit);
    }),
  };
}

function withPanelLimits(panel: Panel, { x, y, strip }: PanelLimits): Panel {
  const within = (axis: Axis, domain: Domain): Axis => ({ ...axis, domain });
  return {
    ...panel,
    x: within(panel.x, x),
    y: within(panel.y, y),
    ...(panel.residuals === undefined || strip === undefined
      ? {}
      : { residuals: { ...panel.residuals, y: within(panel.residuals.y, strip) } }),
  };
}

/** The limits at which a figure is drawn, panel by panel. */
export function limitsOf(boxes: readonly PanelFrameBox[]): PanelLimits[] {
  const limits: PanelLimits[] = [];
  for (const box of boxes) {
    if (box.part === 'main') limits[box.panel] = { x: box.x.domain, y: box.y.domain };
    else limits[box.panel] = { ...limits[box.panel]!, strip: box.y.domain };
  }
  return limits;
}

/** The frames of a picture as they will be when it has been drawn again at other limits, as far as that can be known. */
export function boxesAt(boxes: readonly PanelFrameBox[], limits: FigureLimits): readonly PanelFrameBox[] {
  if (limits.every((limit) => limit === undefined)) return boxes;
  return boxes.map((box) => {
    const limit = limits[box.panel];
    if (limit === undefined) return box;
    const y = box.part === 'main' ? limit.y : (limit.strip ?? box.y.domain);
    return { ...box, x: { ...box.x, domain: limit.x }, y: { ...box.y, domain: y } };
  });
}

/** Whether limits that were set on one figure still mean the same on another: after a refit, not on another figure. */
export function sameAxes(a: Figure, b: Figure): boolean {
  if (a.id !== b.id || a.panels.length !== b.panels.length) return false;
  const same = (one: Axis | undefined, other: Axis | undefined): boolean =>
    one?.title === other?.title && one?.unit === other?.unit && one?.scale === other?.scale;
  return a.panels.every((panel, i) => {
    const other = b.panels[i]!;
    return (
      same(panel.x, other.x) &&
      same(panel.y, other.y) &&
      same(panel.residuals?.y, other.residuals?.y) &&
      panel.equalAspect === other.equalAspect
    );
  });
}

export function sameLimits(a: FigureLimits, b: FigureLimits): boolean {
  const count = Math.max(a.length, b.length);
  for (let i = 0; i < count; i++) {
    const [one, other] = [a[i], b[i]];
    if (one === other) continue;
    if (one === undefined || other === undefined) return false;
    if (!sameDomain(one.x, other.x) || !sameDomain(one.y, other.y) || !sameDomain(one.strip, other.strip)) return false;
  }
  return true;
}

function sameDomain(a: Domain | undefined, b: Domain | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]);
}

/**
 * The figure with its legends held in the corners where a layout has put them: while one zooms and pans they should not
 * hop about. Legends in other places stay free.
 */
export function withLegendsOf(figure: Figure, layout: FigureLayout): Figure {
  const panels = layout.rows.flat();
  return {
    ...figure,
    panels: figure.panels.map((panel, i) => {
      const corner = panel.legend === undefined ? cornerOf(panels[i]) : undefined;
      return corner === undefined ? panel : { ...panel, legend: corner };
    }),
  };
}

/** Farther from the frame than this a legend stands in the middle of a side, points. */
const NEAR_FRAME = 8;

function cornerOf(layout: PanelLayout | undefined): Panel['legend'] {
  const placement = layout?.legend?.placement;
  if (layout === undefined || placement === undefined || placement.outside !== 'no') return undefined;
  const { x, y, box } = placement;
  const vertical = y < NEAR_FRAME ? 'top' : layout.height - y - box.height < NEAR_FRAME ? 'bottom' : undefined;
  const horizontal = x < NEAR_FRAME ? 'left' : layout.width - x - box.width < NEAR_FRAME ? 'right' : undefined;
  return vertical === undefined || horizontal === undefined ? undefined : `${vertical}-${horizontal}`;
}
