import { mainElement } from '../scene/atom-shares.js';
import { colourIn } from '../scene/element-colours.js';
import type { StructureScene } from '../scene/structure-scene.js';
import { added, scaled, type Vector } from '../scene/vector.js';
import { drawAtom } from './draw-atom.js';
import { drawBond } from './draw-bond.js';
import { drawCell } from './draw-cell.js';
import { drawPolyhedron } from './draw-polyhedron.js';
import type { Drawn, FlatShape } from './flat-shape.js';
import { projected, projectionAlong } from './projection.js';

/** From here on atoms are small enough to be mere discs. */
const CROWD = 500;
/** A corner lies over the faces that meet in it by this much, angstrom. */
const OVER = 1e-3;

/**
 * A scene in parallel projection from its own direction of view, as flat shapes in the order in which they are to be
 * painted; the middle of the cell lies at 0, 0.
 */
export function drawScene(scene: StructureScene): FlatShape[] {
  const [a, b, c] = scene.cell;
  const projection = projectionAlong(scene.view, scaled(added(a, added(b, c)), 0.5));
  const places = scene.atoms.map(({ position }) => projected(projection, position));
  const colour = (element: string): string => colourIn(scene.colours, element);
  const colourOf = (atom: number): string => colour(mainElement(scene.atoms[atom]!.shares));
  const end = (atom: number) => ({ at: places[atom]!, radius: scene.atoms[atom]!.radius, colour: colourOf(atom) });

  const faces: Drawn[] = [];
  const over = new Map<string, number>();
  for (const polyhedron of scene.polyhedra) {
    const at = polyhedron.corners.map((corner) => projected(projection, corner));
    const drawn = drawPolyhedron(polyhedron, at, colour(polyhedron.element));
    faces.push(...drawn);
    polyhedron.faces.forEach((face, f) => {
      for (const corner of face) {
        const name = nameOf(polyhedron.corners[corner]!);
        over.set(name, Math.max(over.get(name) ?? Number.NEGATIVE_INFINITY, drawn[f]!.depth));
      }
    });
  }
  const plain = scene.atoms.length > CROWD;
  const atoms = scene.atoms.map(({ position, shares, radius }, i): Drawn => {
    const [x, y, z] = places[i]!;
    // Half of a corner's sphere stands out of its polyhedra; a face painted over it would seem to cut it.
    const depth = Math.max(z, (over.get(nameOf(position)) ?? z) + OVER);
    return { depth, shapes: drawAtom(shares, scene.colours, [x, y], radius, plain) };
  });
  const bonds = scene.bonds.flatMap(({ from, to }) => drawBond(end(from), end(to)));
  return [...drawCell(scene, projection), ...faces, ...bonds, ...atoms]
    .map((drawn, i) => ({ drawn, i }))
    .sort((one, other) => one.drawn.depth - other.drawn.depth || one.i - other.i)
    .flatMap(({ drawn }) => drawn.shapes.map(shortened));
}

/** To a thousandth of an angstrom, so that a figure stays small. */
function shortened(shape: FlatShape): FlatShape {
  const short = (value: number): number => Math.round(value * 1e3) / 1e3 + 0;
  const place = ([x, y]: readonly [number, number]): readonly [number, number] => [short(x), short(y)];
  if ('outline' in shape) return { ...shape, outline: shape.outline.map(place) };
  return { ...shape, centre: place(shape.centre), radius: short(shape.radius) };
}

function nameOf(point: Vector): string {
  return point.join(' ');
}
