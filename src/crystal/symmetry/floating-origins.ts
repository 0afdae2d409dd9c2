import { nullSpace } from './null-space.js';
import type { SpaceGroup } from './space-group.js';

/** A direction along which the whole structure may shift without any effect: a polar axis. */
export interface FloatingOrigin {
  /** The shift in fractional coordinates; its component along `axis` is 1. */
  readonly direction: readonly [number, number, number];
  /** Which coordinate to hold at one site to fix the origin: 0 for x, 1 for y, 2 for z. */
  readonly axis: 0 | 1 | 2;
}

/** The directions that all rotations leave as they are: none for most groups, z for P 63 m c, all three for P 1. */
export function floatingOrigins(spaceGroup: Pick<SpaceGroup, 'operations'>): FloatingOrigin[] {
  const equations = spaceGroup.operations.flatMap(({ rotation }) =>
    [0, 1, 2].map((row) => [0, 1, 2].map((column) => rotation[3 * row + column]! - (row === column ? 1 : 0))),
  );
  const { free, matrix } = nullSpace(equations, 3);
  const count = free.length;
  return free.map((axis, j) => ({
    axis: axis as 0 | 1 | 2,
    direction: [matrix[j]!, matrix[count + j]!, matrix[2 * count + j]!],
  }));
}
