import { describe, expect, it } from 'vitest';
import { buildScene } from '../../../src/crystal/scene/build-scene.js';
import { perovskite, structureOf } from '../../../src/crystal/scene/test-support/sample-structures.js';
import { lengthOf, unit, type Vector } from '../../../src/crystal/scene/vector.js';
import { along, DIRECTIONS, facing, onScreen } from './orientation.js';
import { afterKey, firstState, lookingAlong, movedBy, turnedBy, withPart, zoomedBy } from './structure-session.js';
import { pinched } from './watch-structure.js';

const scene = buildScene(perovskite);
function near(actual: Vector, expected: Vector): void {
  for (const i of [0, 1, 2] as const) expect(actual[i]).toBeCloseTo(expected[i], 9);
}

const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });

describe('facing', () => {
  it('turns the wanted directions to the eye and upwards, whatever they are', () => {
    const directions: [Vector, Vector][] = [
      [
        [0, 0, 1],
        [0, 1, 0],
      ],
      [
        [1, 0, 0],
        [0, 0, 1],
      ],
      [
        [0, -1, 0],
        [0, 0, 1],
      ],
      [
        [0, 0, -1],
        [0, 1, 0],
      ],
      [
        [-1, 0, 0],
        [0, -1, 0],
      ],
      [
        [0.3, -0.5, 0.8],
        [0.1, 0.9, -0.2],
      ],
    ];
    for (const [from, up] of directions) {
      const q = facing(from, up);
      near(onScreen(q, unit(from)), [0, 0, 1]);
      const upward = onScreen(q, up);
      expect(upward[0]).toBeCloseTo(0, 9);
      expect(upward[1]).toBeGreaterThan(0);
      expect(Math.hypot(...q)).toBeCloseTo(1, 12);
    }
  });
});

describe('along', () => {
  const { cell } = buildScene(
    structureOf('tilted', { a: 5, b: 7, c: 9, alpha: 75, beta: 110, gamma: 95 }, ['-x,-y,-z'], []),
  );

  it('looks along each axis, and along the normals of the faces', () => {
    for (const direction of DIRECTIONS) {
      const q = along(cell, direction);
      const axis = 'abc'.indexOf(direction[0]!);
      if (direction.endsWith('*')) {
        // The two edges of the face lie in the plane of the screen.
        for (const other of [0, 1, 2].filter((i) => i !== axis)) expect(onScreen(q, cell[other]!)[2]).toBeCloseTo(0, 9);
        expect(onScreen(q, cell[axis]!)[2]).toBeGreaterThan(0);
      } else {
        near(onScreen(q, cell[axis]!), [0, 0, lengthOf(cell[axis]!)]);
      }
    }
  });
});

describe('the state of a structure view', () => {
  const first = firstState(scene);

  it('turns right and down as the hand goes, and back', () => {
    const turned = turnedBy({ ...first, orientation: [0, 0, 0, 1] }, Math.PI / 2, 0);
    near(onScreen(turned.orientation, [0, 0, 1]), [1, 0, 0]);
    const down = turnedBy({ ...first, orientation: [0, 0, 0, 1] }, 0, Math.PI / 2);
    near(onScreen(down.orientation, [0, 0, 1]), [0, -1, 0]);
    const clockwise = turnedBy({ ...first, orientation: [0, 0, 0, 1] }, 0, 0, Math.PI / 2);
    near(onScreen(clockwise.orientation, [0, 1, 0]), [1, 0, 0]);
    const back = turnedBy(turnedBy(first, 0.3, 0), -0.3, 0);
    expect(Math.max(...back.orientation.map((value, i) => Math.abs(value - first.orientation[i]!)))).toBeLessThan(
      1e-12,
    );
  });

  it('keeps zoom and position in bounds', () => {
    expect(zoomedBy(first, 1e9).zoom).toBe(30);
    expect(zoomedBy(first, 0).zoom).toBe(0.3);
    expect(zoomedBy(first, Number.NaN)).toBe(first);
    expect(movedBy(first, 99, -99).pan).toEqual([2, -2]);
  });

  it('answers keys, and comes back to the first view with 0', () => {
    const pressed = ['ArrowRight', 'ArrowDown', '+', ',', 'ArrowUp'].reduce(
      (state, name) => afterKey(state, scene, key(name))!,
      withPart(afterKey(first, scene, key('ArrowLeft', true))!, 'bonds', false),
    );
    expect(pressed.zoom).toBeCloseTo(1.2);
    expect(pressed.pan[0]).toBeLessThan(0);
    const back = afterKey(pressed, scene, key('0'))!;
    expect(back).toEqual({ ...first, shown: { ...first.shown, bonds: false } });
    expect(afterKey(first, scene, key('x'))).toBeUndefined();
  });

  it('looks along an axis from the middle', () => {
    const state = lookingAlong(movedBy(first, 1, 1), scene, 'a');
    near(onScreen(state.orientation, [1, 0, 0]), [0, 0, 1]);
    expect(state.pan).toEqual([0, 0]);
  });

  it('zooms, moves and rolls between two fingers', () => {
    const state = { ...first, orientation: [0, 0, 0, 1] as const };
    const apart = pinched(state, { x: 0, y: 0 }, { x: 100, y: 0 }, { x: 200, y: 0 }, 500);
    expect(apart.zoom).toBeCloseTo(2);
    expect(apart.pan).toEqual([0.1, 0]);
    const around = pinched(state, { x: 0, y: 0 }, { x: 100, y: 0 }, { x: 0, y: 100 }, 500);
    // On the screen y goes down: a quarter turn clockwise.
    near(onScreen(around.orientation, [0, 1, 0]), [1, 0, 0]);
    expect(pinched(state, { x: 5, y: 5 }, { x: 5, y: 5 }, { x: 6, y: 5 }, 500)).toBe(state);
  });
});
