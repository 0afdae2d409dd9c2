/** A decay of many rows as some hundred points, evenly spaced in the logarithm of time, with honest errors. */
import { hypot } from '../../../numerics/elementary/hypot.js';
import { log } from '../../../numerics/elementary/log.js';
import { median } from '../../../numerics/statistics/summary.js';

export interface BinnedDecay {
  readonly timeS: Float64Array;
  readonly currentA: Float64Array;
  /** Standard deviation of each point: noise of its rows, correlated as it is. */
  readonly sigmaA: Float64Array;
  /** Noise of one row. */
  readonly noiseA: number;
  /** How many times the variance of a long mean exceeds that of independent rows. */
  readonly correlation: number;
  /** Slow wander (1/f noise, ranges, temperature) that no averaging over the step takes out. */
  readonly wanderA: number;
}

const BINS_PER_DECADE = 24;
/** Share of the rows, at the end, from which the noise is judged. */
const NOISE_SHARE = 1 / 3;
const BLOCKS = 12;
/** Blocks of independent rows scatter by this much more than they should, now and then (chi-square of nine, 95 %). */
const CHANCE = 1.88;
/** 1/f noise has as much in each octave below the blocks, which the parabola hides, as in those that are seen. */
const WANDER = 2;
/** Rows earlier than this share of the usual step were written while the instrument switched. */
const SWITCHING_SHARE = 0.3;

/**
 * @param allTimeS seconds since the step, above zero and not falling
 * @param allCurrentA amounts, so that a decay falls
 */
export function binDecay(allTimeS: Float64Array, allCurrentA: Float64Array): BinnedDecay {
  // A row written at the instant of switching belongs to neither side.
  const usual = median(allTimeS.map((t, k) => t - (k === 0 ? 0 : allTimeS[k - 1]!)));
  const begin = Math.max(
    0,
    Math.min(
      allTimeS.length - 12,
      allTimeS.findIndex((t) => t >= SWITCHING_SHARE * usual),
    ),
  );
  const timeS = allTimeS.subarray(begin);
  const currentA = allCurrentA.subarray(begin);
  const { noiseA, correlation, wanderA } = noiseOf(timeS, currentA);
  const t: number[] = [];
  const current: number[] = [];
  const sigma: number[] = [];
  const width = Math.LN10 / BINS_PER_DECADE;
  const origin = log(timeS[0]!);
  for (let from = 0; from < timeS.length; ) {
    const bin = Math.floor((log(timeS[from]!) - origin) / width);
    let to = from + 1;
    let sumT = timeS[from]!;
    let sumI = currentA[from]!;
    while (to < timeS.length && Math.floor((log(timeS[to]!) - origin) / width) === bin) {
      sumT += timeS[to]!;
      sumI += currentA[to]!;
      to += 1;
    }
    const n = to - from;
    t.push(sumT / n);
    current.push(sumI / n);
    sigma.push(hypot(noiseA * Math.sqrt((1 + (correlation - 1) * (1 - 1 / n)) / n), wanderA));
    from = to;
  }
  return {
    timeS: Float64Array.from(t),
    currentA: Float64Array.from(current),
    sigmaA: Float64Array.from(sigma),
    noiseA,
    correlation,
    wanderA,
  };
}

interface Noise {
  readonly noiseA: number;
  readonly correlation: number;
  readonly wanderA: number;
}

/** Noise from the last third, its slow course taken out; the variance of block means tells how rows hang together. */
function noiseOf(timeS: Float64Array, currentA: Float64Array): Noise {
  const from = Math.min(Math.floor(currentA.length * (1 - NOISE_SHARE)), currentA.length - 12);
  const rest = withoutParabola(timeS.subarray(Math.max(0, from)), currentA.subarray(Math.max(0, from)));
  const n = rest.length;
  let squares = 0;
  for (const value of rest) squares += value * value;
  const noiseA = Math.max(Math.sqrt(squares / Math.max(1, n - 3)), resolutionOf(currentA) / Math.sqrt(12), 1e-18);
  const size = Math.floor(n / BLOCKS);
  if (size < 3) return { noiseA, correlation: 1, wanderA: 0 };
  let blockSquares = 0;
  for (let block = 0; block < BLOCKS; block++) {
    let sum = 0;
    for (let k = block * size; k < (block + 1) * size; k++) sum += rest[k]!;
    blockSquares += (sum / size) ** 2;
  }
  // The parabola took three of the twelve degrees of freedom.
  const variance = blockSquares / (BLOCKS - 3);
  let differences = 0;
  for (let k = 1; k < n; k++) differences += (rest[k]! - rest[k - 1]!) ** 2;
  // What independent rows, as the differences of neighbours show them, would leave in the mean of a block.
  const independent = differences / (2 * (n - 1) * size);
  return {
    noiseA,
    correlation: Math.min(size, Math.max(1, (variance * size) / noiseA ** 2)),
    wanderA: WANDER * Math.sqrt(Math.max(0, variance - CHANCE * independent)),
  };
}

/** Smallest step between different neighbours: what the converter resolves. */
function resolutionOf(currentA: Float64Array): number {
  const steps: number[] = [];
  for (let k = 1; k < currentA.length && steps.length < 2000; k++) {
    const step = Math.abs(currentA[k]! - currentA[k - 1]!);
    if (step > 0) steps.push(step);
  }
  if (steps.length < 20) return 0;
  const smallest = Math.min(...steps);
  // Only a converter makes many steps of the same size.
  return median(steps) < 3 * smallest ? smallest : 0;
}

function withoutParabola(timeS: Float64Array, y: Float64Array): Float64Array {
  const n = y.length;
  const centre = timeS[0]! + (timeS[n - 1]! - timeS[0]!) / 2;
  const half = Math.max(1e-12, (timeS[n - 1]! - timeS[0]!) / 2);
  // Legendre-like columns, made orthogonal on the points.
  const columns = [
    new Float64Array(n).fill(1),
    Float64Array.from(timeS, (t) => (t - centre) / half),
    new Float64Array(n),
  ];
  for (let k = 0; k < n; k++) columns[2]![k] = columns[1]![k]! ** 2;
  const rest = Float64Array.from(y);
  const done: Float64Array[] = [];
  for (const column of columns) {
    for (const other of done) subtract(column, other);
    subtract(rest, column);
    done.push(column);
  }
  return rest;
}

/** Takes out of v its part along the direction u. */
function subtract(v: Float64Array, u: Float64Array): void {
  let uu = 0;
  let uv = 0;
  for (let k = 0; k < u.length; k++) {
    uu += u[k]! * u[k]!;
    uv += u[k]! * v[k]!;
  }
  if (!(uu > 0)) return;
  for (let k = 0; k < u.length; k++) v[k] = v[k]! - (uv / uu) * u[k]!;
}
