import { Group, InstancedMesh, MeshBasicMaterial, type Object3D, Vector3 } from 'three';
import type { StructureScene } from '../../../../src/crystal/scene/structure-scene.js';
import { type Orientation, onScreen } from '../orientation.js';
import { type AtomMeshes, atomMeshes } from './atom-meshes.js';
import { polyhedraGroup } from './polyhedra-group.js';
import { bondSticks, type CellEdges, cellEdges } from './stick-meshes.js';
import { triadArrows, triadWords } from './triad-scene.js';
import { type Word, WordSprites } from './word-sprites.js';

/** Colours of what is neither element nor axis. */
export interface StageTheme {
  readonly ink: string;
  readonly paper: string;
}

/** What is drawn for one structure in one theme. */
export interface CrystalModel {
  readonly structure: StructureScene;
  readonly group: Group;
  readonly atoms: AtomMeshes;
  readonly bonds: Object3D;
  readonly polyhedra: Object3D;
  readonly cell: CellEdges;
  /** Labels of the sites. */
  readonly words: readonly Word[];
  /** The axes and their letters, for a corner of their own. */
  readonly triad: Group;
  readonly letters: WordSprites;
  /** Middle of the picture and the radius around it that holds everything. */
  readonly middle: Vector3;
  readonly radius: number;
}

/** More labels than these cover the picture. */
const MOST_LABELS = 800;

export function crystalModel(structure: StructureScene, { ink, paper }: StageTheme): CrystalModel {
  const atoms = atomMeshes(structure);
  const bonds = bondSticks(structure);
  const polyhedra = polyhedraGroup(structure);
  const cell = cellEdges(structure, new MeshBasicMaterial({ color: ink }));
  const group = new Group().add(...atoms.meshes, bonds, polyhedra, cell.mesh);
  const words = structure.atoms
    .slice(0, MOST_LABELS)
    .map(({ site, position, radius }) => ({ text: site, at: position, lift: radius * 1.2, colour: ink }));
  const triad = triadArrows(structure);
  const letters = new WordSprites(triadWords(structure, ink), paper);
  letters.addTo(triad);
  return { group, atoms, bonds, polyhedra, cell, words, triad, letters, structure, ...boundsOf(structure) };
}

/** Half the height of a picture that holds everything at an orientation, angstrom. */
export function halfHeight({ structure, middle }: CrystalModel, fitted: Orientation, aspect: number): number {
  const { cell, atoms } = structure;
  let half = 0;
  const hold = (x: number, y: number, z: number, radius: number): void => {
    const [right, up] = onScreen(fitted, [x - middle.x, y - middle.y, z - middle.z]);
    half = Math.max(half, Math.abs(up) + radius, (Math.abs(right) + radius) / aspect);
  };
  for (const { position, radius } of atoms) hold(...position, radius);
  for (const corner of cornersOf(cell)) hold(...corner, 0);
  return half;
}

/** Everything lies around the middle of the cell, whatever the orientation. */
function boundsOf({ cell, atoms }: StructureScene): { middle: Vector3; radius: number } {
  const middle = new Vector3();
  for (const axis of cell) middle.addScaledVector(new Vector3(...axis), 0.5);
  const place = new Vector3();
  let radius = 0;
  for (const corner of cornersOf(cell)) radius = Math.max(radius, place.set(...corner).distanceTo(middle));
  for (const atom of atoms) radius = Math.max(radius, place.set(...atom.position).distanceTo(middle) + atom.radius);
  return { middle, radius };
}

function cornersOf(cell: StructureScene['cell']): [number, number, number][] {
  return Array.from({ length: 8 }, (_, corner) => {
    const place = new Vector3();
    for (const i of [0, 1, 2] as const) if ((corner >> i) & 1) place.add(new Vector3(...cell[i]));
    return place.toArray();
  });
}

/** Gives back what the graphics card holds. */
export function disposeModel(model: CrystalModel): void {
  model.letters.dispose();
  model.atoms.dispose();
  disposeAll(model.group);
  disposeAll(model.triad);
}

interface Disposable {
  dispose(): void;
}

function disposeAll(root: Object3D): void {
  root.traverse((object) => {
    const { geometry, material } = object as Object3D & { geometry?: Disposable; material?: Disposable | Disposable[] };
    if (object instanceof InstancedMesh) object.dispose();
    geometry?.dispose();
    for (const one of Array.isArray(material) ? material : [material]) one?.dispose();
  });
}
