/** All patterns of a series in one picture: a map where there are many, curves above one another where there are few. */
import type { Figure, LineMark, Mark } from '../../../figure/figure.js';
import { printQuantity } from '../../../quantity/print.js';
import type { Conditions } from '../../technique.js';
import type { Pattern } from '../refinement.js';
import { type SeriesAxis, seriesAxis } from './series-axis.js';
import { thinCurve } from './thin-pattern.js';

/** A pattern of a series. */
export interface PatternOfSeries {
  readonly conditions: Conditions;
  readonly pattern: Pattern;
}

/** From so many on a map shows more than curves. */
const MAP_FROM = 5;
/** Columns of the map: more than a journal's column has points. */
const COLUMNS = 600;
/** Distance of curves, in heights of the highest. */
const STEP = 0.5;
/** Rows of the map, and curves above one another, that a journal's page can show. */
const MOST_ROWS = 200;
const MOST_CURVES = 12;

/** Square roots of the observed intensities over 2theta and what the patterns differ in; nothing for fewer than two. */
export function patternsFigure(entries: readonly PatternOfSeries[]): Figure | undefined {
  if (entries.length < 2) return undefined;
  const along = seriesAxis(entries);
  const sorted = entries.map((_, k) => k).sort((a, b) => along.values[a] - along.values[b] || a - b);
  const distinct = sorted.every((entry, k) => k === 0 || along.values[entry] > along.values[sorted[k - 1]]);
  const map = entries.length >= MAP_FROM && distinct;
  const order = evenlyChosen(sorted, map ? MOST_ROWS : MOST_CURVES);
  const patterns = order.map((k) => entries[k].pattern);
  const positions = order.map((k) => along.values[k]);
  const range = rangeOf(patterns);
  if (range === undefined) return undefined;
  const figure = map ? mapFigure(patterns, positions, along, range) : stackFigure(patterns, order, along, range);
  if (order.length === entries.length) return figure;
  return { ...figure, caption: `${figure.caption} ${order.length} of ${entries.length} patterns are shown.` };
}

/** At most so many of them, both ends among them. */
function evenlyChosen(all: readonly number[], most: number): readonly number[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, k) => all[Math.round((k * (all.length - 1)) / (most - 1))]);
}

function mapFigure(
  patterns: readonly Pattern[],
  positions: readonly number[],
  along: SeriesAxis,
  [from, to]: readonly [number, number],
): Figure {
  const xEdges = Array.from({ length: COLUMNS + 1 }, (_, c) => from + ((to - from) * c) / COLUMNS);
  const middles = positions.slice(1).map((at, k) => (at + positions[k]) / 2);
  const last = positions.length - 1;
  const yEdges = [2 * positions[0] - middles[0], ...middles, 2 * positions[last] - middles[last - 1]];
  return {
    id: 'patterns',
    caption: `Diffraction patterns against ${along.name}; the square root of the intensity is shown, so that weak lines are seen beside strong ones.`,
    panels: [
      {
        x: { title: '2θ', unit: 'deg' },
        y: along.axis,
        marks: [
          {
            type: 'heat-map',
            xEdges,
            yEdges,
            values: patterns.flatMap((pattern) => highestByColumn(pattern, from, to)),
            title: '√(Intensity / counts)',
            unit: '',
          },
        ],
      },
    ],
    width: 'double',
  };
}

/** The highest point of each column, or what lies between its neighbours where the steps are wider than columns. */
function highestByColumn({ twoThetaDeg, observed }: Pattern, from: number, to: number): number[] {
  const highest = new Float64Array(COLUMNS).fill(Number.NaN);
  for (let i = 0; i < twoThetaDeg.length; i++) {
    const at = twoThetaDeg[i];
    if (at < from || at > to) continue;
    const column = Math.min(COLUMNS - 1, Math.floor(((at - from) / (to - from)) * COLUMNS));
    if (!(highest[column] >= observed[i])) highest[column] = observed[i];
  }
  let before = 0;
  return Array.from(highest, (value) => {
    if (!Number.isNaN(value)) before = value;
    return Number(Math.sqrt(Math.max(0, before)).toPrecision(5));
  });
}

function stackFigure(
  patterns: readonly Pattern[],
  order: readonly number[],
  along: SeriesAxis,
  [from, to]: readonly [number, number],
): Figure {
  const heights = patterns.map(({ observed }) =>
    Math.sqrt(
      Math.max(
        1,
        observed.reduce((most, y) => Math.max(most, y), 0),
      ),
    ),
  );
  const step = STEP * Math.max(...heights);
  const marks = patterns.map((pattern, k): Mark => {
    const { twoThetaDeg, observed } = pattern;
    const inside = Array.from(twoThetaDeg, (_, i) => i).filter((i) => twoThetaDeg[i] >= from && twoThetaDeg[i] <= to);
    const kept = thinCurve(twoThetaDeg, observed, inside);
    const line: LineMark = {
      type: 'line',
      x: kept.map((i) => twoThetaDeg[i]),
      y: kept.map((i) => Number((Math.sqrt(Math.max(0, observed[i])) + k * step).toPrecision(6))),
      colour: k,
      dash: 'solid',
      width: 0.6,
      label: labelOf(pattern, along, order[k]),
    };
    return line;
  });
  return {
    id: 'patterns',
    caption: `Diffraction patterns of the series; square roots of the intensities, one above the other in the order of ${along.name}.`,
    panels: [
      {
        x: { title: '2θ', unit: 'deg' },
        y: { title: '√Intensity', unit: '', hideLabels: true },
        // The uppermost curve stands first in the legend, as it does in the picture.
        marks: marks.reverse(),
        legend: 'right',
      },
    ],
    width: 'double',
  };
}

function labelOf({ label }: Pattern, { axis, values }: SeriesAxis, k: number): string {
  if (axis.unit === '') return label;
  return printQuantity({ value: values[k], sigma: null, unit: axis.unit });
}

/** What any of the patterns covers with points that are used. */
function rangeOf(patterns: readonly Pattern[]): readonly [number, number] | undefined {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { twoThetaDeg, used } of patterns) {
    const first = used.indexOf(1);
    if (first < 0) continue;
    from = Math.min(from, twoThetaDeg[first]);
    to = Math.max(to, twoThetaDeg[used.lastIndexOf(1)]);
  }
  return to > from ? [from, to] : undefined;
}
