import { samplePath } from './named-parts.js';
import { removeAt } from './remove-at.js';
import { setAt } from './set-at.js';

/**
 * The text of study.yaml with a field of a sample set.
 *
 * @param value as it stands in study.yaml: `1.00(2) mm`, a list of layers; undefined removes the field
 * @throws `invalid-study` for a text that is no YAML or has no such sample
 */
export function setSampleField(text: string, sample: string, field: string, value: unknown): string {
  const path = [...samplePath(text, sample), field];
  return value === undefined ? removeAt(text, path) : setAt(text, path, value);
}
