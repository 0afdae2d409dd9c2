import {
  BackSide,
  Color,
  InstancedMesh,
  Matrix4,
  MeshBasicMaterial,
  MeshPhongMaterial,
  Quaternion,
  SphereGeometry,
  Vector3,
} from 'three';
import { FULL, filledShare, isWhole, mainElement } from '../../../../src/crystal/scene/atom-shares.js';
import { colourIn } from '../../../../src/crystal/scene/element-colours.js';
import type { SceneAtom, StructureScene } from '../../../../src/crystal/scene/structure-scene.js';

/** What is not there: the same on light and dark, as on paper. */
const VACANCY = '#f6f4ee';
const SHININESS = 70;
const RIM = { share: 1.015, least: 0.012, shade: 0.22 } as const;

/** Spheres of a scene: whole ones, and balls cut like an orange for positions that are shared or not always filled. */
export interface AtomMeshes {
  readonly meshes: readonly InstancedMesh[];
  /** Turns the cut balls so that all of their pieces face the eye. */
  face(orientation: Quaternion): void;
  dispose(): void;
}

export function atomMeshes(scene: StructureScene): AtomMeshes {
  const whole: SceneAtom[] = [];
  const cut = new Map<string, SceneAtom[]>();
  for (const atom of scene.atoms) {
    if (isWhole(atom.shares)) {
      whole.push(atom);
      continue;
    }
    const kind = atom.shares.map(({ element, occupancy }) => `${element}${occupancy}`).join();
    cut.set(kind, [...(cut.get(kind) ?? []), atom]);
  }
  const detail = detailFor(scene.atoms.length);
  const material = new MeshPhongMaterial({ shininess: SHININESS, specular: '#5a5a5a' });
  const spheres = wholeSpheres(whole, scene, detail, material);
  const wedges = [...cut.values()].flatMap((atoms) => wedgesOf(atoms, scene, detail, material));
  const outline = new MeshBasicMaterial({ side: BackSide });
  const rims = rimsOf(scene, detail, outline);
  const meshes = [...(spheres === undefined ? [] : [spheres]), ...wedges.map(({ mesh }) => mesh), rims];
  const matrix = new Matrix4();
  const back = new Quaternion();
  const place = new Vector3();
  const size = new Vector3();
  return {
    meshes,
    face(orientation) {
      back.copy(orientation).invert();
      for (const { mesh, atoms } of wedges) {
        atoms.forEach(({ position, radius }, i) => {
          mesh.setMatrixAt(i, matrix.compose(place.set(...position), back, size.setScalar(radius)));
        });
        mesh.instanceMatrix.needsUpdate = true;
      }
    },
    dispose() {
      for (const mesh of meshes) {
        mesh.geometry.dispose();
        mesh.dispose();
      }
      material.dispose();
      outline.dispose();
    },
  };
}

/** Segments around and from pole to pole: round where few are seen, light where they are many. */
function detailFor(atoms: number): readonly [number, number] {
  return atoms <= 400 ? [26, 17] : atoms <= 1500 ? [20, 13] : [12, 8];
}

function wholeSpheres(
  atoms: readonly SceneAtom[],
  scene: StructureScene,
  [around, down]: readonly [number, number],
  material: MeshPhongMaterial,
): InstancedMesh | undefined {
  if (atoms.length === 0) return undefined;
  const mesh = new InstancedMesh(new SphereGeometry(1, around, down), material, atoms.length);
  const matrix = new Matrix4();
  const colour = new Color();
  atoms.forEach(({ position, radius, shares }, i) => {
    matrix.makeScale(radius, radius, radius).setPosition(...position);
    mesh.setMatrixAt(i, matrix);
    mesh.setColorAt(i, colour.set(colourIn(scene.colours, shares[0]!.element)));
  });
  return fixed(mesh);
}

/** The insides of slightly larger spheres: what is seen of them around the atoms is a thin dark rim. */
function rimsOf(
  { atoms, colours }: StructureScene,
  [around, down]: readonly [number, number],
  material: MeshBasicMaterial,
): InstancedMesh {
  const mesh = new InstancedMesh(new SphereGeometry(1, around, down), material, atoms.length);
  const matrix = new Matrix4();
  const colour = new Color();
  atoms.forEach(({ position, radius, shares }, i) => {
    const size = radius * RIM.share + RIM.least;
    mesh.setMatrixAt(i, matrix.makeScale(size, size, size).setPosition(...position));
    mesh.setColorAt(i, colour.set(colourIn(colours, mainElement(shares))).multiplyScalar(RIM.shade));
  });
  return fixed(mesh);
}

interface Wedge {
  readonly mesh: InstancedMesh;
  readonly atoms: readonly SceneAtom[];
}

/** One mesh for each piece of atoms that are filled alike, clockwise from the top as in the printed picture. */
function wedgesOf(
  atoms: readonly SceneAtom[],
  scene: StructureScene,
  [around, down]: readonly [number, number],
  material: MeshPhongMaterial,
): Wedge[] {
  const { shares } = atoms[0]!;
  const filled = filledShare(shares);
  const pieces = [
    ...shares.map(({ element, occupancy }) => ({ share: occupancy, colour: colourIn(scene.colours, element) })),
    ...(filled < FULL ? [{ share: 1 - filled, colour: VACANCY }] : []),
  ];
  let at = 0;
  return pieces.map(({ share, colour }) => {
    const angle = 2 * Math.PI * share;
    at += angle;
    const segments = Math.max(2, Math.ceil(around * share));
    // Its pole points to the eye; the angle of three.js runs against the clock from the left.
    const geometry = new SphereGeometry(1, segments, down, -Math.PI / 2 - at, angle).rotateX(Math.PI / 2);
    const mesh = new InstancedMesh(geometry, material, atoms.length);
    const paint = new Color(colour);
    for (let i = 0; i < atoms.length; i++) mesh.setColorAt(i, paint);
    return { mesh: fixed(mesh), atoms };
  });
}

/** A scene fills its picture: nothing is gained by asking what lies outside. */
function fixed(mesh: InstancedMesh): InstancedMesh {
  mesh.frustumCulled = false;
  return mesh;
}
