import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bodePanel, figureOf, nyquistPanel } from '../../../src/figure/test-support/sample-figures.js';
import { drawFigure } from '../../../src/report/figure-files.js';
import { figureSvg, figureVegaLite, withFonts } from './export-figure.js';

afterEach(() => vi.unstubAllGlobals());

describe.each(['single-column', 'double-column'] as const)('in a %s document', (style) => {
  it.each([
    figureOf('pair', nyquistPanel(), bodePanel()),
    { ...figureOf('wide', nyquistPanel()), width: 'double' as const },
  ])('SVG and Vega-Lite of "$id" have the bytes of the report', { timeout: 60_000 }, async (figure) => {
    const { svg, files } = await drawFigure(figure, 'figure', style, {});
    // Not `toBe`: a difference would print both drawings.
    expect((await figureSvg(figure, style)) === svg).toBe(true);
    const spec = files.find(({ path }) => path.endsWith('.vl.json'))!.bytes;
    expect(figureVegaLite(figure, style) === spec).toBe(true);
  });
});

it('withFonts puts both weights into the drawing and leaves the rest of it alone', { timeout: 60_000 }, async () => {
  vi.stubGlobal('fetch', async (address: URL) => new Response(await readFile(address)));
  const svg = await figureSvg(figureOf('pair', nyquistPanel(), bodePanel()), 'double-column');
  const withFaces = await withFonts(svg);
  const style = /<style>(.*?)<\/style>/s.exec(withFaces)!;
  expect(style[1]!.match(/@font-face\{font-family:Arimo;font-weight:(400|700)/g)).toHaveLength(2);
  expect(style[1]).not.toMatch(/url\((?!data:)/);
  expect(withFaces.replace(style[0], '')).toBe(svg);
  expect(withFaces.indexOf(style[0])).toBe(svg.indexOf('>') + 1);
});

it('withFonts says which font is missing', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  await expect(withFonts('<svg></svg>')).rejects.toThrow(/Arimo-(Regular|Bold)\.ttf cannot be read \(404\)/);
});
