import { centroid, cross, dot, lengthOf, scaled, subtracted, unit, type Vector } from './vector.js';

/** Places this near to a plane lie in it, angstrom: the square face of a refined antiprism is never quite flat. */
const FLAT = 0.05;
/** A body thinner than this is a flat figure, angstrom. */
const THINNEST = 0.2;

/**
 * Faces of the smallest convex body around a few points, as indices seen counter-clockwise from outside; corners in one
 * plane share a face. Empty where the points lie in a plane. Tries every plane through three points: meant for the
 * dozen corners of a coordination polyhedron.
 */
export function convexHull(points: readonly Vector[]): number[][] {
  const middle = centroid(points);
  const faces: number[][] = [];
  const known = new Set<string>();
  for (let i = 0; i < points.length; i++) {
    for (let j = i + 1; j < points.length; j++) {
      for (let k = j + 1; k < points.length; k++) {
        const plane = outerPlane(points, [i, j, k], middle);
        if (plane === undefined) continue;
        const face = around(points, plane.members, plane.normal);
        const name = [...face].sort((a, b) => a - b).join();
        if (!known.has(name)) faces.push(face);
        known.add(name);
      }
    }
  }
  return faces.length < 4 || isFlat(points, faces, middle) ? [] : withoutParts(faces);
}

/** The plane through three of the points when all others lie on one side of it or in it. */
function outerPlane(
  points: readonly Vector[],
  [i, j, k]: readonly [number, number, number],
  middle: Vector,
): { normal: Vector; members: number[] } | undefined {
  const at = points[i]!;
  const product = cross(subtracted(points[j]!, at), subtracted(points[k]!, at));
  // Three points in a line have no plane of their own.
  if (lengthOf(product) < FLAT) return undefined;
  const outward = dot(product, subtracted(middle, at)) > 0 ? -1 : 1;
  const normal = scaled(unit(product), outward);
  const members: number[] = [];
  for (let n = 0; n < points.length; n++) {
    const height = dot(normal, subtracted(points[n]!, at));
    if (height > FLAT) return undefined;
    if (height > -FLAT) members.push(n);
  }
  return { normal, members };
}

/** The corners of a face in order; a point of the face inside of it is no corner. */
function around(points: readonly Vector[], members: readonly number[], normal: Vector): number[] {
  const corners: number[] = [];
  let at = members.reduce((first, n) => (isBefore(points[n]!, points[first]!) ? n : first));
  const start = at;
  // Wraps the points of the plane: the next corner is the one that has all others on its left.
  for (let step = 0; step <= members.length; step++) {
    corners.push(at);
    let next = at;
    for (const n of members) {
      if (n === at) continue;
      const turn =
        next === at
          ? -1
          : dot(normal, cross(subtracted(points[next]!, points[at]!), subtracted(points[n]!, points[at]!)));
      const farther =
        Math.abs(turn) < 1e-9 &&
        lengthOf(subtracted(points[n]!, points[at]!)) > lengthOf(subtracted(points[next]!, points[at]!));
      if (turn < -1e-9 || farther) next = n;
    }
    if (next === start) break;
    at = next;
  }
  return corners;
}

function isBefore(a: Vector, b: Vector): boolean {
  return a[0] - b[0] < 0 || (a[0] === b[0] && (a[1] < b[1] || (a[1] === b[1] && a[2] < b[2])));
}

function isFlat(points: readonly Vector[], faces: readonly number[][], middle: Vector): boolean {
  return faces.some((face) => {
    const [a, b, c] = face.map((n) => points[n]!) as [Vector, Vector, Vector];
    const normal = unit(cross(subtracted(b, a), subtracted(c, a)));
    return dot(normal, subtracted(a, middle)) < THINNEST / 4;
  });
}

/** Where four corners lie in a plane only just, a face and a part of it may both be found: the larger one counts. */
function withoutParts(faces: readonly number[][]): number[][] {
  return faces.filter(
    (face) => !faces.some((other) => other.length > face.length && face.every((n) => other.includes(n))),
  );
}
