import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { withDensity } from '../../figure/output/png-encode.js';

/** The fonts of the publication style; the same path from `src/` and from `dist/`. */
const FONTS = ['Regular', 'Bold', 'Italic', 'BoldItalic'].map((face) =>
  fileURLToPath(new URL(`../../../assets/fonts/Arimo-${face}.ttf`, import.meta.url)),
);

export interface RenderPngOptions {
  /** Pixels per inch of paper; journals ask for 300 (photographs) to 600 (lines). @default 600 */
  readonly dpi?: number;
}

/**
 * An SVG of ours as PNG at print resolution, on white, with its density declared. Only the bundled fonts are used, so
 * two machines give equal pixels.
 */
export function renderPng(svg: string, options: RenderPngOptions = {}): Uint8Array {
  const dpi = options.dpi ?? 600;
  const millimetres = /^<svg[^>]*\swidth="([\d.]+)mm"/.exec(svg);
  const image = new Resvg(svg, {
    background: '#ffffff',
    fitTo:
      millimetres === null
        ? { mode: 'original' }
        : { mode: 'width', value: Math.round((Number(millimetres[1]) / 25.4) * dpi) },
    font: { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: 'Arimo' },
  }).render();
  return withDensity(new Uint8Array(image.asPng()), dpi);
}
