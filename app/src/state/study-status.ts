/** What the head of the page says about the open study: pure functions of the state. */
import type { FolderKind } from '../platform/folder.js';
import { presentText } from './history.js';
import type { Runs } from './run-updates.js';
import type { Workbench } from './workbench.js';

/** True while edits would be lost with the page. A proposal that nobody has touched is none. */
export function isUnsaved({ history, savedText }: Pick<Workbench, 'history' | 'savedText'>): boolean {
  return presentText(history) !== (savedText ?? history.steps[0]!.text);
}

/** The text was proposed from the files and is not in the folder yet. */
export function isProposal({ folder, savedText }: Pick<Workbench, 'folder' | 'savedText'>): boolean {
  return folder !== null && savedText === null;
}

const KINDS: Readonly<Record<FolderKind, { readonly short: string; readonly long: string }>> = {
  example: {
    short: 'example',
    long: 'The reference study that comes with Interphase. Edits stay on this page until you save study.yaml.',
  },
  server: { short: 'on disk', long: 'A folder of this computer, through `interphase open`. Saving writes study.yaml.' },
  directory: { short: 'folder', long: 'A folder of this computer. Saving writes study.yaml into it.' },
  dropped: {
    short: 'dropped',
    long: 'Files that were dropped or picked. They are read, and saving downloads study.yaml.',
  },
};

export function folderKindText(kind: FolderKind): { readonly short: string; readonly long: string } {
  return KINDS[kind];
}

export interface RunSummary {
  readonly total: number;
  /** Analyses with an end: done, failed, cancelled. */
  readonly ended: number;
  readonly failed: number;
  readonly cancelled: number;
  /** 0 to 1, what is under way counted in part. */
  readonly share: number;
}

export function runSummary(runs: Runs): RunSummary {
  const all = Object.values(runs);
  const count = (...states: string[]) => all.filter(({ state }) => states.includes(state)).length;
  const ended = count('done', 'failed', 'cancelled');
  const under = all.reduce((sum, run) => sum + (run.state === 'running' ? run.share : 0), 0);
  return {
    total: all.length,
    ended,
    failed: count('failed'),
    cancelled: count('cancelled'),
    share: all.length === 0 ? 1 : (ended + under) / all.length,
  };
}

/** `3 of 8 done`, `8 analyses, 1 failed`. */
export function runText({ total, ended, failed, cancelled }: RunSummary, running: boolean): string {
  if (running) return `${ended} of ${total} done`;
  if (total === 0) return 'no analyses';
  const parts = [
    total === 1 ? '1 analysis' : `${total} analyses`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(cancelled > 0 ? [`${cancelled} cancelled`] : []),
  ];
  return parts.join(', ');
}
