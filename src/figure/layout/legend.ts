import type { Mark, Shape } from '../figure.js';
import { LINE_HEIGHT, TEXT } from '../publication-style.js';
import { measureText } from '../text/text-metrics.js';
import { typeset } from '../text/typeset.js';
import type { StyledMark } from './styled-mark.js';

/** One line of the legend: a label and every mark that bears it, drawn over one another in the swatch. */
export interface LegendEntry {
  readonly label: string;
  readonly marks: readonly StyledMark[];
  /** What is drawn instead of samples of the marks: shapes in a square from -1 to 1. */
  readonly shapes?: readonly Shape[];
}

/** Width of the samples: a line needs some length to show its dash, a marker alone does not. */
const SWATCH = { line: 15, marker: 6 } as const;
export const SWATCH_GAP = 4;
const COLUMN_GAP = 10;

export function swatchWidth(entries: readonly LegendEntry[]): number {
  const small = (styled: StyledMark): boolean => ['points', 'error-bars', 'ticks'].includes(styled.mark.type);
  return entries.every((entry) => entry.marks.every(small)) ? SWATCH.marker : SWATCH.line;
}

/** Marks without a sample of their own. */
const NO_SAMPLE: ReadonlySet<Mark['type']> = new Set(['text', 'heat-map', 'image', 'shapes']);

/** Entries in the order in which their labels first appear. Marks with the same label share one. */
export function legendEntries(marks: readonly StyledMark[]): LegendEntry[] {
  const byLabel = new Map<string, StyledMark[]>();
  for (const styled of marks) {
    const { label, type } = styled.mark;
    if (label === undefined || label === '' || NO_SAMPLE.has(type)) continue;
    const entry = byLabel.get(label);
    if (entry === undefined) byLabel.set(label, [styled]);
    else if (!entry.some((other) => sameSwatch(other, styled))) entry.push(styled);
  }
  const drawn = marks.flatMap(({ mark }) => (mark.type === 'shapes' ? (mark.legend ?? []) : []));
  return [
    ...Array.from(byLabel, ([label, entryMarks]) => ({ label: typeset(label), marks: entryMarks })),
    ...drawn.map(({ label, swatch }) => ({ label: typeset(label), marks: [], shapes: swatch })),
  ];
}

function sameSwatch(a: StyledMark, b: StyledMark): boolean {
  return (
    a.mark.type === b.mark.type &&
    a.colour === b.colour &&
    a.shape === b.shape &&
    a.open === b.open &&
    a.dash.join() === b.dash.join()
  );
}

/** Where each entry starts inside the legend's box (x to the right, y down to the middle of the line), and the box. */
export interface LegendBox {
  readonly width: number;
  readonly height: number;
  readonly places: readonly { readonly x: number; readonly y: number }[];
}

function entryWidth(entry: LegendEntry, swatch: number): number {
  return swatch + SWATCH_GAP + measureText(entry.label, TEXT.legend);
}

/** A block of `columns` columns, filled column by column. */
export function blockLegend(entries: readonly LegendEntry[], columns: number): LegendBox {
  const rows = Math.ceil(entries.length / columns);
  const swatch = swatchWidth(entries);
  const places: { x: number; y: number }[] = [];
  let left = 0;
  let width = 0;
  for (let first = 0; first < entries.length; first += rows) {
    const column = entries.slice(first, first + rows);
    column.forEach((_, row) => {
      places.push({ x: left, y: (row + 0.5) * LINE_HEIGHT.legend });
    });
    width = left + Math.max(...column.map((entry) => entryWidth(entry, swatch)));
    left = width + COLUMN_GAP;
  }
  return { width, height: rows * LINE_HEIGHT.legend, places };
}

/** Entries side by side, wrapped at `maxWidth`: the legend above a panel. */
export function flowLegend(entries: readonly LegendEntry[], maxWidth: number): LegendBox {
  const swatch = swatchWidth(entries);
  const places: { x: number; y: number }[] = [];
  let x = 0;
  let row = 0;
  let width = 0;
  for (const entry of entries) {
    const own = entryWidth(entry, swatch);
    if (x > 0 && x + own > maxWidth) {
      x = 0;
      row += 1;
    }
    places.push({ x, y: (row + 0.5) * LINE_HEIGHT.legend });
    width = Math.max(width, x + own);
    x += own + COLUMN_GAP;
  }
  return { width, height: (row + 1) * LINE_HEIGHT.legend, places };
}
