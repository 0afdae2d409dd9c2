import type { Axis, Figure, Mark } from '../../../../src/figure/figure.js';
import type { PanelFrameBox } from '../../../../src/figure/layout/frames.js';
import { typeset } from '../../../../src/figure/text/typeset.js';
import { printQuantity } from '../../../../src/quantity/print.js';
import type { CurvePlace } from './nearest-curve.js';
import type { StrokePlace } from './nearest-stroke.js';
import { marksOf, type PointName } from './point-cloud.js';
import { type OriginOfPoint, originOf } from './point-origin.js';

/** What is known of a place of a figure, for the eye beside the pointer and for the ear. */
export interface PlaceNote {
  /** Name of the curve, or of the recording where it has none; may be empty. */
  readonly title: string;
  readonly values: readonly { readonly name: string; readonly value: string }[];
  /** `nzsp-25C, row 17, left out`; without the recording where it is the title; empty where the place is no row of a file. */
  readonly origin: string;
}

const DIGITS = 5;

/** A number with the unit of its axis. */
export function printValue(value: number, unit: string): string {
  return printQuantity({ value, sigma: null, unit: unit === '' ? '1' : unit }, { digits: DIGITS });
}

function named(axis: Axis, direction: 'x' | 'y', value: number): PlaceNote['values'][number] {
  return { name: axis.title === '' ? direction : typeset(axis.title), value: printValue(value, axis.unit) };
}

/** The two axes of a frame. */
export function axesOf(figure: Figure, box: Pick<PanelFrameBox, 'panel' | 'part'>): { x: Axis; y: Axis } {
  const panel = figure.panels[box.panel]!;
  return { x: panel.x, y: box.part === 'main' ? panel.y : (panel.residuals?.y ?? panel.y) };
}

export function notePoint(figure: Figure, name: PointName): PlaceNote | undefined {
  const marks = marksOf(figure, name);
  const mark = marks[name.mark];
  if (mark?.type !== 'points') return undefined;
  const axes = axesOf(figure, name);
  const [x, y] = [mark.x[name.index], mark.y[name.index]];
  if (x === undefined || y === undefined) return undefined;
  const origin = originOf(figure, name);
  const bar = barAt(marks, mark, x, y);
  const title = mark.label ?? labelOf(marks, mark) ?? origin?.recording ?? '';
  return {
    title: typeset(title),
    values: [
      named(axes.x, 'x', x),
      named(axes.y, 'y', y),
      ...(bar === undefined
        ? []
        : [{ name: 'bar', value: `${printValue(bar[0], axes.y.unit)} to ${printValue(bar[1], axes.y.unit)}` }]),
    ],
    origin: origin === undefined ? '' : originText(origin, title),
  };
}

export function noteCurve(figure: Figure, box: PanelFrameBox, place: CurvePlace): PlaceNote {
  const marks = marksOf(figure, box);
  const mark = marks[place.mark]!;
  const axes = axesOf(figure, box);
  return {
    title: typeset(mark.label ?? labelOf(marks, mark) ?? ''),
    values: [named(axes.x, 'x', place.x), named(axes.y, 'y', place.y)],
    origin: '',
  };
}

export function noteStroke(figure: Figure, box: PanelFrameBox, { mark, x, names }: StrokePlace): PlaceNote {
  const label = marksOf(figure, box)[mark]?.label ?? '';
  return {
    title: typeset(label),
    values: [named(axesOf(figure, box).x, 'x', x)],
    origin: names.join(', '),
  };
}

export function noteCell(
  figure: Figure,
  box: PanelFrameBox,
  cell: {
    readonly x: number;
    readonly y: number;
    readonly value: number;
    readonly title: string;
    readonly unit: string;
  },
): PlaceNote {
  const axes = axesOf(figure, box);
  return {
    title: '',
    values: [
      named(axes.x, 'x', cell.x),
      named(axes.y, 'y', cell.y),
      { name: typeset(cell.title), value: printValue(cell.value, cell.unit) },
    ],
    origin: '',
  };
}

export function originText({ recording, row, excluded }: OriginOfPoint, title = ''): string {
  return [
    ...(recording === title ? [] : [recording]),
    ...(row === undefined ? [] : [`row ${row}`]),
    ...(excluded ? ['left out'] : []),
  ].join(', ');
}

/** As one sentence, for the ear. */
export function speak({ title, values, origin }: PlaceNote): string {
  const parts = [title, ...values.map(({ name, value }) => `${name} ${value}`), origin];
  return parts.filter((part) => part !== '').join(', ');
}

/** Curves and points that belong together share a colour; only one of them may bear the name. */
function labelOf(marks: readonly Mark[], mark: Mark): string | undefined {
  if (typeof mark.colour !== 'number') return undefined;
  return marks.find((other) => other.colour === mark.colour && other.label !== undefined)?.label;
}

/** Ends of the error bar that stands on a point. */
function barAt(marks: readonly Mark[], mark: Mark, x: number, y: number): readonly [number, number] | undefined {
  for (const bars of marks) {
    if (bars.type !== 'error-bars' || (bars.colour ?? 'ink') !== (mark.colour ?? 'ink')) continue;
    for (let i = 0; i < bars.x.length; i++) {
      const [lower, upper] = [bars.lower[i]!, bars.upper[i]!];
      if (bars.x[i] === x && lower <= y && upper >= y) return [lower, upper];
    }
  }
  return undefined;
}
