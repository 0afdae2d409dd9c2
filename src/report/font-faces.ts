import { base64 } from '../figure/output/png-encode.js';
import { subsetFont } from './subset-font.js';

/** The faces of Arimo as TrueType files. */
export interface ReportFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
  readonly italic?: Uint8Array;
}

/** Printable ASCII is always there: style sheets turn letters into capitals, and markup hides quotes and brackets. */
const ALWAYS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');

/** `@font-face` rules with the fonts inside, cut down to the characters of `text`. */
export function fontFaces(fonts: ReportFonts | undefined, text: string): string {
  if (fonts === undefined) return '';
  const face = (font: Uint8Array, weight: number, style: 'normal' | 'italic'): string =>
    `@font-face{font-family:Arimo;font-weight:${weight};font-style:${style};font-display:block;` +
    `src:url(data:font/ttf;base64,${base64(subsetFont(font, ALWAYS + text))}) format("truetype")}\n`;
  return [
    face(fonts.regular, 400, 'normal'),
    face(fonts.bold, 700, 'normal'),
    ...(fonts.italic === undefined ? [] : [face(fonts.italic, 400, 'italic')]),
  ].join('');
}
