/** Programs save a spectrum a second time beside its fit; added up as repeats, its noise would count for less than it is. */
import type { Candidate } from './candidate.js';

/** So many equal neighbours are no chance, unless nothing was counted. */
const LEAST_POINTS = 8;
/** Energies of one point in two tables may be rounded differently, eV. */
const SAME_ENERGY_EV = 1e-3;

interface Probe {
  readonly candidate: Candidate;
  /** A point at which a copy would be found out: three different values follow. */
  readonly at: number;
}

/** The candidates without those whose points are all in another one of the same sample, and what each was a copy of. */
export function dropCopies(candidates: readonly Candidate[]): {
  readonly kept: Candidate[];
  readonly copies: readonly { readonly copy: Candidate; readonly of: Candidate }[];
} {
  const originalOf = new Map<Candidate, Candidate>();
  // The longer comes first, so that what is a part of it is found.
  const byLength = candidates
    .flatMap((candidate): Probe[] => {
      const at = firstTelling(candidate.values);
      return at === undefined ? [] : [{ candidate, at }];
    })
    .sort((a, b) => b.candidate.values.length - a.candidate.values.length);
  const originals = new Map<string, Candidate[]>();
  for (const probe of byLength) {
    const { recording, settings } = probe.candidate;
    const key = `${recording}\n${settings.sampleName ?? ''}`;
    const known = originals.get(key) ?? [];
    originals.set(key, known);
    const original = known.find((one) => isPart(probe, one));
    if (original === undefined) known.push(probe.candidate);
    else originalOf.set(probe.candidate, original);
  }
  const copies = candidates.flatMap((copy) => {
    const of = originalOf.get(copy);
    return of === undefined ? [] : [{ copy, of }];
  });
  return { kept: candidates.filter((candidate) => !originalOf.has(candidate)), copies };
}

function firstTelling(values: Float64Array): number | undefined {
  for (let at = 0; at + LEAST_POINTS <= values.length; at++) {
    const [a, b, c] = [values[at]!, values[at + 1]!, values[at + 2]!];
    if (a !== b && b !== c && a !== c && Number.isFinite(a + b + c)) return at;
  }
  return undefined;
}

function isPart({ candidate: part, at }: Probe, of: Candidate): boolean {
  const shift = indexOfEnergy(of.energiesEv, part.energiesEv[at]!) - at;
  const count = part.values.length;
  if (shift < 0 || shift + count > of.values.length) return false;
  for (let i = 0; i < count; i++) {
    // From the telling point on, since flat ends are alike in all spectra.
    const k = (at + i) % count;
    const [value, other] = [part.values[k]!, of.values[k + shift]!];
    if (value !== other && !(Number.isNaN(value) && Number.isNaN(other))) return false;
    if (Math.abs(part.energiesEv[k]! - of.energiesEv[k + shift]!) > SAME_ENERGY_EV) return false;
  }
  return true;
}

/** First point at this energy or above it, the rounding allowed for. */
function indexOfEnergy(energies: Float64Array, energy: number): number {
  let from = 0;
  let to = energies.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (energies[middle]! < energy - SAME_ENERGY_EV) from = middle + 1;
    else to = middle;
  }
  return from;
}
