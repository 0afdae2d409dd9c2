/**
 * Soft shorts and dendrites. A flat, rectangular trace at a low potential proves nothing (it may be a good cell or a
 * shorted one), so only events count: a sudden loss of potential at constant current, a loss from one cycle to the next
 * that no trend explains, a potential below what the electrolyte alone must take, or none at all.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { log } from '../../../numerics/elementary/log.js';
import { medianInPlace } from '../../../numerics/statistics/select.js';
import { madToSigma, median, medianAbsoluteDeviation } from '../../../numerics/statistics/summary.js';
import type { HalfCycle } from '../half-cycles/half-cycle.js';
import type { CyclingTest } from '../part.js';
import { overpotentialOf, scatterV } from './symmetric-cycles.js';

export type ShortGrade = 'suspect' | 'soft' | 'hard';

export interface ShortEvidence {
  readonly halfCycle: number;
  readonly kind: 'drop' | 'spike' | 'between-cycles' | 'below-ohmic-floor' | 'noise' | 'no-potential';
  readonly grade: ShortGrade;
  /** Row of the event, or the first of the half cycle. */
  readonly row: number;
  /** Share of the potential that was lost; for noise, how many times the usual noise. */
  readonly size: number;
}

/** Resistance of the electrolyte times area over the area: the least that the cell can have, in ohm. */
export interface OhmicFloor {
  readonly resistanceOhm: number;
  readonly sigmaOhm: number;
}

const limits = {
  /** Beginning of a half cycle in which nucleation and relaxation move the potential, as a share of its time. */
  settling: 0.15,
  /** A loss within a row must be this many times the usual step between rows, and this share of the potential. */
  stepZ: 8,
  stepShare: 0.08,
  /** Unrest of a half cycle counts as usual up to this many times that of the half cycles before it. */
  unrestTimes: 2,
  /** Half cycles that tell what is usual; none is judged by fewer than the least. */
  leastBefore: 6,
  mostBefore: 20,
  /** From this loss on a drop is a soft short by itself. */
  softShare: 0.15,
  /** Loss from one cycle to the next, as difference of logarithms, and in units of the usual scatter. */
  betweenLog: 0.16,
  betweenZ: 6,
  /** Losses of formation and relaxation shrink from cycle to cycle and row to row; a short is this many times the loss before. */
  acceleration: 2.5,
  /** Noise this many times that of the other half cycles, and this share of the potential. */
  noiseTimes: 6,
  noiseShare: 0.03,
  /** Below the floor by so many standard deviations of the floor, known no better than this share; and of the scatter of the cycles. */
  floorZ: 3,
  floorShare: 0.01,
  scatterZ: 5,
  /** A cell that is no more than wires and contacts, in ohm; or that lost nearly all it ever had. */
  wireOhm: 0.5,
  deadShare: 0.02,
} as const;

/** All evidence of shorts in a symmetric cell, in the order of the half cycles. */
export function findShorts(test: CyclingTest, floor?: OhmicFloor): ShortEvidence[] {
  const { halfCycles, metrics, options } = test;
  const eta = halfCycles.map(({ sign }, k) => sign * overpotentialOf(metrics[k]!, options.overpotential));
  const usual = eta.length > 0 ? median(eta) : 0;
  const noises = metrics.map(({ noiseV }) => noiseV);
  const usualNoise = noises.length > 0 ? median(noises) : 0;
  const paces = halfCycles.map((half) => paceOf(test, half));
  // The electrolyte feels the temperature as well, so what scatters from cycle to cycle is no short.
  const scatterOhm = scatterV(eta.map((v, k) => v / Math.abs(metrics[k]!.currentA)).filter((_, k) => k % 2 === 0));
  return halfCycles.flatMap((half, k) => {
    const found: ShortEvidence[] = [];
    const add = (kind: ShortEvidence['kind'], grade: ShortGrade, size: number, row = half.from): void => {
      found.push({ halfCycle: k, kind, grade, row, size });
    };
    const dead = Math.max(limits.wireOhm * Math.abs(metrics[k]!.currentA), limits.deadShare * usual);
    if (eta[k]! < dead) add('no-potential', 'hard', 1);
    const loss = lossBetweenCycles(test, eta, k);
    if (loss !== undefined) add('between-cycles', 'soft', 1 - exp(-loss));
    if (floor !== undefined) {
      const resistance = resistanceOfBoth(test, eta, k);
      const sigma = Math.max(floor.sigmaOhm, limits.floorShare * floor.resistanceOhm);
      const margin = hypot(limits.floorZ * sigma, limits.scatterZ * scatterOhm);
      if (resistance < floor.resistanceOhm - margin) {
        add('below-ohmic-floor', 'soft', 1 - resistance / floor.resistanceOhm);
      }
    }
    const { noiseV } = metrics[k]!;
    if (k > 2 && noiseV > limits.noiseTimes * usualNoise && noiseV > limits.noiseShare * usual) {
      add('noise', 'suspect', noiseV / Math.max(usualNoise, Number.MIN_VALUE));
    }
    found.push(...eventsWithin(test, k, Math.max(eta[k]!, 0.3 * usual), usualPace(paces, k)));
    return found;
  });
}

/** V/I of a half cycle and the one beside it in the other direction, so that an offset of the potential drops out. */
function resistanceOfBoth({ halfCycles, metrics }: CyclingTest, eta: readonly number[], k: number): number {
  const beside = [k - 1, k + 1].find((j) => halfCycles[j]?.sign === -halfCycles[k]!.sign) ?? k;
  const of = (j: number): number => eta[j]! / Math.abs(metrics[j]!.currentA);
  return (of(k) + of(beside)) / 2;
}

/** Loss of ln(V/I) against the half cycles of the same direction before, where no trend explains it. */
function lossBetweenCycles(test: CyclingTest, eta: readonly number[], k: number): number | undefined {
  const { halfCycles, metrics } = test;
  const same: number[] = [];
  for (let j = k - 1; j >= 0 && same.length < 6; j--) {
    if (halfCycles[j]!.sign !== halfCycles[k]!.sign || !(eta[j]! > 0)) continue;
    // Another current, another point of the characteristic: nothing to compare with.
    if (Math.abs(metrics[j]!.currentA / metrics[k]!.currentA - 1) > 0.05) break;
    same.push(log(eta[j]!));
  }
  if (same.length < 3 || !(eta[k]! > 0)) return undefined;
  const now = log(eta[k]!);
  const loss = same[0]! - now;
  const steps = same.slice(1).map((value, j) => value - same[j]!);
  const scatter = Math.max(0.005, madToSigma * medianAbsoluteDeviation(steps));
  const lossBefore = Math.max(0, steps[0]!, steps[1] ?? 0);
  const least = Math.max(limits.betweenLog, limits.betweenZ * scatter, limits.acceleration * lossBefore);
  return loss > least && median(same.slice(0, 5)) - now > limits.betweenLog ? loss : undefined;
}

/** Steps from row to row of a half cycle once it has settled, positive away from zero; and the row of the first. */
function settledSteps(
  { series }: CyclingTest,
  { from, holdFrom, sign }: HalfCycle,
): { begin: number; steps: Float64Array } {
  const { timeS, potentialV } = series;
  const settled = timeS[from]! + limits.settling * (timeS[holdFrom - 1]! - timeS[from]!);
  let begin = from + 1;
  while (begin < holdFrom && timeS[begin]! < settled) begin += 1;
  const steps = new Float64Array(Math.max(0, holdFrom - begin - 1));
  for (let k = 0; k < steps.length; k++) steps[k] = sign * (potentialV[begin + 1 + k]! - potentialV[begin + k]!);
  return { begin, steps };
}

/** How a half cycle usually steps from row to row. */
interface Pace {
  readonly trendV: number;
  /** Standard deviation about the trend, robust. */
  readonly unrestV: number;
}

function paceOf(test: CyclingTest, half: HalfCycle): Pace {
  const { steps } = settledSteps(test, half);
  if (steps.length === 0) return { trendV: 0, unrestV: 0 };
  const trendV = medianInPlace(steps);
  for (let k = 0; k < steps.length; k++) steps[k] = Math.abs(steps[k]! - trendV);
  return { trendV, unrestV: madToSigma * medianInPlace(steps) };
}

/** Its own unrest, up to what the half cycles before it had: a contact that opens and closes would hide behind its own. */
function usualPace(paces: readonly Pace[], k: number): Pace {
  const own = paces[k]!;
  const before = paces.slice(Math.max(0, k - limits.mostBefore), k).map(({ unrestV }) => unrestV);
  if (before.length < limits.leastBefore) return own;
  return { ...own, unrestV: Math.min(own.unrestV, limits.unrestTimes * median(before)) };
}

/** Sudden losses of potential within a half cycle: one that stays (a drop) or comes back (a spike). */
function eventsWithin(test: CyclingTest, k: number, etaV: number, { trendV, unrestV }: Pace): ShortEvidence[] {
  const { potentialV, currentA } = test.series;
  const half = test.halfCycles[k]!;
  const { holdFrom, sign } = half;
  const { begin, steps } = settledSteps(test, half);
  if (steps.length < 5) return [];
  const least = Math.max(limits.stepZ * unrestV, limits.stepShare * etaV);
  const events: ShortEvidence[] = [];
  for (let row = begin + 1; row < holdFrom; row++) {
    if (trendV - steps[row - begin - 1]! <= least || !steady(currentA, begin, row, holdFrom)) continue;
    const before = level(potentialV, Math.max(begin, row - 3), row, sign);
    const fall = before - sign * potentialV[row]!;
    if (fall <= least || relaxes(potentialV, row, half)) continue;
    const after = level(potentialV, row, Math.min(holdFrom, row + 3), sign);
    const stays = before - after > limits.stepShare * etaV;
    const share = fall / Math.max(before, etaV);
    events.push({
      halfCycle: k,
      kind: stays ? 'drop' : 'spike',
      grade: stays && share >= limits.softShare ? 'soft' : 'suspect',
      row,
      size: share,
    });
    row += 2;
  }
  // Several losses that come back are a contact that opens and closes.
  const spikes = events.filter(({ kind, size }) => kind === 'spike' && size >= limits.softShare);
  return spikes.length >= 2 ? events.map((event) => ({ ...event, grade: 'soft' as const })) : events;
}

/** True where the potential fell nearly as much in the row before: a relaxation seen in few rows, not an event. */
function relaxes(potentialV: Float64Array, row: number, { from, sign }: HalfCycle): boolean {
  if (row - 2 <= from) return false;
  const [here, before] = [row, row - 1].map((k) => sign * (potentialV[k - 1]! - potentialV[k]!));
  return here! < limits.acceleration * before!;
}

/** True where the current was the same a little before and after: no pause, no change of range or step. */
function steady(currentA: Float64Array, begin: number, row: number, end: number): boolean {
  const here = currentA[row]!;
  for (let k = Math.max(begin, row - 3); k < Math.min(end, row + 2); k++) {
    if (Math.abs(currentA[k]! - here) > 0.05 * Math.abs(here)) return false;
  }
  return true;
}

function level(potentialV: Float64Array, from: number, to: number, sign: number): number {
  return median(Array.from(potentialV.subarray(from, to), (v) => sign * v));
}
