/** The texts of study.yaml with what was done to get from one to the next. Immutable: undo and redo only move the place in it. */
export interface Step {
  readonly text: string;
  /** What was done to get here: `fix CPE1.n`, `thickness of pellet`. */
  readonly label: string;
  /** Edits with the same mark that follow each other are one step: typing, dragging. */
  readonly mark?: string;
}

export interface History {
  readonly steps: readonly Step[];
  /** Index of the present step. */
  readonly at: number;
}

/** More steps are not worth their memory. */
const MOST_STEPS = 500;

export function startHistory(text: string): History {
  return { steps: [{ text, label: 'opened' }], at: 0 };
}

/** The text as it is now. */
export function presentText(history: History): string {
  return history.steps[history.at]!.text;
}

/** One step further; what had been undone is gone. The same text again is no step. */
export function addStep(history: History, step: Step): History {
  const present = history.steps[history.at]!;
  if (step.text === present.text) return history;
  const joins = step.mark !== undefined && step.mark === present.mark && history.at > 0;
  const kept = history.steps.slice(0, joins ? history.at : history.at + 1);
  const steps = [...kept, step].slice(-MOST_STEPS);
  return { steps, at: steps.length - 1 };
}

export function undone(history: History): History {
  return canUndo(history) ? { ...history, at: history.at - 1 } : history;
}

export function redone(history: History): History {
  return canRedo(history) ? { ...history, at: history.at + 1 } : history;
}

export function canUndo(history: History): boolean {
  return history.at > 0;
}

export function canRedo(history: History): boolean {
  return history.at < history.steps.length - 1;
}

/** What undo would take back, what redo would do again. */
export function undoLabel(history: History): string | undefined {
  return canUndo(history) ? history.steps[history.at]!.label : undefined;
}

export function redoLabel(history: History): string | undefined {
  return history.steps[history.at + 1]?.label;
}
