import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StructureScene } from '../../../src/crystal/scene/structure-scene.js';
import { along, type Direction, facing, type Orientation, turned } from './orientation.js';

/** Parts of a picture that can be switched off, in the order of their switches. */
export const PARTS = ['atoms', 'polyhedra', 'bonds', 'cell', 'labels'] as const;
export type Part = (typeof PARTS)[number];

/** How a structure is looked at. Nothing of this is kept or saved. */
export interface StructureState {
  readonly orientation: Orientation;
  /** The orientation in which everything is seen at a zoom of 1: turning shall not change the size. */
  readonly fitted: Orientation;
  /** 1 is as large as everything fits. */
  readonly zoom: number;
  /** How far the picture is moved, as a share of its height: to the right, upwards. */
  readonly pan: readonly [right: number, up: number];
  readonly shown: Readonly<Record<Part, boolean>>;
  readonly perspective: boolean;
}

export type StructureSession = StoreApi<StructureState>;

const ZOOM = { least: 0.3, most: 30 } as const;
/** Beyond this nothing would be left in sight. */
const FARTHEST_PAN = 2;

/** A structure as it is first seen. */
export function firstState({ view }: StructureScene): StructureState {
  const orientation = facing(view.from, view.up);
  return {
    orientation,
    fitted: orientation,
    zoom: 1,
    pan: [0, 0],
    shown: { atoms: true, polyhedra: true, bonds: true, cell: true, labels: false },
    perspective: false,
  };
}

export function createStructureSession(scene: StructureScene): StructureSession {
  return createStore<StructureState>(() => firstState(scene));
}

export function turnedBy(state: StructureState, right: number, down: number, clockwise = 0): StructureState {
  return { ...state, orientation: turned(state.orientation, right, down, clockwise) };
}

export function zoomedBy(state: StructureState, factor: number): StructureState {
  const zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, state.zoom * factor));
  return zoom === state.zoom || !Number.isFinite(zoom) ? state : { ...state, zoom };
}

export function movedBy(state: StructureState, right: number, up: number): StructureState {
  const held = (value: number): number => Math.min(FARTHEST_PAN, Math.max(-FARTHEST_PAN, value));
  return { ...state, pan: [held(state.pan[0] + right), held(state.pan[1] + up)] };
}

/** Back to the first view; what is switched on or off stays. */
export function restored(state: StructureState, scene: StructureScene): StructureState {
  return { ...firstState(scene), shown: state.shown, perspective: state.perspective };
}

export function lookingAlong(state: StructureState, { cell }: StructureScene, direction: Direction): StructureState {
  const orientation = along(cell, direction);
  return { ...state, orientation, fitted: orientation, zoom: 1, pan: [0, 0] };
}

export function withPart(state: StructureState, part: Part, isShown: boolean): StructureState {
  return { ...state, shown: { ...state.shown, [part]: isShown } };
}

const STEP = Math.PI / 12;
const ZOOM_STEP = 1.2;
const MOVE_STEP = 0.05;

/** What a key does: arrows turn (with Shift they move), + and - zoom, comma and full stop roll, 0 resets; undefined for others. */
export function afterKey(
  state: StructureState,
  scene: StructureScene,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): StructureState | undefined {
  const arrows: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const arrow = arrows[key];
  if (arrow !== undefined) {
    const [right, down] = arrow;
    return shiftKey ? movedBy(state, right * MOVE_STEP, -down * MOVE_STEP) : turnedBy(state, right * STEP, down * STEP);
  }
  switch (key) {
    case '+':
    case '=':
      return zoomedBy(state, ZOOM_STEP);
    case '-':
    case '_':
      return zoomedBy(state, 1 / ZOOM_STEP);
    case ',':
      return turnedBy(state, 0, 0, -STEP);
    case '.':
      return turnedBy(state, 0, 0, STEP);
    case '0':
      return restored(state, scene);
    default:
      return undefined;
  }
}
