/** What can be done to samples and analyses from wherever they are listed; each is one step of undo. */
import { addAnalysis } from '../../../src/study/edit/add-analysis.js';
import { addSample } from '../../../src/study/edit/add-sample.js';
import { duplicateAnalysis } from '../../../src/study/edit/duplicate-analysis.js';
import { removeAnalysis } from '../../../src/study/edit/remove-analysis.js';
import { removeSample } from '../../../src/study/edit/remove-sample.js';
import { renameAnalysis } from '../../../src/study/edit/rename-analysis.js';
import { renameSample } from '../../../src/study/edit/rename-sample.js';
import { edit, go } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { goToPart } from './commands.js';
import { freeName } from './names.js';

export function duplicate(id: string): void {
  const copy = freeName(`${id}-copy`, analysisNames());
  edit(`duplicate ${id}`, (text) => duplicateAnalysis(text, id, copy));
  if (analysisNames().includes(copy)) go({ view: 'analysis', id: copy });
}

export function remove(id: string): void {
  edit(`remove ${id}`, (text) => removeAnalysis(text, id));
  const { place } = useWorkbench.getState();
  if (place.view === 'analysis' && place.id === id && !analysisNames().includes(id)) go({ view: 'study' });
}

export function rename(id: string, to: string): void {
  edit(`rename ${id}`, (text) => renameAnalysis(text, id, to));
  const { place } = useWorkbench.getState();
  if (place.view === 'analysis' && place.id === id && analysisNames().includes(to)) go({ view: 'analysis', id: to });
}

export function create(id: string, fields: Readonly<Record<string, unknown>>): void {
  edit(`new analysis ${id}`, (text) => addAnalysis(text, id, fields));
  if (analysisNames().includes(id)) go({ view: 'analysis', id });
}

export function createSample(name: string): void {
  edit(`new sample ${name}`, (text) => addSample(text, name, {}));
  goToPart(`sample:${name}`);
}

export function renameASample(name: string, to: string): void {
  edit(`rename ${name}`, (text) => renameSample(text, name, to));
}

export function removeASample(name: string): void {
  edit(`remove ${name}`, (text) => removeSample(text, name));
}

function analysisNames(): string[] {
  return useWorkbench.getState().study?.analyses.map(({ id }) => id) ?? [];
}
