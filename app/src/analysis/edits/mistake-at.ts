import type { AnalysisFailure } from '../../../../src/study/study-result.js';
import type { Mistake } from '../../../../src/study/yaml-source.js';
import { namedFiles } from '../../../../src/techniques/file-field.js';
import type { Technique } from '../../../../src/techniques/technique.js';
import { optionOfPath } from '../findings/finding-links.js';

/** A shorter text stands in many a message by chance. */
const SHORTEST_TEXT = 4;

/**
 * The option that a failure is about: the one its place names, or that names its file, else one whose text the message
 * repeats. Undefined where none of them says so.
 *
 * @param typed options as they stand in study.yaml
 */
export function optionOfFailure(
  { where, message }: Pick<AnalysisFailure, 'where' | 'message'>,
  { id, technique, typed }: Pick<Judged, 'id' | 'technique' | 'typed'>,
): string | undefined {
  const options = Object.keys(technique.options.shape);
  const named =
    optionOfPath(where.path, id, options) ??
    namedFiles(technique, typed).find(({ path }) => path === where.file)?.option;
  if (named !== undefined) return named;
  return options.find((option) => {
    const value = typed[option];
    return typeof value === 'string' && value.trim().length >= SHORTEST_TEXT && message.includes(value.trim());
  });
}

export interface Judged {
  readonly id: string;
  readonly technique: Pick<Technique, 'options'>;
  /** Options as they stand in study.yaml. */
  readonly typed: Readonly<Record<string, unknown>>;
  /** Of the last run. */
  readonly failure: AnalysisFailure | undefined;
  /** In the present text of study.yaml. */
  readonly mistakes: readonly Mistake[];
}

/**
 * What study.yaml or the last run has against an option, in the library's words, so that it can stand at the field; with
 * a parameter only where the message speaks of that one.
 */
export function mistakeAt(judged: Judged, option: string, parameter?: string): string | undefined {
  const { id, technique, failure, mistakes } = judged;
  const options = Object.keys(technique.options.shape);
  const mistake = mistakes.find(({ path }) => optionOfPath(path, id, options) === option)?.message;
  // Where in a long text it is wrong, and what to do, stands with the failure itself.
  const failed =
    failure !== undefined && optionOfFailure(failure, judged) === option ? failure.message.split('\n')[0] : undefined;
  const message = mistake ?? failed;
  if (message === undefined || parameter === undefined) return message;
  return mentions(message, parameter) ? message : undefined;
}

/** `R1` is in "R1 cannot be fixed" and "of R1.", not in "R10" or "R1.conductivity". */
function mentions(message: string, name: string): boolean {
  const literal = name.replaceAll('.', '\\.');
  return new RegExp(`(?<![\\w.])${literal}(?!\\w|\\.\\w)`).test(message);
}
