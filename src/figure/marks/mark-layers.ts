import type { BandMark, ErrorBarsMark, LineMark, PointsMark, RuleMark, TextMark, TicksMark } from '../figure.js';
import type { PanelFrame } from '../layout/occupancy.js';
import { TICK_ROW } from '../layout/panel-scales.js';
import { positionOn } from '../layout/scale.js';
import type { StyledMark } from '../layout/styled-mark.js';
import { SHAPES, STROKE, TEXT } from '../publication-style.js';
import { measureText } from '../text/text-metrics.js';
import { typeset } from '../text/typeset.js';
import { clipBand, clipLine, type Vertex } from './clip-line.js';
import { decimateLine, decimatePoints, within } from './decimate.js';
import { rasterHeatMap } from './heat-map-raster.js';
import { shapeLayers } from './shape-layers.js';

/** A piece of a Vega-Lite specification: plain JSON. */
export type Json = Record<string, unknown>;

/** What is drawn first lies at the bottom. */
const ORDER = ['image', 'heat-map', 'shapes', 'band', 'rule', 'error-bars', 'line', 'ticks', 'text'];

function rank({ mark, onTop }: StyledMark): number {
  if (mark.type === 'points') return ORDER.indexOf('line') + (onTop ? 0.5 : -0.5);
  return ORDER.indexOf(mark.type);
}

/** Marks in the order of drawing; equals keep the order in which they were given. */
export function drawingOrder(marks: readonly StyledMark[]): StyledMark[] {
  return marks
    .map((styled, i) => ({ styled, i }))
    .sort((a, b) => rank(a.styled) - rank(b.styled) || a.i - b.i)
    .map(({ styled }) => styled);
}

/** One mark as Vega-Lite layers that share the panel's scales. Counts points left out in `thinned`. */
export function markLayers(styled: StyledMark, frame: PanelFrame, thinned: { count: number }): Json[] {
  const { mark } = styled;
  switch (mark.type) {
    case 'points':
      return pointLayers(mark, styled, frame, thinned);
    case 'line':
      return lineLayers(mark, styled, frame, thinned);
    case 'error-bars':
      return errorBarLayers(mark, styled, frame);
    case 'band':
      return bandLayers(mark, styled, frame, thinned);
    case 'ticks':
      return tickLayers(mark, styled, frame);
    case 'heat-map':
      return [
        image(
          rasterHeatMap(mark, frame.x, frame.y, frame.width, frame.height),
          0,
          frame.top,
          frame.width,
          frame.height,
        ),
      ];
    case 'image': {
      const [x0, x1] = mark.x.map((value) => positionOn(frame.x, value, frame.width)) as [number, number];
      const [y0, y1] = mark.y.map((value) => frame.top + frame.height - positionOn(frame.y, value, frame.height)) as [
        number,
        number,
      ];
      return [image(mark.url, Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0))];
    }
    case 'rule':
      return ruleLayers(mark, styled, frame);
    case 'text':
      return textLayers(mark, styled, frame);
    case 'shapes':
      return shapeLayers(mark.shapes, frame);
  }
}

const X = { x: { field: 'x', type: 'quantitative' } } as const;
const XY = { ...X, y: { field: 'y', type: 'quantitative' } } as const;

/** What the drawing can show of a value: null stands for a gap. */
function drawable(value: number, type: 'linear' | 'log'): number | null {
  return Number.isFinite(value) && (type === 'linear' || value > 0) ? value : null;
}

export function pointMark(styled: StyledMark): Json {
  const shape = SHAPES[styled.shape];
  const lineOnly = styled.shape === 'cross';
  return {
    type: 'point',
    shape: shape.vega,
    size: styled.diameter ** 2 * shape.area,
    stroke: styled.colour,
    strokeWidth: styled.strokeWidth,
    // White inside hides the line behind a single marker; in a crowd it would hide the neighbours.
    fill: lineOnly ? 'transparent' : styled.open ? (styled.onTop ? '#ffffff' : 'transparent') : styled.colour,
    opacity: 1,
  };
}

function pointLayers(mark: PointsMark, styled: StyledMark, frame: PanelFrame, thinned: { count: number }): Json[] {
  const { x, y, width, height } = frame;
  const kept = decimatePoints(mark.x, mark.y, frame, width, height);
  thinned.count += mark.x.length - kept.length;
  // Left out, not clipped, when outside the limits: a marker on the edge stays whole.
  const values = kept
    .map((i) => ({ x: drawable(mark.x[i]!, x.type), y: drawable(mark.y[i]!, y.type) }))
    .filter((point) => point.x !== null && point.y !== null && within(x.domain, point.x) && within(y.domain, point.y));
  return values.length === 0 ? [] : [{ data: { values }, mark: pointMark(styled), encoding: XY }];
}

function lineLayers(mark: LineMark, styled: StyledMark, frame: PanelFrame, thinned: { count: number }): Json[] {
  const kept = decimateLine(mark.x, mark.y, frame.x, frame.width);
  thinned.count += mark.x.length - kept.length;
  const drawn = kept.map((i) => ({ x: drawable(mark.x[i]!, frame.x.type), y: drawable(mark.y[i]!, frame.y.type) }));
  const values = clipLine(drawn, frame.x, frame.y);
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: {
        type: 'line',
        // Points are joined in the order given: a Nyquist curve may turn back.
        order: false,
        stroke: styled.colour,
        strokeWidth: styled.strokeWidth,
        ...(styled.dash.length === 0 ? {} : { strokeDash: styled.dash }),
      },
      encoding: XY,
    },
  ];
}

const CAP = 3.4;

function errorBarLayers(mark: ErrorBarsMark, styled: StyledMark, frame: PanelFrame): Json[] {
  const { x, y } = frame;
  const values = mark.x.flatMap((position, i) => {
    const upper = drawable(mark.upper[i]!, y.type);
    const at = drawable(position, x.type);
    if (upper === null || at === null || !within(x.domain, at) || !Number.isFinite(mark.lower[i]!)) return [];
    // On a log axis a bar that reaches zero or below ends at the frame, without a cap.
    const reachesFrame = mark.lower[i]! <= y.domain[0];
    return [
      {
        x: at,
        lower: Math.max(y.domain[0], mark.lower[i]!),
        upper: Math.min(y.domain[1], upper),
        ...(reachesFrame ? {} : { lowerCap: mark.lower[i]! }),
        ...(upper > y.domain[1] ? {} : { upperCap: upper }),
      },
    ];
  });
  if (values.length === 0) return [];
  const cap = (field: 'lowerCap' | 'upperCap'): Json => ({
    mark: {
      type: 'tick',
      orient: 'horizontal',
      size: CAP,
      thickness: styled.strokeWidth,
      color: styled.colour,
      opacity: 1,
    },
    encoding: { ...X, y: { field, type: 'quantitative' } },
  });
  return [
    {
      data: { values },
      layer: [
        {
          mark: { type: 'rule', stroke: styled.colour, strokeWidth: styled.strokeWidth },
          encoding: { ...X, y: { field: 'lower', type: 'quantitative' }, y2: { field: 'upper' } },
        },
        cap('lowerCap'),
        cap('upperCap'),
      ],
    },
  ];
}

function bandLayers(mark: BandMark, styled: StyledMark, frame: PanelFrame, thinned: { count: number }): Json[] {
  const kept = [
    ...new Set([
      ...decimateLine(mark.x, mark.lower, frame.x, frame.width),
      ...decimateLine(mark.x, mark.upper, frame.x, frame.width),
    ]),
  ].sort((a, b) => a - b);
  thinned.count += mark.x.length - kept.length;
  const edge = (values: readonly number[]): Vertex[] =>
    kept.map((i) => ({
      x: drawable(mark.x[i]!, frame.x.type),
      // What reaches below a logarithmic axis is drawn to its foot.
      y:
        Number.isFinite(values[i]!) && frame.y.type === 'log'
          ? Math.max(frame.y.domain[0], values[i]!)
          : drawable(values[i]!, 'linear'),
    }));
  const values = clipBand(edge(mark.lower), edge(mark.upper), frame.x, frame.y);
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: { type: 'area', orient: 'vertical', order: false, fill: styled.colour, fillOpacity: 0.2, opacity: 1 },
      encoding: { ...X, y: { field: 'lower', type: 'quantitative' }, y2: { field: 'upper' } },
    },
  ];
}

/** Height of the middle of a row of tick strokes, from the top of the panel; row 0 is nearest to the data. */
export function tickRowTop(row: number, rows: number, height: number): number {
  return height - TICK_ROW.foot - (rows - row) * TICK_ROW.pitch + (TICK_ROW.pitch - TICK_ROW.height) / 2;
}

function tickLayers(mark: TicksMark, styled: StyledMark, frame: PanelFrame): Json[] {
  const values = mark.x.filter((x) => within(frame.x.domain, x)).map((x) => ({ x }));
  if (values.length === 0) return [];
  const top = tickRowTop(mark.row ?? 0, frame.tickRows, frame.height);
  return [
    {
      data: { values },
      mark: { type: 'rule', stroke: styled.colour, strokeWidth: styled.strokeWidth },
      encoding: { ...X, y: { value: frame.top + top }, y2: { value: frame.top + top + TICK_ROW.height } },
    },
  ];
}

function image(url: string, x: number, y: number, width: number, height: number): Json {
  return {
    data: { values: [{}] },
    mark: { type: 'image', url, width, height, aspect: false, align: 'left', baseline: 'top' },
    encoding: { x: { value: x }, y: { value: y } },
  };
}

function ruleLayers(mark: RuleMark, styled: StyledMark, frame: PanelFrame): Json[] {
  if (!within(mark.axis === 'x' ? frame.x.domain : frame.y.domain, mark.at)) return [];
  const drawn = {
    type: 'rule',
    stroke: styled.colour,
    strokeWidth: STROKE.rule,
    ...(styled.dash.length === 0 ? {} : { strokeDash: styled.dash }),
  };
  const encoding =
    mark.axis === 'x'
      ? { ...X, y: { value: frame.top }, y2: { value: frame.top + frame.height } }
      : { y: XY.y, x: { value: 0 }, x2: { value: frame.width } };
  return [{ data: { values: [{ [mark.axis]: mark.at }] }, mark: drawn, encoding }];
}

function textLayers(mark: TextMark, styled: StyledMark, frame: PanelFrame): Json[] {
  if (!within(frame.x.domain, mark.x) || !within(frame.y.domain, mark.y)) return [];
  const text = typeset(mark.text);
  const width = measureText(text, TEXT.annotation);
  const at = positionOn(frame.x, mark.x, frame.width);
  const align = mark.align ?? 'start';
  const left = at - (align === 'end' ? width : align === 'middle' ? width / 2 : 0);
  // Pushed back inside when it would cross the frame.
  const shift = Math.max(0, 2 - left) + Math.min(0, frame.width - 2 - left - width);
  return [
    {
      data: { values: [{ x: mark.x, y: mark.y }] },
      mark: {
        type: 'text',
        text,
        align: align === 'start' ? 'left' : align === 'end' ? 'right' : 'center',
        baseline: 'middle',
        ...(mark.italic === true ? { fontStyle: 'italic' } : {}),
        color: styled.colour,
        ...(shift === 0 ? {} : { dx: shift }),
      },
      encoding: XY,
    },
  ];
}
