import type { ReportFonts } from './font-faces.js';

/** What a report takes from the platform it is made on. */
export interface ReportServices {
  /** An SVG as PNG; without it figures come as SVG and Vega-Lite only. */
  readonly renderPng?: (svg: string) => Uint8Array | Promise<Uint8Array>;
  /** `expressionInterpreter` of `vega-interpreter`, where a content security policy forbids functions made from text. */
  readonly interpreter?: unknown;
  /** Fonts to put into the page; without them it names Arimo and falls back to what the reader has. */
  readonly fonts?: ReportFonts;
}
