import { median } from '../../../numerics/index.js';
import { type LocalPolynomial, localPolynomial } from '../../../numerics/signal/local-polynomial.js';
import {
  type EdgeOutcome,
  type EdgePoints,
  type EdgeWindows,
  type EnergyWindow,
  rangeOf,
  refuse,
  unusable,
} from './edge-points.js';

/** Windows and what they were read from. */
export interface FoundWindows extends EdgeWindows {
  /** Where the smoothed spectrum rises most steeply, eV. */
  readonly steepestEv: number;
  /** Level before and height of the rise. */
  readonly base: number;
  readonly rise: number;
}

const LEAST_POINTS = 12;
const LEAST_BASE_POINTS = 5;
/** The search compares all neighbours within some eV: beyond this no band was measured so finely, and it would take long. */
const MOST_POINTS = 20000;
/** Standard deviations by which the steepest slope must stand out: the smoothing grows until it does ... */
const CLEAR = 10;
/** ... and when nothing reaches this one, there is no rise. */
const SIGNIFICANT = 5;
/** A rise is passed over when one this much steeper follows within so many eV: a state in the gap before the band. */
const STEEPER = 2;
const FOLLOWS_EV = 4;
/** So it is when it belongs to a peak, and a rise this much higher follows. */
const HIGHER = 2;
/** A rise ends where its slope has fallen to this part. */
const LEVELLED = 0.25;
/** Parts of the rise between which the edge counts as straight. */
const [LOWER, UPPER] = [0.2, 0.8];
/** Distance of the baseline from the foot of the edge, in widths of the edge window. */
const CLEARANCE = 0.6;
/** What the baseline may deviate from its level: parts of the rise, and standard deviations. */
const FLATNESS = 0.03;
const NOISE = 4;

/**
 * Finds the first main rise of a spectrum from its low-energy end, and the level before it: the edge window is where the
 * smoothed values are between 20 % and 80 % of the rise about its steepest place, the baseline window the flat stretch
 * before its foot. A weaker rise is passed over when one more than twice as steep follows within 4 eV, and a peak when it is
 * followed by a rise twice as high, so that states in the gap are not taken for the band.
 */
export function findEdgeWindows(points: EdgePoints): EdgeOutcome<FoundWindows> {
  const bad = unusable(points, LEAST_POINTS);
  if (bad !== undefined) return refuse(bad);
  const { energiesEv: x } = points;
  if (x.length > MOST_POINTS) return refuse(`an edge is not searched for among ${x.length} points: give its windows`);
  const smooth = smoothed(points);
  if (smooth === undefined) return refuse('nothing in the spectrum rises by more than its noise');
  const { values, slopes, valueNoise, halfWidth } = smooth;
  const steep = firstMainRise(x, smooth);
  if (steep < 0) return refuse('nothing in the spectrum rises by more than its noise');
  const steepest = slopes[steep]!;
  let top = steep;
  while (top < x.length - 1 && slopes[top + 1]! > LEVELLED * steepest) top += 1;
  let foot = steep;
  while (foot > 0 && slopes[foot - 1]! > LEVELLED * steepest) foot -= 1;
  if (foot === 0) return refuse('the spectrum begins within the rise: there is no baseline before the edge');

  const rough = x[top]! - x[foot]!;
  const base = levelBefore(x, values, x[foot]!, Math.max(rough, 4 * halfWidth));
  if (base === undefined) return refuse('there are too few points before the edge for a baseline');
  const rise = values[top]! - base;
  if (!(rise > 0)) return refuse('the level before the edge is not below it');
  let low = steep;
  while (low > 0 && values[low]! > base + LOWER * rise) low -= 1;
  if (values[low]! > base + LOWER * rise) {
    return refuse('the spectrum begins within the rise: there is no baseline before the edge');
  }
  let high = steep;
  while (high < top && values[high]! < base + UPPER * rise) high += 1;
  // A sharp edge on a coarse grid has few points; four are the least that a line can be judged by.
  while (high - low < 3 && (low > 0 || high < x.length - 1)) {
    if (high < x.length - 1) high += 1;
    if (high - low < 3 && low > 0) low -= 1;
  }
  const edgeWindowEv: EnergyWindow = [x[low]!, x[high]!];
  const width = edgeWindowEv[1] - edgeWindowEv[0];
  const crossing = x[steep]! - (values[steep]! - base) / steepest;
  const before = Math.min(crossing, x[low]!) - CLEARANCE * width;

  const flat = (i: number): boolean => Math.abs(values[i]! - base) <= FLATNESS * rise + NOISE * valueNoise[i]!;
  const stretch = flatStretch(x, rangeOf(x, [x[0]!, before])[1] - 1, width / 2, flat);
  if (stretch === undefined) return refuse('there is no flat stretch of five points before the edge');
  const [first, last] = stretch;
  return { edge: { edgeWindowEv, baseWindowEv: [x[first]!, x[last]!], steepestEv: x[steep]!, base, rise } };
}

/**
 * The nearest flat stretch from index `from` downward that is as long as asked, else the longest; undefined below five
 * points. A state in the gap may leave only a sliver beside the edge.
 */
function flatStretch(
  x: Float64Array,
  from: number,
  lengthEv: number,
  flat: (i: number) => boolean,
): readonly [first: number, last: number] | undefined {
  let best: readonly [number, number] | undefined;
  let last = from;
  while (last >= 0) {
    if (!flat(last)) {
      last -= 1;
      continue;
    }
    let first = last;
    while (first > 0 && flat(first - 1)) first -= 1;
    const longer = best === undefined || last - first > best[1] - best[0];
    if (longer && last - first + 1 >= LEAST_BASE_POINTS) best = [first, last];
    if (best !== undefined && x[best[1]]! - x[best[0]]! >= lengthEv) return best;
    last = first - 1;
  }
  return best;
}

interface Smoothed extends LocalPolynomial {
  readonly halfWidth: number;
}

/** Values and slopes with their standard deviations, smoothed as little as shows the steepest rise clearly. */
function smoothed({ energiesEv: x, values: y, sigmas }: EdgePoints): Smoothed | undefined {
  const n = x.length;
  const span = x[n - 1]! - x[0]!;
  const step = span / (n - 1);
  // The given uncertainties may be off by a factor (averages, unknown units): the scatter of neighbours tells it.
  const bends: number[] = [];
  for (let i = 1; i < n - 1; i++) {
    const variance = sigmas[i - 1]! * sigmas[i - 1]! + 4 * sigmas[i]! * sigmas[i]! + sigmas[i + 1]! * sigmas[i + 1]!;
    bends.push(Math.abs(y[i - 1]! - 2 * y[i]! + y[i + 1]!) / Math.sqrt(variance));
  }
  const factor = 1.4826 * median(bends);
  let best: Smoothed | undefined;
  let clearest = 0;
  for (let half = 2; half * step <= span / 8 || half === 2; half = Math.ceil(1.4 * half)) {
    const halfWidth = (half + 0.01) * step;
    const fit = localPolynomial(x, y, x, { halfWidth, degree: 1 });
    const slopeNoise = fit.slopeNoise.map((noise, i) => noise * factor * sigmas[i]!);
    let clear = 0;
    for (let i = 0; i < n; i++) {
      if (fit.slopes[i]! > 0) clear = Math.max(clear, slopeNoise[i]! > 0 ? fit.slopes[i]! / slopeNoise[i]! : CLEAR);
    }
    if (best === undefined || clear > clearest) {
      const valueNoise = fit.valueNoise.map((noise, i) => noise * factor * sigmas[i]!);
      best = { ...fit, valueNoise, slopeNoise, halfWidth };
      clearest = clear;
    }
    if (clear >= CLEAR) break;
  }
  return clearest >= SIGNIFICANT ? best : undefined;
}

/** Index of the steepest place of the first rise that no much steeper or higher one follows; -1 when there is none. */
function firstMainRise(x: Float64Array, smooth: Smoothed): number {
  const { slopes, slopeNoise, halfWidth } = smooth;
  const n = x.length;
  for (let i = 0; i < n; i++) {
    if (!(slopes[i]! > 0 && slopes[i]! >= SIGNIFICANT * slopeNoise[i]!)) continue;
    let isPeak = true;
    let followed = false;
    for (let j = i - 1; isPeak && j >= 0 && x[i]! - x[j]! <= halfWidth; j--) isPeak = slopes[j]! <= slopes[i]!;
    for (let j = i + 1; isPeak && !followed && j < n && x[j]! - x[i]! <= Math.max(FOLLOWS_EV, halfWidth); j++) {
      if (x[j]! - x[i]! <= halfWidth && slopes[j]! > slopes[i]!) isPeak = false;
      if (slopes[j]! > STEEPER * slopes[i]! && slopes[j]! >= SIGNIFICANT * slopeNoise[j]!) followed = true;
    }
    if (isPeak && !followed && !isLowerPeak(x, smooth.values, i)) return i;
  }
  return -1;
}

/** Whether the rise at index i belongs to a peak that falls back to less than half before a rise of twice its height. */
function isLowerPeak(x: Float64Array, values: Float64Array, i: number): boolean {
  const near = (j: number): boolean => j >= 0 && j < x.length && Math.abs(x[j]! - x[i]!) <= FOLLOWS_EV;
  let before = values[i]!;
  for (let j = i; near(j); j--) before = Math.min(before, values[j]!);
  let top = values[i]!;
  let fellBack = false;
  for (let j = i; near(j); j++) {
    if (!fellBack) top = Math.max(top, values[j]!);
    if (values[j]! - before < (top - before) / 2) fellBack = j > i && top > values[i]!;
    if (fellBack && values[j]! - before > HIGHER * (top - before)) return true;
  }
  return false;
}

/**
 * Level just before the foot of a rise: of all stretches of half a length within two lengths before it, the median of the
 * lowest. So neither a state in the gap nor an earlier, lower step far away counts.
 */
function levelBefore(x: Float64Array, values: Float64Array, foot: number, length: number): number | undefined {
  const [from, to] = rangeOf(x, [foot - 2 * length, foot]);
  const most = Math.max(
    LEAST_BASE_POINTS,
    Math.round(((to - from) * length) / (2 * Math.max(length, foot - x[from]!))),
  );
  if (to - from < LEAST_BASE_POINTS) return undefined;
  const count = Math.min(most, to - from);
  let lowest = Number.POSITIVE_INFINITY;
  const stride = Math.max(1, Math.floor(count / 8));
  for (let start = from; start + count <= to; start += stride) {
    lowest = Math.min(lowest, median(values.subarray(start, start + count)));
  }
  return lowest;
}
