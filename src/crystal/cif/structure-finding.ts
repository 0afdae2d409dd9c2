/** Something about a structure that its user should know. */
export interface StructureFinding {
  /** Stable, to test on. */
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'error';
  /** What was found and what was made of it, in words for the user. */
  readonly message: string;
}

/** Names of atoms as a list that stays short: `O1, O2, O3 and 9 more`. */
export function listLabels(labels: readonly string[]): string {
  const shown = labels.slice(0, 5).join(', ');
  return labels.length <= 5 ? shown : `${shown} and ${labels.length - 5} more`;
}
