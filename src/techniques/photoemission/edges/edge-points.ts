/** What every edge is found in, and how it is told. */
import type { Spectrum } from '../spectrum.js';

/** Energies ascending, eV; a whole `Spectrum` will do. */
export type EdgePoints = Pick<Spectrum, 'energiesEv' | 'values' | 'sigmas'>;

/** Lowest and highest energy, limits included. */
export type EnergyWindow = readonly [lowEv: number, highEv: number];

/** Where a straight edge is fitted, and where the level that it rises from is taken. */
export interface EdgeWindows {
  readonly edgeWindowEv: EnergyWindow;
  readonly baseWindowEv: EnergyWindow;
}

/** A line of a figure. */
export type DrawnLine = readonly [
  readonly [energyEv: number, value: number],
  readonly [energyEv: number, value: number],
];

/** How far an energy depends on the choice of windows: an error of its own, in no standard error. */
export interface WindowSpread {
  /** Standard deviation over the windows tried, eV. */
  readonly sdEv: number;
  readonly rangeEv: EnergyWindow;
  /** How many choices gave an edge. */
  readonly count: number;
}

/** What was found; or why nothing was, in a sentence to be shown. */
export type EdgeOutcome<T> =
  | { readonly edge: T; readonly reason?: undefined }
  | { readonly edge: undefined; readonly reason: string };

export function refuse(reason: string): { readonly edge: undefined; readonly reason: string } {
  return { edge: undefined, reason };
}

/** Limits are typed with as many digits as the energies have, and are meant to be inside. */
const SLACK = 1e-6;

/** First index inside a window and the one after the last; energies ascending. */
export function rangeOf(energiesEv: Float64Array, [low, high]: EnergyWindow): readonly [from: number, to: number] {
  let from = 0;
  while (from < energiesEv.length && energiesEv[from]! < low - SLACK) from += 1;
  let to = from;
  while (to < energiesEv.length && energiesEv[to]! <= high + SLACK) to += 1;
  return [from, to];
}

/** The part of a spectrum inside a window, no copy. */
export function cutPoints(points: EdgePoints, window: EnergyWindow): EdgePoints {
  const [from, to] = rangeOf(points.energiesEv, window);
  return {
    energiesEv: points.energiesEv.subarray(from, to),
    values: points.values.subarray(from, to),
    sigmas: points.sigmas.subarray(from, to),
  };
}

/** Undefined when edges can be looked for, otherwise why not. */
export function unusable({ energiesEv, values, sigmas }: EdgePoints, least: number): string | undefined {
  const n = energiesEv.length;
  if (n < least) return `there are ${n} points, and an edge needs ${least}`;
  for (let i = 0; i < n; i++) {
    if (!(Number.isFinite(energiesEv[i]) && Number.isFinite(values[i]) && sigmas[i]! > 0)) {
      return `point ${i + 1} (${energiesEv[i]} eV) has no finite value with a positive uncertainty`;
    }
    if (i > 0 && energiesEv[i]! < energiesEv[i - 1]!) return 'the energies do not ascend';
  }
  return energiesEv[n - 1]! > energiesEv[0]! ? undefined : 'all points lie at one energy';
}

/** The same spectrum read from its other end: energies and windows change sign. */
export function mirrored({ energiesEv, values, sigmas }: EdgePoints): EdgePoints {
  return {
    energiesEv: energiesEv.map((x) => -x).reverse(),
    values: values.slice().reverse(),
    sigmas: sigmas.slice().reverse(),
  };
}

export function mirroredWindow([low, high]: EnergyWindow): EnergyWindow {
  return [-high, -low];
}
