import { isProposal } from '../state/study-status.js';
import type { Workbench } from '../state/workbench.js';

/** Nothing in the files was recognised, so the study that was proposed for them is empty; nobody has written one yet. */
export function isEmptyProposal(
  state: Pick<Workbench, 'folder' | 'savedText' | 'history' | 'study' | 'mistakes'>,
): boolean {
  return isProposal(state) && state.history.at === 0 && state.study === null && state.mistakes.length > 0;
}
