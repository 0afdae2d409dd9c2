/** Several files of one job as one run with continuous time, charge and numbering. */
import { fail } from '../../errors.js';
import type { Diagnostic } from '../recording.js';
import type { TimeSeries } from './time-series.js';

export interface JoinPart {
  readonly label: string;
  readonly series: TimeSeries;
  /** ISO 8601, as the recording has it; without it the order given counts. */
  readonly startTime?: string;
}

/** A time of day, not the day alone. */
const HAS_TIME = /T\d/;
const HAS_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/;

/** Clocks of one job agree to this when a part begins. */
const JITTER_S = 0.5;
/** Start times are stored to the minute by some programs. */
const START_TIME_S = 60;

/**
 * Joins the parts in the order of their start times (where all have one), else as given. A part whose clock goes on from the one before
 * (EC-Lab splits files like that) keeps its times; one whose clock begins again is moved to its start time, or directly
 * behind the part before where the start is unknown.
 *
 * @throws `malformed-file` when two parts overlap in time
 */
export function joinTimeSeries(given: readonly JoinPart[]): TimeSeries {
  if (given.length === 1) return given[0]!.series;
  const diagnostics: Diagnostic[] = given.flatMap(({ label, series }) =>
    series.diagnostics.map((diagnostic) => ({ ...diagnostic, message: `${label}: ${diagnostic.message}` })),
  );
  const parts = inOrder(given, diagnostics);
  const offsets = clockOffsets(parts, diagnostics);
  const rows = parts.reduce((sum, { series }) => sum + series.rows, 0);
  const joins: number[] = [];
  const doubles = (pick: (series: TimeSeries) => Float64Array | null, shift: (part: number) => number) =>
    gather(parts, pick, shift, new Float64Array(rows));
  const integers = (pick: (series: TimeSeries) => Int32Array | null) =>
    gather(parts, pick, () => 0, new Int32Array(rows));
  let at = 0;
  for (const { series } of parts) {
    if (at > 0) joins.push(at);
    at += series.rows;
  }
  return {
    rows,
    timeS: doubles(
      (series) => series.timeS,
      (part) => offsets[part]!,
    )!,
    potentialV: doubles(
      (series) => series.potentialV,
      () => 0,
    )!,
    currentA: doubles(
      (series) => series.currentA,
      () => 0,
    )!,
    currentOrigin: parts.every(({ series }) => series.currentOrigin === 'stored') ? 'stored' : 'from-charge',
    chargeC: doubles((series) => series.chargeC, chargeOffsets(parts)),
    state: gather(
      parts,
      (series) => series.state,
      () => 0,
      new Uint8Array(rows),
    ),
    setCurrentA: doubles(
      (series) => series.setCurrentA,
      () => 0,
    ),
    step: integers((series) => series.step),
    cycle: integers((series) => series.cycle),
    halfCycle: integers((series) => series.halfCycle),
    temperatureC: doubles(
      (series) => series.temperatureC,
      () => 0,
    ),
    joins,
    diagnostics,
  };
}

function inOrder(given: readonly JoinPart[], diagnostics: Diagnostic[]): readonly JoinPart[] {
  const starts = given.map(startMs);
  if (starts.some(Number.isNaN) || !sameClock(given)) return given;
  const order = given.map((_, part) => part).sort((a, b) => starts[a]! - starts[b]! || a - b);
  if (order.every((part, place) => part === place)) return given;
  const sorted = order.map((part) => given[part]!);
  const message = `the files are joined in the order of their start times: ${sorted.map(({ label }) => label).join(', ')}`;
  diagnostics.push({ code: 'join-order', severity: 'warning', message });
  return sorted;
}

/** What is added to the clock of each part. */
function clockOffsets(parts: readonly JoinPart[], diagnostics: Diagnostic[]): number[] {
  const offsets = [0];
  for (let part = 1; part < parts.length; part++) {
    const before = parts[part - 1]!;
    const now = parts[part]!;
    const end = before.series.timeS.at(-1)! + offsets[part - 1]!;
    const begin = now.series.timeS[0]!;
    // The clock goes on: a file whose clock began anew never begins just behind the end of another by chance.
    if (begin > 0 && begin >= end - JITTER_S) {
      offsets.push(Math.max(0, end - begin));
      continue;
    }
    const gap = startGapS(before, now);
    const start = gap === undefined ? end : before.series.timeS[0]! + offsets[part - 1]! + gap;
    if (gap !== undefined && start < end - START_TIME_S) throw overlap(before, now, end - start);
    offsets.push(Math.max(start, end) - begin);
    const how = gap === undefined ? 'directly behind the one before' : 'at its start time';
    diagnostics.push({
      code: 'joined',
      severity: 'info',
      message: `${now.label} begins its clock again and is put ${how}`,
    });
  }
  return offsets;
}

/** Undefined where the clocks of the computers do not tell the gap: a day without its time of day, or only one with a zone. */
function startGapS(before: JoinPart, now: JoinPart): number | undefined {
  const pair = [before, now];
  if (!sameClock(pair) || !pair.every(({ startTime }) => HAS_TIME.test(startTime ?? ''))) return undefined;
  const gap = (startMs(now) - startMs(before)) / 1000;
  return gap > 0 ? gap : undefined;
}

/** Times without a zone are local to the instrument; read as UTC, their differences do not depend on where this runs. */
function startMs({ startTime }: JoinPart): number {
  if (startTime === undefined) return Number.NaN;
  return Date.parse(HAS_TIME.test(startTime) && !HAS_ZONE.test(startTime) ? `${startTime}Z` : startTime);
}

function sameClock(parts: readonly JoinPart[]): boolean {
  const zoned = parts.filter(
    ({ startTime }) => startTime !== undefined && HAS_ZONE.test(startTime.split('T')[1] ?? ''),
  );
  return zoned.length === 0 || zoned.length === parts.length;
}

function overlap(before: JoinPart, now: JoinPart, seconds: number) {
  return fail(
    'malformed-file',
    `${now.label} begins ${seconds.toPrecision(3)} s before ${before.label} ends: they are not parts of one job`,
    'join only files that follow each other, or analyse them apart',
    { file: now.label },
  );
}

/** Charge continues from part to part; an instrument that kept counting needs nothing added. */
function chargeOffsets(parts: readonly JoinPart[]): (part: number) => number {
  const offsets = [0];
  for (let part = 1; part < parts.length; part++) {
    const before = parts[part - 1]!.series.chargeC;
    const now = parts[part]!.series.chargeC;
    const end = (before?.at(-1) ?? 0) + offsets[part - 1]!;
    const first = now?.[0] ?? 0;
    const span = Math.max(...[before, now].map((values) => largest(values)));
    offsets.push(Math.abs(first - end) <= 0.02 * span && first !== 0 ? 0 : end - first);
  }
  return (part) => offsets[part]!;
}

function largest(values: Float64Array | null): number {
  let most = 0;
  for (const value of values ?? []) most = Math.max(most, Math.abs(value));
  return most;
}

/** One column of all parts, each with its offset; null where a part does not have it. */
function gather<T extends Float64Array | Int32Array | Uint8Array>(
  parts: readonly JoinPart[],
  pick: (series: TimeSeries) => T | null,
  shift: (part: number) => number,
  target: T,
): T | null {
  let at = 0;
  for (const [part, { series }] of parts.entries()) {
    const values = pick(series);
    if (values === null) return null;
    const offset = shift(part);
    for (let row = 0; row < values.length; row++) target[at++] = values[row]! + offset;
  }
  return target;
}
