/** Which spectra are of one region: those of one name whose ranges overlap. */
import type { Region } from '../spectrum.js';
import type { Candidate } from './candidate.js';
import { type RegionKind, regionKind, usualTitle } from './region-kind.js';

export interface RegionGroup {
  readonly name: string;
  readonly title: string;
  readonly kind: Region['kind'];
  readonly members: readonly Candidate[];
}

interface Cluster {
  readonly title: string;
  readonly kind: RegionKind;
  /** What all members hold. */
  low: number;
  high: number;
  readonly members: Candidate[];
}

/** Less than this of the narrower range in common is another region of the same name. */
const LEAST_OVERLAP = 1 / 3;

/** Regions in the order in which they are first met; every candidate is in one of them. */
export function groupRegions(candidates: readonly Candidate[]): RegionGroup[] {
  const clusters: Cluster[] = [];
  const byName = new Map<string, Cluster[]>();
  for (const candidate of candidates) {
    const range = rangeOf(candidate);
    const kind = regionKind(candidate.named, range, candidate.settings);
    const title = usualTitle(kind, candidate.named.title, range);
    const key = `${kind}\n${title.toLowerCase()}`;
    const alike = byName.get(key) ?? [];
    byName.set(key, alike);
    const found = alike.find((cluster) => overlaps(cluster, range));
    if (found === undefined) {
      const cluster = { title, kind, low: range[0], high: range[1], members: [candidate] };
      alike.push(cluster);
      clusters.push(cluster);
      continue;
    }
    found.members.push(candidate);
    found.low = Math.max(found.low, range[0]);
    found.high = Math.min(found.high, range[1]);
  }
  return named(clusters);
}

export function rangeOf({ energiesEv }: Pick<Candidate, 'energiesEv'>): readonly [number, number] {
  return [energiesEv[0]!, energiesEv[energiesEv.length - 1]!];
}

function overlaps({ low, high }: Cluster, [from, to]: readonly [number, number]): boolean {
  const shared = Math.min(high, to) - Math.max(low, from);
  return shared > 0 && shared >= LEAST_OVERLAP * Math.min(high - low, to - from);
}

/** Regions of one title are told apart by their ranges, regions without any after their recording. */
function named(clusters: readonly Cluster[]): RegionGroup[] {
  const taken = new Set<string>();
  return clusters.map(({ title, kind, low, high, members }) => {
    const first = members[0]!.recording;
    const own = title !== '' ? title : members.every(({ recording }) => recording === first) ? first : 'Spectrum';
    const withRange = `${own} (${printEv(low)}-${printEv(high)} eV)`;
    let name = taken.has(own.toLowerCase()) ? withRange : own;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${withRange} ${number}`;
    taken.add(name.toLowerCase());
    return { name, title: own, kind, members };
  });
}

function printEv(energy: number): string {
  return String(Math.round(energy * 10) / 10 + 0);
}
