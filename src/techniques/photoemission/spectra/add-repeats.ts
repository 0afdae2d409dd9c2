/** Repeats of one region in one step as one spectrum: counts are added, rates and what is neither are averaged. */
import type { SpectrumSettings } from '../../../formats/photoemission/spectrum-settings.js';
import type { Spectrum } from '../spectrum.js';
import { type Candidate, FEWEST_POINTS } from './candidate.js';
import { pointSigmas } from './point-sigmas.js';

export type AddedRepeats = Omit<Spectrum, 'region' | 'step'>;

export interface RepeatsOfSpectrum {
  readonly spectrum: AddedRepeats;
  /** The repeats that went into it, with the points that all of them have. */
  readonly used: readonly Candidate[];
  /** Repeats that were measured otherwise: other energies, pass energy, photon energy or unit. */
  readonly otherwise: readonly Candidate[];
  /** Repeats that were stopped before their end. */
  readonly stopped: readonly Candidate[];
  /** Points that are missing in one of the repeats used. */
  readonly missing: number;
}

/** A repeat with fewer of the points is one that was stopped. */
const WHOLE = 0.9;
const LEAST_ZEROS = 5;
/** Where others count so many in all, none at all is no chance. */
const LEAST_COUNTS = 30;

/** @param members one or more, in the order in which they were measured */
export function addRepeats(members: readonly Candidate[]): RepeatsOfSpectrum {
  const group = measuredAlike(members);
  const otherwise = members.filter((member) => !group.includes(member));
  const alike = group.map((member) => withoutZeroTail(member, group));
  const counts = alike.map(({ values }) => values.reduce((sum, value) => sum + (Number.isFinite(value) ? 1 : 0), 0));
  const most = Math.max(...counts);
  const whole = alike.filter((_, k) => counts[k]! >= WHOLE * most);
  const stopped = alike.filter((_, k) => counts[k]! < WHOLE * most);
  const first = whole[0]!;
  const here = Int32Array.from({ length: first.values.length }, (_, i) => i).filter((i) =>
    whole.every(({ values }) => Number.isFinite(values[i]!)),
  );
  if (here.length < FEWEST_POINTS && whole.length > 1) {
    // Each has enough, but hardly two at the same energies.
    const alone = addRepeats([first]);
    return { ...alone, otherwise: members.filter((member) => member.table !== first.table) };
  }
  const used = whole.map((member) => atPoints(member, here));
  return {
    spectrum: combine(used),
    used,
    otherwise,
    stopped,
    missing: first.values.length - here.length,
  };
}

/** The repeats of the way of measuring that most of the points were taken in; energies are never interpolated. */
function measuredAlike(members: readonly Candidate[]): Candidate[] {
  const groups: Candidate[][] = [];
  for (const member of members) {
    const group = groups.find(([first]) => first !== undefined && isAlike(first, member));
    if (group === undefined) groups.push([member]);
    else group.push(member);
  }
  const points = (group: readonly Candidate[]): number => group.length * group[0]!.values.length;
  return groups.reduce((best, group) => (points(group) > points(best) ? group : best));
}

function isAlike(a: Candidate, b: Candidate): boolean {
  if (a.unit !== b.unit || a.values.length !== b.values.length) return false;
  if ((a.countsPerUnit === undefined) !== (b.countsPerUnit === undefined)) return false;
  for (const name of ['passEnergyEv', 'excitationEnergyEv'] as const) {
    if (a.settings[name] !== b.settings[name]) return false;
  }
  const count = a.energiesEv.length;
  const meanStep = (a.energiesEv[count - 1]! - a.energiesEv[0]!) / (count - 1);
  return a.energiesEv.every((energy, i) => Math.abs(energy - b.energiesEv[i]!) <= 0.02 * meanStep);
}

/** A scan that was stopped holds zeros where it was not measured: the last rows, at which the other repeats have counts. */
function withoutZeroTail(member: Candidate, group: readonly Candidate[]): Candidate {
  const { values, rows } = member;
  const isLast = rows[0]! > rows[rows.length - 1]!;
  const at = (k: number): number => (isLast ? k : values.length - 1 - k);
  let zeros = 0;
  while (zeros < values.length && values[at(zeros)] === 0) zeros++;
  if (zeros < LEAST_ZEROS) return member;
  let others = 0;
  for (const other of group) {
    if (other === member) continue;
    for (let k = 0; k < zeros; k++) others += Math.abs(other.values[at(k)]! * (other.countsPerUnit ?? 1));
  }
  if (!(others > LEAST_COUNTS * (group.length - 1))) return member;
  return {
    ...member,
    values: values.map((value, i) => ((isLast ? i < zeros : i >= values.length - zeros) ? Number.NaN : value)),
  };
}

function atPoints(candidate: Candidate, points: Int32Array): Candidate {
  if (points.length === candidate.values.length) return candidate;
  const { transmission } = candidate;
  const pick = (values: Float64Array): Float64Array => Float64Array.from(points, (i) => values[i]!);
  return {
    ...candidate,
    energiesEv: pick(candidate.energiesEv),
    values: pick(candidate.values),
    rows: Int32Array.from(points, (i) => candidate.rows[i]!),
    ...(transmission === undefined ? {} : { transmission: pick(transmission) }),
  };
}

function combine(used: readonly Candidate[]): AddedRepeats {
  const first = used[0]!;
  const { recording, table, energiesEv, rows, unit, transmission } = first;
  const isRate = unit === 'counts/s';
  const times = used.map(({ countsPerUnit }) => countsPerUnit ?? 1);
  const total = times.reduce((sum, time) => sum + time, 0);
  const values = new Float64Array(first.values.length);
  for (const [k, member] of used.entries()) {
    // Rates weigh by their collecting time: the mean is that of all counts over all of the time.
    const weight = isRate ? times[k]! / total : unit === 'counts' ? 1 : 1 / used.length;
    for (let i = 0; i < values.length; i++) values[i]! += weight * member.values[i]!;
  }
  const countsPerUnit = first.countsPerUnit === undefined ? undefined : isRate ? total : 1;
  const { sigmas, sigmaSource } = pointSigmas(values, {
    countsPerUnit,
    whole: used.every(({ whole }) => whole),
    isRate,
    averaged: unit === 'counts' ? 1 : used.length,
  });
  return {
    recording,
    table,
    energiesEv,
    values,
    sigmas,
    sigmaSource,
    unit,
    ...(transmission?.every((value) => value > 0 && value < 1e20) ? { transmission } : {}),
    rows,
    repeats: used.length,
    settings: unit === 'arb. u.' ? first.settings : settingsOfSum(used),
  };
}

/** Scans and collecting times add up as the counts do; the number of one repeat is not that of the sum. */
function settingsOfSum(used: readonly Candidate[]): SpectrumSettings {
  const first = used[0]!.settings;
  if (used.length === 1) return first;
  const { cycle: _cycle, scan: _scan, scans: _scans, collectionTimeS: _time, ...rest } = first;
  const scans = sumOf(used, 'scans');
  const collectionTimeS = sumOf(used, 'collectionTimeS');
  return {
    ...rest,
    ...(scans === undefined ? {} : { scans }),
    ...(collectionTimeS === undefined ? {} : { collectionTimeS }),
  };
}

function sumOf(used: readonly Candidate[], name: 'scans' | 'collectionTimeS'): number | undefined {
  let sum = 0;
  for (const { settings } of used) {
    const value = settings[name];
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}
