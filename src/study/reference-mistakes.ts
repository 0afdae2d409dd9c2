import { suggest } from '../quantity/nearest.js';
import { orderByNeed } from './references.js';
import type { StudyAnalysis } from './study.js';

/** A reference that leads nowhere or in a ring: the option it stands at, and what is wrong. */
export interface ReferenceMistake {
  readonly analysis: string;
  readonly option: string;
  readonly message: string;
}

/**
 * @param analyses as read, with the references that were typed
 * @param names of all analyses, also of those that could not be read
 */
export function referenceMistakes(analyses: readonly StudyAnalysis[], names: readonly string[]): ReferenceMistake[] {
  const typed = analyses.flatMap(({ id, references }) =>
    references.flatMap((reference) => (reference.kind === 'typed' ? [{ analysis: id, ...reference }] : [])),
  );
  const mistakes = typed
    .filter(({ placeholder }) => !names.includes(placeholder.analysis))
    .map(({ analysis, option, placeholder }): ReferenceMistake => {
      const hint = suggest(placeholder.analysis, names);
      return {
        analysis,
        option,
        message: `{${placeholder.text}}: there is no analysis "${placeholder.analysis}"; ${hint}`,
      };
    });
  const { cycle } = orderByNeed(analyses);
  if (cycle === undefined) return mistakes;
  const [first, needed] = cycle;
  const { analysis, option } = typed.find((one) => one.analysis === first && one.placeholder.analysis === needed)!;
  const message =
    first === needed
      ? `${first} cannot take a number from itself; give the value`
      : `the analyses ${cycle.join(' -> ')} need each other's numbers; give one of them as a value`;
  return [...mistakes, { analysis, option, message }];
}
