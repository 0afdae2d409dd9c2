import type { Panel } from '../figure.js';
import { blockLegend, flowLegend, type LegendBox, type LegendEntry } from './legend.js';
import type { Occupancy } from './occupancy.js';

/** Where the legend stands, in points from the panel's top left corner (y down). */
export interface LegendPlacement {
  readonly box: LegendBox;
  readonly x: number;
  readonly y: number;
  /** Room it takes outside the frame. */
  readonly outside: 'no' | 'above' | 'right';
}

/** Distance from the frame: clear of the ticks that point inwards. */
const INSET = 5;
/** Free space kept between the legend and any mark. */
const CLEAR = 1.5;
/** Gap between frame and a legend outside of it. */
export const OUTSIDE_GAP = 4;

const PLACES = [
  ['top', 'right'],
  ['top', 'left'],
  ['bottom', 'right'],
  ['bottom', 'left'],
  ['middle', 'right'],
  ['top', 'middle'],
  ['middle', 'left'],
  ['bottom', 'middle'],
] as const;

type Place = (typeof PLACES)[number];

function at([vertical, horizontal]: Place, box: LegendBox, width: number, height: number): { x: number; y: number } {
  const far = { x: width - INSET - box.width, y: height - INSET - box.height };
  return {
    x: horizontal === 'left' ? INSET : horizontal === 'right' ? far.x : (width - box.width) / 2,
    y: vertical === 'top' ? INSET : vertical === 'bottom' ? far.y : (height - box.height) / 2,
  };
}

/** Shapes the legend may take, tallest first, as far as they fit into the panel. */
function boxes(entries: readonly LegendEntry[], width: number, height: number): LegendBox[] {
  return [1, 2, 3]
    .filter((columns) => columns === 1 || entries.length >= 2 * columns)
    .map((columns) => blockLegend(entries, columns))
    .filter((box) => box.width <= width - 2 * INSET && box.height <= height - 2 * INSET);
}

/** A free place inside the panel, corners first; undefined where every place would cover data. */
export function freePlace(
  entries: readonly LegendEntry[],
  cells: Occupancy,
  width: number,
  height: number,
): LegendPlacement | undefined {
  for (const box of boxes(entries, width, height)) {
    for (const place of PLACES) {
      const { x, y } = at(place, box, width, height);
      if (cells.covered(x - CLEAR, y - CLEAR, x + box.width + CLEAR, y + box.height + CLEAR) === 0)
        return { box, x, y, outside: 'no' };
    }
  }
  return undefined;
}

/** Height (points) by which the data must give way at the top so that some legend fits there, least first. */
export function neededHeadroom(
  entries: readonly LegendEntry[],
  cells: Occupancy,
  width: number,
  height: number,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (const box of boxes(entries, width, height)) {
    for (const place of PLACES) {
      if (place[0] !== 'top') continue;
      const { x } = at(place, box, width, height);
      const free = cells.freeTop(x - CLEAR, x + box.width + CLEAR);
      const wanted = INSET + box.height + CLEAR + 3;
      // The free height shrinks with everything else when the data make room.
      if (free < height) least = Math.min(least, (wanted - free) / (1 - free / height));
    }
  }
  return Math.max(0, least);
}

/** The place asked for, whatever lies under it. */
export function fixedPlace(
  where: Exclude<Panel['legend'], undefined | 'none' | 'right'>,
  entries: readonly LegendEntry[],
  width: number,
  height: number,
): LegendPlacement {
  const [vertical, horizontal] = where.split('-') as ['top' | 'bottom', 'left' | 'right'];
  const box = boxes(entries, width, height)[0] ?? blockLegend(entries, 1);
  const place = PLACES.find((candidate) => candidate[0] === vertical && candidate[1] === horizontal)!;
  return { box, ...at(place, box, width, height), outside: 'no' };
}

/** Above the frame (and `offset` more), in as few lines as the width allows: where nothing inside is free. */
export function abovePlace(entries: readonly LegendEntry[], width: number, offset: number): LegendPlacement {
  const box = flowLegend(entries, width);
  return { box, x: 0, y: -offset - OUTSIDE_GAP - box.height, outside: 'above' };
}

/** Right of the frame, beyond `offset` (a colour bar may stand there already). */
export function rightPlace(entries: readonly LegendEntry[], width: number, offset: number): LegendPlacement {
  return { box: blockLegend(entries, 1), x: width + offset + OUTSIDE_GAP + 2, y: 0, outside: 'right' };
}

/** Width that a legend right of the frame takes. */
export function rightLegendExtent(entries: readonly LegendEntry[]): number {
  return OUTSIDE_GAP + 2 + blockLegend(entries, 1).width;
}
