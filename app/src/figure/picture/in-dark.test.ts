import { describe, expect, it } from 'vitest';
import { NEUTRAL, PALETTE } from '../../../../src/figure/publication-style.js';
import {
  arrheniusPanel,
  drawingPanel,
  everyMarkPanel,
  figureOf,
  heatMapPanel,
  nyquistPanel,
} from '../../../../src/figure/test-support/sample-figures.js';
import { toVegaLite } from '../../../../src/figure/vega-lite-spec.js';
import { DARK_COLOURS, DARK_PAPER, inDark } from './in-dark.js';

/** Relative luminance (WCAG 2.2) of `#rrggbb`. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('colours on the dark sheet', () => {
  it.each([...PALETTE, NEUTRAL])('%s becomes a colour in which words can be read', (colour) => {
    expect(contrast(DARK_COLOURS.get(colour)!, DARK_PAPER)).toBeGreaterThanOrEqual(4.5);
  });

  it('stay apart from one another', () => {
    const colours = [...DARK_COLOURS.values()];
    expect(new Set(colours).size).toBe(colours.length);
  });
});

describe('inDark', () => {
  const figure = figureOf('all', nyquistPanel(), arrheniusPanel(), heatMapPanel(), everyMarkPanel());

  it('leaves no colour of print but those of heat maps', () => {
    const text = JSON.stringify(inDark(toVegaLite(figure))).replace(/"stops":\[.*?\]/g, '');
    for (const colour of DARK_COLOURS.keys()) expect(text).not.toContain(colour);
    expect(text).toContain(`"background":"${DARK_PAPER}"`);
  });

  it('changes nothing else, and not its argument', () => {
    const spec = toVegaLite(figure);
    const before = JSON.stringify(spec);
    const bare = (text: string): string => text.replace(/#[0-9a-f]{6}/g, '#');
    expect(bare(JSON.stringify(inDark(spec)))).toBe(bare(before));
    expect(JSON.stringify(spec)).toBe(before);
  });

  it('keeps the colours of shapes, and turns those that follow the paper', () => {
    const spec = toVegaLite(figureOf('drawing', drawingPanel()));
    const dark = JSON.stringify(inDark(spec));
    expect(dark).toContain('"fill":"#4a9d55"');
    for (const [word, colour] of [
      ['ink', '#000000'],
      ['paper', '#ffffff'],
    ]) {
      const condition = `"datum.fill === '${word}'","value":`;
      expect(JSON.stringify(spec)).toContain(`${condition}"${colour}"`);
      expect(dark).toContain(`${condition}"${DARK_COLOURS.get(colour!)!}"`);
    }
  });

  it('keeps the colours of a heat map, which mean numbers', () => {
    const spec = toVegaLite(figureOf('map', heatMapPanel()));
    expect(JSON.stringify(inDark(spec)).match(/"stops":\[.*?\]/)![0]).toBe(
      JSON.stringify(spec).match(/"stops":\[.*?\]/)![0],
    );
  });
});
