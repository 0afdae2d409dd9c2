import type { Shape } from '../figure/figure.js';

/** A rectangle in data units, y upwards. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** The rectangle around a shape. */
export function boxOf(shape: Shape): Box {
  if ('centre' in shape) {
    const { centre, radius } = shape;
    return grown({ left: centre[0], right: centre[0], bottom: centre[1], top: centre[1] }, radius);
  }
  const xs = shape.outline.map(([x]) => x);
  const ys = shape.outline.map(([, y]) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

/** The rectangle around several, of which there may be many. */
export function united(boxes: readonly Box[]): Box {
  return boxes.reduce((all, box) => ({
    left: Math.min(all.left, box.left),
    right: Math.max(all.right, box.right),
    bottom: Math.min(all.bottom, box.bottom),
    top: Math.max(all.top, box.top),
  }));
}

export function grown({ left, right, bottom, top }: Box, by: number): Box {
  return { left: left - by, right: right + by, bottom: bottom - by, top: top + by };
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.bottom < other.top && other.bottom < one.top;
}
