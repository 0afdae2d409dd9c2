import { describe, expect, it } from 'vitest';
import type { Shape } from '../figure.js';
import type { PanelFrame } from '../layout/occupancy.js';
import { renderSvg } from '../render-svg.js';
import { drawingPanel, figureOf } from '../test-support/sample-figures.js';
import { shapeLayers } from './shape-layers.js';

interface Row {
  readonly x: number;
  readonly y: number;
  readonly shape: string;
  readonly size: number;
}

function frame(x: readonly [number, number], y: readonly [number, number], width = 100, height = 100): PanelFrame {
  const scale = (domain: readonly [number, number]) => ({ type: 'linear' as const, domain, reversed: false });
  return { width, height, top: 0, tickRows: 0, x: scale(x), y: scale(y) };
}

function rowsOf(shapes: readonly Shape[], at: PanelFrame): Row[] {
  const [layer] = shapeLayers(shapes, at) as unknown as [{ data: { values: Row[] } } | undefined];
  return layer?.data.values ?? [];
}

const isClipped = (shapes: readonly Shape[], at: PanelFrame): boolean =>
  (shapeLayers(shapes, at)[0]!.mark as { clip?: boolean }).clip === true;

const triangle: Shape = {
  outline: [
    [1, 1],
    [3, 1],
    [1, 2],
  ],
  fill: '#112233',
};

describe('shapeLayers', { timeout: 60_000 }, () => {
  it('puts an outline around its middle, y downwards as on paper', () => {
    const [row] = rowsOf([triangle], frame([0, 10], [0, 10]));
    expect(row).toMatchObject({ x: 2, y: 1.5, shape: 'M-1,0.5L1,0.5L-1,-0.5Z', size: 400 });
  });

  it('keeps the outline when somebody zooms, so that Vega reads it once', () => {
    const near = rowsOf([triangle], frame([1.1, 1.7], [1.2, 1.8]))[0]!;
    const far = rowsOf([triangle], frame([-50, 50], [-50, 50]))[0]!;
    expect(near.shape).toBe(far.shape);
    expect(near.size / far.size).toBeCloseTo((100 / 0.6) ** 2, 6);
  });

  it('draws a sector clockwise from the top', () => {
    const quarter: Shape = { centre: [5, 5], radius: 2, sector: [0, 90], fill: '#112233' };
    expect(rowsOf([quarter], frame([0, 10], [0, 10]))[0]).toMatchObject({
      shape: 'M0,0L0,-1A1,1,0,0,1,1,0Z',
      size: 1600,
    });
    expect(rowsOf([{ ...quarter, sector: [0, 360] }], frame([0, 10], [0, 10]))[0]!.shape).toBe('circle');
  });

  it('leaves out what has no size or no place', () => {
    const bad: Shape[] = [
      { centre: [Number.NaN, 1], radius: 1, fill: '#112233' },
      { centre: [1, 1], radius: 0, fill: '#112233' },
      {
        outline: [
          [1, 1],
          [1, 1],
        ],
        stroke: 'ink',
      },
      { outline: [[1, 1]], stroke: 'ink' },
      { outline: [], stroke: 'ink' },
      {
        outline: [
          [1, 1],
          [Number.POSITIVE_INFINITY, 1],
        ],
        stroke: 'ink',
      },
    ];
    expect(shapeLayers(bad, frame([0, 10], [0, 10]))).toEqual([]);
  });

  it('cuts at the frame only where something crosses it', () => {
    expect(isClipped([triangle], frame([1, 3], [1, 3]))).toBe(false);
    expect(isClipped([triangle], frame([1.5, 3], [1, 2.5]))).toBe(true);
    expect(isClipped([{ centre: [5, 5], radius: 5, fill: 'ink' }], frame([0, 10], [0, 10]))).toBe(false);
    expect(isClipped([{ centre: [5, 5], radius: 5.3, fill: 'ink' }], frame([0, 10], [0, 10]))).toBe(true);
  });

  it('paints in the order given, each over those before', async () => {
    const colours = Array.from(
      { length: 40 },
      (_, i) => `#${(0x10_1010 + 7919 * ((i * 23) % 40)).toString(16)}` as const,
    );
    const panel = drawingPanel();
    const shapes = colours.map(
      (fill, i): Shape => (i % 2 === 0 ? { centre: [0, 0], radius: 1, fill } : { ...triangle, fill }),
    );
    const svg = await renderSvg(figureOf('order', { ...panel, marks: [{ type: 'shapes', shapes }] }));
    const painted = [...svg.matchAll(/fill="(#(?!ffffff)[\da-f]{6})"/g)].map((match) => match[1]);
    expect(painted).toEqual(colours);
  });

  it('draws no frame, ticks or titles without axes, and words for colours as those of the paper', async () => {
    const svg = await renderSvg(figureOf('drawing', drawingPanel()));
    expect([...svg.matchAll(/<text[^>]*>([^<]*)</g)].map((match) => match[1])).toEqual(['a', 'Na1 0.75']);
    expect(svg).toContain('font-style="italic"');
    expect(svg).toMatch(/stroke="#000000"/);
    expect(svg).toMatch(/stroke-dasharray="4,2"/);
    expect(svg).not.toMatch(/"(ink|paper|neutral)"/);
  });
});
