/** From the options as typed to references: those that somebody typed, and those that a technique takes by itself. */
import { isInterphaseError } from '../errors.js';
import type { Technique } from '../techniques/technique.js';
import type { Placeholder } from './fill-text.js';
import { optionField } from './option-field.js';
import { orderByNeed, referenceIn } from './references.js';
import type { OptionReference, StudyAnalysis } from './study.js';

/** Typed in place of a value, it keeps an option from being taken from another analysis. */
const nothing = 'none';

/** True for `none` as the value of an option that would be taken from another analysis. */
export function switchedOff(technique: Technique, option: string, value: unknown): boolean {
  return value === nothing && optionField(technique, option)?.takenFrom !== undefined;
}

/** Options with a value of their own, and those whose value is a number of another analysis. */
export function splitOptions(
  technique: Technique,
  typed: Readonly<Record<string, unknown>>,
): { readonly options: Readonly<Record<string, unknown>>; readonly references: readonly OptionReference[] } {
  const options: Record<string, unknown> = {};
  const references: OptionReference[] = [];
  for (const [option, value] of Object.entries(typed)) {
    if (switchedOff(technique, option, value)) continue;
    const placeholder = readable(value);
    if (placeholder === undefined) options[option] = value;
    else {
      const optional = optionField(technique, option)?.optional ?? false;
      references.push({ kind: 'typed', option, placeholder, optional });
    }
  }
  return { options, references };
}

/** Braces that name no number stay as they are; that they are a mistake is told where the options are checked. */
function readable(value: unknown): Placeholder | undefined {
  try {
    return referenceIn(value);
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    return undefined;
  }
}

/**
 * The analyses with the references that their techniques take by themselves: for every option that says what it may be
 * taken from and that was not typed, the analyses by that technique of the same sample. One that would close a ring is
 * left out, since what somebody typed goes before.
 *
 * @param typed names of the options in study.yaml, by analysis
 */
export function withAutomaticReferences(
  analyses: readonly StudyAnalysis[],
  typed: ReadonlyMap<string, readonly string[]>,
  techniqueOf: (name: string) => Technique | undefined,
): StudyAnalysis[] {
  let all = [...analyses];
  for (const [index, analysis] of analyses.entries()) {
    const technique = techniqueOf(analysis.technique);
    if (technique === undefined || analysis.sample === undefined) continue;
    for (const option of Object.keys(technique.options.shape)) {
      const takenFrom = optionField(technique, option)?.takenFrom;
      if (takenFrom === undefined || typed.get(analysis.id)?.includes(option)) continue;
      const sources = analyses.filter(
        (other) =>
          other.id !== analysis.id && other.sample === analysis.sample && other.technique === takenFrom.technique,
      );
      if (sources.length === 0) continue;
      const found = sources.map(({ id }) => id);
      const reference: OptionReference = { kind: 'automatic', option, ...takenFrom, analyses: found };
      const current = all[index]!;
      const extended = { ...current, references: [...current.references, reference] };
      const tried = all.with(index, extended);
      if (orderByNeed(tried).cycle === undefined) all = tried;
    }
  }
  return all;
}
