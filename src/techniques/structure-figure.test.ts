import { describe, expect, it } from 'vitest';
import { buildScene } from '../crystal/scene/build-scene.js';
import { perovskite, rockSalt, rutile } from '../crystal/scene/test-support/sample-structures.js';
import type { ShapesMark, TextMark } from '../figure/figure.js';
import { renderSvg } from '../figure/render-svg.js';
import { boxOf, overlap } from './structure-boxes.js';
import { structureFigure } from './structure-figure.js';

const options = { id: 'structure', caption: 'The unit cell.' };

describe.each([rutile, rockSalt, perovskite])('the picture of $name', (structure) => {
  const scene = buildScene(structure);
  const figure = structureFigure(scene, options);
  const panel = figure.panels[0]!;
  const [drawing, ...letters] = panel.marks as [ShapesMark, ...TextMark[]];

  it('has everything inside of its frame', () => {
    const [left, right] = panel.x.domain!;
    const [bottom, top] = panel.y.domain!;
    for (const box of drawing.shapes.map(boxOf)) {
      expect(box.left).toBeGreaterThanOrEqual(left);
      expect(box.right).toBeLessThanOrEqual(right);
      expect(box.bottom).toBeGreaterThanOrEqual(bottom);
      expect(box.top).toBeLessThanOrEqual(top);
    }
  });

  it('keeps the axes and their letters clear of the crystal and of each other', () => {
    const angstromPerPoint = (panel.x.domain![1] - panel.x.domain![0]) / 235;
    const half = 3.5 * angstromPerPoint;
    const boxes = letters.map(({ x, y }) => ({ left: x - half, right: x + half, bottom: y - half, top: y + half }));
    expect(letters.map(({ text }) => text).sort()).toEqual(['a', 'b', 'c']);
    boxes.forEach((box, i) => {
      expect(boxes.some((other, j) => j !== i && overlap(box, other))).toBe(false);
      expect(drawing.shapes.map(boxOf).some((other) => overlap(box, other))).toBe(false);
    });
  });

  it('is drawn whole: nothing is cut, one column wide', { timeout: 60_000 }, async () => {
    const svg = await renderSvg(figure);
    expect(svg).toContain('width="85mm"');
    expect(svg).not.toMatch(/clip|NaN|undefined/);
  });
});

describe('structureFigure', () => {
  it('says in the legend what fills each kind of position', () => {
    const legend = (structure: typeof rutile): string[] =>
      (structureFigure(buildScene(structure), options).panels[0]!.marks[0] as ShapesMark).legend!.map(
        ({ label }) => label,
      );
    expect(legend(rutile)).toEqual(['Ti', 'O']);
    expect(legend(perovskite)).toEqual(['La1 0.60', 'Ti/Nb 0.70/0.30', 'O']);
  });

  it('names elements where positions are too many to be told', () => {
    const scene = buildScene(perovskite);
    const atoms = Array.from({ length: 12 }, (_, i) => ({
      ...scene.atoms[0]!,
      site: `La${i}`,
      shares: [{ element: 'La', occupancy: 0.5 + i / 50 }],
    }));
    const drawing = structureFigure({ ...scene, atoms, bonds: [], polyhedra: [] }, options).panels[0]!.marks[0];
    expect((drawing as ShapesMark).legend!.map(({ label }) => label)).toEqual(['La', 'Ti', 'Nb', 'O']);
  });
});
