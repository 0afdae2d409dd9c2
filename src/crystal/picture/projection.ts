import { cross, dot, subtracted, type Vector } from '../scene/vector.js';

/** Parallel projection along a direction of view. */
export interface Projection {
  readonly right: Vector;
  readonly up: Vector;
  /** Towards the eye. */
  readonly near: Vector;
  /** What lies in the middle of the picture. */
  readonly middle: Vector;
}

export function projectionAlong(view: { readonly from: Vector; readonly up: Vector }, middle: Vector): Projection {
  return { right: cross(view.up, view.from), up: view.up, near: view.from, middle };
}

/** x to the right, y upwards, z towards the eye, from the middle. */
export function projected({ right, up, near, middle }: Projection, point: Vector): Vector {
  const from = subtracted(point, middle);
  return [dot(from, right), dot(from, up), dot(from, near)];
}

/** The same for a direction. */
export function turned({ right, up, near }: Projection, direction: Vector): Vector {
  return [dot(direction, right), dot(direction, up), dot(direction, near)];
}
