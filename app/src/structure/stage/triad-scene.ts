import { ConeGeometry, CylinderGeometry, Group, Mesh, MeshPhongMaterial, Quaternion, Vector3 } from 'three';
import { AXIS_COLOURS } from '../../../../src/crystal/picture/draw-triad.js';
import type { StructureScene } from '../../../../src/crystal/scene/structure-scene.js';
import type { Word } from './word-sprites.js';

const SHAFT = 0.055;
const HEAD = { radius: 0.13, length: 0.34 } as const;
const UP = new Vector3(0, 1, 0);

/** Arrows along a, b, c, each of length 1. */
export function triadArrows({ cell }: StructureScene): Group {
  const group = new Group();
  cell.forEach((axis, i) => {
    const material = new MeshPhongMaterial({ color: AXIS_COLOURS[i]!, shininess: 30 });
    const shaft = new Mesh(new CylinderGeometry(SHAFT, SHAFT, 1 - HEAD.length, 12), material);
    shaft.position.y = (1 - HEAD.length) / 2;
    const head = new Mesh(new ConeGeometry(HEAD.radius, HEAD.length, 20), material);
    head.position.y = 1 - HEAD.length / 2;
    const arrow = new Group().add(shaft, head);
    arrow.quaternion.copy(new Quaternion().setFromUnitVectors(UP, new Vector3(...axis).normalize()));
    group.add(arrow);
  });
  return group;
}

/** Their letters, a little beyond the tips. */
export function triadWords({ cell }: StructureScene, ink: string): Word[] {
  return cell.map((axis, i) => {
    const [x, y, z] = new Vector3(...axis).normalize().multiplyScalar(1.32).toArray();
    return { text: 'abc'[i]!, at: [x, y, z], lift: 0.1, colour: ink, italic: true };
  });
}
