import {
  Color,
  CylinderGeometry,
  InstancedMesh,
  type Material,
  Matrix4,
  MeshPhongMaterial,
  Quaternion,
  Vector3,
} from 'three';
import { mainElement } from '../../../../src/crystal/scene/atom-shares.js';
import { colourIn } from '../../../../src/crystal/scene/element-colours.js';
import type { StructureScene } from '../../../../src/crystal/scene/structure-scene.js';

type Point = readonly [number, number, number];

interface Stick {
  readonly from: Point;
  readonly to: Point;
  readonly colour: string;
}

const BOND_RADIUS = 0.085;
const UP = new Vector3(0, 1, 0);

/** Bonds as two half sticks, each in the colour of its atom. */
export function bondSticks({ atoms, bonds, colours }: StructureScene): InstancedMesh {
  const colourOf = (atom: number): string => colourIn(colours, mainElement(atoms[atom]!.shares));
  const sticks = bonds.flatMap(({ from, to }): Stick[] => {
    const [a, b] = [atoms[from]!.position, atoms[to]!.position];
    const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
    return [
      { from: a, to: middle, colour: colourOf(from) },
      { from: b, to: middle, colour: colourOf(to) },
    ];
  });
  return sticksOf(sticks, BOND_RADIUS, new MeshPhongMaterial({ shininess: 40, specular: '#2a2a2a' }), 12);
}

/** The twelve edges of the cell; `thicken` gives them a radius in angstrom. */
export interface CellEdges {
  readonly mesh: InstancedMesh;
  thicken(radius: number): void;
}

export function cellEdges(scene: StructureScene, material: Material): CellEdges {
  const corner = (indices: readonly number[]): Point =>
    [0, 1, 2].map((i) => indices.reduce((sum, n, axis) => sum + n * scene.cell[axis]![i]!, 0)) as unknown as Point;
  const sticks = [0, 1, 2].flatMap((axis) =>
    [0, 1].flatMap((p) =>
      [0, 1].map((q): Stick => {
        const start = [0, 0, 0];
        start[(axis + 1) % 3] = p;
        start[(axis + 2) % 3] = q;
        const end = start.with(axis, 1);
        return { from: corner(start), to: corner(end), colour: '#ffffff' };
      }),
    ),
  );
  const mesh = sticksOf(sticks, 1, material, 6);
  return { mesh, thicken: (radius) => placeSticks(mesh, sticks, radius) };
}

function sticksOf(sticks: readonly Stick[], radius: number, material: Material, sides: number): InstancedMesh {
  const mesh = new InstancedMesh(new CylinderGeometry(1, 1, 1, sides, 1, true), material, sticks.length);
  const colour = new Color();
  sticks.forEach((stick, i) => {
    mesh.setColorAt(i, colour.set(stick.colour));
  });
  placeSticks(mesh, sticks, radius);
  mesh.frustumCulled = false;
  return mesh;
}

function placeSticks(mesh: InstancedMesh, sticks: readonly Stick[], radius: number): void {
  const matrix = new Matrix4();
  const turn = new Quaternion();
  const [along, middle, size] = [new Vector3(), new Vector3(), new Vector3()];
  sticks.forEach(({ from, to }, i) => {
    along.set(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
    const length = along.length();
    middle.set((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, (from[2] + to[2]) / 2);
    turn.setFromUnitVectors(UP, along.normalize());
    mesh.setMatrixAt(i, matrix.compose(middle, turn, size.set(radius, length, radius)));
  });
  mesh.instanceMatrix.needsUpdate = true;
}
