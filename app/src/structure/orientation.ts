import { cross, dot, scaled, subtracted, unit, type Vector } from '../../../src/crystal/scene/vector.js';

/** A rotation as a unit quaternion. */
export type Orientation = readonly [x: number, y: number, z: number, w: number];

/** Axes along which a crystal can be looked at: those of the cell and the normals of its faces. */
export const DIRECTIONS = ['a', 'b', 'c', 'a*', 'b*', 'c*'] as const;
export type Direction = (typeof DIRECTIONS)[number];

type CellVectors = readonly [Vector, Vector, Vector];

/** The rotation that turns `from` to the eye (z) and `up` as far upwards (y) as it goes. */
export function facing(from: Vector, up: Vector): Orientation {
  const z = unit(from);
  const y = unit(subtracted(up, scaled(z, dot(up, z))));
  const x = cross(y, z);
  return normalised(fromRows(x, y, z));
}

/** Looking along an axis of the cell: c upwards, b where one looks along c. */
export function along(cell: CellVectors, direction: Direction): Orientation {
  const axis = 'abc'.indexOf(direction[0]!) as 0 | 1 | 2;
  const [first, second] = [cell[(axis + 1) % 3]!, cell[(axis + 2) % 3]!];
  const from = direction.endsWith('*') ? cross(first, second) : cell[axis];
  return facing(from, cell[axis === 2 ? 1 : 2]);
}

/** Turned on about the axes of the screen, in radians: to the right, downwards, and clockwise about the line of sight. */
export function turned(orientation: Orientation, right: number, down: number, clockwise = 0): Orientation {
  const about = (axis: Vector, angle: number): Orientation => {
    const half = Math.sin(angle / 2);
    return [axis[0] * half, axis[1] * half, axis[2] * half, Math.cos(angle / 2)];
  };
  const turn = product(about([0, 1, 0], right), product(about([1, 0, 0], down), about([0, 0, 1], -clockwise)));
  return normalised(product(turn, orientation));
}

/** Where a direction of the crystal points on the screen: x to the right, y upwards, z to the eye. */
export function onScreen([x, y, z, w]: Orientation, v: Vector): Vector {
  const axis: Vector = [x, y, z];
  const t = scaled(cross(axis, v), 2);
  const s = cross(axis, t);
  return [v[0] + w * t[0] + s[0], v[1] + w * t[1] + s[1], v[2] + w * t[2] + s[2]];
}

function product([ax, ay, az, aw]: Orientation, [bx, by, bz, bw]: Orientation): Orientation {
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ];
}

function normalised(q: Orientation): Orientation {
  const length = Math.hypot(...q);
  return q.map((value) => value / length) as unknown as Orientation;
}

/** The rotation whose matrix has these rows. */
function fromRows(x: Vector, y: Vector, z: Vector): Orientation {
  const trace = x[0] + y[1] + z[2];
  if (trace > 0) return [z[1] - y[2], x[2] - z[0], y[0] - x[1], 1 + trace];
  if (x[0] > y[1] && x[0] > z[2]) return [1 + x[0] - y[1] - z[2], x[1] + y[0], x[2] + z[0], z[1] - y[2]];
  if (y[1] > z[2]) return [x[1] + y[0], 1 + y[1] - x[0] - z[2], y[2] + z[1], x[2] - z[0]];
  return [x[2] + z[0], y[2] + z[1], 1 + z[2] - x[0] - y[1], y[0] - x[1]];
}
