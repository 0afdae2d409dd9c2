import { drawScene } from '../crystal/picture/draw-scene.js';
import { drawTriad, type Triad } from '../crystal/picture/draw-triad.js';
import type { StructureScene } from '../crystal/scene/structure-scene.js';
import type { Figure, Mark, Shape } from '../figure/figure.js';
import { type Box, boxOf, grown, overlap, united } from './structure-boxes.js';
import { structureLegend } from './structure-legend.js';

export interface StructureFigureOptions {
  /** Name of the figure within its analysis. */
  readonly id: string;
  readonly caption: string;
}

/** Inside of a picture one column wide, points; how flat and how tall it may be as a share of that. */
const WIDTH = 235;
const ASPECT = { flattest: 0.45, tallest: 1 } as const;
/** Room for the lines at the edge of the picture, points. */
const EDGE = 1.5;
/** Length of the arrows of the axes, half a letter beside them, and the free room around, points. */
const TRIAD = { arrow: 17, letter: 4, clear: 4 } as const;

/**
 * A structure as journals print it: one cell in parallel projection with its polyhedra, the axes beside it, and what the
 * discs mean in its legend. Vector shapes throughout.
 */
export function structureFigure(scene: StructureScene, { id, caption }: StructureFigureOptions): Figure {
  const shapes: readonly Shape[] = drawScene(scene);
  const { frame, triad } = composed(scene, shapes);
  const labels = triad.labels.map(
    ({ text, x, y }): Mark => ({ type: 'text', x, y, text, align: 'middle', italic: true }),
  );
  return {
    id,
    caption,
    width: 'single',
    panels: [
      {
        x: { title: '', unit: '', domain: [frame.left, frame.right] },
        y: { title: '', unit: '', domain: [frame.bottom, frame.top] },
        equalAspect: true,
        axes: 'none',
        marks: [{ type: 'shapes', shapes: [...shapes, ...triad.shapes], legend: structureLegend(scene) }, ...labels],
      },
    ],
  };
}

/** Where the axes stand: in the lower left corner of the frame, which is widened to the left where the crystal is there. */
function composed(scene: StructureScene, shapes: readonly Shape[]): { frame: Box; triad: Triad } {
  const boxes = shapes.map(boxOf);
  const picture = united(boxes);
  let left = 0;
  for (let pass = 0; ; pass++) {
    const { frame, angstromPerPoint } = framed({ ...picture, left: picture.left - left });
    const triad = triadAt(scene, frame, angstromPerPoint);
    const taken = grown(boxOfTriad(triad, angstromPerPoint), TRIAD.clear * angstromPerPoint);
    const inTheWay = boxes.filter((box) => overlap(box, taken));
    if (inTheWay.length === 0 || pass === 8) return { frame, triad };
    left += taken.right - Math.min(...inTheWay.map((box) => box.left));
  }
}

function triadAt(scene: StructureScene, frame: Box, angstromPerPoint: number): Triad {
  const length = TRIAD.arrow * angstromPerPoint;
  const box = boxOfTriad(drawTriad(scene, [0, 0], length), angstromPerPoint);
  return drawTriad(scene, [frame.left - box.left, frame.bottom - box.bottom], length);
}

function boxOfTriad({ shapes, labels }: Triad, angstromPerPoint: number): Box {
  const half = TRIAD.letter * angstromPerPoint;
  return united([
    ...shapes.map(boxOf),
    ...labels.map(({ x, y }) => ({ left: x - half, right: x + half, bottom: y - half, top: y + half })),
  ]);
}

/** The frame that is drawn around a picture: of an aspect that figures have, with room for its outermost lines. */
function framed(picture: Box): { frame: Box; angstromPerPoint: number } {
  const width = picture.right - picture.left;
  const height = picture.top - picture.bottom;
  const scale = Math.max(width, height / ASPECT.tallest) / (WIDTH - 2 * EDGE);
  const frameWidth = WIDTH * scale;
  const frameHeight = Math.max(height + 2 * EDGE * scale, ASPECT.flattest * frameWidth);
  const middle = { x: (picture.left + picture.right) / 2, y: (picture.bottom + picture.top) / 2 };
  return {
    frame: {
      left: middle.x - frameWidth / 2,
      right: middle.x + frameWidth / 2,
      bottom: middle.y - frameHeight / 2,
      top: middle.y + frameHeight / 2,
    },
    angstromPerPoint: scale,
  };
}
