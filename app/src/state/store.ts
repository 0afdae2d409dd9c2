import { create } from 'zustand';
import { startHistory } from './history.js';
import type { Workbench } from './workbench.js';

const empty: Workbench = {
  folder: null,
  opening: null,
  files: [],
  history: startHistory(''),
  savedText: null,
  study: null,
  mistakes: [],
  runs: {},
  running: false,
  result: null,
  place: { view: 'study' },
  pointedAt: null,
  trouble: null,
};

/** The state of the page. Components read it with a selector; only the actions beside this file write it. */
export const useWorkbench = create<Workbench>(() => empty);
