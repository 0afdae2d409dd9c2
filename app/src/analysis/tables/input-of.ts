import type { Result } from '../../../../src/execution/task.js';

type Input = Result['provenance']['inputs'][number];

/**
 * The file an entry of the series was read from. A file with several spectra or steps gives several entries, numbered
 * `label#1`, `label#2`; entries of joined files belong to the first.
 */
export function inputOf(label: string, inputs: readonly Input[]): Input | undefined {
  const exact = inputs.find((input) => input.label === label);
  if (exact !== undefined) return exact;
  const parts = inputs.filter((input) => label.startsWith(`${input.label}#`));
  // Of two labels that begin alike, the longer one is meant.
  return parts.sort((a, b) => b.label.length - a.label.length)[0] ?? (inputs.length === 1 ? inputs[0] : undefined);
}
