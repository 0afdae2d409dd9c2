import type { Json } from '../../../../src/figure/marks/mark-layers.js';
import { INK, NEUTRAL, PALETTE } from '../../../../src/figure/publication-style.js';

/** Surface on which figures lie in the dark theme (`--ip-surface`); in the light one they lie on white paper, as printed. */
export const DARK_PAPER = '#1d242b';
export const LIGHT_PAPER = '#ffffff';

/**
 * Colours of print and what stands for them on the dark sheet: the same hues, lighter, each with a contrast of at least
 * 4.5 so that words in them can be read too.
 */
export const DARK_COLOURS: ReadonlyMap<string, string> = new Map([
  [LIGHT_PAPER, DARK_PAPER],
  [INK, '#e9e7e2'],
  [NEUTRAL, '#a0a0a0'],
  [PALETTE[0], '#3f9ae0'],
  [PALETTE[1], '#f0ad2e'],
  [PALETTE[2], '#2bc493'],
  [PALETTE[3], '#a4d8f7'],
  [PALETTE[4], '#f07f3c'],
  [PALETTE[5], '#e9dc4f'],
  [PALETTE[6], '#e29ac4'],
]);

/** Properties of a specification that hold a colour; `value` does where shapes name one that follows the paper. */
const COLOUR_KEYS = new Set([
  'background',
  'fill',
  'stroke',
  'color',
  'labelColor',
  'titleColor',
  'tickColor',
  'value',
]);

/**
 * A specification of ours in colours for the dark theme; what is exported is never made from it. Heat maps and images
 * keep their colours, since those mean numbers.
 */
export function inDark(spec: Json): Json {
  return darkened(spec) as Json;
}

function darkened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(darkened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      // Data hold no colours, and there may be a great many of them.
      if (key === 'data') return [key, inner];
      if (COLOUR_KEYS.has(key) && typeof inner === 'string')
        return [key, DARK_COLOURS.get(inner.toLowerCase()) ?? inner];
      return [key, darkened(inner)];
    }),
  );
}
