/** Which spectra of one recording are of one step: the same sample, group and variables; all else are repeats. */
import type { Conditions } from '../../technique.js';
import type { Candidate } from './candidate.js';
import { type StepVariables, saysSomething, stepVariables } from './step-variables.js';

export interface StepGroup {
  readonly members: readonly Candidate[];
  /** Numbers of the file that are the same in all its spectra. */
  readonly conditions: Conditions;
  /** Sample and group, as in the file; `''` where neither tells steps apart. */
  readonly words: string;
}

interface Entry {
  readonly candidate: Candidate;
  readonly region: string;
  readonly variables: StepVariables;
}

/** Values that hardly two regions share are read from a gauge, and make no steps. */
const LEAST_SHARED = 1.5;

/** Steps of one recording in their order. @param apart every repeat becomes a step of its own */
export function groupSteps(
  candidates: readonly Candidate[],
  regionOf: ReadonlyMap<Candidate, string>,
  apart: boolean,
): StepGroup[] {
  const entries = candidates.map(
    (candidate): Entry => ({
      candidate,
      region: regionOf.get(candidate)!,
      variables: stepVariables(candidate.settings),
    }),
  );
  const words = wordsOf(entries);
  const classes = groupBy(entries, (entry) => words.get(entry)!);
  const found = [...classes.values()].flatMap((members) => {
    const telling = tellingVariables(members);
    const steps = inOrder(
      groupBy(members, ({ variables }) => keyOf(variables, telling)),
      telling,
    );
    return steps.flatMap((step) => {
      const pieces = apart ? repeatsApart(step) : [step];
      return pieces.map(
        (piece, k): StepGroup => ({
          members: piece.map(({ candidate }) => candidate),
          conditions: {
            ...sharedVariables(piece),
            ...(pieces.length > 1 ? { repeat: { value: k + 1, sigma: null, unit: '1' } } : {}),
          },
          words: words.get(piece[0]!)!,
        }),
      );
    });
  });
  return withoutEmptyNames(found);
}

/**
 * Sample and group of each spectrum. Samples are different states; groups may be but an order of regions, so they count
 * only where a region was measured in several of them.
 */
function wordsOf(entries: readonly Entry[]): Map<Entry, string> {
  const sample = ({ candidate }: Entry): string => candidate.settings.sampleName ?? '';
  const group = ({ candidate }: Entry): string => candidate.settings.groupName ?? '';
  const bySampleRegion = groupBy(entries, (entry) => `${sample(entry)}\n${entry.region}`);
  const groupsTell = [...bySampleRegion.values()].some((same) => new Set(same.map(group)).size > 1);
  return new Map(
    entries.map((entry) => {
      const parts = groupsTell ? [sample(entry), group(entry)] : [sample(entry)];
      return [entry, parts.filter((part) => part !== '').join(', ')];
    }),
  );
}

/** Variables that differ between spectra of one region and are shared by those of several. */
function tellingVariables(entries: readonly Entry[]): string[] {
  const names = new Set(entries.flatMap(({ variables }) => [...variables.keys()]));
  return [...names].filter((name) => {
    const values = new Set<number | null>();
    const pairs = new Set<string>();
    const byRegion = new Map<string, Set<number | null>>();
    for (const { region, variables } of entries) {
      const value = variables.get(name)?.value;
      if (value === undefined) continue;
      values.add(value);
      pairs.add(`${region}\n${value}`);
      const own = byRegion.get(region) ?? new Set();
      byRegion.set(region, own.add(value));
    }
    const most = Math.max(0, ...[...byRegion.values()].map(({ size }) => size));
    return most > 1 && (values.size <= most || pairs.size >= LEAST_SHARED * values.size);
  });
}

function keyOf(variables: StepVariables, names: readonly string[]): string {
  return names.map((name) => variables.get(name)?.value ?? '').join('\n');
}

/**
 * Steps as they follow each other in every region: a region that was measured from the third step on alone must not put
 * that step first.
 */
function inOrder(steps: ReadonlyMap<string, Entry[]>, telling: readonly string[]): Entry[][] {
  const list = [...steps.values()];
  const [name] = telling;
  if (telling.length !== 1 || name === undefined) return list;
  const variableOf = (entry: Entry): number => entry.variables.get(name)?.value ?? Number.NaN;
  const entries = list.flat().sort((a, b) => a.candidate.table - b.candidate.table);
  for (const sign of [1, -1]) {
    const last = new Map<string, number>();
    const isSorted = entries.every((entry) => {
      const value = sign * variableOf(entry);
      const before = last.get(entry.region) ?? Number.NEGATIVE_INFINITY;
      last.set(entry.region, value);
      return value >= before;
    });
    if (isSorted) return list.sort((a, b) => sign * (variableOf(a[0]!) - variableOf(b[0]!)));
  }
  return list;
}

/** The first repeat of each region, the second, ... within every cycle that the file counts. */
function repeatsApart(step: readonly Entry[]): Entry[][] {
  const repeats = new Map<string, { readonly cycle: number; readonly number: number; readonly entries: Entry[] }>();
  const met = new Map<string, number>();
  for (const entry of step) {
    const cycle = entry.candidate.settings.cycle ?? 0;
    const number = (met.get(`${cycle}\n${entry.region}`) ?? 0) + 1;
    met.set(`${cycle}\n${entry.region}`, number);
    const key = `${cycle}\n${number}`;
    const repeat = repeats.get(key);
    if (repeat === undefined) repeats.set(key, { cycle, number, entries: [entry] });
    else repeat.entries.push(entry);
  }
  return [...repeats.values()].sort((a, b) => a.cycle - b.cycle || a.number - b.number).map(({ entries }) => entries);
}

/** What all spectra of a step agree on; those that do not have it are not asked. */
function sharedVariables(entries: readonly Entry[]): Conditions {
  const shared: [string, Conditions[string]][] = [];
  for (const name of new Set(entries.flatMap(({ variables }) => [...variables.keys()]))) {
    const found = entries.flatMap(({ variables }) => variables.get(name) ?? []);
    if (found.every(({ value, unit }) => value === found[0]!.value && unit === found[0]!.unit)) {
      shared.push([name, found[0]!]);
    }
  }
  return Object.fromEntries(shared);
}

/** Names that say nothing stay where they number the steps: `Sample Identifier` 1, 2, 3. */
function withoutEmptyNames(steps: readonly StepGroup[]): StepGroup[] {
  const numbers = (name: string): boolean => {
    const values = new Set<number | null | undefined>(steps.map(({ conditions }) => conditions[name]?.value));
    return steps.length > 1 && values.size === steps.length && !values.has(undefined);
  };
  return steps.map((step) => ({
    ...step,
    conditions: Object.fromEntries(
      Object.entries(step.conditions).filter(([name]) => saysSomething(name) || numbers(name)),
    ),
  }));
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
