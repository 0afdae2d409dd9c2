import type { ScenePolyhedron } from '../scene/structure-scene.js';
import { centroid, cross, dot, subtracted, unit, type Vector } from '../scene/vector.js';
import type { Drawn } from './flat-shape.js';
import { shaded } from './shade.js';

/** From the upper left, in front: where drawings are lit from. */
const LIGHT = unit([-0.45, 0.65, 0.75]);
const OPACITY = { front: 0.56, back: 0.38 } as const;

/** The faces of a polyhedron, lit by their slope; those behind are fainter. `at` gives the corners as projected. */
export function drawPolyhedron({ faces }: ScenePolyhedron, at: readonly Vector[], colour: string): Drawn[] {
  return faces.map((face) => {
    const corners = face.map((n) => at[n]!);
    const normal = unit(cross(subtracted(corners[1]!, corners[0]!), subtracted(corners[2]!, corners[0]!)));
    const front = normal[2] > 0;
    const light = Math.max(0, dot(normal, LIGHT));
    return {
      depth: centroid(corners)[2],
      shapes: [
        {
          outline: corners.map(([x, y]) => [x, y] as const),
          fill: shaded(colour, front ? -0.28 + 0.55 * light : -0.15),
          fillOpacity: front ? OPACITY.front : OPACITY.back,
          stroke: shaded(colour, front ? -0.38 : -0.2),
          strokeWidth: front ? 0.45 : 0.25,
        },
      ],
    };
  });
}
