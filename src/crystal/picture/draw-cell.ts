import type { StructureScene } from '../scene/structure-scene.js';
import { added, dot, lengthOf, scaled, subtracted, type Vector } from '../scene/vector.js';
import type { Drawn } from './flat-shape.js';
import { type Projection, projected } from './projection.js';

/** Length of a piece of an edge, angstrom: each is sorted by depth on its own. */
const PIECE = { visible: 0.6, hidden: 0.28 } as const;
const MOST_PIECES = 200;

interface Ball {
  readonly position: Vector;
  readonly radius: number;
}

/** The twelve edges of the cell in short pieces; the three behind it are dashed. Nothing is drawn inside of atoms. */
export function drawCell(scene: StructureScene, projection: Projection): Drawn[] {
  const corner = (indices: readonly number[]): Vector =>
    indices.reduce((sum: Vector, n, axis) => added(sum, scaled(scene.cell[axis]!, n)), [0, 0, 0]);
  const depth = (point: Vector): number => projected(projection, point)[2];
  const corners = [0, 1].flatMap((i) => [0, 1].flatMap((j) => [0, 1].map((k) => [i, j, k] as const)));
  const farthest = corners.reduce((far, one) => (depth(corner(one)) < depth(corner(far)) ? one : far));
  return [0, 1, 2].flatMap((axis) =>
    corners
      .filter((one) => one[axis] === 0)
      .flatMap((one) => {
        const hidden = one.every((n, other) => other === axis || n === farthest[other]);
        const start = corner(one);
        const end = added(start, scene.cell[axis]!);
        return pieces(start, end, hidden, projection, touching(start, end, scene.atoms));
      }),
  );
}

function pieces(start: Vector, end: Vector, hidden: boolean, projection: Projection, balls: readonly Ball[]): Drawn[] {
  const along = subtracted(end, start);
  const wanted = Math.round(lengthOf(along) / (hidden ? PIECE.hidden : PIECE.visible));
  // Dashes begin and end at corners.
  const count = Math.min(MOST_PIECES, Math.max(1, wanted)) | 1;
  return Array.from({ length: count }, (_, i) => i)
    .filter((i) => !hidden || i % 2 === 0)
    .flatMap((i) => {
      const from = added(start, scaled(along, i / count));
      const to = added(start, scaled(along, (i + 1) / count));
      const middle = scaled(added(from, to), 0.5);
      if (balls.some(({ position, radius }) => lengthOf(subtracted(middle, position)) < radius)) return [];
      const [a, b] = [projected(projection, from), projected(projection, to)];
      return [
        {
          depth: projected(projection, middle)[2],
          shapes: [
            {
              outline: [[a[0], a[1]] as const, [b[0], b[1]] as const],
              open: true,
              stroke: hidden ? ('neutral' as const) : ('ink' as const),
              strokeWidth: hidden ? 0.4 : 0.55,
            },
          ],
        },
      ];
    });
}

/** The atoms through which an edge may run. */
function touching(start: Vector, end: Vector, atoms: StructureScene['atoms']): readonly Ball[] {
  const along = subtracted(end, start);
  const square = dot(along, along);
  return atoms.filter(({ position, radius }) => {
    const from = subtracted(position, start);
    const share = Math.min(1, Math.max(0, dot(from, along) / square));
    return lengthOf(subtracted(from, scaled(along, share))) < radius;
  });
}
