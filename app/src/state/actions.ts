/** Everything that can be done to the state of the page. Components call these and nothing else changes what they show. */
import { isInterphaseError } from '../../../src/errors.js';
import { oneAtATime } from '../../../src/server/one-at-a-time.js';
import type { PlacedFiles } from '../../../src/study/edit/place-option-files.js';
import { readStudy } from '../../../src/study/load-study.js';
import { StudyEngine } from '../engine/study-engine.js';
import { download } from '../kit/download.js';
import { joinDropped } from '../platform/dropped-folder.js';
import type { Folder } from '../platform/folder.js';
import { addStep, type History, presentText, redone, startHistory, undone } from './history.js';
import { type Place, placeToHash } from './place.js';
import { additionOfFiles, proposedText } from './proposed-text.js';
import { allWaiting, keepSame, RunUpdates } from './run-updates.js';
import { sameFiles } from './same-files.js';
import { useWorkbench } from './store.js';
import type { PointedAt, Workbench } from './workbench.js';

const engine = new StudyEngine();
const get = useWorkbench.getState;
const set = useWorkbench.setState;

let endWatch: (() => void) | undefined;
let presentRun: RunUpdates | undefined;
/** Of the latest opening; aborted by the next. */
let opening = new AbortController();
/** Counts the folders that were opened: one that grew is still the same. */
let opened = 0;
/** study.yaml is read from the folder and written into it one after the other, so that a page does not take its own text for another's. */
const withDisk = oneAtATime();
/** Files join a folder one portion after the other, so that none is lost. */
const joiningInTurn = oneAtATime();

/** Opens a study, or a folder of raw files, for which a study is proposed. */
export async function openFolder(folder: Folder): Promise<void> {
  opening.abort();
  opening = new AbortController();
  const { signal } = opening;
  set({ opening: folder.name, trouble: null });
  try {
    const files = await folder.list();
    const hasStudy = files.some(({ path }) => path === 'study.yaml');
    const text = hasStudy
      ? await textOf(folder)
      : await proposedText(folder, files, signal, (doing) => {
          if (!signal.aborted) set({ opening: `${folder.name}: ${doing}` });
        });
    if (signal.aborted) return;
    opened++;
    endWatch?.();
    engine.setFolder(folder, files);
    presentRun?.drop();
    set({
      folder,
      files,
      opening: null,
      history: startHistory(text),
      savedText: hasStudy ? text : null,
      study: null,
      mistakes: [],
      runs: {},
      running: false,
      result: null,
      pointedAt: null,
    });
    textChanged();
    endWatch = folder.watch?.((paths) => void withDisk(() => filesChanged(folder, paths)));
    const { place, study } = get();
    if (place.view === 'analysis' && study?.analyses.every(({ id }) => id !== place.id)) go({ view: 'study' });
  } catch (error) {
    if (signal.aborted) return;
    set({ opening: null });
    tellTrouble(`${folder.name} cannot be opened`, error);
  }
}

/**
 * Changes study.yaml.
 *
 * @param label what is done, for undo: `fix CPE1.n`
 * @param change from the present text to the next; what it throws is told to the user and nothing changes
 * @param mark edits with the same mark that follow each other are undone together
 */
export function edit(label: string, change: (text: string) => string, mark?: string): void {
  const { history } = get();
  let text: string;
  try {
    text = change(presentText(history));
  } catch (error) {
    tellTrouble(`${label}: not done`, error);
    return;
  }
  moveTo(addStep(history, { text, label, ...(mark === undefined ? {} : { mark }) }));
}

export function undo(): void {
  moveTo(undone(get().history));
}

export function redo(): void {
  moveTo(redone(get().history));
}

export function go(place: Place): void {
  set({ place });
  const hash = `#${placeToHash(place)}`;
  if (globalThis.location.hash !== hash) globalThis.history.pushState(null, '', hash);
}

/** Computes again what these analyses gave; all without a list. */
export function rerun(ids?: readonly string[]): void {
  const { runs } = get();
  engine.forget(ids?.flatMap((id) => runs[id]?.outcome?.result ?? []));
  runNow();
}

export function cancelRun(): void {
  engine.cancel();
}

/** Writes study.yaml where the folder can be written, and offers it as a download elsewhere. */
export async function save(): Promise<void> {
  const { folder, history } = get();
  if (folder === null) return;
  try {
    const text = await written(folder, presentText(history));
    if (get().folder === folder) set({ savedText: text });
  } catch (error) {
    tellTrouble('study.yaml was not saved', error);
  }
}

/** @returns the text that was written */
async function written(folder: Folder, text: string): Promise<string> {
  const { saveStudy } = folder;
  if (saveStudy === undefined) {
    download('study.yaml', text, 'application/yaml');
    return text;
  }
  return withDisk(async () => {
    // What another program wrote may have been taken over just now: it is not to be written over unseen.
    const latest = get().folder === folder ? presentText(get().history) : text;
    await saveStudy(latest);
    return latest;
  });
}

/**
 * More files for the open study: those dropped onto it. Analyses are proposed for what no analysis takes yet; files that
 * options name go into those of the analysis that is looked at.
 *
 * @returns what went into options of analyses that were there
 */
export async function addFiles(added: readonly AddedFile[]): Promise<readonly PlacedFiles[]> {
  const present = opened;
  const { place } = get();
  const lookedAt = place.view === 'analysis' ? place.id : undefined;
  return joiningInTurn(async () => (present === opened ? joinFiles(added, lookedAt, () => present === opened) : []));
}

interface AddedFile {
  readonly path: string;
  readonly file: File;
}

async function joinFiles(
  added: readonly AddedFile[],
  lookedAt: string | undefined,
  isStillOpen: () => boolean,
): Promise<readonly PlacedFiles[]> {
  const { folder, files: before } = get();
  if (folder?.kind !== 'dropped') return [];
  const joined = joinDropped(folder, new Map(added.map(({ path, file }) => [path, file])));
  try {
    const files = await joined.list();
    const known = new Set(before.map(({ path }) => path));
    const dropped = new Set(added.map(({ path }) => path));
    engine.setEntries(joined, files);
    set({ folder: joined, files });
    runNow();
    const addition = await additionOfFiles(
      joined,
      files.filter(({ path }) => dropped.has(path)),
      (path) => !known.has(path),
      lookedAt,
    );
    if (!isStillOpen()) return [];
    let placed: readonly PlacedFiles[] = [];
    edit(added.length === 1 ? `add ${added[0]!.path}` : `add ${added.length} files`, (text) => {
      const after = addition(text);
      placed = after.placed;
      return after.text;
    });
    return placed;
  } catch (error) {
    tellTrouble('the files were not added', error);
    return [];
  }
}

export function pointAt(pointedAt: PointedAt | null): void {
  const before = get().pointedAt;
  const same =
    before?.analysis === pointedAt?.analysis &&
    before?.recording === pointedAt?.recording &&
    before?.row === pointedAt?.row;
  if (!same) set({ pointedAt });
}

export function dismissTrouble(): void {
  set({ trouble: null });
}

/** Something that concerns no analysis went wrong: said once, in the user's words. */
export function tellTrouble(title: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const trouble =
    isInterphaseError(error) && error.hint !== '' ? { title, message, hint: error.hint } : { title, message };
  set({ trouble });
}

async function textOf(folder: Folder): Promise<string> {
  const file = await folder.open('study.yaml');
  return new TextDecoder().decode(await file.slice(0, file.size));
}

function moveTo(history: History): void {
  if (history === get().history) return;
  set({ history });
  textChanged();
}

/** The text is another one: read it, and run the study if it has no mistakes. */
function textChanged(): void {
  const { study, mistakes } = readStudy(presentText(get().history), 'study.yaml');
  if (study === undefined) {
    set({ mistakes });
    return;
  }
  set({ study, mistakes: [] });
  runNow();
}

function runNow(): void {
  const { study, runs: before } = get();
  if (study === null) return;
  const startedAt = performance.now();
  presentRun?.drop();
  const updates = new RunUpdates(allWaiting(study, before), (runs) => set({ runs: keepSame(before, runs) }));
  presentRun = updates;
  set({ running: true });
  engine.run(study, {
    onProgress: (step) => {
      updates.add(step, performance.now() - startedAt);
      if (step.outcome !== undefined && !step.outcome.fromCache) traceRefit(startedAt, step.analysis);
    },
    onEnd: (result) => {
      updates.end();
      set({ result, running: false });
    },
    onTrouble: (error) => {
      updates.end();
      set({ running: false });
      tellTrouble('the study could not be run', error);
    },
  });
}

/** For the bench: from the edit until the page with the new outcome is drawn. */
function traceRefit(startedAt: number, analysis: string): void {
  // The outcome is shown in the task after this one.
  setTimeout(() =>
    requestAnimationFrame(() =>
      performance.measure('workbench:refit', { start: startedAt, end: performance.now(), detail: { analysis } }),
    ),
  );
}

/** Files of the folder changed on disk, perhaps by somebody's editor. */
async function filesChanged(folder: Folder, paths: readonly string[]): Promise<void> {
  try {
    const files = await folder.list();
    if (get().folder !== folder) return;
    const isAnotherRun = !sameFiles(get().files, files);
    engine.setEntries(folder, files);
    set({ files });
    if (isAnotherRun) runNow();
    if (paths.includes('study.yaml') && files.some(({ path }) => path === 'study.yaml')) {
      takeOver(await textOf(folder), folder);
    }
  } catch (error) {
    tellTrouble('the folder cannot be read any more', error);
  }
}

/** study.yaml as it is on disk now: a step of its own, so that undo brings back what was here. */
function takeOver(text: string, folder: Folder): void {
  const { history, savedText }: Workbench = get();
  if (get().folder !== folder || text === savedText) return;
  set({ history: addStep(history, { text, label: 'study.yaml changed on disk' }), savedText: text });
  textChanged();
}
