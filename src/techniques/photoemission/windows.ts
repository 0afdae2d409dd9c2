/** The words of the option `window`: which binding energies of a region are fitted. */
import { fail } from '../../errors.js';
import { suggest } from '../../quantity/nearest.js';
import { lineWords } from './region-names.js';
import type { Region, Spectrum } from './spectrum.js';

export type Windows = ReadonlyMap<string, readonly [lowEv: number, highEv: number]>;

const RANGE = /^\s*([-+]?[\d.]+)\s*:\s*([-+]?[\d.]+)\s*(?:eV)?\s*$/;
/** Fewer points than this hold no line. */
const LEAST_POINTS = 8;

/** By name of the region. @throws `invalid-option` for a text that cannot be read or names no region */
export function readWindows(texts: readonly string[], regions: readonly Region[]): Windows {
  const windows = new Map<string, readonly [number, number]>();
  for (const text of texts) {
    const equals = text.lastIndexOf('=');
    const range = RANGE.exec(equals < 0 ? text : text.slice(equals + 1));
    const [low, high] = [Number(range?.[1]), Number(range?.[2])];
    if (range === null || !(low < high)) {
      throw fail('invalid-option', `window "${text}" cannot be read`, 'write it as "Ti 2p = 453:471" or "453:471"', {
        path: 'window',
      });
    }
    if (equals < 0) {
      for (const region of regions) if (!windows.has(region.name)) windows.set(region.name, [low, high]);
      continue;
    }
    windows.set(findRegion(text.slice(0, equals).trim(), regions, 'window').name, [low, high]);
  }
  return windows;
}

/** A region by the name a user types: `Ti2p` is `Ti 2p`. @throws `invalid-option` with the nearest name */
export function findRegion(name: string, regions: readonly Region[], option: string): Region {
  const found =
    regions.find((region) => region.name === name) ??
    regions.find((region) => lineWords(region.name) === lineWords(name) || lineWords(region.title) === lineWords(name));
  if (found !== undefined) return found;
  throw fail(
    'invalid-option',
    `${option}: there is no region ${name}`,
    suggest(
      name,
      regions.map((region) => region.name),
    ),
    { path: option },
  );
}

/** The part of a spectrum inside its window. @throws `too-few-points` when next to nothing lies in it */
export function cutToWindow(spectrum: Spectrum, windows: Windows): Spectrum {
  const window = windows.get(spectrum.region);
  const { energiesEv } = spectrum;
  // Energies are written with few digits, so a limit typed with the same digits is meant to be inside.
  const slack = 1e-6;
  const inside = (energy: number) =>
    window === undefined || (energy >= window[0] - slack && energy <= window[1] + slack);
  const first = energiesEv.findIndex(inside);
  const last = energiesEv.findLastIndex(inside);
  if (first < 0 || last - first + 1 < LEAST_POINTS) {
    throw fail(
      'too-few-points',
      `region ${spectrum.region} has ${first < 0 ? 0 : last - first + 1} points${window === undefined ? '' : ` between ${window[0]} and ${window[1]} eV`}: too few for a line`,
      `it holds ${energiesEv[0]} to ${energiesEv[energiesEv.length - 1]} eV; widen the window`,
      { path: 'window' },
    );
  }
  if (first === 0 && last === energiesEv.length - 1) return spectrum;
  const part = <T extends Float64Array | Int32Array>(values: T): T => values.slice(first, last + 1) as T;
  return {
    ...spectrum,
    energiesEv: part(energiesEv),
    values: part(spectrum.values),
    sigmas: part(spectrum.sigmas),
    rows: part(spectrum.rows),
    ...(spectrum.transmission === undefined ? {} : { transmission: part(spectrum.transmission) }),
  };
}
