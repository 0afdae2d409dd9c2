import { describe, expect, it } from 'vitest';
import type { Figure, Mark, Panel } from '../figure.js';
import { parseSvg, type SvgNode } from '../output/svg-tree.js';
import { renderSvg } from '../render-svg.js';
import {
  arrheniusPanel,
  bodePanel,
  everyMarkPanel,
  figureOf,
  heatMapPanel,
  nyquistPanel,
} from '../test-support/sample-figures.js';
import { compileFigure } from '../vega-lite-spec.js';
import { figureFrames, type PanelFrameBox, toData, toPoint } from './frames.js';

const reversedLog: Panel = {
  x: { title: 'Frequency', unit: 'Hz', scale: 'log', reversed: true, domain: [0.1, 1e6] },
  y: { title: 'Height', unit: 'm', reversed: true },
  marks: [{ type: 'points', x: [1, 100, 2e4], y: [-3, 5, 11] }],
};

const figures: readonly Figure[] = [
  figureOf('nyquist', nyquistPanel()),
  figureOf('strip', bodePanel()),
  figureOf('reversed', reversedLog),
  figureOf('binding', everyMarkPanel()),
  figureOf('columns', nyquistPanel(), bodePanel()),
  figureOf('grid', nyquistPanel(), arrheniusPanel(), bodePanel(), heatMapPanel()),
  figureOf('rows', arrheniusPanel(), bodePanel(), reversedLog, nyquistPanel(), bodePanel()),
  { ...figureOf('stack', bodePanel(), reversedLog), width: 'single' },
];

/** The drawing rounds to hundredths of a point. */
const CLOSE = 0.021;

interface Drawn {
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

/** Every path of a drawing with the place of its origin in the figure. */
function pathsOf(node: SvgNode, x = 0, y = 0): Drawn[] {
  const shift = /translate\(([-\d.]+),([-\d.]+)\)/.exec(node.attributes.get('transform') ?? '');
  const [left, top] = shift === null ? [x, y] : [x + Number(shift[1]), y + Number(shift[2])];
  const own = node.tag === 'path' ? [{ path: node.attributes.get('d')!, x: left, y: top }] : [];
  return [...own, ...node.children.flatMap((child) => pathsOf(child, left, top))];
}

function hasFrame(drawn: readonly Drawn[], box: PanelFrameBox): boolean {
  return drawn.some(({ path, x, y }) => {
    const rectangle = /^M([-\d.]+),([-\d.]+)h([-\d.]+)v([-\d.]+)h/.exec(path);
    if (rectangle === null) return false;
    const [left, top, width, height] = rectangle.slice(1).map(Number) as [number, number, number, number];
    const misses = [x + left - box.left, y + top - box.top, width - box.width, height - box.height];
    return misses.every((miss) => Math.abs(miss) < CLOSE);
  });
}

function marksOf({ panels }: Figure, { panel, part }: PanelFrameBox): readonly Mark[] {
  return part === 'main' ? panels[panel]!.marks : panels[panel]!.residuals!.marks;
}

describe.each(figures)('frames of the figure "$id"', { timeout: 60_000 }, (figure) => {
  const boxes = figureFrames(compileFigure(figure).layout);

  it('has one box for each panel and strip', () => {
    expect(boxes.map(({ panel, part }) => `${panel} ${part}`)).toEqual(
      figure.panels.flatMap((panel, i) => [`${i} main`, ...(panel.residuals === undefined ? [] : [`${i} strip`])]),
    );
  });

  it('stand where the frames are drawn', async () => {
    const drawn = pathsOf(parseSvg(await renderSvg(figure)));
    for (const box of boxes) expect(hasFrame(drawn, box), `${box.panel} ${box.part}`).toBe(true);
  });

  it('put data where the markers are drawn', async () => {
    const drawn = pathsOf(parseSvg(await renderSvg(figure)));
    let checked = 0;
    for (const box of boxes) {
      for (const mark of marksOf(figure, box)) {
        if (mark.type !== 'points') continue;
        for (let i = 0; i < mark.x.length; i++) {
          const at = toPoint(box, mark.x[i]!, mark.y[i]!);
          const hit = drawn.some(({ x, y }) => Math.abs(x - at.x) < CLOSE && Math.abs(y - at.y) < CLOSE);
          expect(hit, `panel ${box.panel} ${box.part}, point ${i}`).toBe(true);
          checked += 1;
        }
      }
    }
    expect(checked).toBeGreaterThan(2);
  });

  it('lead from places back to data', () => {
    for (const box of boxes) {
      for (const share of [-0.2, 0, 0.3, 1]) {
        const place = { x: box.left + share * box.width, y: box.top + (1 - share) * box.height };
        const data = toData(box, place.x, place.y);
        const again = toPoint(box, data.x, data.y);
        expect(again.x).toBeCloseTo(place.x, 9);
        expect(again.y).toBeCloseTo(place.y, 9);
      }
    }
  });
});

it('a datum that a logarithmic axis cannot show has no place', () => {
  const [box] = figureFrames(compileFigure(figureOf('log', reversedLog)).layout);
  expect(toPoint(box!, -1, 1).x).toBeNaN();
});
