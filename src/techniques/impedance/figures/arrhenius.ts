import type { Colour, Figure, Mark } from '../../../figure/figure.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import { zeroCelsiusK } from '../../../quantity/constants.js';
import { printQuantity } from '../../../quantity/print.js';
import type { ArrheniusFit, ArrheniusPoint } from '../derive/arrhenius.js';
import { conductivityAt } from '../derive/arrhenius-prediction.js';

/** One conductivity against temperature with its fitted line. */
export interface ArrheniusLine {
  readonly name: string;
  readonly points: readonly ArrheniusPoint[];
  /** Recording of each point. */
  readonly labels: readonly string[];
  readonly fit: ArrheniusFit;
}

const CURVE_POINTS = 40;
const abscissa = (kelvin: number) => 1000 / kelvin;

/**
 * Arrhenius plot: the total with its prediction band, beside it the lines of single resistances, each drawn over the
 * temperatures it was measured at and no further. Degrees Celsius stand above.
 */
export function arrheniusFigure(total: ArrheniusLine, partial: readonly ArrheniusLine[]): Figure {
  const { fit } = total;
  const withT = fit.form === 'ln sigma T';
  const label = partial.length > 0 ? 'total' : `Ea = ${printQuantity(fit.activationEnergy)}`;
  const marks = [
    predictionBand(total),
    ...lineMarks(total, 0, label),
    ...partial.flatMap((line, k) => lineMarks(line, k + 1, line.name)),
  ];
  return {
    id: 'arrhenius',
    caption: `Arrhenius plot, ${fit.equation}: Ea = ${printQuantity(fit.activationEnergy)}. Error bars are 95 % of the fit of each spectrum; the band is where one further spectrum of this pellet falls with 95 %.`,
    panels: [
      {
        x: { title: '1000/T', unit: 'K⁻¹' },
        y: withT ? { title: 'σT', unit: 'S K cm⁻¹', scale: 'log' } : { title: 'σ', unit: 'S cm⁻¹', scale: 'log' },
        top: { title: 'Temperature', unit: '°C', ticks: celsiusTicks(total) },
        marks,
      },
    ],
  };
}

function ordinate({ fit }: ArrheniusLine, sigma: number, kelvin: number): number {
  return fit.form === 'ln sigma T' ? sigma * kelvin : sigma;
}

/** Temperatures from the coldest to the hottest point of a line, K. */
function range({ points }: ArrheniusLine): number[] {
  const temperatures = points.map((point) => point.temperatureK);
  const low = Math.min(...temperatures);
  const high = Math.max(...temperatures);
  return Array.from({ length: CURVE_POINTS + 1 }, (_, i) => low + ((high - low) * i) / CURVE_POINTS);
}

function predictionBand(line: ArrheniusLine): Mark {
  const predicted = range(line).map((kelvin) => conductivityAt(line.fit, kelvin));
  return {
    type: 'band',
    x: predicted.map((p) => abscissa(p.temperatureK)),
    lower: predicted.map((p) => ordinate(line, p.predictionInterval95[0], p.temperatureK)),
    upper: predicted.map((p) => ordinate(line, p.predictionInterval95[1], p.temperatureK)),
    colour: 0,
  };
}

function lineMarks(line: ArrheniusLine, colour: Colour, label: string): Mark[] {
  const x = line.points.map((point) => abscissa(point.temperatureK));
  const y = line.points.map((point) => ordinate(line, point.conductivitySPerCm, point.temperatureK));
  const spread = line.points.map((point) => exp(NORMAL_95 * (point.lnSigma ?? 0)));
  const fine = range(line);
  return [
    { type: 'error-bars', x, lower: y.map((v, i) => v / spread[i]), upper: y.map((v, i) => v * spread[i]), colour },
    {
      type: 'line',
      x: fine.map(abscissa),
      y: fine.map((kelvin) => ordinate(line, conductivityAt(line.fit, kelvin).conductivity.value!, kelvin)),
      colour,
    },
    {
      type: 'points',
      x,
      y,
      colour,
      label,
      open: false,
      origin: { recording: line.labels },
    },
  ];
}

/** Round temperatures, three to six of them. */
function celsiusTicks(line: ArrheniusLine): { at: number; label: string }[] {
  const celsius = line.points.map((point) => point.temperatureK - zeroCelsiusK);
  const low = Math.min(...celsius);
  const high = Math.max(...celsius);
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => (high - low) / size <= 5) ?? 1000;
  const first = Math.ceil(low / step) * step;
  const count = Math.floor((high - first) / step) + 1;
  return Array.from({ length: count }, (_, i) => first + i * step).map((value) => ({
    at: abscissa(value + zeroCelsiusK),
    label: String(value),
  }));
}
