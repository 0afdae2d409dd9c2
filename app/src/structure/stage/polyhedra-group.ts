import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshLambertMaterial,
} from 'three';
import { colourIn } from '../../../../src/crystal/scene/element-colours.js';
import type { StructureScene } from '../../../../src/crystal/scene/structure-scene.js';

const OPACITY = 0.5;
/** Edges are darker than faces. */
const EDGE = 0.45;

/** All polyhedra as one translucent body with flat faces, and their edges as lines. */
export function polyhedraGroup(scene: StructureScene): Group {
  const places: number[] = [];
  const colours: number[] = [];
  const linePlaces: number[] = [];
  const lineColours: number[] = [];
  const colour = new Color();
  for (const { corners, faces, element } of scene.polyhedra) {
    colour.set(colourIn(scene.colours, element));
    for (const face of faces) {
      for (let i = 1; i + 1 < face.length; i++) {
        for (const n of [face[0]!, face[i]!, face[i + 1]!]) {
          places.push(...corners[n]!);
          colours.push(colour.r, colour.g, colour.b);
        }
      }
      face.forEach((n, i) => {
        const next = face[(i + 1) % face.length]!;
        // Each edge belongs to two faces and is drawn by one of them.
        if (next < n) return;
        linePlaces.push(...corners[n]!, ...corners[next]!);
        for (let end = 0; end < 2; end++) lineColours.push(colour.r * EDGE, colour.g * EDGE, colour.b * EDGE);
      });
    }
  }
  const body = geometryOf(places, colours);
  // Corners are not shared between faces, so that each face has one shade.
  body.computeVertexNormals();
  const faces = new Mesh(
    body,
    new MeshLambertMaterial({
      vertexColors: true,
      transparent: true,
      opacity: OPACITY,
      side: DoubleSide,
      depthWrite: false,
    }),
  );
  const edges = new LineSegments(
    geometryOf(linePlaces, lineColours),
    new LineBasicMaterial({ vertexColors: true, transparent: true, opacity: 0.75, depthWrite: false }),
  );
  faces.renderOrder = 1;
  edges.renderOrder = 2;
  return new Group().add(faces, edges);
}

function geometryOf(places: readonly number[], colours: readonly number[]): BufferGeometry {
  return new BufferGeometry()
    .setAttribute('position', new BufferAttribute(Float32Array.from(places), 3))
    .setAttribute('color', new BufferAttribute(Float32Array.from(colours), 3));
}
