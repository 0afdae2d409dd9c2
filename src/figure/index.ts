/**
 * Typed figures to journal graphics: a `Figure` becomes an editable Vega-Lite specification or an SVG at column width,
 * in Node and in the browser alike.
 *
 * @example
 * const svg = await renderSvg({
 *   id: 'nyquist',
 *   caption: 'Impedance of the pellet at 25 °C.',
 *   panels: [
 *     {
 *       x: { title: 'Z′', unit: 'Ohm cm^2' },
 *       y: { title: '-Z″', unit: 'Ohm cm^2' },
 *       equalAspect: true,
 *       marks: [{ type: 'points', x: [10, 50, 90], y: [0, 40, 0], label: 'measured' }],
 *     },
 *   ],
 * });
 */
export type {
  Axis,
  BandMark,
  Colour,
  ErrorBarsMark,
  Figure,
  HeatMapMark,
  ImageMark,
  LineMark,
  Mark,
  Panel,
  PointsMark,
  RuleMark,
  Shape,
  ShapesMark,
  TextMark,
  TicksMark,
} from './figure.js';
export { type RenderSvgOptions, renderSvg } from './render-svg.js';
export { toVegaLite } from './vega-lite-spec.js';
