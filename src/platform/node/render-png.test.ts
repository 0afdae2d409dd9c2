import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../figure/render-svg.js';
import { arrheniusPanel, figureOf } from '../../figure/test-support/sample-figures.js';
import { renderPng } from './render-png.js';

function size(png: Uint8Array): [width: number, height: number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('renderPng', { timeout: 60_000 }, () => {
  it('has the pixels of a journal column and equal bytes each time', async () => {
    const svg = await renderSvg(figureOf('arrhenius', arrheniusPanel()));
    const png = renderPng(svg);
    expect(size(png)[0]).toBe(Math.round((85 / 25.4) * 600));
    expect(size(renderPng(svg, { dpi: 300 }))[0]).toBe(Math.round((85 / 25.4) * 300));
    expect(renderPng(svg)).toEqual(png);
  });

  it('draws the characters of our labels with the bundled font', () => {
    const svg = (text: string): string =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="5mm" viewBox="0 0 60 15"><text x="1" y="12" font-family="Arimo" font-size="12">${text}</text></svg>`;
    const blank = renderPng(svg(''), { dpi: 96 });
    const missing = renderPng(svg('\u{10fffd}'), { dpi: 96 });
    for (const character of 'Ω′″−⁻³²₁°Åµχσ') {
      const png = renderPng(svg(character), { dpi: 96 });
      expect(png, character).not.toEqual(blank);
      expect(png, character).not.toEqual(missing);
    }
  });
});
