import { added, cross, dot, scaled, subtracted, unit, type Vector } from './vector.js';

/** How far the eye stands beside the axis, to the right and above: enough to see depth, too little to hide columns. */
const ASIDE = { right: 0.2, up: 0.13 } as const;
/** Axes whose lengths differ by less are as good as equal: a refined cell must not turn the picture. */
const EQUAL = 0.03;

/**
 * The direction from which a cell shows most: along its shortest axis, where its projection is widest and the rows of atoms lie
 * behind each other, a little from the right and from above. c points up, or b when one looks along c; a goes to the
 * right when one looks along b.
 */
export function viewDirection(
  cell: readonly [Vector, Vector, Vector],
  lengths: readonly [number, number, number],
): {
  readonly from: Vector;
  readonly up: Vector;
} {
  const shortest = Math.min(...lengths) * (1 + EQUAL);
  // Of equal axes a comes first: the usual picture of a tetragonal cell has c upright and b to the right.
  const along = lengths.findIndex((length) => length <= shortest) as 0 | 1 | 2;
  const axis = unit(cell[along]);
  // Looking from the far end of b would put a to the left.
  const front = along === 1 ? scaled(axis, -1) : axis;
  return tilted(front, cell[along === 2 ? 1 : 2]);
}

function tilted(front: Vector, upward: Vector): { readonly from: Vector; readonly up: Vector } {
  const up = unit(subtracted(upward, scaled(front, dot(upward, front))));
  const right = cross(up, front);
  const from = unit(added(front, added(scaled(right, ASIDE.right), scaled(up, ASIDE.up))));
  return { from, up: unit(subtracted(up, scaled(from, dot(up, from)))) };
}
