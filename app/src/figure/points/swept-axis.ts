/**
 * What the rows of an analysis were measured at: a spectrum is swept in frequency, which its Nyquist plot does not show.
 * Read from the other figures of the analysis, so that nothing is to be known of the technique.
 */
import type { Axis, Figure } from '../../../../src/figure/figure.js';
import { typeset } from '../../../../src/figure/text/typeset.js';
import { xKey } from '../limits/zoom-limits.js';
import { axesOf, type PlaceNote, printValue } from './describe-point.js';
import type { PointName } from './point-cloud.js';
import { originOf, type RowName } from './point-origin.js';

export interface SweptAxis {
  readonly axis: Axis;
  /** Value of a row on the axis, by `rowKey`. */
  readonly values: ReadonlyMap<string, number>;
}

function rowKey({ recording, row }: RowName): string {
  return `${row}\n${recording}`;
}

const known = new WeakMap<readonly Figure[], SweptAxis | null>();

/** As `sweptAxis`, read once for each result, when somebody first points at it. */
export function sweptAxisOf(figures: readonly Figure[]): SweptAxis | undefined {
  let swept = known.get(figures);
  if (swept === undefined) {
    swept = sweptAxis(figures) ?? null;
    known.set(figures, swept);
  }
  return swept ?? undefined;
}

/** The axis that most panels with rows of files have along x, and where each row stands on it. */
export function sweptAxis(figures: readonly Figure[]): SweptAxis | undefined {
  const found = new Map<string, { axis: Axis; panels: number; values: Map<string, number> }>();
  for (const figure of figures) {
    for (const { x: axis, marks } of figure.panels) {
      const rows = marks.flatMap((mark) => {
        if (mark.type !== 'points' || mark.origin?.rows === undefined) return [];
        const { recording, rows: numbers } = mark.origin;
        return mark.x.map((x, i) => {
          const from = typeof recording === 'string' ? recording : (recording[i] ?? '');
          return [rowKey({ recording: from, row: numbers[i]! }), x] as const;
        });
      });
      if (rows.length === 0) continue;
      const key = xKey(axis);
      const present = found.get(key) ?? { axis, panels: 0, values: new Map() };
      present.panels += 1;
      for (const [name, x] of rows) present.values.set(name, x);
      found.set(key, present);
    }
  }
  return [...found.values()].reduce<ReturnType<typeof found.get>>(
    (most, one) => (most === undefined || one.panels > most.panels ? one : most),
    undefined,
  );
}

/** The note of a point with its value on the swept axis first, where its own axes do not show it. */
export function withSwept(note: PlaceNote, figure: Figure, point: PointName, swept: SweptAxis | undefined): PlaceNote {
  const origin = originOf(figure, point);
  if (swept === undefined || origin?.row === undefined) return note;
  const axes = axesOf(figure, point);
  if ([axes.x, axes.y].some(({ title }) => title === swept.axis.title)) return note;
  const value = swept.values.get(rowKey(origin));
  if (value === undefined) return note;
  return {
    ...note,
    values: [{ name: typeset(swept.axis.title), value: printValue(value, swept.axis.unit) }, ...note.values],
  };
}
