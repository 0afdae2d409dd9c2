import { setOption } from './set-option.js';

/** What every analysis has beside the options of its technique. */
export type AnalysisField = 'technique' | 'sample' | 'recordings' | 'conditions';

/**
 * The text of study.yaml with a field of an analysis set: its technique, sample, recordings or conditions.
 *
 * @param value as it stands in study.yaml: a name, a pattern, a list of patterns and `{ file, conditions }`, a map of
 *   conditions; undefined removes the field
 * @throws `invalid-study` for a text that is no YAML or has no such analysis
 */
export function setAnalysisField(text: string, analysis: string, field: AnalysisField, value: unknown): string {
  return setOption(text, analysis, field, value);
}
