import { samplePath } from './named-parts.js';
import { removeAt } from './remove-at.js';

/**
 * The text of study.yaml without a sample. Analyses that name it keep their text; reading the study tells that the sample
 * is missing.
 *
 * @throws `invalid-study` for a text that is no YAML or has no such sample
 */
export function removeSample(text: string, name: string): string {
  return removeAt(text, samplePath(text, name), 'with comments');
}
