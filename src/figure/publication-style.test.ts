import { describe, expect, it } from 'vitest';
import { PALETTE, shapeOf, slotDash } from './publication-style.js';

/** CIE lightness of an sRGB colour (IEC 61966-2-1, CIE 15): what is left of it in grey. */
function lightness(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const channel = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
}

describe('the palette', () => {
  it('keeps neighbours apart in grey', () => {
    for (let i = 1; i < PALETTE.length; i++) {
      expect(Math.abs(lightness(PALETTE[i]!) - lightness(PALETTE[i - 1]!)), `slots ${i - 1}, ${i}`).toBeGreaterThan(10);
    }
  });

  it('never fades into white paper', () => {
    for (const colour of PALETTE) expect(lightness(colour)).toBeLessThan(82);
  });

  it('has a second channel: markers and dashes differ from slot to slot', () => {
    const slots = PALETTE.map((_, i) => i);
    expect(new Set(slots.map((colour) => shapeOf({ colour })))).toHaveProperty('size', PALETTE.length);
    expect(new Set(slots.map((colour) => slotDash(colour).join()))).toHaveProperty('size', PALETTE.length);
  });
});
