/** What changes over a series of patterns: cells, and how much there is of each phase. */
import type { Figure, Mark, Panel } from '../../../figure/figure.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { SeriesEntry } from '../../technique.js';
import { phaseColour } from './pattern-marks.js';
import { type SeriesAxis, seriesAxis } from './series-axis.js';

/** Names of a phase's cell with the symbol and unit of its axis. */
const CELL = [
  ['a', 'a', 'Å'],
  ['b', 'b', 'Å'],
  ['c', 'c', 'Å'],
  ['alpha', 'α', 'deg'],
  ['beta', 'β', 'deg'],
  ['gamma', 'γ', 'deg'],
  ['volume', 'V', 'Å³'],
] as const;

/**
 * One figure of the cell for each phase whose cell was refined, and one of the weight fractions where there are several
 * phases; error bars are 95 %. Nothing for fewer than two patterns.
 *
 * @param series quantities named `<phase>.a`, `<phase>.weightFraction`
 * @param phases their names, in the order of their colours
 */
export function seriesFigures(series: readonly SeriesEntry[], phases: readonly string[]): Figure[] {
  if (series.length < 2) return [];
  const along = seriesAxis(series);
  return [
    ...phases.flatMap((phase, k) => cellFigure(series, phase, k, along)),
    ...fractionsFigure(series, phases, along),
  ];
}

function cellFigure(series: readonly SeriesEntry[], phase: string, index: number, along: SeriesAxis): Figure[] {
  const drawn: string[] = [];
  const panels: Panel[] = [];
  for (const [name, symbol, unit] of CELL) {
    const key = `${phase}.${name}`;
    if (!series.some(({ quantities }) => isMeasured(quantities[key]))) continue;
    // Symmetry makes it another one's equal: one panel says it.
    const values = JSON.stringify(series.map(({ quantities }) => quantities[key]?.value ?? null));
    if (drawn.includes(values)) continue;
    drawn.push(values);
    panels.push({
      x: along.axis,
      y: { title: symbol, unit },
      marks: pointsOf(series, key, along, { colour: phaseColour(index) }),
      legend: 'none',
    });
  }
  if (panels.length === 0) return [];
  const caption = `Cell of ${phase} against ${along.name}. Error bars are 95 % of each refinement.`;
  return [{ id: `cell-${phase}`, caption, panels, ...(panels.length > 1 ? { width: 'double' } : {}) }];
}

function fractionsFigure(series: readonly SeriesEntry[], phases: readonly string[], along: SeriesAxis): Figure[] {
  const known = phases.filter((phase) =>
    series.some(({ quantities }) => isMeasured(quantities[`${phase}.weightFraction`])),
  );
  if (known.length < 2) return [];
  const marks = phases.flatMap((phase, k) =>
    pointsOf(series, `${phase}.weightFraction`, along, { colour: phaseColour(k), label: phase, factor: 100 }),
  );
  return [
    {
      id: 'weight-fractions',
      caption: `Weight fractions of the crystalline phases against ${along.name}. Error bars are 95 % of each refinement.`,
      panels: [{ x: along.axis, y: { title: 'Weight fraction', unit: '%' }, marks }],
    },
  ];
}

function pointsOf(
  series: readonly SeriesEntry[],
  key: string,
  { values }: SeriesAxis,
  style: { readonly colour: Mark['colour']; readonly label?: string; readonly factor?: number },
): Mark[] {
  const { factor = 1, colour, label } = style;
  const shown = series.flatMap((entry, k) => {
    const quantity = entry.quantities[key];
    if (quantity === undefined || quantity.value === null) return [];
    const reach = NORMAL_95 * (quantity.sigma ?? 0);
    return [{ x: values[k], y: factor * quantity.value, reach: factor * reach, label: entry.label }];
  });
  const x = shown.map((point) => point.x);
  return [
    {
      type: 'error-bars',
      x,
      lower: shown.map(({ y, reach }) => y - reach),
      upper: shown.map(({ y, reach }) => y + reach),
      ...(colour === undefined ? {} : { colour }),
    },
    {
      type: 'points',
      x,
      y: shown.map(({ y }) => y),
      origin: { recording: shown.map((point) => point.label) },
      ...(colour === undefined ? {} : { colour }),
      ...(label === undefined ? {} : { label }),
    },
  ];
}

function isMeasured(quantity: Quantity | undefined): boolean {
  return quantity !== undefined && quantity.value !== null && quantity.sigma !== null;
}
