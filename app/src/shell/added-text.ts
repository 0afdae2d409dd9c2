/** What came of files that were added to a study, by the analyses that were proposed for them. */
export function addedText(analyses: readonly string[]): string {
  if (analyses.length === 0) return 'No new analysis: nothing in it was recognised, or an analysis takes it already.';
  return `${analyses.length === 1 ? 'New analysis' : 'New analyses'}: ${analyses.join(', ')}.`;
}
