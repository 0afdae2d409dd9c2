/** Steps of all recordings: files of one region each, measured under the same conditions, are one step together. */
import type { Quantity } from '../../../quantity/quantity.js';
import type { Conditions } from '../../technique.js';
import type { Candidate } from './candidate.js';

/** A step of one recording. */
export interface StepDraft {
  readonly recording: string;
  readonly members: readonly Candidate[];
  /** Those of the recording and of the file. */
  readonly conditions: Conditions;
  /** Those of the file alone, and what names the step in it. */
  readonly own: Conditions;
  readonly words: string;
  /** Of how many steps in its recording it is which, from 0. */
  readonly index: number;
  readonly count: number;
}

export interface MergedStep {
  readonly label: string;
  readonly drafts: readonly StepDraft[];
}

/** A draft with what is compared. */
interface Part {
  readonly draft: StepDraft;
  readonly regions: ReadonlySet<string>;
  readonly key: string;
  readonly stem: string | undefined;
  readonly sample: string | undefined;
}

/** @param regionOf the region of each spectrum */
export function mergeSteps(drafts: readonly StepDraft[], regionOf: ReadonlyMap<Candidate, string>): MergedStep[] {
  const parts = drafts.map(
    (draft): Part => ({
      draft,
      regions: new Set(draft.members.map((member) => regionOf.get(member)!)),
      key: keyOf(draft.conditions),
      stem: stemOf(draft),
      sample: draft.members.find(({ settings }) => settings.sampleName !== undefined)?.settings.sampleName,
    }),
  );
  const all = parts.flatMap(({ regions }) => [...regions]);
  // One file for each region and nothing that says otherwise: the usual export of one measurement.
  const isOneStep =
    new Set(all).size === all.length && parts.every(({ draft, key }) => draft.count === 1 && key === parts[0]!.key);
  const merged: Part[][] = [];
  for (const part of parts) {
    const fitting = merged.filter((step) => step.every((other) => fits(other, part)));
    const sameStem = fitting.find((step) => part.stem !== undefined && step.some(({ stem }) => stem === part.stem));
    const found = sameStem ?? (isOneStep || part.key !== '' ? fitting[0] : undefined);
    if (found === undefined) merged.push([part]);
    else found.push(part);
  }
  return labelled(merged.map((step) => step.map(({ draft }) => draft)));
}

/** Two parts of one step are of different files and regions, alike in conditions, and not of samples of different names. */
function fits(a: Part, b: Part): boolean {
  if (a.draft.recording === b.draft.recording || a.key !== b.key) return false;
  if (a.sample !== undefined && b.sample !== undefined && a.sample !== b.sample) return false;
  for (const region of b.regions) if (a.regions.has(region)) return false;
  return true;
}

/** What the name of a file says beside its region; undefined where the region was not taken from it. */
function stemOf({ members }: StepDraft): string | undefined {
  const { stem } = members[0]!;
  return stem === undefined || members[0]!.named.title === '' ? undefined : stem;
}

function keyOf(conditions: Conditions): string {
  return Object.entries(conditions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { value, unit }]: readonly [string, Quantity]) => `${name}=${value} ${unit}`)
    .join('\n');
}

function labelled(steps: readonly (readonly StepDraft[])[]): MergedStep[] {
  const recordings = new Set(steps.flatMap((drafts) => drafts.map(({ recording }) => recording)));
  const taken = new Set<string>();
  return steps.map((drafts): MergedStep => {
    const { recording, index, count } = drafts[0]!;
    const plain = count > 1 ? `${recording}#${index + 1}` : recording;
    const stem = drafts.length > 1 ? stemOf(drafts[0]!) : undefined;
    const shared = stem !== undefined && stem !== '' && drafts.every((draft) => stemOf(draft) === stem) ? stem : plain;
    const isFree = (label: string): boolean => !taken.has(label) && (label === plain || !recordings.has(label));
    const wanted = isFree(shared) ? shared : plain;
    let label = wanted;
    for (let number = 2; taken.has(label); number++) label = `${wanted} (${number})`;
    taken.add(label);
    return { label, drafts };
  });
}
