import type { PanelFrameBox } from '../../../../src/figure/layout/frames.js';
import { positionOn, type Scale } from '../../../../src/figure/layout/scale.js';
import type { FigureLimits } from './limits.js';

/** A rectangle in points from the figure's top left corner. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where the inside of a frame belongs that was drawn at other limits: the picture is moved and stretched there until the
 * new one is ready. Exact but for the size of markers and lines, because axes are linear in the coordinates of the
 * drawing. Undefined where the limits are those of the picture.
 */
export function latePlace(box: PanelFrameBox, limits: FigureLimits): Rectangle | undefined {
  const limit = limits[box.panel];
  if (limit === undefined) return undefined;
  const y = box.part === 'main' ? limit.y : (limit.strip ?? box.y.domain);
  const horizontal = stretched(box.x, limit.x, box.width);
  const vertical = stretched(box.y, y, box.height);
  if (horizontal === undefined && vertical === undefined) return undefined;
  const [left, right] = horizontal ?? [0, box.width];
  const [foot, head] = vertical ?? [0, box.height];
  return {
    left: box.left + left,
    top: box.top + box.height - head,
    width: right - left,
    height: head - foot,
  };
}

/** Where the ends of the old axis lie on the new one, from its start. */
function stretched(
  old: Scale,
  domain: readonly [number, number],
  length: number,
): readonly [number, number] | undefined {
  if (domain[0] === old.domain[0] && domain[1] === old.domain[1]) return undefined;
  const scale = { ...old, domain };
  const ends = old.domain.map((value) => positionOn(scale, value, length)) as [number, number];
  return old.reversed ? [ends[1], ends[0]] : ends;
}
