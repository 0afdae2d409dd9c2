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
import type { StructureScene } from '../../../../src/crystal/scene/structure-scene.js';

type Point = readonly [number, number, number];

interface Stick {
  readonly from: Point;
  readonly to: Point;
  readonly colour: string;
}

const BOND_RADIUS = 0.085;
const EDGE_RADIUS = 0.034;
const UP = new Vector3(0, 1, 0);

/** Bonds as two half sticks, each in the colour of its atom. */
export function bondSticks({ atoms, bonds, colours }: StructureScene): InstancedMesh {
  const colourOf = (atom: number): string => {
    const { shares } = atoms[atom]!;
    const { element } = shares.reduce((most, share) => (share.occupancy > most.occupancy ? share : most));
    return colours[element] ?? '#a39c94';
  };
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

/** The twelve edges of the cell, in one colour that `paint` changes. */
export function cellEdges(scene: StructureScene, material: Material): InstancedMesh {
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
  return sticksOf(sticks, EDGE_RADIUS, material, 6);
}

function sticksOf(sticks: readonly Stick[], radius: number, material: Material, sides: number): InstancedMesh {
  const geometry = new CylinderGeometry(radius, radius, 1, sides, 1, true);
  const mesh = new InstancedMesh(geometry, material, sticks.length);
  const matrix = new Matrix4();
  const turn = new Quaternion();
  const [along, middle, size, colour] = [new Vector3(), new Vector3(), new Vector3(), new Color()];
  sticks.forEach(({ from, to, colour: paint }, i) => {
    along.set(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
    const length = along.length();
    middle.set((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, (from[2] + to[2]) / 2);
    turn.setFromUnitVectors(UP, along.normalize());
    mesh.setMatrixAt(i, matrix.compose(middle, turn, size.set(1, length, 1)));
    mesh.setColorAt(i, colour.set(paint));
  });
  mesh.frustumCulled = false;
  return mesh;
}
