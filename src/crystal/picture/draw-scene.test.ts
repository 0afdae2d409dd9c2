import { describe, expect, it } from 'vitest';
import { buildScene } from '../scene/build-scene.js';
import type { StructureScene } from '../scene/structure-scene.js';
import { perovskite, rutile } from '../scene/test-support/sample-structures.js';
import { drawAtom } from './draw-atom.js';
import { drawScene } from './draw-scene.js';
import { drawTriad } from './draw-triad.js';
import type { FlatShape } from './flat-shape.js';

/** Seen along z, x to the right: what lies at larger z is nearer. */
function sceneOf(parts: Partial<StructureScene>): StructureScene {
  return {
    name: 'box',
    formula: 'X',
    spaceGroup: 'P 1',
    cell: [
      [4, 0, 0],
      [0, 4, 0],
      [0, 0, 4],
    ],
    atoms: [],
    bonds: [],
    polyhedra: [],
    colours: { Zr: '#4a9d55', O: '#d5402e' },
    view: { from: [0, 0, 1], up: [0, 1, 0] },
    ...parts,
  };
}

const atom = (element: string, x: number, y: number, z: number, radius = 0.5) => ({
  site: element,
  position: [x, y, z] as const,
  shares: [{ element, occupancy: 1 }],
  radius,
});
const balls = (shapes: readonly FlatShape[]): string[] =>
  shapes.flatMap((shape) => ('ball' in shape && shape.ball ? [shape.fill!] : []));

describe('drawScene', () => {
  it('paints what is near last, around the middle of the cell', () => {
    const near = sceneOf({ atoms: [atom('Zr', 2, 2, 3.5), atom('O', 2, 2, 0.5), atom('O', 3, 1, 2)] });
    const shapes = drawScene(near);
    expect(balls(shapes)).toEqual(['#d5402e', '#d5402e', '#4a9d55']);
    const last = shapes.findLast((shape) => 'ball' in shape)!;
    expect(last).toMatchObject({ centre: [0, 0], radius: 0.5 });
  });

  it('ends sticks at the atoms and colours each half', () => {
    const shapes = drawScene(
      sceneOf({
        atoms: [atom('Zr', 1, 2, 2), atom('O', 3, 2, 2)],
        bonds: [{ from: 0, to: 1, lengthAngstrom: 2 }],
      }),
    );
    const strips = shapes.filter((shape) => 'outline' in shape && shape.fill !== undefined);
    const xs = strips.flatMap((shape) => ('outline' in shape ? shape.outline.map(([x]) => x) : []));
    expect(Math.min(...xs)).toBeGreaterThan(-1);
    expect(Math.max(...xs)).toBeLessThan(1);
    expect(strips).toHaveLength(4);
  });

  it('draws no line of the cell inside of an atom, and dashes the three edges behind', () => {
    const bare = drawScene(sceneOf({}));
    const grey = (shapes: readonly FlatShape[]): number => shapes.filter(({ stroke }) => stroke === 'neutral').length;
    expect(grey(bare)).toBeGreaterThan(3);
    const black = (shapes: readonly FlatShape[]): number => shapes.filter(({ stroke }) => stroke === 'ink').length;
    const covered = drawScene(sceneOf({ atoms: [atom('O', 0, 0, 4, 1.2)] }));
    // Edges of 4 angstrom are seven pieces each; the middles of two lie within 1.2 angstrom of the corner.
    expect(black(bare)).toBe(9 * 7);
    expect(black(covered)).toBe(9 * 7 - 2 * 2);
  });

  it('keeps corners of polyhedra whole: after the faces that meet in them', () => {
    const scene = buildScene(rutile);
    const shapes = drawScene(scene);
    const order = new Map<string, number>();
    shapes.forEach((shape, i) => {
      if ('centre' in shape && shape.fill === '#d5402e') order.set(shape.centre.join(), i);
    });
    const faces = shapes.flatMap((shape, i) =>
      'outline' in shape && shape.fillOpacity !== undefined ? [{ shape, i }] : [],
    );
    expect(faces).toHaveLength(72);
    for (const { shape, i } of faces) {
      for (const corner of 'outline' in shape ? shape.outline : []) {
        expect(order.get(corner.join())).toBeGreaterThan(i);
      }
    }
  });

  it('survives a cell seen exactly along an axis, and one without atoms', () => {
    for (const shape of drawScene(sceneOf({}))) {
      const places = 'outline' in shape ? shape.outline.flat() : [...shape.centre, shape.radius];
      expect(places.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('drawAtom', () => {
  const { colours } = buildScene(perovskite);
  const sectors = (shapes: readonly FlatShape[]) =>
    shapes.flatMap((shape) => ('sector' in shape ? [shape.sector!] : []));

  it('is one ball where a position is full', () => {
    expect(drawAtom([{ element: 'O', occupancy: 1 }], colours, [1, 2], 0.3)).toMatchObject([
      { centre: [1, 2], radius: 0.3, ball: true, fill: colours.O },
    ]);
  });

  it('divides a mixed position clockwise from the top, and leaves vacancies white', () => {
    const shares = [
      { element: 'Ti', occupancy: 0.5 },
      { element: 'Nb', occupancy: 0.25 },
    ];
    const shapes = drawAtom(shares, colours, [0, 0], 1);
    expect(sectors(shapes)).toEqual([
      [0, 180],
      [180, 270],
    ]);
    expect(shapes[0]).toMatchObject({ fill: '#ffffff', radius: 1 });
    // Three lines: at the top, between the elements, and before the vacancy.
    expect(shapes.filter((shape) => 'open' in shape)).toHaveLength(3);
  });
});

describe('drawTriad', () => {
  it('shows a and b as they lie and c at the eye as a dot with its letter aside', () => {
    const { shapes, labels } = drawTriad(sceneOf({}), [10, 10], 2);
    const [a, b, c] = ['a', 'b', 'c'].map((text) => labels.find((label) => label.text === text)!);
    expect([a!.x, a!.y]).toEqual([expect.closeTo(12.72), expect.closeTo(10)]);
    expect([b!.x, b!.y]).toEqual([expect.closeTo(10), expect.closeTo(12.72)]);
    expect(c!.x).toBeLessThan(9.5);
    expect(c!.y).toBeLessThan(9.5);
    expect(shapes.some((shape) => 'centre' in shape)).toBe(true);
  });
});
