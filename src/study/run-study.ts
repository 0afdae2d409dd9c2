import { fail } from '../errors.js';
import { aboutOptionFile, filesOfTask, sameOptionFiles } from '../execution/option-files.js';
import type { AnalysisTask, Result } from '../execution/task.js';
import { version } from '../execution/version.js';
import { suggest } from '../quantity/nearest.js';
import type { Finding, Progress } from '../techniques/technique.js';
import { cacheKey } from './cache-key.js';
import { runChecks } from './checks.js';
import { composeDocument } from './compose-document.js';
import { fillReferences } from './fill-references.js';
import { describeFailure, planStudy } from './plan.js';
import { neededBy, withNeeded } from './references.js';
import type { Study, StudyAnalysis } from './study.js';
import type { AnalysisFailure, AnalysisOutcome, StudyResult } from './study-result.js';

/** Where results are kept; a key names one result for ever. */
export interface ResultCache {
  get(key: string): Promise<Result | undefined>;
  put(key: string, result: Result): Promise<void>;
}

/** What a study needs of the outside world. */
export interface StudyServices {
  /** All files below the folder of study.yaml, as paths from there with `/`. */
  listFiles(): Promise<readonly string[]>;
  /** SHA-256 of a file, lower-case hex. */
  hashFile(path: string): Promise<string>;
  /** Runs one task here, in a worker or on a cluster; how many run at a time is its business. */
  runTask(task: AnalysisTask, onProgress: Progress): Promise<Result>;
  readonly cache?: ResultCache;
}

/** A step of one analysis. */
export interface StudyProgress {
  readonly analysis: string;
  readonly state: 'running' | 'cached' | 'done' | 'failed';
  /** 0 to 1. */
  readonly share: number;
  /** What is going on, in words; the message of a failure. */
  readonly doing: string;
  /** What it gave, with its last step: `cached`, `done` or `failed`. */
  readonly outcome?: AnalysisOutcome;
}

export interface RunStudyOptions {
  /** Names of the analyses to run, with those whose numbers they need; all without it. */
  readonly only?: readonly string[];
}

/**
 * Runs a study: plans its tasks, takes known results from the cache, runs the rest side by side, each as soon as the
 * analyses are done whose numbers it needs, then the checks across analyses and the document. A failed analysis is an outcome with its failure; the others go on.
 *
 * @throws `usage` for a name in `only` that is no analysis; whatever `listFiles` throws
 */
export async function runStudy(
  study: Study,
  services: StudyServices,
  onProgress: (progress: StudyProgress) => void = () => {},
  options: RunStudyOptions = {},
): Promise<StudyResult> {
  const analyses = chosenAnalyses(study, options.only);
  const chosen: Study = { ...study, analyses };
  const plan = planStudy(chosen, await services.listFiles());
  const tasks = new Map(plan.tasks.map((task) => [task.id, task]));
  const started = new Map<string, Promise<Run>>();
  for (const id of plan.order) {
    const analysis = analyses.find((one) => one.id === id)!;
    const needed = neededBy(analysis).flatMap((other) => started.get(other) ?? []);
    started.set(id, runPlanned(analysis, tasks.get(id), plan.failures.get(id), needed, services, onProgress));
  }
  // Analyses end in any order; what they tell is put in the order of the study.
  const runs = await Promise.all(analyses.map(({ id }) => started.get(id)!));

  const outcomes = runs.map((run) => run.outcome);
  const document = composeDocument(study, outcomes);
  const whole = options.only === undefined;
  const findings = [
    // With some analyses left out, the files of the others are not unused.
    ...plan.findings.filter(({ code }) => whole || code !== 'unused-files'),
    ...runs.flatMap((run) => run.findings),
    ...runChecks(study, outcomes),
    ...document.findings,
  ];
  return {
    title: study.title,
    version,
    style: study.document.style,
    samples: study.samples,
    analyses: outcomes,
    items: document.items,
    findings,
    ...(document.mistakes.length === 0 ? {} : { mistakes: document.mistakes }),
    studySha256: study.sha256,
  };
}

/**
 * The analyses that a run is about: those named, with all whose numbers they need, in the order of the study.
 *
 * @throws `usage` for a name that is no analysis
 */
export function chosenAnalyses(study: Study, only: readonly string[] | undefined): readonly StudyAnalysis[] {
  if (only === undefined) return study.analyses;
  const names = study.analyses.map(({ id }) => id);
  for (const name of only) {
    if (!names.includes(name))
      throw fail('usage', `the study has no analysis "${name}"`, suggest(name, names), { path: 'only' });
  }
  return withNeeded(study.analyses, only);
}

interface Run {
  readonly outcome: AnalysisOutcome;
  readonly findings: readonly Finding[];
}

/** Waits for the analyses whose numbers it needs, then runs with them. */
async function runPlanned(
  analysis: StudyAnalysis,
  planned: AnalysisTask | undefined,
  unplanned: AnalysisFailure | undefined,
  needed: readonly Promise<Run>[],
  services: StudyServices,
  onProgress: (progress: StudyProgress) => void,
): Promise<Run> {
  const { id, technique } = analysis;
  const failed = (failure: AnalysisFailure): Run => {
    const outcome = { id, technique, failure, fromCache: false };
    onProgress({ analysis: id, state: 'failed', share: 1, doing: failure.message, outcome });
    return { outcome, findings: [] };
  };
  if (planned === undefined) return failed(unplanned!);
  const sources = (await Promise.all(needed)).map(({ outcome }) => outcome);
  let task: AnalysisTask;
  try {
    task = fillReferences(analysis, planned, (other) => sources.find((source) => source.id === other));
  } catch (error) {
    return failed(describeFailure(error, analysis));
  }
  return runAnalysis(analysis, task, services, onProgress);
}

async function runAnalysis(
  analysis: StudyAnalysis,
  task: AnalysisTask,
  services: StudyServices,
  onProgress: (progress: StudyProgress) => void,
): Promise<Run> {
  const { id, technique } = analysis;
  const findings: Finding[] = [];
  const tell = (share: number, doing: string) => onProgress({ analysis: id, state: 'running', share, doing });
  const end = (state: 'cached' | 'done' | 'failed', doing: string, outcome: AnalysisOutcome): Run => {
    onProgress({ analysis: id, state, share: 1, doing, outcome });
    return { outcome, findings };
  };
  try {
    tell(0, 'reading files');
    const hashes = await hashFiles(task, services);
    const key = cacheKey(task, hashes.inputs, version, hashes.optionFiles);
    const known = await fromCache(services.cache, key, task, hashes);
    if (known !== undefined) {
      return end('cached', 'taken from the cache', { id, technique, result: known, fromCache: true });
    }
    const result = await services.runTask(task, tell);
    if (belongsTo(result, task, hashes)) {
      await keep(services.cache, key, result, id, findings);
    } else {
      findings.push({
        code: 'files-changed',
        severity: 'warning',
        message: `${id}: a file changed while it was analysed; run the study again`,
        where: id,
      });
    }
    return end('done', 'done', { id, technique, result, fromCache: false });
  } catch (error) {
    const failure = describeFailure(error, analysis);
    return end('failed', failure.message, { id, technique, failure, fromCache: false });
  }
}

/** What the files of a task hold now. */
interface FileHashes {
  /** In the order of its inputs. */
  readonly inputs: readonly string[];
  /** In the order of `filesOfTask`. */
  readonly optionFiles: readonly { readonly path: string; readonly sha256: string }[];
}

/** One after the other: a series of ten thousand files must not open them all at once. */
async function hashFiles(task: AnalysisTask, services: StudyServices): Promise<FileHashes> {
  const inputs: string[] = [];
  for (const { path } of task.inputs) inputs.push(await services.hashFile(path));
  const optionFiles: { path: string; sha256: string }[] = [];
  for (const named of filesOfTask(task)) {
    try {
      optionFiles.push({ path: named.path, sha256: await services.hashFile(named.path) });
    } catch (error) {
      throw aboutOptionFile(error, named);
    }
  }
  return { inputs, optionFiles };
}

/** A cache is a convenience: whatever is wrong with it, the task runs. */
async function fromCache(
  cache: ResultCache | undefined,
  key: string,
  task: AnalysisTask,
  hashes: FileHashes,
): Promise<Result | undefined> {
  try {
    const result = await cache?.get(key);
    return result !== undefined && belongsTo(result, task, hashes) ? result : undefined;
  } catch {
    return undefined;
  }
}

async function keep(
  cache: ResultCache | undefined,
  key: string,
  result: Result,
  id: string,
  findings: Finding[],
): Promise<void> {
  try {
    await cache?.put(key, result);
  } catch (error) {
    findings.push({
      code: 'not-cached',
      severity: 'info',
      message: `${id}: the result could not be kept for the next run (${error instanceof Error ? error.message : String(error)})`,
      where: id,
    });
  }
}

/** True when a result says that it is of these very files, this technique and this version. */
function belongsTo(result: Result, task: AnalysisTask, hashes: FileHashes): boolean {
  const { inputs, files } = result.provenance ?? {};
  return (
    result.version === version &&
    result.technique === task.technique &&
    Array.isArray(inputs) &&
    inputs.length === hashes.inputs.length &&
    hashes.inputs.every((hash, index) => inputs[index]!.sha256 === hash) &&
    sameOptionFiles(files, hashes.optionFiles)
  );
}
