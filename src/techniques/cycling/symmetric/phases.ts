/** Phases of life: where the resistance of a symmetric cell changes its course. */
import { log } from '../../../numerics/elementary/log.js';
import { type ChangePoint, changePoints } from '../../../numerics/statistics/change-points.js';
import { median } from '../../../numerics/statistics/summary.js';
import { regressLine } from '../../../numerics/statistics/weighted-regression.js';
import { type Drift, driftPerCycle } from './describe-series.js';
import { type SymmetricCycle, scatterV } from './symmetric-cycles.js';

/** Cycles from one change of the course to the next. */
export interface Phase {
  /** Indices into the list of cycles; `to` is the one after its last. */
  readonly from: number;
  readonly to: number;
  /** 95 % interval of `from`, ends included; null for the first phase. */
  readonly startInterval: readonly [number, number] | null;
  /** Change of the overpotential from cycle to cycle, V. */
  readonly drift: Drift | null;
}

/** Structure finer than this share of the resistance is no phase of life. */
const FINEST = 0.05;
/** Nothing is claimed from fewer cycles. */
const LEAST_CYCLES = 20;
/** Of longer lives the medians of equal groups of cycles count. */
const MOST_GROUPS = 1500;

/**
 * Phases from ln(V/I) against cycle. Growth with the root of time is one phase, not many: pieces may be straight
 * against the cycle or against its root, and the description with fewer pieces is taken. One phase where nothing changes.
 */
export function phasesOfLife(cycles: readonly SymmetricCycle[]): Phase[] {
  const n = cycles.length;
  const resistances = cycles.map(({ overpotentialV, currentA }) => overpotentialV / currentA);
  if (n < LEAST_CYCLES || !resistances.every((r) => r > 0)) return [phase(cycles, 0, n, null)];
  const group = Math.ceil(n / MOST_GROUPS);
  const count = Math.floor(n / group);
  const logs = Float64Array.from({ length: count }, (_, k) =>
    log(median(resistances.slice(k * group, (k + 1) * group))),
  );
  const sigma = Math.max(FINEST, scatterV(Array.from(logs)));
  const places = [(k: number) => k, Math.sqrt].map((place) => Float64Array.from(logs, (_, k) => place(k)));
  const [straight, rooted] = places.map((x) => worthwhile(changePoints(logs, { sigma, x }), x, logs));
  const changes = rooted!.length < straight!.length ? rooted! : straight!;
  const starts = [0, ...changes.map(({ at }) => at * group)];
  return starts.map((from, k) => {
    const interval = k === 0 ? null : changes[k - 1]!.interval;
    const start = interval === null ? null : ([interval[0] * group, interval[1] * group] as const);
    return phase(cycles, from, starts[k + 1] ?? n, start);
  });
}

/** Leaves out, the least first, changes that one straight course over both pieces misses by less than the finest structure. */
function worthwhile(changes: readonly ChangePoint[], x: Float64Array, logs: Float64Array): readonly ChangePoint[] {
  const ends = [0, ...changes.map(({ at }) => at), logs.length];
  const bends = changes.map((_, k) => bend(x, logs, ends[k]!, ends[k + 1]!, ends[k + 2]!));
  const least = bends.indexOf(Math.min(...bends));
  if (least < 0 || bends[least]! >= FINEST) return changes;
  return worthwhile(changes.toSpliced(least, 1), x, logs);
}

/** Largest distance between the courses of two neighbouring pieces and the one straight course over both. */
function bend(x: Float64Array, logs: Float64Array, from: number, at: number, to: number): number {
  const line = (begin: number, end: number) => {
    const { intercept, slope } = regressLine(x.subarray(begin, end), logs.subarray(begin, end));
    return (k: number): number => intercept + slope * x[k]!;
  };
  const [before, after, both] = [line(from, at), line(at, to), line(from, to)];
  const misses = [
    before(from) - both(from),
    before(at - 1) - both(at - 1),
    after(at) - both(at),
    after(to - 1) - both(to - 1),
  ];
  return Math.max(...misses.map(Math.abs));
}

function phase(
  cycles: readonly SymmetricCycle[],
  from: number,
  to: number,
  startInterval: Phase['startInterval'],
): Phase {
  const values = cycles.slice(from, to).map(({ overpotentialV }) => overpotentialV);
  return { from, to, startInterval, drift: values.length >= 5 ? driftPerCycle(values) : null };
}
