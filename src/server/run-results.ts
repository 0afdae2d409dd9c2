/** Runs the study on disk and writes its results beside it, as `interphase run` does, and tells the page how it goes. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ErrorPlace } from '../errors.js';
import { nodeStudyServices } from '../platform/node/study-services.js';
import { checkOut, writeStudy } from '../platform/node/write-results.js';
import { loadStudy } from '../study/load-study.js';
import { runStudy, type StudyProgress } from '../study/run-study.js';
import type { Study } from '../study/study.js';
import type { Finding } from '../techniques/technique.js';
import { refuseLinks } from './refuse-links.js';
import { readStudyText, studyFileName } from './study-text.js';

const resultsFolder = 'results';

/** What is told, one JSON object per line: the names first, the steps, at the end `report` or `error`. */
export type RunMessage =
  | { readonly analyses: readonly string[] }
  | {
      readonly analysis: string;
      readonly state: StudyProgress['state'] | 'writing';
      readonly share: number;
      readonly doing: string;
    }
  | {
      /** Path of the report from the folder of the study. */
      readonly report: string;
      readonly findings: readonly Finding[];
      /** Of analyses, and of captions and panels that lead nowhere. */
      readonly failures: readonly RunFailure[];
    }
  | {
      readonly error: {
        readonly code: string;
        readonly message: string;
        readonly hint: string;
        readonly where?: ErrorPlace;
      };
    };

interface RunFailure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly where: ErrorPlace;
}

/** Steps of one analysis that follow each other faster are left out. */
const PROGRESS_MS = 50;

/**
 * The study on disk, once it is clear that it can be read and that its results can be written.
 *
 * @throws `invalid-study`, `cannot-write`, or a refusal
 */
export async function prepareRun(root: string): Promise<Study> {
  const study = loadStudy(await readStudyText(root), studyFileName);
  await refuseLinks(root, resultsFolder);
  // Where finished analyses are kept.
  await refuseLinks(root, '.interphase');
  await checkOut(join(root, resultsFolder));
  return study;
}

/**
 * Runs every analysis and writes the report. When `signal` aborts, nothing is written, and what was finished is kept for
 * the next run.
 */
export async function runAndWrite(
  root: string,
  study: Study,
  signal: AbortSignal,
  tell: (message: RunMessage) => void,
): Promise<void> {
  tell({ analyses: study.analyses.map(({ id }) => id) });
  const services = nodeStudyServices(root, { jobs: availableParallelism(), signal });
  const lastTold = new Map<string, number>();
  const onProgress = ({ analysis, state, share, doing }: StudyProgress) => {
    const now = performance.now();
    if (state === 'running' && now - (lastTold.get(analysis) ?? -PROGRESS_MS) < PROGRESS_MS) return;
    lastTold.set(analysis, now);
    tell({ analysis, state, share, doing });
  };
  const result = await runStudy(study, services, onProgress).finally(() => services.close());
  if (signal.aborted) return;
  // Once more: a run may take long, and what is there now counts.
  await refuseLinks(root, resultsFolder);
  tell({ analysis: '', state: 'writing', share: 1, doing: 'writing the report' });
  await writeStudy(join(root, resultsFolder), root, result);
  const failures = [...result.analyses.flatMap(({ failure }) => failure ?? []), ...(result.mistakes ?? [])];
  tell({ report: `${resultsFolder}/report.html`, findings: result.findings, failures });
}
