import type { StructureScene } from '../scene/structure-scene.js';
import { unit } from '../scene/vector.js';
import type { FlatShape } from './flat-shape.js';
import { projectionAlong, turned } from './projection.js';

/** Directions of a, b, c: red, green, blue, as every program of crystallography has them. */
export const AXIS_COLOURS = ['#c5402f', '#34914a', '#2f62b5'] as const;

export interface Triad {
  readonly shapes: readonly FlatShape[];
  readonly labels: readonly { readonly text: string; readonly x: number; readonly y: number }[];
}

/** Lengths in shares of an arrow's. */
const HEAD = { length: 0.3, half: 0.11 } as const;
const LABEL_GAP = 0.36;
/** An axis that points nearly at the eye has no arrow, only its label. */
const SEEN = 0.12;

/** Arrows along the axes of the cell from a place in the picture, each as long as `length` where it lies in the plane. */
export function drawTriad(scene: StructureScene, at: readonly [number, number], length: number): Triad {
  const projection = projectionAlong(scene.view, [0, 0, 0]);
  const axes = scene.cell
    .map((axis, i) => ({ to: turned(projection, unit(axis)), i }))
    .sort((p, q) => p.to[2] - q.to[2]);
  const labels = axes.map(({ to: [x, y], i }) => {
    const flat = Math.sqrt(x * x + y * y);
    // The label of an axis without an arrow stands below the origin, where no arrow of a right-handed view goes.
    const [ux, uy] = flat < SEEN ? [-0.7, -0.7] : [x / flat, y / flat];
    const reach = Math.max(flat, SEEN) + LABEL_GAP;
    return { text: 'abc'[i]!, x: at[0] + ux * reach * length, y: at[1] + uy * reach * length };
  });
  return { shapes: axes.flatMap(({ to, i }) => arrow(at, [to[0], to[1]], length, AXIS_COLOURS[i]!)), labels };
}

function arrow(
  [x, y]: readonly [number, number],
  [dx, dy]: readonly [number, number],
  length: number,
  colour: `#${string}`,
): FlatShape[] {
  const flat = Math.sqrt(dx * dx + dy * dy);
  if (flat < SEEN) return [{ centre: [x, y], radius: 0.09 * length, fill: colour }];
  const point = (along: number, aside: number): [number, number] => [
    x + length * (dx * along - (dy / flat) * aside),
    y + length * (dy * along + (dx / flat) * aside),
  ];
  // A short arrow has a small head, so that it stays an arrow.
  const head = Math.min(1, (0.65 * flat) / HEAD.length);
  const neck = 1 - (head * HEAD.length) / flat;
  return [
    { outline: [point(0, 0), point((neck + 1) / 2, 0)], open: true, stroke: colour, strokeWidth: 1 },
    { outline: [point(1, 0), point(neck, head * HEAD.half), point(neck, -head * HEAD.half)], fill: colour },
  ];
}
