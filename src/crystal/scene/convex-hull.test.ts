import { describe, expect, it } from 'vitest';
import { convexHull } from './convex-hull.js';
import type { Vector } from './vector.js';

const cube: Vector[] = [0, 1].flatMap((x) => [0, 1].flatMap((y) => [0, 1].map((z) => [2 * x, 2 * y, 2 * z] as const)));
const sizes = (points: readonly Vector[]): number[] =>
  convexHull(points)
    .map(({ length }) => length)
    .sort();

describe('convexHull', () => {
  it('joins what lies in a plane to one face', () => {
    expect(sizes(cube)).toEqual([4, 4, 4, 4, 4, 4]);
  });

  it('bears corners a little out of their plane', () => {
    const shaken = cube.map(([x, y, z], i): Vector => [x + 0.01 * (i % 3), y - 0.008 * (i % 2), z + 0.006 * (i % 5)]);
    const faces = convexHull(shaken);
    // Euler: a closed body, whatever squares fell apart into triangles.
    const edges = faces.reduce((sum, face) => sum + face.length, 0) / 2;
    expect(8 - edges + faces.length).toBe(2);
  });

  it('finds octahedron, tetrahedron, cuboctahedron and icosahedron', () => {
    const signs = [-2, 2];
    const octahedron = signs.flatMap((s): Vector[] => [
      [s, 0, 0],
      [0, s, 0],
      [0, 0, s],
    ]);
    expect(sizes(octahedron)).toEqual(Array(8).fill(3));
    expect(sizes([cube[0]!, cube[3]!, cube[5]!, cube[6]!])).toEqual([3, 3, 3, 3]);
    const pairs = (p: number, q: number): Vector[] =>
      [-p, p].flatMap((s) =>
        [-q, q].flatMap((t): Vector[] => [
          [s, t, 0],
          [0, s, t],
          [t, 0, s],
        ]),
      );
    expect(sizes(pairs(2, 2))).toEqual([...Array(8).fill(3), ...Array(6).fill(4)]);
    expect(sizes(pairs(2, (Math.sqrt(5) - 1) * 1))).toEqual(Array(20).fill(3));
  });

  it('leaves out a corner inside and gives nothing for flat or few points', () => {
    expect(new Set(convexHull([...cube, [1, 1, 1], [1, 1, 0]]).flat())).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
    expect(
      convexHull([
        [0, 0, 0],
        [2, 0, 0],
        [0, 2, 0],
        [2, 2, 0],
      ]),
    ).toEqual([]);
    expect(
      convexHull([
        [0, 0, 0],
        [2, 0, 0],
        [0, 2, 0],
      ]),
    ).toEqual([]);
    expect(convexHull([])).toEqual([]);
  });
});
