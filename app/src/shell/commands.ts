/** Everything that can be done or gone to from the command palette; shortcuts name these commands by their id. */
import type { MantineColorScheme } from '@mantine/core';
import { techniques } from '../../../src/techniques/registry.js';
import { withNotice } from '../kit/with-notice.js';
import { cancelRun, go, redo, rerun, save, tellTrouble, undo } from '../state/actions.js';
import { canRedo, canUndo, redoLabel, undoLabel } from '../state/history.js';
import type { Workbench } from '../state/workbench.js';
import { showDialog } from './dialogs.js';
import { neighbourAnalysis } from './neighbour-analysis.js';
import { chooseFiles, chooseFolder, openExample } from './open-study.js';
import { reveal, setNavbar, usePage } from './page-state.js';

export type CommandGroup = 'Analyses' | 'Samples' | 'Figures' | 'Views' | 'Commands' | 'Files';

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** Beside the title: what it is, what it would do. */
  readonly detail?: string;
  /** Found by these words too. */
  readonly keywords?: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** Going places: analyses, samples, figures and files of the open study. */
export function placesOf({ study, result, files }: Pick<Workbench, 'study' | 'result' | 'files'>): Command[] {
  const analyses = (study?.analyses ?? []).map(
    ({ id, technique, sample }): Command => ({
      id: `analysis:${id}`,
      title: id,
      group: 'Analyses',
      detail: sample === undefined ? technique : `${technique} of ${sample}`,
      run: () => go({ view: 'analysis', id }),
    }),
  );
  const samples = Object.entries(study?.samples ?? {}).map(
    ([name, { composition }]): Command => ({
      id: `sample:${name}`,
      title: name,
      group: 'Samples',
      ...(composition === undefined ? {} : { detail: composition }),
      run: () => goToPart(`sample:${name}`),
    }),
  );
  const items = (result?.items ?? []).map(
    ({ name, caption }): Command => ({
      id: `item:${name}`,
      title: /^table/i.test(name) ? name : `Figure ${name}`,
      group: 'Figures',
      detail: caption,
      run: () => goToPart(`item:${name}`),
    }),
  );
  const figures = (result?.analyses ?? []).flatMap(({ id, result: found }) =>
    (found?.figures ?? []).map(
      (figure): Command => ({
        id: `figure:${id}.${figure.id}`,
        title: `${id}.${figure.id}`,
        group: 'Figures',
        detail: figure.caption,
        run: () => {
          go({ view: 'analysis', id });
          reveal(`figure:${id}.${figure.id}`);
        },
      }),
    ),
  );
  const recordings = files
    .filter(({ path }) => path !== 'study.yaml')
    .map(
      ({ path }): Command => ({
        id: `file:${path}`,
        title: path.slice(path.lastIndexOf('/') + 1),
        group: 'Files',
        detail: path,
        run: () => go({ view: 'recording', path }),
      }),
    );
  return [...analyses, ...samples, ...items, ...figures, ...recordings];
}

/** A part of the study's view, brought into sight. */
export function goToPart(part: string): void {
  go({ view: 'study' });
  reveal(part);
}

type Shown = Pick<Workbench, 'study' | 'history' | 'running' | 'folder' | 'place' | 'result'>;

const DOWNLOADED = 'It is in your downloads.';

/** Doing things. */
export function commandsOf(state: Shown, setColorScheme: (scheme: MantineColorScheme) => void): Command[] {
  const { study, history, running, folder, place } = state;
  const nothing = study === null;
  const canExport = state.result !== null && !running;
  const inView = place.view === 'analysis' ? place.id : undefined;
  const view = (id: string, title: string, run: () => void, keywords: string): Command => ({
    id,
    title,
    group: 'Views',
    keywords: `go to ${keywords}`,
    run,
  });
  const command = (id: string, title: string, run: () => void, more: Partial<Command> = {}): Command => ({
    id,
    title,
    group: 'Commands',
    run,
    ...more,
  });
  return [
    view('go-study', 'Study', () => go({ view: 'study' }), 'overview home samples findings'),
    view('go-compare', 'Compare', () => go({ view: 'compare' }), 'overlay figures'),
    view('go-report', 'Report', () => go({ view: 'report' }), 'supporting information preview'),
    view('go-source', 'study.yaml', () => go({ view: 'source' }), 'source text editor'),
    command(
      'rerun',
      inView === undefined ? 'Run all analyses again' : `Run ${inView} again`,
      () => rerunInView(place),
      {
        disabled: nothing,
        keywords: 'refit compute',
      },
    ),
    command('rerun-all', 'Run all analyses again', () => rerun(), {
      disabled: nothing || inView === undefined,
      keywords: 'refit compute',
    }),
    command('cancel', 'Cancel the run', cancelRun, { disabled: !running, keywords: 'stop' }),
    command('undo', 'Undo', undo, { disabled: !canUndo(history), detail: undoLabel(history) ?? '' }),
    command('redo', 'Redo', redo, { disabled: !canRedo(history), detail: redoLabel(history) ?? '' }),
    command('save', folder?.saveStudy === undefined ? 'Download study.yaml' : 'Save study.yaml', () => void save(), {
      disabled: folder === null,
      keywords: 'save write',
    }),
    command('new-analysis', 'New analysis…', () => showDialog({ kind: 'new-analysis' }), { disabled: nothing }),
    ...techniques.map(({ name, summary }) =>
      command(`new-${name}`, `New ${name} analysis…`, () => showDialog({ kind: 'new-analysis', technique: name }), {
        disabled: nothing,
        detail: summary,
        keywords: 'add technique',
      }),
    ),
    command('new-sample', 'New sample…', () => showDialog({ kind: 'new-sample' }), {
      disabled: nothing,
      keywords: 'add',
    }),
    ...(folder?.saveResults === undefined
      ? []
      : [
          exportCommand(
            'export-results',
            'Write results beside study.yaml',
            'They are in the folder results.',
            canExport,
            (to, tell) => to.saveResults(tell),
          ),
        ]),
    exportCommand('export-zip', 'Export the whole study as zip', DOWNLOADED, canExport, (to, tell) =>
      to.downloadStudy(true, tell),
    ),
    exportCommand('export-results-zip', 'Export results as zip', DOWNLOADED, canExport, (to, tell) =>
      to.downloadStudy(false, tell),
    ),
    exportCommand('export-report', 'Export the report as HTML', DOWNLOADED, canExport, (to, tell) =>
      to.downloadResults(tell),
    ),
    command('open-example', 'Open the reference study', openExample, { keywords: 'example demo' }),
    command('open-folder', 'Open a folder…', () => void chooseFolder(), { keywords: 'directory' }),
    command('open-files', 'Open files…', () => void chooseFiles(), { keywords: 'raw recordings' }),
    command('theme-light', 'Light colours', () => setColorScheme('light'), { keywords: 'theme scheme bright' }),
    command('theme-dark', 'Dark colours', () => setColorScheme('dark'), { keywords: 'theme scheme night' }),
    command('theme-auto', 'Colours of the system', () => setColorScheme('auto'), { keywords: 'theme scheme' }),
    command('toggle-navbar', 'Show or hide the tree', () => setNavbar(!usePage.getState().navbar), {
      keywords: 'navigation sidebar',
    }),
    command('previous-analysis', 'Previous analysis', () => goToNeighbour(state, -1), { disabled: nothing }),
    command('next-analysis', 'Next analysis', () => goToNeighbour(state, 1), { disabled: nothing }),
    command('help', 'Keyboard shortcuts', () => showDialog({ kind: 'help' }), { keywords: 'help keys' }),
  ];
}

function rerunInView(place: Workbench['place']): void {
  rerun(place.view === 'analysis' ? [place.id] : undefined);
}

function goToNeighbour({ study, place }: Pick<Workbench, 'study' | 'place'>, step: 1 | -1): void {
  const id = neighbourAnalysis(study, place, step);
  if (id !== undefined) go({ view: 'analysis', id });
}

function exportCommand(
  id: string,
  title: string,
  done: string,
  ready: boolean,
  work: (to: typeof import('../report/export-study.js'), tell: (doing: string) => void) => Promise<boolean | undefined>,
): Command {
  return {
    id,
    title,
    group: 'Commands',
    disabled: !ready,
    keywords: 'download save',
    run: () => {
      import('../report/export-study.js')
        .then((to) => withNotice({ title, done, work: (tell) => work(to, tell) }))
        .catch((error: unknown) => tellTrouble(`${title}: not done`, error));
    },
  };
}
