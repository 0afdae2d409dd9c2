import {
  AmbientLight,
  type Camera,
  DirectionalLight,
  OrthographicCamera,
  PerspectiveCamera,
  Quaternion,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import type { StructureScene } from '../../../../src/crystal/scene/structure-scene.js';
import { onScreen } from '../orientation.js';
import type { StructureState } from '../structure-session.js';
import { type CrystalModel, crystalModel, disposeModel, halfHeight, type StageTheme } from './crystal-model.js';
import { WordSprites } from './word-sprites.js';

export interface StageSize {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

const VIEW_ANGLE_DEG = 24;
/** Side of the corner in which the axes stand, CSS pixels. */
const TRIAD_PX = 92;
/** Half the thickness of the cell's edges, CSS pixels. */
const EDGE_PX = 0.8;
/** Free room around the structure. */
const ROOM = 1.06;

/**
 * A structure on a canvas by WebGL. Draws when it is told to and never by itself.
 *
 * @throws when the browser has no WebGL
 */
export class CrystalStage {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #corner = new Scene();
  readonly #flat = new OrthographicCamera();
  readonly #deep = new PerspectiveCamera(VIEW_ANGLE_DEG);
  /** Made when they are first asked for: there may be hundreds. */
  #labels: WordSprites | undefined;
  readonly #cornerCamera = new OrthographicCamera(-1.7, 1.7, 1.7, -1.7, 0, 10);
  #model: CrystalModel | undefined;
  #theme: StageTheme = { ink: '#000000', paper: '#ffffff' };
  #size: StageSize = { width: 1, height: 1, pixelRatio: 1 };

  constructor(canvas: HTMLCanvasElement) {
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, powerPreference: 'low-power' });
    this.#renderer.autoClear = false;
    for (const scene of [this.#scene, this.#corner]) {
      // From the upper left, as drawings are lit; it stays with the eye while the crystal turns.
      const light = new DirectionalLight('#ffffff', 2.3);
      light.position.set(-0.5, 0.75, 0.9);
      scene.add(light, new AmbientLight('#ffffff', 1.3));
    }
    this.#cornerCamera.position.z = 5;
  }

  /** Takes another structure, or the same in other colours. */
  show(structure: StructureScene, theme: StageTheme): void {
    this.#drop();
    const model = crystalModel(structure, theme);
    this.#model = model;
    this.#theme = theme;
    this.#renderer.setClearColor(theme.paper);
    this.#scene.add(model.group);
    this.#corner.add(model.triad);
  }

  resize(size: StageSize): void {
    this.#size = size;
    this.#renderer.setPixelRatio(size.pixelRatio);
    // The style sheet says how large the canvas is on the page.
    this.#renderer.setSize(size.width, size.height, false);
  }

  draw(state: StructureState): void {
    const model = this.#model;
    if (model === undefined) return;
    const { width, height } = this.#size;
    const turn = new Quaternion(...state.orientation);
    const unitPerPixel = this.#place(model, state, turn);
    const towards = new Vector3(0, 0, 1).applyQuaternion(turn.clone().invert());
    model.atoms.face(turn);
    for (const mesh of model.atoms.meshes) mesh.visible = state.shown.atoms;
    model.bonds.visible = state.shown.bonds;
    model.polyhedra.visible = state.shown.polyhedra;
    model.cell.mesh.visible = state.shown.cell;
    model.cell.thicken(EDGE_PX * unitPerPixel);
    this.#label(model, state, towards, unitPerPixel);

    this.#renderer.setViewport(0, 0, width, height);
    this.#renderer.clear();
    this.#renderer.render(this.#scene, this.#camera(state));
    if (!state.shown.cell) return;
    model.triad.quaternion.copy(turn);
    model.letters.place(towards, 3.4 / TRIAD_PX);
    this.#renderer.clearDepth();
    this.#renderer.setViewport(0, 0, TRIAD_PX, TRIAD_PX);
    this.#renderer.render(this.#corner, this.#cornerCamera);
  }

  /**
   * The present view as a PNG on white.
   *
   * @param pixels of its longer side, as far as the graphics card goes
   */
  async png(state: StructureState, structure: StructureScene, theme: StageTheme, pixels: number): Promise<Blob> {
    const before = this.#size;
    const longest = Math.max(before.width, before.height);
    const most = Math.min(pixels, this.#renderer.capabilities.maxTextureSize);
    this.show(structure, { ink: '#1b2328', paper: '#ffffff' });
    this.resize({ ...before, pixelRatio: most / longest });
    this.draw(state);
    // Takes what is on the canvas now; the page then gets its own picture back before it is seen.
    const made = new Promise<Blob | null>((done) => {
      this.#renderer.domElement.toBlob(done, 'image/png');
    });
    this.show(structure, theme);
    this.resize(before);
    this.draw(state);
    const png = await made;
    if (png === null) throw new Error('the browser could not make a picture of this size');
    return png;
  }

  /** Calls back when the graphics card, having lost the picture, can draw it again. Returns what ends that. */
  onRestored(call: () => void): () => void {
    const canvas = this.#renderer.domElement;
    canvas.addEventListener('webglcontextrestored', call);
    return () => canvas.removeEventListener('webglcontextrestored', call);
  }

  dispose(): void {
    this.#drop();
    this.#renderer.dispose();
    // Browsers allow few contexts at a time and take them back late.
    this.#renderer.forceContextLoss();
  }

  /** Turns and moves the crystal before the camera. @returns length of a pixel of the page in its middle, angstrom */
  #place(model: CrystalModel, { zoom, pan, perspective, fitted }: StructureState, turn: Quaternion): number {
    const { width, height } = this.#size;
    const aspect = width / height;
    const half = (ROOM * halfHeight(model, fitted, aspect)) / zoom;
    model.group.quaternion.copy(turn);
    model.group.position.copy(model.middle).negate().applyQuaternion(turn);
    model.group.position.x += pan[0] * 2 * half;
    model.group.position.y += pan[1] * 2 * half;
    const deep = 4 * model.radius * (1 + Math.abs(pan[0]) + Math.abs(pan[1]));
    if (perspective) {
      // What stands in front is seen larger and shall fit too.
      const distance = half / Math.tan((VIEW_ANGLE_DEG * Math.PI) / 360) + model.radius / zoom;
      this.#deep.aspect = aspect;
      this.#deep.position.z = distance;
      this.#deep.near = Math.max(0.05 * distance, distance - deep);
      this.#deep.far = distance + deep;
      this.#deep.updateProjectionMatrix();
    } else {
      Object.assign(this.#flat, { left: -half * aspect, right: half * aspect, top: half, bottom: -half });
      this.#flat.position.z = deep;
      this.#flat.near = 0;
      this.#flat.far = 2 * deep;
      this.#flat.updateProjectionMatrix();
    }
    return (2 * half) / height;
  }

  #camera({ perspective }: StructureState): Camera {
    return perspective ? this.#deep : this.#flat;
  }

  #drop(): void {
    const model = this.#model;
    if (model === undefined) return;
    this.#scene.remove(model.group);
    this.#corner.remove(model.triad);
    this.#labels?.dispose();
    this.#labels = undefined;
    disposeModel(model);
    this.#model = undefined;
  }

  #label(model: CrystalModel, { shown, orientation }: StructureState, towards: Vector3, unitPerPixel: number): void {
    const isShown = shown.labels;
    if (isShown && this.#labels === undefined) {
      this.#labels = new WordSprites(model.words, this.#theme.paper);
      this.#labels.addTo(model.group);
    }
    if (!isShown) {
      for (const sprite of this.#labels?.sprites ?? []) sprite.visible = false;
      return;
    }
    this.#labels?.place(towards, unitPerPixel);
    this.#labels?.thinOut((at) => onScreen(orientation, at));
  }
}
