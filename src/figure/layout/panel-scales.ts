import type { Panel } from '../figure.js';
import { axisScale, dataExtent } from './axis-domain.js';
import { equalAspect } from './equal-aspect.js';
import { extended, type Scale } from './scale.js';

/** Rows of tick strokes at the foot of a panel. */
export const TICK_ROW = { height: 5, pitch: 7, foot: 3 } as const;
/** How many rows of tick strokes stand at the foot of a panel. */
export function tickRowCount(panel: Panel): number {
  return Math.max(0, ...panel.marks.map((mark) => (mark.type === 'ticks' ? (mark.row ?? 0) + 1 : 0)));
}

/** Height that they take, points. */
export function reservedAtFoot(rows: number): number {
  return rows === 0 ? 0 : rows * TICK_ROW.pitch + TICK_ROW.foot;
}

/** How far from zero (in shares of their span) data may start and still have the axis begin at zero. */
const ZERO_REACH = { x: 0.06, y: 0.2, equalAspect: 0.5 } as const;

/** Domains as the data or fixed limits alone would have them. */
export function dataScales(panel: Panel): { x: Scale; y: Scale } {
  const equal = isEqualAspect(panel);
  return {
    x: axisScale(
      panel.x,
      dataExtent(panel.marks, 'x', panel.x.scale ?? 'linear'),
      equal ? ZERO_REACH.equalAspect : ZERO_REACH.x,
    ),
    y: axisScale(
      panel.y,
      dataExtent(panel.marks, 'y', panel.y.scale ?? 'linear'),
      equal ? ZERO_REACH.equalAspect : ZERO_REACH.y,
    ),
  };
}

/** Domains of a panel at a given size: data or fixed limits, equal aspect, room for tick strokes. */
export function panelScales(panel: Panel, width: number, height: number): { x: Scale; y: Scale } {
  const { x, y } = dataScales(panel);
  if (isEqualAspect(panel)) {
    const domains = equalAspect(x.domain, y.domain, width, height);
    return { x: { ...x, domain: domains.x }, y: { ...y, domain: domains.y } };
  }
  const foot = reservedAtFoot(tickRowCount(panel));
  if (foot === 0 || panel.y.domain !== undefined) return { x, y };
  return { x, y: y.reversed ? extended(y, 0, foot / (height - foot)) : extended(y, foot / (height - foot), 0) };
}

/** A logarithmic axis has no length per unit, so there equal aspect means nothing. */
export function isEqualAspect(panel: Panel): boolean {
  return panel.equalAspect === true && panel.x.scale !== 'log' && panel.y.scale !== 'log';
}
