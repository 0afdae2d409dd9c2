import type { Panel } from '../figure.js';
import { COLOUR_BAR, type ColourBarLayout } from '../layout/colour-bar.js';
import { type LegendEntry, SWATCH_GAP, swatchWidth } from '../layout/legend.js';
import type { LegendPlacement } from '../layout/legend-placement.js';
import { positionOn, type Scale } from '../layout/scale.js';
import type { StyledMark } from '../layout/styled-mark.js';
import { GAP, INK, STROKE, TEXT, TICK_LENGTH } from '../publication-style.js';
import { axisTitle, typeset } from '../text/typeset.js';
import { viridisStops } from './colour-map.js';
import { within } from './decimate.js';
import { type Json, pointMark } from './mark-layers.js';
import { swatchLayers } from './shape-layers.js';

/** Something drawn once at a place in the panel, in points from its top left corner. */
function single(mark: Json, encoding: Json): Json {
  return { data: { values: [{}] }, mark, encoding };
}

function text(words: string, x: number, y: number, style: Json = {}): Json {
  return single(
    { type: 'text', text: words, align: 'left', baseline: 'middle', ...style },
    { x: { value: x }, y: { value: y } },
  );
}

/** The box around a panel, on top of its marks. */
export function frameLayer(width: number, top: number, height: number): Json {
  return single(
    { type: 'rect', fill: 'transparent', stroke: INK, strokeWidth: STROKE.frame, opacity: 1 },
    { x: { value: 0 }, x2: { value: width }, y: { value: top }, y2: { value: top + height } },
  );
}

/**
 * Ticks that Vega-Lite's own axes do not draw: the minor ones, and the major ones of x under a panel whose axis stands
 * below its strip. They share the panel's scales.
 *
 * @param foot lower edge of the frame in the view, points from its top
 */
export function tickLayer(values: readonly number[], direction: 'x' | 'y', length: number, foot: number): Json[] {
  if (values.length === 0) return [];
  const position = { field: direction, type: 'quantitative' };
  const encoding =
    direction === 'x'
      ? { x: position, y: { value: foot }, y2: { value: foot - length } }
      : { y: position, x: { value: 0 }, x2: { value: length } };
  return [
    {
      data: { values: values.map((value) => ({ [direction]: value })) },
      mark: { type: 'rule', stroke: INK, strokeWidth: STROKE.tick },
      encoding,
    },
  ];
}

/** `(a)` above the left end of the axis labels, and the panel's title after it. */
export function headingLayers(letter: string | undefined, title: string, left: number, above: number): Json[] {
  const y = -above;
  return [
    ...(letter === undefined
      ? []
      : [text(letter, -left, y, { fontSize: TEXT.panel, fontWeight: 'bold', baseline: 'alphabetic' })]),
    ...(title === '' ? [] : [text(title, 0, y, { fontSize: TEXT.panel, baseline: 'alphabetic' })]),
  ];
}

/** A second x axis along the top edge: ticks inwards, labels and title above the frame. */
export function topAxisLayers(panel: Panel, x: Scale, width: number): Json[] {
  if (panel.top === undefined) return [];
  const centred = { align: 'center', baseline: 'alphabetic' };
  const ticks = panel.top.ticks.filter(({ at }) => within(x.domain, at));
  return [
    ...ticks.flatMap(({ at, label }) => {
      const position = positionOn(x, at, width);
      return [
        single(
          { type: 'rule', stroke: INK, strokeWidth: STROKE.tick },
          { x: { value: position }, y: { value: 0 }, y2: { value: TICK_LENGTH.major } },
        ),
        text(typeset(label), position, -GAP.label, { ...centred, fontSize: TEXT.tick }),
      ];
    }),
    ...(panel.top.title === ''
      ? []
      : [
          text(axisTitle(panel.top.title, panel.top.unit), width / 2, -GAP.label - TEXT.tick - GAP.title, {
            ...centred,
            fontSize: TEXT.title,
          }),
        ]),
  ];
}

/** Side of the square in which shapes explain a colour, points. */
const SHAPE_SWATCH = 7;

export function legendLayers(entries: readonly LegendEntry[], placement: LegendPlacement): Json[] {
  const width = swatchWidth(entries);
  return entries.flatMap((entry, i) => {
    const place = placement.box.places[i]!;
    const x = placement.x + place.x;
    const y = placement.y + place.y;
    return [
      ...entry.marks.flatMap((styled) => swatch(styled, x, y, width)),
      ...swatchLayers(entry.shapes ?? [], x + width / 2, y, SHAPE_SWATCH),
      text(entry.label, x + width + SWATCH_GAP, y, { fontSize: TEXT.legend }),
    ];
  });
}

function swatch(styled: StyledMark, x: number, y: number, width: number): Json[] {
  const middle = x + width / 2;
  const across = { x: { value: x }, x2: { value: x + width }, y: { value: y } };
  const upright = (half: number): Json => ({
    x: { value: middle },
    y: { value: y - half },
    y2: { value: y + half },
  });
  const stroke = {
    type: 'rule',
    stroke: styled.colour,
    strokeWidth: styled.strokeWidth,
    ...(styled.dash.length === 0 ? {} : { strokeDash: styled.dash }),
  };
  switch (styled.mark.type) {
    case 'points':
      // Dense clouds are drawn with dots too small to be told apart in the legend.
      return [
        single(pointMark({ ...styled, diameter: Math.max(styled.diameter, 3.4) }), {
          x: { value: middle },
          y: { value: y },
        }),
      ];
    case 'line':
      return [single(stroke, across)];
    case 'rule':
      return [single(stroke, styled.mark.axis === 'y' ? across : upright(3.5))];
    case 'error-bars':
      return [single(stroke, upright(3.5))];
    case 'ticks':
      return [single(stroke, upright(2.5))];
    case 'band':
      return [
        single(
          { type: 'rect', fill: styled.colour, fillOpacity: 0.2, opacity: 1 },
          { x: { value: x }, x2: { value: x + width }, y: { value: y - 3 }, y2: { value: y + 3 } },
        ),
      ];
    default:
      return [];
  }
}

/** Scale of a heat map: a gradient in a box, its ticks, labels and title, right of the frame. */
export function colourBarLayers(bar: ColourBarLayout, width: number, height: number): Json[] {
  const x = width + COLOUR_BAR.gap;
  const right = x + COLOUR_BAR.width;
  const y = (value: number): number => height - positionOn(bar.scale, value, height);
  return [
    single(
      {
        type: 'rect',
        fill: { gradient: 'linear', x1: 0, y1: 1, x2: 0, y2: 0, stops: viridisStops() },
        stroke: INK,
        strokeWidth: STROKE.frame,
        opacity: 1,
      },
      { x: { value: x }, x2: { value: right }, y: { value: 0 }, y2: { value: height } },
    ),
    ...bar.ticks.major.flatMap((value, i) => [
      single(
        { type: 'rule', stroke: INK, strokeWidth: STROKE.tick },
        { x: { value: right - TICK_LENGTH.minor }, x2: { value: right }, y: { value: y(value) } },
      ),
      text(bar.ticks.labels[i]!, right + GAP.label, y(value), { fontSize: TEXT.tick }),
    ]),
    ...(bar.title === ''
      ? []
      : [
          text(bar.title, right + 2 * GAP.label + bar.labelExtent, height / 2, {
            fontSize: TEXT.title,
            align: 'center',
            baseline: 'top',
            angle: -90,
          }),
        ]),
  ];
}
