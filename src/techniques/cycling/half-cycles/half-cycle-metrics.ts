/** Charge, energy and potentials of half cycles, in one pass over the rows of a run. */
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import { medianInPlace } from '../../../numerics/statistics/select.js';
import type { HalfCycle, HalfCycleMetrics } from './half-cycle.js';

/** A second difference of white noise is sqrt(6) times as large; its mean amount is sqrt(2/pi) of that. */
const NOISE_FACTOR = Math.sqrt(Math.PI / 2) / Math.sqrt(6);
/** The last row holds until the next one when that follows about as soon as rows usually do. */
const USUAL_STEPS = 3;
/** A stored charge further from the integral of the current is none (a counter that was set back, another unit). */
export const CREDIBLE = 0.05;

/**
 * Metrics of each half cycle. The first row after a reversal still shows the potential before it (instruments store it
 * at the instant of switching), so it counts for the charge and not for the potentials. Rests inside a half cycle
 * (titrations) count for neither.
 *
 * @param thresholdA smaller currents are rest
 */
export function halfCycleMetrics(
  series: TimeSeries,
  halfCycles: readonly HalfCycle[],
  thresholdA = 0,
): HalfCycleMetrics[] {
  const longest = halfCycles.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  const scratch = new Float64Array(longest);
  return halfCycles.map((halfCycle) => measure(series, halfCycle, thresholdA, scratch));
}

function measure(series: TimeSeries, half: HalfCycle, thresholdA: number, scratch: Float64Array): HalfCycleMetrics {
  const { timeS, potentialV, currentA, chargeC, rows } = series;
  const { from, to, holdFrom } = half;
  let durationS = 0;
  let flowedC = 0;
  let energyJ = 0;
  for (let row = from + 1; row < to; row++) {
    const step = timeS[row]! - timeS[row - 1]!;
    const [i0, i1] = [currentA[row - 1]!, currentA[row]!];
    if (Math.abs(i1) <= thresholdA || Math.abs(i0) <= thresholdA) continue;
    durationS += step;
    // A current computed from charge is the mean since the row before; a stored one is that of the instant.
    const current = series.currentOrigin === 'stored' ? (i0 + i1) / 2 : i1;
    flowedC += current * step;
    energyJ += ((potentialV[row]! + potentialV[row - 1]!) / 2) * current * step;
  }
  const switching = to < rows ? timeS[to]! - timeS[to - 1]! : 0;
  const usual = to - from > 1 ? durationS / (to - from - 1) : 0;
  const holds = series.currentOrigin === 'stored' && switching > 0 && switching <= USUAL_STEPS * usual;
  if (holds) {
    durationS += switching;
    flowedC += currentA[to - 1]! * switching;
    energyJ += potentialV[to - 1]! * currentA[to - 1]! * switching;
  }
  const instrumentC = chargeC === null ? null : chargeC[to - 1]! - chargeC[from > 0 ? from - 1 : from]!;
  const usable = instrumentC !== null && Math.abs(instrumentC - flowedC) <= CREDIBLE * Math.abs(flowedC);
  return {
    durationS,
    switchSigmaS: holds ? switching / Math.sqrt(12) : 0,
    chargeC: usable ? instrumentC : flowedC,
    trapezoidC: flowedC,
    instrumentC,
    energyJ,
    currentA: durationS > 0 ? flowedC / durationS : currentA[to - 1]!,
    ...potentials(potentialV, timeS, currentA, from, Math.max(holdFrom, Math.min(to, from + 2)), thresholdA, scratch),
  };
}

type Potentials = Omit<
  HalfCycleMetrics,
  'durationS' | 'switchSigmaS' | 'chargeC' | 'trapezoidC' | 'instrumentC' | 'energyJ' | 'currentA'
>;

function potentials(
  potentialV: Float64Array,
  timeS: Float64Array,
  currentA: Float64Array,
  from: number,
  to: number,
  thresholdA: number,
  scratch: Float64Array,
): Potentials {
  const begin = to - from > 2 ? from + 1 : from;
  const [start, end] = [timeS[from]!, timeS[to - 1]!];
  const [quarter, threeQuarters] = [start + (end - start) / 4, end - (end - start) / 4];
  const sign = currentA[begin]! < 0 ? -1 : 1;
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [peak, peakAt] = [Number.NEGATIVE_INFINITY, begin];
  let [area, time, bends, bent, middle, points] = [0, 0, 0, 0, 0, 0];
  let last = begin;
  for (let row = begin; row < to; row++) {
    if (Math.abs(currentA[row]!) <= thresholdA) continue;
    const v = potentialV[row]!;
    const t = timeS[row]!;
    points += 1;
    last = row;
    if (v < min) min = v;
    if (v > max) max = v;
    if (t <= quarter && sign * v > peak) {
      peak = sign * v;
      peakAt = row;
    }
    if (t >= quarter && t <= threeQuarters) scratch[middle++] = v;
    if (row > begin && Math.abs(currentA[row - 1]!) > thresholdA) {
      const step = t - timeS[row - 1]!;
      area += ((v + potentialV[row - 1]!) / 2) * step;
      time += step;
      if (row > begin + 1) {
        bent += Math.abs(v - 2 * potentialV[row - 1]! + potentialV[row - 2]!);
        bends += 1;
      }
    }
  }
  const endPotentialV = potentialV[last]!;
  const meanPotentialV = time > 0 ? area / time : endPotentialV;
  return {
    meanPotentialV,
    plateauPotentialV: middle > 0 ? medianInPlace(scratch, middle) : meanPotentialV,
    endPotentialV,
    minPotentialV: min,
    maxPotentialV: max,
    peakPotentialV: Number.isFinite(peak) ? sign * peak : potentialV[begin]!,
    peakTimeS: timeS[peakAt]! - start,
    noiseV: bends > 0 ? (NOISE_FACTOR * bent) / bends : 0,
    points,
  };
}
