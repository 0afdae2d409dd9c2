import { added, lengthOf, scaled, subtracted, type Vector } from '../scene/vector.js';
import type { Drawn, FlatShape } from './flat-shape.js';
import { shaded } from './shade.js';

/** Half the thickness of a stick, angstrom. */
const STICK = 0.075;

/** One end of a bond: the place of the atom as projected, its radius and colour. */
export interface BondEnd {
  readonly at: Vector;
  readonly radius: number;
  readonly colour: string;
}

/** A stick in the colours of its ends, as two halves that are sorted by depth on their own. */
export function drawBond(from: BondEnd, to: BondEnd): Drawn[] {
  const length = lengthOf(subtracted(to.at, from.at));
  if (length <= from.radius + to.radius) return [];
  const middle = scaled(added(from.at, to.at), 0.5);
  return [half(from, middle, length), half(to, middle, length)];
}

function half({ at, radius, colour }: BondEnd, middle: Vector, length: number): Drawn {
  // The stick comes out of the sphere at its surface, which for a bond towards the eye is seen inside of the disc.
  const start = added(at, scaled(subtracted(middle, at), (1.8 * radius) / length));
  const [dx, dy] = [middle[0] - start[0], middle[1] - start[1]];
  const flat = Math.sqrt(dx * dx + dy * dy);
  const depth = (start[2] + middle[2]) / 2;
  if (flat < 0.01) return { depth, shapes: [] };
  const [nx, ny] = [(-dy / flat) * STICK, (dx / flat) * STICK];
  const edge = (width: number): [number, number][] => [
    [start[0] + nx * width, start[1] + ny * width],
    [middle[0] + nx * width, middle[1] + ny * width],
  ];
  const strip = (low: number, high: number, fill: `#${string}`): FlatShape => ({
    outline: [...edge(low), ...edge(high).reverse()],
    fill,
  });
  const dark = shaded(colour, -0.45);
  // The upper side is the lighter one, wherever the bond points.
  const light = ny - nx >= 0 ? 1 : -1;
  return {
    depth,
    shapes: [
      strip(-1, 1, shaded(colour, -0.1)),
      strip(light * 0.05, light * 0.6, shaded(colour, 0.25)),
      ...[-1, 1].map((side): FlatShape => ({ outline: edge(side), open: true, stroke: dark, strokeWidth: 0.3 })),
    ],
  };
}
