import { cos, sin } from '../../numerics/elementary/sin.js';
import { FULL, isWhole, mainElement } from '../scene/atom-shares.js';
import { colourIn } from '../scene/element-colours.js';
import type { AtomShare } from '../scene/structure-scene.js';
import type { FlatShape, PictureColour } from './flat-shape.js';
import { shaded } from './shade.js';

const VACANCY = '#ffffff';
/** Darkening of outlines. */
const RIM = -0.5;

/**
 * An atom as a ball; a position that several elements share, or that is not always filled, as a disc in
 * sectors clockwise from the top, the vacancy white on any paper.
 *
 * @param plain the disc alone, for crowds
 */
export function drawAtom(
  shares: readonly AtomShare[],
  colours: Readonly<Record<string, string>>,
  centre: readonly [number, number],
  radius: number,
  plain = false,
): FlatShape[] {
  const [x, y] = centre;
  const main = colourIn(colours, mainElement(shares));
  const rim: FlatShape = { centre, radius, stroke: shaded(main, RIM), strokeWidth: 0.45 };
  if (isWhole(shares)) return [{ ...rim, fill: shaded(main, 0), ...(plain ? {} : { ball: true }) }];
  let at = 0;
  const sectors = shares.map(({ element, occupancy }): FlatShape => {
    const from = at;
    at += 360 * occupancy;
    return { centre, radius, sector: [from, at], fill: shaded(colourIn(colours, element), 0) };
  });
  const gleam: FlatShape = { centre: [x - 0.3 * radius, y + 0.3 * radius], radius: 0.22 * radius, fill: '#ffffff' };
  return [
    { centre, radius, fill: VACANCY },
    ...sectors,
    ...(plain ? [] : [{ ...gleam, fillOpacity: 0.4 }]),
    ...boundaries(shares, centre, radius, rim.stroke!),
    rim,
  ];
}

/** Thin lines between sectors, so that neighbours of like colour stay apart. */
function boundaries(
  shares: readonly AtomShare[],
  [x, y]: readonly [number, number],
  radius: number,
  stroke: PictureColour,
): FlatShape[] {
  let at = 0;
  return [0, ...shares.map(({ occupancy }) => (at += 2 * Math.PI * occupancy))]
    .filter((angle, i) => i === 0 || angle < 2 * Math.PI * FULL)
    .map((angle) => {
      const end = [x + radius * sin(angle), y + radius * cos(angle)] as const;
      return { outline: [[x, y] as const, end], open: true, stroke, strokeWidth: 0.3 };
    });
}
