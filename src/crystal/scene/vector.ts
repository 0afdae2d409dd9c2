/** A place or direction in cartesian angstrom. */
export type Vector = readonly [x: number, y: number, z: number];

export function added(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function subtracted(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function scaled(a: Vector, factor: number): Vector {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function lengthOf(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

/** Of length 1; a vector without length stays what it is. */
export function unit(a: Vector): Vector {
  const length = lengthOf(a);
  return length > 0 ? scaled(a, 1 / length) : a;
}

/** Middle of several places. */
export function centroid(points: readonly Vector[]): Vector {
  const sum = points.reduce(added, [0, 0, 0] as Vector);
  return scaled(sum, 1 / points.length);
}
