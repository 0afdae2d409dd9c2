import type { PlacedFiles } from '../../../src/study/edit/place-option-files.js';

/** What came of files that were added to a study: analyses that were proposed for them, options that name them now. */
export function addedText(analyses: readonly string[], placed: readonly PlacedFiles[] = []): string {
  const named = placed.map(({ analysis, option, paths }) => `${paths.join(', ')} in ${option} of ${analysis}.`);
  if (named.length > 0) return [...(analyses.length === 0 ? [] : [addedText(analyses)]), ...named].join(' ');
  if (analyses.length === 0) return 'No new analysis: nothing in it was recognised, or an analysis takes it already.';
  return `${analyses.length === 1 ? 'New analysis' : 'New analyses'}: ${analyses.join(', ')}.`;
}
