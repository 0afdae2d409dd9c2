import { analysisPath } from './named-parts.js';
import { removeAt } from './remove-at.js';
import { setAt } from './set-at.js';

/**
 * The text of study.yaml with an option of an analysis set; a new one stands after the last key of the analysis. Nothing
 * else in the text changes.
 *
 * @param value text, number, boolean, list or map as the schema of the technique takes it; undefined removes the option
 * @throws `invalid-study` for a text that is no YAML or has no such analysis
 */
export function setOption(text: string, analysis: string, option: string, value: unknown): string {
  const path = [...analysisPath(text, analysis), option];
  return value === undefined ? removeAt(text, path) : setAt(text, path, value);
}
