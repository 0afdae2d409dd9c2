import { checkNewName } from './named-parts.js';
import { setAt } from './set-at.js';

/**
 * The text of study.yaml with one more analysis, after the others.
 *
 * @param fields technique, sample, recordings, conditions and options, in the order in which they are to stand;
 *   undefined ones are left out
 * @throws `invalid-study` for a text that is no YAML, and for a name that is taken or no name
 */
export function addAnalysis(text: string, id: string, fields: Readonly<Record<string, unknown>>): string {
  checkNewName(text, 'analyses', id);
  return setAt(text, ['analyses', id], fields, 1);
}
